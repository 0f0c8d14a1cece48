import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TransferRow } from '../../../contract/transfer-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import '../work-list/lists.css';
import { LateTag } from './late-tag.tsx';
import './transfer.css';

const shows = ['all', 'out', 'in', 'money'] as const;
type Shown = (typeof shows)[number];

/** 转移待办: every transfer that is under way by the day on which it is due, and money that nobody has settled. */
export function TransfersPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useCounterQuery('listTransfers', {});
  const [shown, setShown] = useState<Shown>('all');
  const all = query.data?.transfers ?? [];
  const seen = all.filter((row) => isShown(row, shown));
  const late = all.filter(({ isLate }) => isLate).length;
  const rows = useRowNavigation(seen.length, (index) => {
    const serviceNumber = seen[index]?.serviceNumber;
    if (serviceNumber !== undefined) {
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
    }
  });
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useFocusFirst(rows, query.data !== undefined && seen.length > 0);
  return (
    <section className="card list-page" aria-labelledby="transfers-title">
      <header className="list-header">
        <h1 id="transfers-title">{t('transfer.list')}</h1>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          aria-label={t('services.filter')}
          options={shows.map((value) => ({ value, label: t(`transfer.show-${value}`) }))}
        />
        {late > 0 && (
          <span className="tag bad">
            <span aria-hidden="true">!</span>
            {t('transfer.lateCount', { count: late })}
          </span>
        )}
        <span className="soft list-count">{t('services.count', { count: seen.length })}</span>
      </header>
      <Answer query={query}>
        {({ today }) =>
          seen.length === 0 ? (
            <div className="empty">
              <strong>{t('transfer.empty')}</strong>
              <p>{t('transfer.emptyAdvice')}</p>
            </div>
          ) : (
            <div className="scroll">
              <table className="table rows transfer-list">
                <thead>
                  <tr>
                    <th>{t('transfer.dueOn')}</th>
                    <th>{t('table.person')}</th>
                    <th>{t('table.service')}</th>
                    <th>{t('transfer.otherArea')}</th>
                    <th>{t('table.state')}</th>
                    <th>{t('transfer.unsettled')}</th>
                    <th>{t('table.serviceNumber')}</th>
                  </tr>
                </thead>
                <tbody>
                  {seen.map((row, index) => (
                    <tr
                      key={row.serviceNumber}
                      {...rows.rowProps(index)}
                      aria-selected={index === rows.chosen}
                    >
                      <td>
                        <Due row={row} today={today} />
                      </td>
                      <td className="wrap">
                        <PersonName name={row.personName} />
                      </td>
                      <td>{t(`service-kind.transfer-${row.direction}`)}</td>
                      <td className="wrap">{row.areaName}</td>
                      <td>
                        <span className={`tag ${row.isOpen ? 'brand' : ''}`}>
                          {t(`transfer.state-${row.state}`)}
                        </span>
                      </td>
                      <td>
                        {row.unsettled > 0 && (
                          <span className="tag warn">
                            <span aria-hidden="true">▲</span>
                            {t('transfer.unsettledCount', { count: row.unsettled })}
                          </span>
                        )}
                      </td>
                      <td>{row.serviceNumber}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </section>
  );
}

function isShown(row: TransferRow, shown: Shown): boolean {
  if (shown === 'all') return true;
  return shown === 'money' ? row.unsettled > 0 : row.direction === shown;
}

/** The day, and what makes it urgent; what has ended and has money left is due no more. */
function Due(props: { readonly row: TransferRow; readonly today: string }): ReactElement {
  const { t } = useTranslation();
  const { dueOn, dueProvisional, isLate, workingDaysLate, isOpen } = props.row;
  if (!isOpen) return <>—</>;
  return (
    <>
      {dueOn}{' '}
      {isLate ? (
        <LateTag workingDaysLate={workingDaysLate} />
      ) : dueOn === props.today ? (
        <span className="tag warn">
          <span aria-hidden="true">▲</span>
          {t('transfer.dueToday')}
        </span>
      ) : (
        dueProvisional && <span className="soft">{t('transfer.provisional')}</span>
      )}
    </>
  );
}
