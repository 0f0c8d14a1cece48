import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { ParcelView } from '../../../contract/parcels.ts';
import { keepEnds } from '../../../domain/identity/masking.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import '../../components/paper.css';
import { serviceBarcode } from '../receipt/receipt-codes.ts';

/** So many lines fit on a sheet of A4 below the head and above the signatures. */
const cardsOnSheet = 24;

/**
 * 交接清单: goes with the cards and is signed by who gives them, who carries them and who takes them. The holders are
 * masked: who carries it needs the numbers alone (Personal Information Protection Law art. 6).
 */
export function TransportList(props: {
  readonly parcel: ParcelView;
  readonly status: CounterStatus;
  readonly reprint: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { parcel, status, reprint } = props;
  const pages = Math.max(1, Math.ceil(parcel.cards.length / cardsOnSheet));
  const facts = [
    ['fromOffice', `${parcel.fromOfficeName} ${parcel.fromAddress}`],
    ['toOffice', `${parcel.toOfficeName} ${parcel.toAddress} ${parcel.toPhone}`],
    ['sentAt', `${minuteOf(parcel.sentAt)} ${parcel.sentBy}`],
    ['count', t('stock.named', { count: parcel.count })],
  ] as const;
  const difference = new Map(parcel.differences.map((one) => [one.cardNumber, one.difference]));
  return (
    <>
      {Array.from({ length: pages }, (_none, page) => (
        <article key={page} className="paper sheet" lang="zh-CN">
          {reprint > 0 && <div className="paper-reprint">{t('receipt.reprint', { number: reprint })}</div>}
          <h1>{t('transport-list.title')}</h1>
          <p className="paper-sub">
            {english('transport-list.title')} · {t('parcel.parcelNumber')} {parcel.parcelId}
          </p>
          <dl className="paper-facts one-column">
            {facts.map(([key, value]) => (
              <div key={key}>
                <dt>
                  {t(`parcel.${key}`)} <small lang="en">{english(`parcel.${key}`)}</small>
                </dt>
                <dd>
                  <DrawnText text={value} />
                </dd>
              </div>
            ))}
          </dl>
          <table className="paper-table">
            <thead>
              <tr>
                {(['number', 'serviceNumber', 'cardNumber', 'holder', 'document', 'checked'] as const).map(
                  (column) => (
                    <th key={column}>
                      {t(`transport-list.${column}`)}
                      <small lang="en">{english(`transport-list.${column}`)}</small>
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {parcel.cards.slice(page * cardsOnSheet, (page + 1) * cardsOnSheet).map((card, index) => (
                <tr key={card.cardNumber}>
                  <td>{page * cardsOnSheet + index + 1}</td>
                  <td>{card.serviceNumber}</td>
                  <td>{card.cardNumber}</td>
                  <td>
                    <DrawnText text={maskedName(card.personName)} />
                  </td>
                  <td>{card.maskedNumber}</td>
                  <td>{difference.get(card.cardNumber) === 'missing' ? t('transport-list.missing') : '□'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {page === pages - 1 && (
            <>
              <p className="paper-lead">{t('transport-list.lead', { count: parcel.count })}</p>
              <div className="paper-signature three">
                {(['giver', 'carrier', 'taker'] as const).map((who) => (
                  <span key={who}>
                    {t(`transport-list.${who}`)} <small lang="en">{english(`transport-list.${who}`)}</small>
                  </span>
                ))}
              </div>
            </>
          )}
          <footer className="paper-foot list">
            <img className="paper-bars" src={serviceBarcode(parcel.parcelId)} alt="" />
            <div className="paper-foot-text">
              <span>
                {parcel.waiting ? `${t('transport-list.waiting')} · ` : ''}
                {t('receipt.clerk')} {status.clerk?.name} ·{' '}
                {t('status.window', { number: status.workstation?.number ?? 0 })} · {status.today}
              </span>
              <span>{t('transport-list.pages', { page: page + 1, pages })}</span>
            </div>
          </footer>
        </article>
      ))}
    </>
  );
}

/** The first character and at most two stars: how long a name is says who it is in a village. */
function maskedName(name: string): string {
  return keepEnds(Array.from(name).slice(0, 3).join(''), 1, 0);
}
