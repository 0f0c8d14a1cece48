import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import type { MonthRight, MonthStatus, PoolingArea } from '../contribution/contribution-rights.ts';
import type { PooledEntitlement } from '../contribution/pooled-answer.ts';
import type { RightsParameterName } from '../parameters/pooling-area-parameter.ts';
import type { ContributionPeriod, PoolingAreaParameter } from '../records/records.ts';

export const here = '330122';
export const elsewhere = '310000';

/** Months at one base; here and paid when due where nothing else is said. */
export function period(
  fromMonth: string,
  toMonth: string | null,
  paidOn: string | null = null,
  areaCode: string = here,
): ContributionPeriod {
  return {
    id: `${fromMonth}/${toMonth ?? ''}/${paidOn ?? ''}/${areaCode}`,
    personId: 'person-1',
    employerId: null,
    insuranceKind: '310',
    fromMonth,
    toMonth,
    base: 500_000,
    paidOn,
    areaCode,
  };
}

export const alive: ContributionRecord['person'] = { retiredFrom: null, deceasedOn: null };

/** A value and the day from which it holds: '3', or '3@2026-05-01'. */
export type Published = Readonly<Partial<Record<RightsParameterName, readonly string[]>>>;

const usual: Published = {
  'stop-effect': ['month-after-first-unpaid-month'],
  'continuous-gap-months': ['3'],
  'waiting-period-months': ['6'],
  'credit-rate-employee': ['0.02'],
  'retiree-credit-monthly': ['10500'],
};

/** A pooling area that has published the usual values, and others instead of some; an empty list: none. */
export function areaWith(other: Published = {}): PoolingArea {
  const parameters = Object.entries({ ...usual, ...other }).flatMap(([name, values]) =>
    values.map((published): PoolingAreaParameter => {
      const [value = '', validFrom = '2000-01-01'] = published.split('@');
      return { id: `${name}@${validFrom}`, name, value, validFrom, source: '示范参数' };
    }),
  );
  return { areaCode: here, parameters };
}

const statusLetters: Readonly<Record<MonthStatus, string>> = {
  paid: 'p',
  waiting: 'w',
  'made-good-in-time': 'i',
  'made-good-late': 'l',
  'made-good': 'm',
  gap: 'g',
  retired: 'r',
  'after-death': 'x',
  'not-due': 'n',
};

const pooledLetters: Readonly<Record<PooledEntitlement, string>> = {
  covered: 'C',
  'covered-retroactively': 'R',
  'retired-benefits': 'P',
  'waiting-period': 'W',
  'not-covered': '-',
  undecided: '?',
};

/** A letter for each month, so that a history and its answers can be read below each other. */
export function lettersOf(months: readonly MonthRight[]) {
  const letters = (of: (one: MonthRight) => string) => months.map(of).join('');
  return {
    from: months[0]?.month ?? '',
    status: letters(({ status }) => statusLetters[status]),
    pooled: letters(({ pooled }) => pooledLetters[pooled.answer]),
    personal: letters(({ personal }) => (personal.answer === 'allocation' ? 'A' : '-')),
  };
}
