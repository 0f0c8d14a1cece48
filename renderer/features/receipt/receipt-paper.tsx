import type { ReactElement } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { serviceName } from '../../components/service-name.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { usePaperClass } from '../../components/paper-size.ts';
import { PersonName } from '../../components/person-name.tsx';
import { isTakenByAnother, receiptFacts, signatureOf } from './receipt-facts.ts';
import { receiptWords } from './receipt-words.ts';
import { ServiceCodes } from '../../components/service-codes.tsx';
import '../../components/paper.css';

/**
 * 回执, half a sheet of A4. It says 受理 until the central office has confirmed and 办结 only after, carries the time of
 * its data and a number that can be looked up, and nothing that looks like a seal. Paper is Chinese, with the English
 * below each label, whatever language the screen speaks.
 */
export function ReceiptPaper(props: { readonly receipt: Receipt }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { receipt } = props;
  const provisional = receipt.standing !== 'final';
  const facts = receiptFacts(receipt, t);
  const { title, lead } = receiptWords(receipt);
  const titleIn = (translate: TFunction) => translate(title, { service: translate(serviceName(receipt)) });
  const signature = signatureOf(receipt);
  return (
    <article className={usePaperClass()} lang="zh-CN">
      {receipt.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: receipt.reprint })}</div>
      )}
      <h1>{titleIn(t)}</h1>
      <p className="paper-sub">
        {titleIn(english)} · {officeOf(receipt)}
      </p>
      <dl className={facts.length > 8 ? 'paper-facts many' : 'paper-facts'}>
        {facts.map(([key, value], index) => (
          // A paper may have several of one kind, as payees.
          <div key={index} className={wide.has(key) ? 'wide' : undefined}>
            <dt>
              {t(labelOf(key))}
              <small lang="en">{english(labelOf(key))}</small>
            </dt>
            <dd>{key === 'name' ? <PersonName name={value} /> : <DrawnText text={value} />}</dd>
          </div>
        ))}
      </dl>
      <p className={`paper-lead${provisional ? ' framed' : ''}`}>
        {t(lead)}
        <small lang="en">{english(lead)}</small>
        {isTakenByAnother(receipt) && (
          <>
            {t('receipt.changePin')}
            <small lang="en">{english('receipt.changePin')}</small>
          </>
        )}
      </p>
      {receipt.channel !== 'telephone' && receipt.channel !== 'internal' && (
        <div className="paper-signature">
          <span>
            {t(signature)} <small lang="en">{english(signature)}</small>
          </span>
          <span>
            {t('receipt.signedOn')} <small lang="en">{english('receipt.signedOn')}</small>
          </span>
        </div>
      )}
      <footer className="paper-foot">
        <ServiceCodes serviceNumber={receipt.serviceNumber} />
        <div className="paper-foot-text">
          <span>{t('receipt.keep')}</span>
          <span>
            {receipt.asOf !== null &&
              `${t('receipt.asOf', { time: minuteOf(receipt.asOf) })}${
                receipt.standing === 'final' ? t('receipt.confirmed') : ''
              } · `}
            {t('receipt.printedAt', { time: minuteOf(receipt.printedAt) })}
          </span>
          <span>
            {t('receipt.clerk')} {receipt.clerkName} ·{' '}
            {t('status.window', { number: receipt.workstationNumber })} · {receipt.officePhone}
          </span>
          <span>{receipt.officeAddress}</span>
        </div>
      </footer>
    </article>
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
