import { addDays } from '../../domain/calendar/civil-date.ts';
import type { CalendarYear, PoolingAreaParameter } from '../../domain/records/records.ts';
import { FIRST_MONTH } from './contributions.ts';
import { RETIREE_CREDIT } from './ledger.ts';

/** What another pooling area settles in another way; money in fen, days as the rule counts them. */
const VALUES: readonly (readonly [name: string, value: string])[] = [
  // Wrong card passwords until the card is locked.
  ['pin-tries', '6'],
  // Whether an agent may have a forgotten card password renewed.
  ['pin-reset-by-agent', 'no'],
  // A provisional loss report ends by itself after so many days.
  ['provisional-loss-days', '15'],
  // What may be lifted after a formal loss report.
  ['lift-after-formal-loss', 'until-replaced'],
  ['service-point-working-days', '3'],
  ['collection-reminder-days', '30'],
  ['replacement-fee', '2000'],
  // Payouts: working days, not before this day of the month after stopping, accepted at the centre alone.
  ['payout-days-limit', '10'],
  ['payout-earliest-day', '10'],
  ['payout-accepted-at', 'county-centre'],
  // The yearly rate at which personal accounts earn interest.
  ['account-interest-rate', '0.0035'],
  // What one clerk may approve of another's work, fen; above the second, nobody at the counter.
  ['approval-limit-clerk', '0'],
  ['approval-limit-supervisor', '20000000'],
  // Where other pooling areas send the money of those who come; no bank has such an account.
  ['fund-account-name', '示范县医疗保障基金收入户'],
  ['fund-account-bank', '示范银行示范县支行'],
  ['fund-account-number', '33019900000000000018'],
];

/** What decides about benefits has been settled since the first months that the records know. */
const BENEFIT_VALUES: typeof VALUES = [
  // Pooled benefits end on the 1st of the month after the first month that was not paid.
  ['stop-effect', 'month-after-first-unpaid-month'],
  // Arrears of up to so many months, made good, count as continuous.
  ['continuous-gap-months', '3'],
  ['waiting-period-months', '6'],
  // Of the contribution base, to the personal account.
  ['credit-rate-employee', '0.02'],
  // What is paid of the contribution base: by the employer and by the insured person.
  ['contribution-rate-employer', '0.08'],
  ['contribution-rate-individual', '0.02'],
];

const SINCE_THE_FIRST_MONTH = `${FIRST_MONTH}-01`;

const SOURCE = '示范参数';

export const poolingAreaParameters: readonly PoolingAreaParameter[] = [
  ...VALUES.map(([name, value]) => parameter(name, value, '2025-01-01')),
  ...BENEFIT_VALUES.map(([name, value]) => parameter(name, value, SINCE_THE_FIRST_MONTH)),
  // A value that changed: the earlier one still holds for its own time.
  parameter('retiree-credit-monthly', '9500', SINCE_THE_FIRST_MONTH),
  parameter('retiree-credit-monthly', String(RETIREE_CREDIT), '2026-01-01'),
  // The lowest and the highest contribution base: 60 and 300 per cent of an average wage, fen a month.
  parameter('contribution-base-floor', '200000', SINCE_THE_FIRST_MONTH),
  parameter('contribution-base-floor', '481200', '2025-01-01'),
  parameter('contribution-base-ceiling', '2406000', SINCE_THE_FIRST_MONTH),
];

/** The years whose notice has been published. */
export const calendarYears: readonly CalendarYear[] = [
  {
    id: '2025',
    off: days('2025-01-01', '2025-01-28/8', '2025-04-04/3', '2025-05-01/5', '2025-05-31/3', '2025-10-01/8'),
    working: days('2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'),
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
  },
  {
    id: '2026',
    off: days(
      '2026-01-01/3',
      '2026-02-15/9',
      '2026-04-04/3',
      '2026-05-01/5',
      '2026-06-19/3',
      '2026-09-25/3',
      '2026-10-01/7',
    ),
    working: days('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'),
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
  },
];

function parameter(name: string, value: string, validFrom: string): PoolingAreaParameter {
  return { id: `${name}@${validFrom}`, name, value, validFrom, source: SOURCE };
}

/** '2026-10-01/7' is seven days from 1 October on. */
function days(...runs: readonly string[]): readonly string[] {
  return runs.flatMap((run) => {
    const length = Number(run.slice(11) || '1');
    return Array.from({ length }, (_, offset) => addDays(run.slice(0, 10), offset));
  });
}
