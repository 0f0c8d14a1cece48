import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { ContinuedName, factsBlock } from '../../components/sheets/paper-facts.tsx';
import { PaperHead } from '../../components/sheets/paper-head.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { issuingFacts } from './receipt-facts.ts';

/**
 * 领卡凭证: what an applicant at a service point takes home: from which day he collects the card, where, and with what.
 * A day in a year without a published calendar is called provisional (domain rules section 8); and until the central
 * office has confirmed, the paper says so (law 5).
 */
export function CollectionSlip(props: { readonly receipt: Receipt }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt } = props;
  const due = (say: typeof t) =>
    say(receipt.dueProvisional ? 'collection-slip.dueProvisional' : 'collection-slip.due', {
      date: receipt.dueOn ?? '',
    });
  const facts = issuingFacts(receipt, t)
    .filter(([key]) => key !== 'cardNumber' && key !== 'bankCard')
    .map(([key, value]) => ({ label: `receipt.${key}`, value }));
  const both = (key: string) => (
    <>
      {t(key)}
      <small lang="en">{english(key)}</small>
    </>
  );
  const close: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
      <>
        <div className="slip-due">
          <b>{due(t)}</b>
          <small lang="en">{due(english)}</small>
          <span>
            {t('collection-slip.place')}：{receipt.officeName}，{receipt.officeAddress}，{receipt.officePhone}
            <small lang="en">{english('collection-slip.place')}</small>
          </span>
        </div>
        {receipt.waiting && <p className="paper-lead framed">{both('collection-slip.waiting')}</p>}
        <p className="paper-lead">
          {both('collection-slip.lead')}
          {receipt.dueProvisional && both('collection-slip.provisional')}
        </p>
      </>
    ),
  };
  return (
    <PaperSheets
      half
      className="slip"
      head={
        <PaperHead
          title={t('collection-slip.title')}
          english={english('collection-slip.title')}
          officeName={receipt.officeName}
          reprint={receipt.reprint}
        />
      }
      continued={<ContinuedName name={receipt.personName} number={receipt.maskedNumber} />}
      blocks={[factsBlock(facts, i18n), close]}
      foot={(page, pages) => (
        <PaperFoot
          number={receipt.serviceNumber}
          origin={{ ...receipt, printed: minuteOf(receipt.printedAt) }}
          page={page}
          pages={pages}
        >
          <span>{t('collection-slip.accepted')}</span>
        </PaperFoot>
      )}
    />
  );
}
