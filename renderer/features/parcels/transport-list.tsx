import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { ParcelView } from '../../../contract/parcels.ts';
import { keepEnds } from '../../../domain/identity/masking.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { originHere, PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';

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
  const facts = [
    ['fromOffice', `${parcel.fromOfficeName} ${parcel.fromAddress}`],
    ['toOffice', `${parcel.toOfficeName} ${parcel.toAddress} ${parcel.toPhone}`],
    ['sentAt', `${minuteOf(parcel.sentAt)} ${parcel.sentBy}`],
    ['count', t('stock.named', { count: parcel.count })],
  ] as const;
  const difference = new Map(parcel.differences.map((one) => [one.cardNumber, one.difference]));
  const head = (
    <>
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
    </>
  );
  const table: PaperBlock = {
    kind: 'table',
    head: (
      <PaperTableHead
        columns={(['number', 'serviceNumber', 'cardNumber', 'holder', 'document', 'checked'] as const).map(
          (column) => `transport-list.${column}`,
        )}
      />
    ),
    rows: parcel.cards.map((card, index) => (
      <tr key={card.cardNumber}>
        <td>{index + 1}</td>
        <td>{card.serviceNumber}</td>
        <td>{card.cardNumber}</td>
        <td>
          <DrawnText text={maskedName(card.personName)} />
        </td>
        <td>{card.maskedNumber}</td>
        <td>{difference.get(card.cardNumber) === 'missing' ? t('transport-list.missing') : '□'}</td>
      </tr>
    )),
  };
  const signatures: PaperBlock = {
    kind: 'whole',
    closes: true,
    node: (
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
    ),
  };
  return (
    <PaperSheets
      head={head}
      blocks={[table, signatures]}
      foot={(page, pages) => (
        <PaperFoot number={parcel.parcelId} origin={originHere(status)} page={page} pages={pages}>
          {parcel.waiting && <span>{t('transport-list.waiting')}</span>}
        </PaperFoot>
      )}
    />
  );
}

/** The first character and at most two stars: how long a name is says who it is in a village. */
function maskedName(name: string): string {
  return keepEnds(Array.from(name).slice(0, 3).join(''), 1, 0);
}
