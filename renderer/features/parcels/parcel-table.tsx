import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteOf } from '../../components/formatting.ts';
import type { useRowNavigation } from '../../components/row-navigation.ts';
import type { ParcelRow } from './parcel-rows.ts';

const tone = {
  arriving: 'warn',
  'to-send': 'brand',
  sent: 'brand',
  received: 'ok',
  recalled: 'warn',
} as const;

/** What is to be packed, what is on its way, and what came, each with its number and its differences. */
export function ParcelTable(props: {
  readonly all: readonly ParcelRow[];
  readonly rows: Pick<ReturnType<typeof useRowNavigation>, 'rowProps' | 'chosen'>;
}): ReactElement {
  const { t } = useTranslation();
  const { all, rows } = props;
  return (
    <div className="scroll">
      <table className="table rows">
        <thead>
          <tr>
            <th>{t('table.state')}</th>
            <th>{t('parcel.office')}</th>
            <th className="right">{t('stock.cards')}</th>
            <th>{t('parcel.parcelNumber')}</th>
            <th>{t('table.time')}</th>
            <th>{t('parcel.note')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((row, index) => (
            <tr
              key={row.kind === 'to-send' ? row.officeId : row.parcel.parcelId}
              {...rows.rowProps(index)}
              aria-selected={index === rows.chosen}
            >
              <td>
                <span className={`tag ${tone[row.kind]}`}>{t(`parcel.kind-${row.kind}`)}</span>
              </td>
              <td className="wrap">{officeOf(row)}</td>
              <td className="right">{row.kind === 'to-send' ? row.count : row.parcel.count}</td>
              <td>{row.kind === 'to-send' ? '—' : row.parcel.parcelId}</td>
              <td>{row.kind === 'to-send' ? '—' : minuteOf(row.parcel.receivedAt ?? row.parcel.sentAt)}</td>
              <td>
                <Note row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function officeOf(row: ParcelRow): string {
    if (row.kind === 'to-send') return t('parcel.to', { office: row.officeName });
    return row.kind === 'arriving'
      ? t('parcel.from', { office: row.parcel.fromOfficeName })
      : t('parcel.fromTo', { from: row.parcel.fromOfficeName, to: row.parcel.toOfficeName });
  }
}

/** What needs an eye: lateness, differences, and that the central office has not confirmed. */
function Note(props: { readonly row: ParcelRow }): ReactElement | null {
  const { t } = useTranslation();
  const { row } = props;
  if (row.kind === 'to-send') {
    return row.late === 0 ? null : (
      <span className="tag bad">
        <span aria-hidden="true">!</span>
        {t('parcel.late', { count: row.late })}
      </span>
    );
  }
  const { missing, surplus, waiting } = row.parcel;
  return (
    <span className="parcel-notes">
      {missing > 0 && <span className="tag bad">{t('parcel.missing', { count: missing })}</span>}
      {surplus > 0 && <span className="tag warn">{t('parcel.surplus', { count: surplus })}</span>}
      {waiting && <span className="tag warn">{t('confirmation.waiting')}</span>}
    </span>
  );
}
