import { describe, expect, it } from 'vitest';
import { fourOpen, lastPaidMay, type HistoryRow } from '../testing/contribution-histories.ts';
import { alive, areaWith, elsewhere, period } from '../testing/contribution-history.ts';
import { contributionRights } from './contribution-rights.ts';
import type { PooledEntitlement } from './pooled-answer.ts';
import type { ReasonCode } from './rights-reason.ts';
import type { RightsToday } from './rights-today.ts';

type Told = Omit<RightsToday, 'pooled' | 'balance'> & {
  readonly answer: PooledEntitlement;
  readonly why: ReasonCode;
  readonly spendable: boolean;
};

type History = Omit<HistoryRow, 'source' | 'what' | 'expected'>;

function rightsOf({ periods, person, published, today = '2026-11-22' }: History) {
  return contributionRights({ periods, person: { ...alive, ...person } }, areaWith(published), today);
}

describe('the summary for today', () => {
  const today = (one: History): Told => {
    const { pooled, balance, ...rest } = rightsOf(one).today;
    return { answer: pooled.answer, why: pooled.reason.code, spendable: balance.spendable, ...rest };
  };
  const covered: Partial<Told> = {
    answer: 'covered',
    why: 'covered-after-paid-month',
    spendable: true,
    lastCoveredMonth: null,
    sealedSince: null,
    coveredAgainFrom: null,
    makeGood: { answer: 'nothing-open' },
  };
  const stopped: Partial<Told> = { ...covered, answer: 'not-covered', why: 'contributions-stopped' };

  it.each<[what: string, one: Parameters<typeof today>[0], expected: Partial<Told>]>([
    [
      'paying',
      { periods: [period('2025-01', null)] },
      { ...covered, paidMonths: 23, years: 1, monthsBeyond: 11 },
    ],
    [
      'stopped with the last month: covered for the last time, and three months may be made good',
      { periods: [period('2026-08', '2026-10')] },
      {
        ...covered,
        why: 'covered-until-stop',
        lastCoveredMonth: '2026-11',
        makeGood: { answer: 'possible', months: [], dueNow: '2026-11', until: '2027-02-28' },
      },
    ],
    [
      'three months in arrears: until the end of the present month',
      { periods: [period('2026-03', '2026-07')] },
      {
        ...stopped,
        sealedSince: '2026-09',
        makeGood: {
          answer: 'possible',
          months: ['2026-08', '2026-09', '2026-10'],
          dueNow: '2026-11',
          until: '2026-11-30',
        },
      },
    ],
    [
      'four months in arrears: too late',
      { periods: lastPaidMay, today: '2026-10-01' },
      {
        ...stopped,
        sealedSince: '2026-07',
        makeGood: {
          answer: 'too-late',
          months: ['2026-06', '2026-07', '2026-08', '2026-09'],
          until: '2026-09-30',
        },
      },
    ],
    [
      'a short gap, and payment resumed with this month: covered from the next, and the gap can be closed',
      { periods: [period('2026-03', '2026-08'), period('2026-11', null)] },
      {
        ...stopped,
        why: 'effect-next-month',
        sealedSince: '2026-10',
        coveredAgainFrom: '2026-12',
        makeGood: { answer: 'possible', months: ['2026-09', '2026-10'], dueNow: null, until: null },
      },
    ],
    [
      'waiting: sealed since the stop, and until when',
      { periods: fourOpen },
      {
        ...stopped,
        answer: 'waiting-period',
        why: 'waiting-period',
        sealedSince: '2026-05',
        coveredAgainFrom: '2027-02',
        paidMonths: 7,
        makeGood: {
          answer: 'too-late',
          months: ['2026-04', '2026-05', '2026-06', '2026-07'],
          until: '2026-07-31',
        },
      },
    ],
    [
      'waiting, and stopped again: nothing is promised',
      { periods: [period('2026-01', '2026-03'), period('2026-08', '2026-10')] },
      { answer: 'waiting-period', sealedSince: '2026-05', coveredAgainFrom: null },
    ],
    [
      'waiting, and this month is the last: nothing is promised either',
      { periods: [period('2026-01', '2026-03'), period('2026-08', '2026-11')] },
      { answer: 'waiting-period', sealedSince: '2026-05', coveredAgainFrom: null },
    ],
    [
      'resumed for this month alone: the next is covered all the same',
      { periods: [period('2026-01', '2026-08'), period('2026-11', '2026-11')] },
      { answer: 'not-covered', why: 'effect-next-month', coveredAgainFrom: '2026-12' },
    ],
    [
      'waiting, and retired before it ends',
      { periods: fourOpen, person: { retiredFrom: '2027-01' } },
      { answer: 'waiting-period', coveredAgainFrom: '2027-01' },
    ],
    [
      'a first insurance is not sealed, but has not begun',
      { periods: [period('2026-11', null)] },
      { ...stopped, why: 'effect-next-month', coveredAgainFrom: '2026-12' },
    ],
    ['never insured', { periods: [] }, { ...stopped, why: 'not-insured-yet', paidMonths: 0 }],
    [
      'to retire next month without a month in the record',
      { periods: [], person: { retiredFrom: '2026-12' } },
      { ...stopped, why: 'not-insured-yet', coveredAgainFrom: '2026-12' },
    ],
    [
      'dead: the balance goes to the heirs, and nothing can be made good',
      { periods: [period('2026-01', '2026-03')], person: { deceasedOn: '2026-11-22' } },
      { ...stopped, why: 'deceased', spendable: false },
    ],
    [
      'the limit is not published: whether it can be made good is left open',
      { periods: [period('2026-03', '2026-08')], published: { 'continuous-gap-months': [] } },
      {
        ...stopped,
        sealedSince: '2026-10',
        makeGood: {
          answer: 'undecided',
          reason: {
            code: 'parameter-missing',
            params: { name: 'continuous-gap-months', day: '2026-09-01' },
            basis: 'counter-practice',
          },
        },
      },
    ],
    [
      'the waiting period is not published: no month is promised',
      {
        periods: [period('2026-01', '2026-04'), period('2026-10', null)],
        published: { 'waiting-period-months': [] },
      },
      { answer: 'undecided', why: 'parameter-missing', sealedSince: null, coveredAgainFrom: null },
    ],
    [
      'nothing comes again to whom a death of tomorrow is recorded, though he would retire after it',
      {
        periods: [period('2023-01', '2023-01')],
        person: { retiredFrom: '2026-12', deceasedOn: '2026-11-23' },
      },
      { answer: 'not-covered', coveredAgainFrom: null },
    ],
    [
      'years add up over gaps and places',
      {
        periods: [
          period('2010-01', '2015-12', null, elsewhere),
          period('2018-03', '2020-03'),
          period('2020-04', '2020-09', '2021-01-10'),
          period('2021-01', null),
        ],
      },
      { answer: 'covered', paidMonths: 72 + 25 + 6 + 71, years: 14, monthsBeyond: 6 },
    ],
  ])('%s', (_what, one, expected) => {
    expect(today(one)).toMatchObject(expected);
  });

  it.each([
    ['a month', { periods: [period('2026-13', null)] }],
    ['an end', { periods: [period('2026-01', 'never')] }],
    ['a day of payment', { periods: [period('2026-01', '2026-02', '2026-02-30')] }],
    ['a day of death', { periods: [], person: { deceasedOn: '?' } }],
    ['a month of retirement', { periods: [], person: { retiredFrom: '' } }],
    ['today', { periods: [], today: '22.11.2026' }],
  ])('is left open where %s cannot be read', (_what, one) => {
    expect(today(one)).toMatchObject({ answer: 'undecided', why: 'record-unreadable' });
    expect(rightsOf(one).months).toEqual([]);
  });
});
