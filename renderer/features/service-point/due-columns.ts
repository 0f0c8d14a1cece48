import type { PointOverview } from '../../../contract/parcels.ts';
import { addDays } from '../../../domain/calendar/civil-date.ts';
import type { PointStanding } from '../../../domain/parcel/point-standing.ts';

/** The parts of a column, from the top to the bottom: whose turn it is. */
export const parts = ['missing', 'making', 'moving', 'ready'] as const;
export type Part = (typeof parts)[number];

const partOf = {
  'to-make': 'making',
  'in-making': 'making',
  'to-send': 'moving',
  'under-way': 'moving',
  missing: 'missing',
  ready: 'ready',
  told: 'ready',
} as const satisfies Record<PointStanding, Part>;

export interface DueColumn {
  /** A day, 'late' for all before today, 'later' for all that do not fit. */
  readonly day: string;
  /** Its first and last day. */
  readonly between: { readonly from: string; readonly to: string };
  readonly counts: Readonly<Record<Part, number>>;
  readonly all: number;
}

const firstDay = '1900-01-01';
const lastDay = '9999-12-31';

/** Days that are shown one by one, from today on. */
const daysShown = 5;

/** Always late and today, then the next days on which something is due, and the rest in one column. */
export function columnsOf(days: PointOverview['days'], today: string): readonly DueColumn[] {
  const coming = [...new Set(days.map(({ day }) => day).filter((day) => day > today))].sort();
  const shown = [today, ...coming.slice(0, daysShown - 1)];
  const last = shown.at(-1) ?? today;
  const columns = new Map<string, Record<Part, number>>();
  for (const day of ['late', ...shown, ...(coming.length >= daysShown ? ['later'] : [])]) {
    columns.set(day, { missing: 0, making: 0, moving: 0, ready: 0 });
  }
  for (const { day, standing, count } of days) {
    const column = columns.get(day < today ? 'late' : day > last ? 'later' : day);
    if (column !== undefined) column[partOf[standing]] += count;
  }
  const betweenOf = (day: string) => {
    if (day === 'late') return { from: firstDay, to: addDays(today, -1) };
    return day === 'later' ? { from: addDays(last, 1), to: lastDay } : { from: day, to: day };
  };
  return [...columns].map(([day, counts]) => ({
    day,
    between: betweenOf(day),
    counts,
    all: parts.reduce((sum, part) => sum + counts[part], 0),
  }));
}
