import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../contract/service-views.ts';
import type { ServiceKind } from '../../../domain/records/records.ts';

/** The same for who would rather read: each kind by itself, in the order of their numbers, hour by hour. */
export function DayTable(props: { readonly hours: DayFigures['hours'] }): ReactElement {
  const { t } = useTranslation();
  const { hours } = props;
  const totals = new Map<ServiceKind, number>();
  for (const { kind, count } of hours.flatMap(({ kinds }) => kinds)) {
    totals.set(kind, (totals.get(kind) ?? 0) + count);
  }
  const kinds = [...totals].sort(([, a], [, b]) => b - a);
  return (
    <details className="as-table">
      <summary>{t('today.asTable')}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('today.asTable')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('table.service')}</th>
              {hours.map(({ hour }) => (
                <th key={hour} scope="col" className="right">{`${String(hour)}:00`}</th>
              ))}
              <th scope="col" className="right">
                {t('today.sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(([kind, total]) => (
              <tr key={kind}>
                <th scope="row">{t(`service-kind.${kind}`)}</th>
                {hours.map((one) => (
                  <td key={one.hour} className="right">
                    {one.kinds.find((counted) => counted.kind === kind)?.count ?? ''}
                  </td>
                ))}
                <td className="right">{total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
