import { contributionRights } from '../../domain/contribution/contribution-rights.ts';
import { areaWith, period } from '../../domain/testing/contribution-history.ts';
import { spreadOf, type Figure } from './figures.ts';

/** Forty years of contributions. */
const monthsOfLife = 480;
const today = '2026-11-22';
/** So often in one measurement: once is too short for the clock. */
const repeated = 400;

/**
 * The rights of forty years: 480 months, a stop every other year, in turn made good in time, late, and never; beside
 * the bare writing of as many records with two answers each, which nothing that shows the months can do without.
 */
export function measureRights(runs: number): readonly Figure[] {
  const record = { periods: fortyYears(), person: { retiredFrom: null, deceasedOn: null } };
  const area = areaWith();
  const { months } = contributionRights(record, area, today);
  if (months.length !== monthsOfLife + 1) throw new Error(`${months.length} months`);
  const ours: number[] = [];
  const bare: number[] = [];
  // The first run warms up.
  for (let run = 0; run <= runs; run += 1) {
    const bareTime = timeOfOne(() => bareMonths().length);
    const time = timeOfOne(() => contributionRights(record, area, today).months.length);
    if (run === 0) continue;
    ours.push(time);
    bare.push(bareTime);
  }
  const what = `the rights of ${monthsOfLife} months`;
  const notes = [`${record.periods.length} periods; the limit writes as many months with empty answers`];
  return [
    {
      part: 'rights',
      what: `${what}, beside writing the months`,
      unit: 'ms',
      ours: spreadOf(ours),
      limit: spreadOf(bare),
      goal: { kind: 'at-most-times', bound: 20 },
      notes,
    },
    {
      part: 'rights',
      what,
      unit: 'ms',
      ours: spreadOf(ours),
      limit: null,
      goal: { kind: 'at-most', bound: 1 },
      notes: [],
    },
  ];
}

function fortyYears() {
  const periods = [];
  for (let year = 1986; year < 2026; year += 2) {
    const next = year + 1;
    periods.push(period(`${year}-12`, `${next}-10`));
    // Gaps of one to six months from November on.
    const gap = (year / 2) % 6;
    const resumed = `${next + 1}-0${gap + 1}`;
    if (year % 3 !== 0)
      periods.push(period(`${next}-11`, `${next + 1}-0${Math.max(1, gap)}`, `${resumed}-10`));
    periods.push(period(resumed, `${next + 1}-11`));
  }
  return periods;
}

function bareMonths() {
  return Array.from({ length: monthsOfLife }, (_, index) => {
    const month = `${1986 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    const answer = () => ({ answer: 'covered', reason: { code: 'none', params: { month }, basis: 'none' } });
    return { month, status: 'paid', paidOn: null, pooled: answer(), personal: answer() };
  });
}

/** Milliseconds for one of many. */
function timeOfOne(work: () => number): number {
  let done = 0;
  const begun = performance.now();
  for (let turn = 0; turn < repeated; turn += 1) done += work();
  const time = (performance.now() - begun) / repeated;
  if (done === 0) throw new Error('nothing was measured');
  return time;
}
