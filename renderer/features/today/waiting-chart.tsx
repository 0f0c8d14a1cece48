import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingByAge } from '../../../contract/work-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { minuteOf, timeOf } from '../../components/formatting.ts';
import { RowChart } from '../../components/row-chart.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';

/** Milliseconds between two looks: what waits grows older although nothing happens. */
const lookAgain = 30_000;

const tones = { minutes: '', hour: '', today: 'warn', older: 'bad' } as const;

/** 待确认 by how long it has waited; the oldest by name. Each bar opens the work list where the first of its own stands. */
export function WaitingChart(): ReactElement {
  const query = useCounterQuery('getWaitingByAge', {});
  const { refetch } = query;
  useEffect(() => {
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), lookAgain);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <Answer query={query} rows={4}>
      {(waiting) => <Waiting waiting={waiting} />}
    </Answer>
  );
}

function Waiting(props: { readonly waiting: WaitingByAge }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { today } = useKnownCounterStatus();
  const { total, ages, oldest } = props.waiting;
  if (total === 0) return <p className="empty">{t('today.waitingCalm')}</p>;
  const most = Math.max(1, ...ages.map(({ count }) => count));
  return (
    <>
      <RowChart
        label={t('today.waitingLabel', { count: total })}
        rows={ages.map(({ age, count, row }) => ({
          key: age,
          name: t(`today.age-${age}`),
          share: count / most,
          value: t('today.services', { count }),
          tone: count > 0 ? tones[age] : '',
          onOpen: row === null ? null : () => void navigate({ to: '/work', search: { row } }),
        }))}
      />
      {oldest !== null && (
        <p className="today-note">
          {t('today.oldest', {
            // What is about no person, as a parcel, has no name.
            what: [t(`command-kind.${oldest.kind}`), oldest.personName].filter((one) => one !== '').join(' '),
            time: oldest.madeAt.startsWith(today) ? timeOf(oldest.madeAt) : minuteOf(oldest.madeAt),
          })}{' '}
          <Link
            to="/work"
            search={{ row: Math.min(...ages.flatMap(({ row }) => row ?? [])) }}
            className="link"
          >
            {t('today.openWork')}
          </Link>
        </p>
      )}
    </>
  );
}
