import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import type { ContributionPeriod } from '../records/records.ts';
import { elsewhere, period, type lettersOf, type Published } from './contribution-history.ts';

/** A history and what follows from it month by month, with the rule or law that says so. */
export interface HistoryRow {
  readonly source: string;
  readonly what: string;
  readonly periods: readonly ContributionPeriod[];
  readonly person?: Partial<ContributionRecord['person']>;
  readonly published?: Published;
  readonly today?: string;
  /** A letter a month: p paid, w waiting, i made good in time, l late, m made good, g gap, r retired, x dead, n not due. */
  readonly expected: ReturnType<typeof lettersOf>;
}

const rules = '规则第4节';
const law23 = '《社会保险法》第二十三条';
const law27 = '《社会保险法》第二十七条';
const transfer = '医保办发〔2021〕43号';
const outpatient = '国办发〔2021〕14号';
const atOnce: Published = { 'stop-effect': ['first-unpaid-month'] };
const threeMadeGood = [
  period('2026-01', '2026-03'),
  period('2026-04', '2026-06', '2026-07-10'),
  period('2026-07', null),
];
const fourMadeGood = [
  period('2026-01', '2026-03'),
  period('2026-04', '2026-07', '2026-08-10'),
  period('2026-08', null),
];
export const fourOpen = [period('2026-01', '2026-03'), period('2026-08', null)];
export const lastPaidMay = [period('2026-03', '2026-05')];
const gapAtNewYear = [period('2025-07', '2025-08'), period('2026-01', null)];

function row(
  source: string,
  what: string,
  periods: HistoryRow['periods'],
  [from, status, pooled, personal]: readonly [string, string, string, string],
  more: Pick<HistoryRow, 'person' | 'published' | 'today'> = {},
): HistoryRow {
  return { source, what, periods, expected: { from, status, pooled, personal }, ...more };
}

