import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { usePaperClass } from '../../components/paper-size.ts';
import { ServiceCodes } from '../../components/service-codes.tsx';
import { issuingFacts } from './receipt-facts.ts';
import '../../components/paper.css';

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
  return (
    <article className={`${usePaperClass()} slip`} lang="zh-CN">
      {receipt.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: receipt.reprint })}</div>
      )}
      <h1>{t('collection-slip.title')}</h1>
      <p className="paper-sub">
        {english('collection-slip.title')} · {receipt.officeName}
      </p>
      <dl className="paper-facts many">
        {issuingFacts(receipt, t)
          .filter(([key]) => key !== 'cardNumber' && key !== 'bankCard')
          .map(([key, value]) => (
            <div key={key}>
              <dt>
                {t(`receipt.${key}`)}
                <small lang="en">{english(`receipt.${key}`)}</small>
              </dt>
              <dd>
                <DrawnText text={value} />
              </dd>
            </div>
          ))}
      </dl>
      <div className="slip-due">
        <b>{due(t)}</b>
        <small lang="en">{due(english)}</small>
        <span>
          {t('collection-slip.place')}：{receipt.officeName}，{receipt.officeAddress}，{receipt.officePhone}
        </span>
      </div>
      {receipt.waiting && (
        <p className="paper-lead framed">
          {t('collection-slip.waiting')}
          <small lang="en">{english('collection-slip.waiting')}</small>
        </p>
      )}
      <p className="paper-lead">
        {t('collection-slip.lead')}
        <small lang="en">{english('collection-slip.lead')}</small>
        {receipt.dueProvisional && t('collection-slip.provisional')}
      </p>
      <footer className="paper-foot">
        <ServiceCodes serviceNumber={receipt.serviceNumber} />
        <div className="paper-foot-text">
          <span>{t('collection-slip.accepted')}</span>
          <span>
            {receipt.asOf !== null && `${t('receipt.asOf', { time: minuteOf(receipt.asOf) })} · `}
            {t('receipt.printedAt', { time: minuteOf(receipt.printedAt) })}
          </span>
          <span>
            {t('receipt.clerk')} {receipt.clerkName} ·{' '}
            {t('status.window', { number: receipt.workstationNumber })}
          </span>
        </div>
      </footer>
    </article>
  );
}
