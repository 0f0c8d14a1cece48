import type { ReactElement } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import { serviceName } from '../../components/service-name.ts';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { ContinuedName, factsBlock } from '../../components/sheets/paper-facts.tsx';
import { PaperHead, PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { isTakenByAnother, receiptFacts, signatureOf } from './receipt-facts.ts';
import { receiptWords } from './receipt-words.ts';

/**
 * 回执, half a sheet of A4, more where more is to be said, or the roll. It says 受理 until the central office has confirmed
 * and 办结 only after, carries the time of its data and a number that can be looked up, and nothing that looks like a seal.
 * Paper is Chinese, with the English below each label, whatever language the screen speaks.
 */
export function ReceiptPaper(props: { readonly receipt: Receipt }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt } = props;
  const { title, lead } = receiptWords(receipt);
  const titleIn = (translate: TFunction) => translate(title, { service: translate(serviceName(receipt)) });
  const facts = receiptFacts(receipt, t).map(([key, value]) => ({
    label: labelOf(key),
    value,
    wide: wide.has(key),
  }));
  const isSigned = receipt.channel !== 'telephone' && receipt.channel !== 'internal';
  const close: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
      <>
        <p className={`paper-lead${receipt.standing === 'final' ? '' : ' framed'}`}>
          {t(lead)}
          <small lang="en">{english(lead)}</small>
          {isTakenByAnother(receipt) && (
            <>
              {t('receipt.changePin')}
              <small lang="en">{english('receipt.changePin')}</small>
            </>
          )}
        </p>
        {isSigned && <PaperSignatures labels={[signatureOf(receipt), 'receipt.signedOn']} />}
      </>
    ),
  };
  return (
    <PaperSheets
      half
      head={
        <PaperHead
          title={titleIn(t)}
          english={titleIn(english)}
          officeName={officeOf(receipt)}
          reprint={receipt.reprint}
        />
      }
      continued={<ContinuedName name={receipt.personName} number={receipt.maskedNumber} />}
      blocks={[factsBlock(facts, i18n), close]}
      foot={(page, pages) => (
        <PaperFoot
          number={receipt.serviceNumber}
          origin={{
            ...receipt,
            isConfirmed: receipt.standing === 'final',
            printed: minuteOf(receipt.printedAt),
          }}
          page={page}
          pages={pages}
        >
          <span>{t('receipt.keep')}</span>
        </PaperFoot>
      )}
    />
  );
}

/** What needs the whole width: a name, a bank and a number, or several papers. */
const wide: ReadonlySet<string> = new Set(['payout-receipt.payee', 'payout-receipt.papers']);

/** Of what all papers say the label is the receipt's; what only one kind of service says brings its own. */
function labelOf(key: string): string {
  return key.includes('.') ? key : `receipt.${key}`;
}

/** The office with its county, which most offices have in their name already. */
function officeOf(receipt: Receipt): string {
  return receipt.officeName.startsWith(receipt.countyName)
    ? receipt.officeName
    : `${receipt.countyName} ${receipt.officeName}`;
}