// A history and its answers are read as one row; broken string by string the table cannot be compared with the rules.
// prettier-ignore
export const historyRows: readonly HistoryRow[] = [
  row(rules, 'last paid in May: June is covered, from 1 July it is not', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CCC------', 'AAA-------']),
  row(`${rules} [local]`, 'the same where a stop takes effect at once', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CC-------', 'AAA-------'], { published: atOnce }),
  row(`${rules} [local]`, 'what a stop does is not published: the month it decides is undecided, no other', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CC?------', 'AAA-------'], { published: { 'stop-effect': [] } }),
  row(`${rules} [local]`, 'a value that nobody knows is as good as none', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CC?------', 'AAA-------'], { published: { 'stop-effect': ['at-some-time'] } }),
  row(`${rules}; ${law23}`, 'benefits take effect in the month after the first paid one', [period('2026-08', null)],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-']),
  row(`${rules}; ${transfer}`, 'arrears of three months made good are paid back', threeMadeGood,
    ['2026-01', 'pppiiipppppn', '-CCCRRRCCCCC', 'AAAAAAAAAAA-']),
  row(`${rules}; ${transfer}`, 'the same where a stop takes effect at once: the first of them too', threeMadeGood,
    ['2026-01', 'pppiiipppppn', '-CCRRRRCCCCC', 'AAAAAAAAAAA-'], { published: atOnce }),
  row(`${rules}; ${transfer}`, 'arrears of four months made good count for the years, and a waiting period runs', fourMadeGood,
    ['2026-01', 'pppllllwwwwn', '-CCC---WWWWW', 'AAAAAAAAAAA-']),
  row(`${rules}; ${transfer}`, 'a long gap made good late, where a stop takes effect at once', fourMadeGood,
    ['2026-01', 'pppllllwwwwn', '-CC----WWWWW', 'AAAAAAAAAAA-'], { published: atOnce }),
  row(`${rules}; ${transfer}`, 'a gap of four months not made good: the waiting period is the same', fourOpen,
    ['2026-01', 'pppggggwwwwn', '-CCC---WWWWW', 'AAA----AAAA-']),
  row(rules, 'a gap of three months not made good: lost, but no waiting', [period('2026-01', '2026-03'), period('2026-07', null)],
    ['2026-01', 'pppgggpppppn', '-CCC---CCCCC', 'AAA---AAAAA-']),
  row(`${rules} [local]`, 'after six months of waiting benefits come again', gapAtNewYear,
    ['2025-07', 'ppggggwwwwwwpppppn', '-CC---WWWWWWCCCCCC', 'AA----AAAAAAAAAAA-']),
  row(transfer, 'no waiting period is longer than six months, whatever is published', gapAtNewYear,
    ['2025-07', 'ppggggwwwwwwpppppn', '-CC---WWWWWWCCCCCC', 'AA----AAAAAAAAAAA-'], { published: { 'waiting-period-months': ['12'] } }),
  row(`${rules} [local]`, 'no waiting period published as 0: benefits in the month after', gapAtNewYear,
    ['2025-07', 'ppggggpppppppppppn', '-CC----CCCCCCCCCCC', 'AA----AAAAAAAAAAA-'], { published: { 'waiting-period-months': ['0'] } }),
  row(`${rules} [local]`, 'a waiting period of one month is the month of resumption', gapAtNewYear,
    ['2025-07', 'ppggggwppppppppppn', '-CC---WCCCCCCCCCCC', 'AA----AAAAAAAAAAA-'], { published: { 'waiting-period-months': ['1'] } }),
  row(`${rules} [local]`, 'the waiting period is not published: undecided for as long as it could be', gapAtNewYear,
    ['2025-07', 'ppggggpppppppppppn', '-CC----?????CCCCCC', 'AA----AAAAAAAAAAA-'], { published: { 'waiting-period-months': [] } }),
  row(`${rules} [local]`, 'the limit is not published: so whether there is a waiting period', gapAtNewYear,
    ['2025-07', 'ppggggpppppppppppn', '-CC----?????CCCCCC', 'AA----AAAAAAAAAAA-'], { published: { 'continuous-gap-months': [] } }),
  row(`${rules} [local]`, 'the limit is not published: arrears made good are left open, and what follows from them', threeMadeGood,
    ['2026-01', 'pppmmmpppppn', '-CCC????????', 'AAAAAAAAAAA-'], { published: { 'continuous-gap-months': [] } }),
  row(`${rules} [local]`, 'the same where a stop takes effect at once', threeMadeGood,
    ['2026-01', 'pppmmmpppppn', '-CC?????????', 'AAAAAAAAAAA-'], { published: { ...atOnce, 'continuous-gap-months': [] } }),
  row(rules, 'the last day of the third month after the stop counts', [period('2026-01', '2026-03'), period('2026-04', '2026-07', '2026-07-31')],
    ['2026-01', 'pppiiipgn', '-CCCRRRC-', 'AAAAAAA--'], { today: '2026-08-01' }),
  row(rules, 'the day after is too late', [period('2026-01', '2026-03'), period('2026-04', '2026-07', '2026-08-01')],
    ['2026-01', 'pppllllgn', '-CCC-----', 'AAAAAAA--'], { today: '2026-08-01' }),
  row(transfer, 'an interruption that ended after three months stays one of three months', [
    period('2026-01', '2026-03'), period('2026-07', null), period('2026-04', '2026-06', '2026-10-20')],
    ['2026-01', 'pppiiipppppn', '-CCCRRRCCCCC', 'AAAAAAAAAAA-']),
  row(transfer, 'a long gap is not closed in pieces', [
    period('2026-01', '2026-03'), period('2026-04', '2026-06', '2026-10-10'), period('2026-07', '2026-09', '2026-10-11'), period('2026-10', null)],
    ['2026-01', 'pppllllllwwn', '-CCC-----WWW', 'AAAAAAAAAAA-']),
  row(transfer, 'who pays each quarter in arrears stays continuous', [
    period('2026-01', '2026-03'), period('2026-04', '2026-06', '2026-07-10'), period('2026-07', '2026-09', '2026-10-10'), period('2026-10', null)],
    ['2026-01', 'pppiiiiiippn', '-CCCRRRRRRCC', 'AAAAAAAAAAA-']),
  row(rules, 'a part of short arrears is made good: the part counts', [period('2026-01', '2026-03'), period('2026-04', '2026-04', '2026-06-10'), period('2026-07', null)],
    ['2026-01', 'pppiggpppppn', '-CCCR--CCCCC', 'AAAA--AAAAA-']),
  row(rules, 'another long gap begins another waiting period', [period('2025-01', '2025-01'), period('2025-06', '2025-06'), period('2025-11', null)],
    ['2025-01', 'pggggwggggwwwwwwpppppppn', '-C---WW---WWWWWWCCCCCCCC', 'A----A----AAAAAAAAAAAAA-']),
  row(rules, 'a short gap in the waiting period neither ends nor renews it', [period('2025-12', '2025-12'), period('2026-05', '2026-06'), period('2026-08', null)],
    ['2025-12', 'pggggwwgwwwpn', '-C---WWWWWWCC', 'A----AA-AAAA-']),
  row(law27, 'after retirement nothing is due, and benefits go on', [period('2026-01', '2026-06')],
    ['2026-01', 'pppppprrrrrn', '-CCCCCPPPPPP', 'AAAAAAAAAAA-'], { person: { retiredFrom: '2026-07' } }),
  row(`${law27}; ${rules}`, 'a gap before retirement stays one', [period('2026-01', '2026-03')],
    ['2026-01', 'pppgggrrrrrn', '-CCC--PPPPPP', 'AAA---AAAAA-'], { person: { retiredFrom: '2026-07' } }),
  row(law27, 'retirement ends a waiting period', fourOpen,
    ['2026-01', 'pppggggwwppn', '-CCC---WWPPP', 'AAA----AAAA-'], { person: { retiredFrom: '2026-10' } }),
  row(law27, 'who retired without a month in the record has his benefits', [],
    ['2026-09', 'rrrn', 'PPPP', 'AAA-'], { person: { retiredFrom: '2026-09' } }),
  row(law27, 'who pays on after retirement has paid, and has the benefits of a retiree', [period('2026-08', null)],
    ['2026-08', 'ppppn', '-CPPP', 'AAAA-'], { person: { retiredFrom: '2026-10' } }),
  row(rules, 'an open period ends with death', [period('2026-01', null)],
    ['2026-01', 'ppppppxxxxxx', '-CCCCC------', 'AAAAAA------'], { person: { deceasedOn: '2026-06-30' } }),
  row(rules, 'months paid after death count nothing', [period('2026-01', '2026-09')],
    ['2026-01', 'ppppppxxxxxx', '-CCCCC------', 'AAAAAA------'], { person: { deceasedOn: '2026-06-30' } }),
  row(rules, 'a gap before death stays one', [period('2026-01', '2026-03')],
    ['2026-01', 'pppgggxxxxxx', '-CCC--------', 'AAA---------'], { person: { deceasedOn: '2026-06-30' } }),
  row(law23, 'who never paid has no months', [], ['', '', '', '']),
  row(law23, 'a period that begins in the future is nothing yet', [period('2027-01', null)], ['', '', '', '']),
  row(law23, 'a period that ends before it begins names no month', [period('2026-08', '2026-05')], ['', '', '', '']),
  row(rules, 'paid in advance is paid when due, and not yet due in the future', [period('2026-10', '2027-09', '2026-09-20')],
    ['2026-10', 'ppn', '-CC', 'AA-']),
  row(rules, 'a back payment of a later day has not been made', [period('2026-08', '2026-08'), period('2026-09', '2026-09', '2026-12-05')],
    ['2026-08', 'pgggn', '-C---', 'A----']),
  row(rules, 'a month paid when due stays so when a back payment names it again', [period('2026-08', null), period('2026-09', '2026-10', '2026-11-10')],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-']),
  row(rules, 'of two back payments the earlier one counts', [period('2026-07', '2026-07'), period('2026-08', '2026-08', '2026-11-10'), period('2026-08', '2026-08', '2026-09-10'), period('2026-09', null)],
    ['2026-07', 'pipppn', '-CRCCC', 'AAAAA-']),
  row(rules, 'months of two places follow each other without a gap', [period('2026-08', '2026-09', null, elsewhere), period('2026-10', null)],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-']),
  row(law27, 'a month after retirement that is made good is paid, whenever it is', [period('2026-06', '2026-07'), period('2026-08', '2026-08', '2026-10-10')],
    ['2026-06', 'ppmrrrn', '-CPPPPP', 'AAAAAA-'], { person: { retiredFrom: '2026-08' } }),
  row(rules, 'where a stop takes effect at once a month that is not paid is not covered, whether the one before counts or not', [period('2026-06', '2026-06'), period('2026-09', '2026-09', '2026-10-10')],
    ['2026-06', 'pggmggn', '-------', 'A--A---'], { published: { ...atOnce, 'continuous-gap-months': [] } }),
  row(rules, 'a month of two places at once counts once', [period('2026-08', '2026-10', null, elsewhere), period('2026-10', null)],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-']),
  row(rules, 'who stopped with the last month is covered in this one', [period('2026-08', '2026-10')],
    ['2026-08', 'pppgn', '-CCC-', 'AAA--']),
  row(`${rules} [local]`, 'and is not where a stop takes effect at once', [period('2026-08', '2026-10')],
    ['2026-08', 'pppgn', '-CC--', 'AAA--'], { published: atOnce }),
  row(`${rules} [local]`, 'this month was the last: the next is covered', [period('2026-08', '2026-11')],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-']),
  row(`${rules} [local]`, 'this month was the last: the next is not, where a stop takes effect at once', [period('2026-08', '2026-11')],
    ['2026-08', 'ppppn', '-CCC-', 'AAAA-'], { published: atOnce }),
  row(`${rules} [local]`, 'where payment goes on the next month is covered, whatever a stop does', [period('2026-08', null)],
    ['2026-08', 'ppppn', '-CCCC', 'AAAA-'], { published: { 'stop-effect': [] } }),
  row('规则第4节；《社会保险法》第五十八条', 'registered five months late, the first insurance: nothing was interrupted, nobody waits', [period('2026-01', '2026-05', '2026-06-10'), period('2026-06', null)],
    ['2026-01', 'lllllppppppn', '------CCCCCC', 'AAAAAAAAAAA-']),
  row('规则第4节；《社会保险法》第五十八条', 'registered two months late', [period('2026-05', '2026-06', '2026-07-10'), period('2026-07', null)],
    ['2026-05', 'iipppppn', '-RRCCCCC', 'AAAAAAA-']),
  row(transfer, 'one paid month long ago makes of the time since an interruption', [period('2024-01', '2024-01'), period('2026-11', null)],
    ['2024-01', `p${'g'.repeat(33)}wn`, `-C${'-'.repeat(32)}WW`, `A${'-'.repeat(33)}A-`]),
  row(`${rules} [local]`, 'what a stop does is read on the day of the stop: changed before it', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CCC------', 'AAA-------'],
    { published: { 'stop-effect': ['first-unpaid-month', 'month-after-first-unpaid-month@2026-06-01'] } }),
  row(`${rules} [local]`, 'what a stop does is read on the day of the stop: changed after it', lastPaidMay,
    ['2026-03', 'pppggggggn', '-CC-------', 'AAA-------'],
    { published: { 'stop-effect': ['first-unpaid-month', 'month-after-first-unpaid-month@2026-06-02'] } }),
  row(`${rules} [local]`, 'the limit is read on the day of the stop: changed before it', fourMadeGood,
    ['2026-01', 'pppiiiippppn', '-CCCRRRRCCCC', 'AAAAAAAAAAA-'], { published: { 'continuous-gap-months': ['3', '4@2026-04-01'] } }),
  row(`${rules} [local]`, 'the limit is read on the day of the stop: changed after it', fourMadeGood,
    ['2026-01', 'pppllllwwwwn', '-CCC---WWWWW', 'AAAAAAAAAAA-'], { published: { 'continuous-gap-months': ['3', '4@2026-04-02'] } }),
  row(`${rules} [local]`, 'the waiting period is read in the month of resumption: changed before it', fourOpen,
    ['2026-01', 'pppggggwwppn', '-CCC---WWCCC', 'AAA----AAAA-'], { published: { 'waiting-period-months': ['6', '2@2026-08-01'] } }),
  row(`${rules} [local]`, 'the waiting period is read in the month of resumption: changed after it', fourOpen,
    ['2026-01', 'pppggggwwwwn', '-CCC---WWWWW', 'AAA----AAAA-'], { published: { 'waiting-period-months': ['6', '2@2026-08-02'] } }),
  row(outpatient, 'that something is allocated is certain, though the rate is not published', [period('2026-10', null)],
    ['2026-10', 'ppn', '-CC', 'AA-'], { published: { 'credit-rate-employee': [] } }),
];
