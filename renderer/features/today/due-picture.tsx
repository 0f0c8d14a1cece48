import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { DueChart } from '../service-point/due-chart.tsx';
import type { DueColumn } from '../service-point/due-columns.ts';

/** What falls due at the service points, at the centre of all of them; each column leads to its cards. */
export function DuePicture(): ReactElement {
  const navigate = useNavigate();
  const { today } = useKnownCounterStatus();
  const query = useCounterQuery('getPointOverview', {});
  const open = ({ day, between }: DueColumn) => {
    const show = day === 'late' ? 'late' : day === today ? 'due-today' : 'due-between';
    void navigate({
      to: '/service-point/$show',
      params: { show },
      search: show === 'due-between' ? between : {},
    });
  };
  return (
    <Answer query={query} rows={4}>
      {({ days }) => <DueChart days={days} today={today} onOpen={open} />}
    </Answer>
  );
}
