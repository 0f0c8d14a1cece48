import type { ReactElement } from 'react';
import type { StatementView } from '../../../contract/statement-views.ts';
import { daysBetween } from '../../../domain/calendar/civil-date.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

const height = 56;
/** The line keeps off the edges, which would cut its half. */
const margin = 3;

/**
 * 余额曲线: how the balance went, day by day, from nothing upwards, with the highest and the lowest written beside it. A
 * picture for who looks rather than reads; the numbers stand in the lines.
 * @param label what it shows, for who does not see it
 */
export function BalanceCurve(props: {
  readonly curve: StatementView['curve'];
  readonly label: string;
  /** Its own units wide; it is stretched to its place. */
  readonly width?: number;
}): ReactElement | null {
  const { curve, label, width = 674 } = props;
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) return null;
  const balances = curve.map(([, balance]) => balance);
  const most = balances.reduce((one, other) => Math.max(one, other));
  const least = balances.reduce((one, other) => Math.min(one, other));
  const floor = Math.min(0, least);
  const days = Math.max(1, daysBetween(first[0], last[0]));
  const x = (day: string) => ((daysBetween(first[0], day) / days) * width).toFixed(1);
  const y = (balance: number) =>
    (height - margin - ((balance - floor) / Math.max(1, most - floor)) * (height - 2 * margin)).toFixed(1);
  // The balance stays until the day on which it changes: a stair, not a slope.
  const path = curve
    .map(([day, balance], index) => (index === 0 ? `M${x(day)},${y(balance)}` : `H${x(day)}V${y(balance)}`))
    .join('');
  return (
    <figure className="balance-curve">
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className="balance-curve-area" d={`${path}V${String(height)}H0Z`} />
        <path className="balance-curve-line" d={path} />
      </svg>
      <figcaption>
        <span>{first[0]}</span>
        <span>
          {formatYuan(least)} – {formatYuan(most)}
        </span>
        <span>{last[0]}</span>
      </figcaption>
    </figure>
  );
}
