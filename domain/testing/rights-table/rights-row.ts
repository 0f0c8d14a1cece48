import { addMonths } from '../../calendar/month.ts';
import { contributionRights, type ContributionRights } from '../../contribution/contribution-rights.ts';
import type { ContributionRecord } from '../../contribution/contribution-timeline.ts';
import type { PersonalAnswer } from '../../contribution/personal-answer.ts';
import type { ReasonCode } from '../../contribution/rights-reason.ts';
import type { ContributionPeriod } from '../../records/records.ts';
import { areaWith, elsewhere, here, lettersOf, period, type Published } from '../contribution-history.ts';

/**
 * A history and the answers that the rules give to it, written down by hand from the rules and not from the program.
 *
 * `history` has one letter a month, the first of them `from`; several lines are payments side by side:
 *
 * - `P` and `Q` paid when due by one employer and another, `F` by the person in flexible employment, `E` in another
 *   pooling area; `.` not paid; `>` after the last month: payment goes on, nobody has closed the period;
 * - a small letter: made good on the day that `paidOn` gives for it.
 *
 * Below it stand the answers, one letter a month as well, up to the month after the one in which is `asked`:
 *
 * - `pooled`: `C` covered, `R` covered because the arrears were made good, `P` benefits of a retiree, `W` waiting
 *   period, `-` not covered, `?` a value that is not published decides;
 * - `personal`: `A` allocated from what was paid when due, `B` with a back payment, `D` here of what was paid in
 *   both areas, `E` in the other area, `S` the
 *   fixed sum of a retiree, `?` allocated, but the value is not published, `-` nothing.
 *
 * Where `published` says nothing else the area has: benefits for one month after the last paid one, arrears of 3
 * months count as continuous, a waiting period of 6 months, an allocation of 2 per cent.
 */
export interface RightsRow {
  readonly name: string;
  readonly source: string;
  readonly from: string;
  readonly history: readonly string[];
  readonly paidOn?: Readonly<Record<string, string>>;
  readonly person?: Partial<ContributionRecord['person']>;
  readonly published?: Published;
  readonly asked: string;
  readonly pooled: string;
  readonly personal: string;
  readonly today: string;
}

/** The sources that rows have in common, as the field names them. */
export const sources = {
  rules: '规则第4节',
  local: '规则第4节 [local]',
  law23: '《社会保险法》第二十三条；规则第4节',
  law27: '《社会保险法》第二十七条',
  law58: '《社会保险法》第五十八条、第六十条、第六十二条、第六十三条；规则第4节',
  decision: '国发〔1998〕44号；规则第1节',
  outpatient: '国办发〔2021〕14号；规则第4节 [local]',
  transfer: '医保办发〔2021〕43号；规则第4节',
  move: '医保办发〔2021〕43号；规则第4节、第5节',
} as const;

/** Benefits end with the last paid month. */
export const atOnce: Published = { 'stop-effect': ['first-unpaid-month'] };

/** What the program answers to the history of a row. */
export function rightsOfRow(row: RightsRow): ContributionRights {
  return contributionRights(recordOf(row), areaWith(row.published), row.asked);
}

/** The payments and the person of a row. */
export function recordOf({ from, history, paidOn = {}, person }: RightsRow): ContributionRecord {
  return {
    periods: history.flatMap((line) => periodsOf(from, line, paidOn)),
    person: { retiredFrom: null, deceasedOn: null, ...person },
  };
}

function periodsOf(
  from: string,
  line: string,
  paidOn: Readonly<Record<string, string>>,
): readonly ContributionPeriod[] {
  return [...line.matchAll(/([A-Za-z])\1*(>?)/g)].map((run) => {
    const [text, letter = '', open] = run;
    const first = addMonths(from, run.index);
    const last = open === '>' ? null : addMonths(first, text.length - 1);
    const day = /[a-z]/.test(letter) ? paidOn[letter] : null;
    if (day === undefined) throw new RangeError(`the day of the back payment ${letter} is not given`);
    const employerId = letter === 'F' || letter === 'E' ? null : letter;
    return { ...period(first, last, day, letter === 'E' ? elsewhere : here), employerId };
  });
}

/** The history with the answers below it: what a failing row shows, expected and received. */
export function sheetOf(
  { from, history }: RightsRow,
  answers: Pick<RightsRow, 'pooled' | 'personal' | 'today'>,
): string {
  return [
    `from ${from}`,
    ...history.map((line) => `history  ${line}`),
    `pooled   ${answers.pooled}`,
    `personal ${answers.personal}`,
    `today    ${answers.today}`,
  ].join('\n');
}

/** The answers of the program in the letters of a row. */
export function answersOf({ months, today }: ContributionRights) {
  return {
    pooled: lettersOf(months).pooled,
    personal: months.map(({ personal }) => personalLetter(personal)).join(''),
    today: todayText(today),
  };
}

const allocationLetters: Readonly<Partial<Record<ReasonCode, string>>> = {
  'allocated-from-contribution': 'A',
  'allocated-with-back-payment': 'B',
  'allocated-here-of-both': 'D',
  'allocated-elsewhere': 'E',
  'allocated-to-retiree': 'S',
  'parameter-missing': '?',
};

function personalLetter({ answer, reason }: PersonalAnswer): string {
  return answer === 'no-allocation' ? '-' : (allocationLetters[reason.code] ?? reason.code);
}

function todayText(today: ContributionRights['today']): string {
  const { pooled, balance, lastCoveredMonth, sealedSince, coveredAgainFrom, paidMonths } = today;
  return [
    pooled.answer,
    ...(lastCoveredMonth === null ? [] : [`last covered ${lastCoveredMonth}`]),
    ...(sealedSince === null ? [] : [`sealed since ${sealedSince}`]),
    ...(coveredAgainFrom === null ? [] : [`covered from ${coveredAgainFrom}`]),
    ...makeGoodText(today.makeGood),
    ...(balance.spendable ? [] : ['balance to the heirs']),
    `${paidMonths} paid`,
  ].join(', ');
}

function makeGoodText(makeGood: ContributionRights['today']['makeGood']): readonly string[] {
  switch (makeGood.answer) {
    case 'nothing-open':
      return [];
    case 'possible': {
      const { months, dueNow, until } = makeGood;
      const what = dueNow === null ? `${months.length}` : `${months.length} and ${dueNow}`;
      return [until === null ? `make good ${what}` : `make good ${what} until ${until}`];
    }
    case 'too-late':
      return [`${makeGood.months.length} too late after ${makeGood.until}`];
    case 'undecided':
      return ['make good undecided'];
    default:
      return makeGood satisfies never;
  }
}
