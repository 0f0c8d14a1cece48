import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';

/** Days that are shown: about three weeks of an office with ten clerks. */
const shown = 200;

/** 历次日终: the closed days of the office and its clerks, newest first. */
export function ClosedDaysPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/day' }));
  const query = useCounterQuery('listClosedDays', { skip: 0, limit: shown });
  return (
    <Answer query={query} rows={10}>
      {(found) => <ClosedDays found={found} />}
    </Answer>
  );
}

function ClosedDays(props: { readonly found: CallOutput<'listClosedDays'> }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { days, total, unbroken } = props.found;
  const open = (index: number) => {
    const day = days[index];
    if (day !== undefined) void navigate({ to: '/days/$closeId', params: { closeId: day.closeId } });
  };
  const rows = useRowNavigation(days.length, open);
  useFocusFirst(rows);
  return (
    <section className="card list-page" aria-labelledby="closed-days-title">
      <header className="list-header">
        <h1 id="closed-days-title">{t('day.closedDays')}</h1>
        <span className="soft">{total > 0 && unbroken ? t('day.unbroken') : ''}</span>
      </header>
      {!unbroken && (
        <div className="notice bad" role="alert">
          {t('day.broken')}
        </div>
      )}
      {days.length === 0 ? (
        <div className="empty">
          <p>{t('day.noClosedDays')}</p>
          <p className="soft">{t('day.noClosedDaysAdvice')}</p>
        </div>
      ) : (
        <div className="scroll">
          <table className="table rows">
            <thead>
              <tr>
                <th>{t('day.day')}</th>
                <th>{t('day.whose')}</th>
                <th>{t('day.closedAt')}</th>
                <th className="right">{t('day.leftovers')}</th>
                <th className="right">{t('day.late')}</th>
                <th>{t('table.state')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((one, index) => (
                <tr
                  key={one.closeId}
                  {...rows.rowProps(index)}
                  onClick={() => open(index)}
                  aria-selected={index === rows.chosen}
                >
                  <td className="number">{one.day}</td>
                  <td>
                    {one.clerkName === null
                      ? t('day.officeWhole')
                      : t('day.clerkAtWindow', { clerk: one.clerkName, number: one.workstationNumber ?? '' })}
                  </td>
                  <td className="number">{minuteOf(one.closedAt)}</td>
                  <td className="right">{one.leftovers}</td>
                  <td className="right">
                    {one.late === 0 ? 0 : <span className="tag warn">{one.late}</span>}
                  </td>
                  <td>
                    <span className={`tag ${one.confirmed ? 'ok' : 'warn'}`}>
                      {t(`day.${one.confirmed ? 'closed' : 'provisional'}`)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
