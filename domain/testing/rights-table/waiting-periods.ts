import { sources, type RightsRow } from './rights-row.ts';

const { local, transfer } = sources;
const silentStart = `${transfer} [local]；规则未说明自何月起算，自续保当月起算`;
const silentGap = `${transfer}；规则未说明等待期内再次中断`;

/** Stopped in November 2025 for four months, resumed in March 2026: the same history under every waiting period. */
const resumedInMarch = {
  from: '2025-10',
  asked: '2026-10-10',
  history: ['P....PPPPPPPP>'],
  personal: 'A----AAAAAAAA-',
  today: 'covered, 4 too late after 2026-02-28, 9 paid',
} as const;

const resumedAMonthAgo = {
  from: '2025-10',
  asked: '2026-04-10',
  history: ['P....PP>'],
  personal: 'A----AA-',
} as const;
const waitsUntilSeptember =
  'waiting-period, sealed since 2025-12, covered from 2026-09, 4 too late after 2026-02-28, 3 paid';

/** The waiting period after a long interruption: its length, what else falls into it, and values that change. */
// A history and its answers are read below each other.
// prettier-ignore
export const waitingPeriodRows: readonly RightsRow[] = [
  { ...resumedInMarch, name: 'waiting period of 6 months', source: silentStart,
    pooled:   '-C---WWWWWWCCC' },
  { ...resumedInMarch, name: 'waiting period of 5 months', source: silentStart, published: { 'waiting-period-months': ['5'] },
    pooled:   '-C---WWWWWCCCC' },
  { ...resumedInMarch, name: 'waiting period of 4 months', source: silentStart, published: { 'waiting-period-months': ['4'] },
    pooled:   '-C---WWWWCCCCC' },
  { ...resumedInMarch, name: 'waiting period of 3 months', source: silentStart, published: { 'waiting-period-months': ['3'] },
    pooled:   '-C---WWWCCCCCC' },
  { ...resumedInMarch, name: 'waiting period of 2 months', source: silentStart, published: { 'waiting-period-months': ['2'] },
    pooled:   '-C---WWCCCCCCC' },
  { ...resumedInMarch, name: 'waiting period of 1 month', source: silentStart, published: { 'waiting-period-months': ['1'] },
    pooled:   '-C---WCCCCCCCC' },
  { ...resumedInMarch, name: 'no waiting period: benefits in the month after the first paid one', source: local, published: { 'waiting-period-months': ['0'] },
    pooled:   '-C----CCCCCCCC' },
  { ...resumedInMarch, name: 'a waiting period of 9 months is published: six at most', source: transfer, published: { 'waiting-period-months': ['9'] },
    pooled:   '-C---WWWWWWCCC' },
  { ...resumedInMarch, name: 'no waiting period is published: undecided for as long as it could be', source: local, published: { 'waiting-period-months': [] },
    pooled:   '-C----?????CCC' },
  { name: 'the last day of the waiting period', source: silentStart, from: '2025-10', asked: '2026-08-31',
    history: ['P....PPPPPP>'],
    pooled:   '-C---WWWWWWC',
    personal: 'A----AAAAAA-', today: 'waiting-period, sealed since 2025-12, covered from 2026-09, 4 too late after 2026-02-28, 7 paid' },
  { name: 'the first day after the waiting period', source: silentStart, from: '2025-10', asked: '2026-09-01',
    history: ['P....PPPPPPP>'],
    pooled:   '-C---WWWWWWCC',
    personal: 'A----AAAAAAA-', today: 'covered, 4 too late after 2026-02-28, 8 paid' },
  { name: 'stopped again in the waiting period', source: silentGap, from: '2025-10', asked: '2026-06-10',
    history: ['P....PP..'],
    pooled:   '-C---WWW--',
    personal: 'A----AA---', today: 'not-covered, sealed since 2025-12, make good 1 and 2026-06 until 2026-08-31, 3 paid' },
  { name: 'a month missing in the waiting period neither ends nor renews it', source: silentGap, from: '2025-10', asked: '2026-10-10',
    history: ['P....PP.PPPPP>'],
    pooled:   '-C---WWWWWWCCC',
    personal: 'A----AA-AAAAA-', today: 'covered, make good 1, 8 paid' },
  { name: 'a month missing in the waiting period and made good', source: silentGap, from: '2025-10', asked: '2026-10-10', paidOn: { a: '2026-06-10' },
    history: ['P....PPaPPPPP>'],
    pooled:   '-C---WWWWWWCCC',
    personal: 'A----AABAAAAA-', today: 'covered, 4 too late after 2026-02-28, 9 paid' },
  { name: 'two long gaps, two waiting periods', source: silentGap, from: '2025-10', asked: '2026-08-10',
    history: ['P....P....P>'],
    pooled:   '-C---WW---WW',
    personal: 'A----A----A-', today: 'waiting-period, sealed since 2025-12, covered from 2027-02, 4 too late after 2026-07-31, 3 paid' },
  { ...resumedAMonthAgo, name: 'shortened on the first day of the month of resumption: the new value', source: local, published: { 'waiting-period-months': ['6', '2@2026-03-01'] },
    pooled:   '-C---WWC', today: 'waiting-period, sealed since 2025-12, covered from 2026-05, 4 too late after 2026-02-28, 3 paid' },
  { ...resumedAMonthAgo, name: 'shortened a day later: the old value to its end', source: `${local}；规则未说明等待期内改值`, published: { 'waiting-period-months': ['6', '2@2026-03-02'] },
    pooled:   '-C---WWW', today: waitsUntilSeptember },
  { ...resumedAMonthAgo, name: 'the limit raised on the day of the stop: four months are no long gap', source: local, published: { 'continuous-gap-months': ['3', '4@2025-11-01'] },
    pooled:   '-C----CC', today: 'covered, make good 4, 3 paid' },
  { ...resumedAMonthAgo, name: 'the limit raised the day after the stop: the old one', source: `${local}；规则未说明中断期间改值`, published: { 'continuous-gap-months': ['3', '4@2025-11-02'] },
    pooled:   '-C---WWW', today: waitsUntilSeptember },
  { name: 'the effect of a stop changes between two gaps', source: local, from: '2026-01', asked: '2026-08-10',
    published: { 'stop-effect': ['month-after-first-unpaid-month', 'first-unpaid-month@2026-05-01'] },
    history: ['PP.PP.PP>'],
    pooled:   '-CC-C--CC',
    personal: 'AA-AA-AA-', today: 'covered, make good 1, 6 paid' },
  { name: 'the effect of a stop changes the day after the stop: the old one', source: local, from: '2026-03', asked: '2026-08-10',
    published: { 'stop-effect': ['month-after-first-unpaid-month', 'first-unpaid-month@2026-06-02'] },
    history: ['PPP...'],
    pooled:   '-CCC---',
    personal: 'AAA----', today: 'not-covered, sealed since 2026-07, make good 2 and 2026-08 until 2026-09-30, 3 paid' },
  { name: 'one month long ago, then nothing for 29 months: waiting', source: `${transfer}；首个缴费月之后即有中断`, from: '2024-01', asked: '2026-08-10',
    history: ['P.............................PP>'],
    pooled:   '-C----------------------------WWW',
    personal: 'A-----------------------------AA-', today: 'waiting-period, sealed since 2024-03, covered from 2027-01, 29 too late after 2024-05-31, 3 paid' },
  { name: 'without that month: first insured, nobody waits', source: `${transfer}；首次参保无中断`, from: '2026-07', asked: '2026-08-10',
    history: ['PP>'],
    pooled:   '-CC',
    personal: 'AA-', today: 'covered, 2 paid' },
  { name: 'one month long ago, made good now: it adds to the years and interrupts nothing', source: `${transfer}；规则未说明补缴首月`, from: '2024-01', asked: '2026-08-10', paidOn: { a: '2026-07-10' },
    history: ['a.............................PP>'],
    pooled:   '-------------------------------CC',
    personal: 'B-----------------------------AA-', today: 'covered, 29 too late after 2024-04-30, 3 paid' },
];
