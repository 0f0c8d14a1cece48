import { z } from 'zod';

/** How many cards are issued at the counter, and as many at the central office. */
export const issuingsMeasured = 20;

const milliseconds = z.array(z.number()).readonly();

/** What the process of `counter-cost.ts` says: all times in milliseconds. */
export const counterCost = z.object({
  /** From opening the file to the first answer. */
  starts: milliseconds,
  byNumber: milliseconds,
  byInitials: milliseconds,
  byCardNumber: milliseconds,
  /** Each answer of a window's call that commits. */
  commits: milliseconds,
  /** Whole issuings of a card. */
  services: milliseconds,
  megabytes: z.number(),
});
export type CounterCost = z.infer<typeof counterCost>;

/** One figure of one size. */
export interface Cost {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
}

/** The value below which this part of all lies. */
export function percentileOf(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Half of them, and nearly all. */
export function spreadCosts(what: string, values: readonly number[]): readonly Cost[] {
  return [
    { what: `${what}, p50`, unit: 'ms', value: percentileOf(values, 0.5) },
    { what: `${what}, p99`, unit: 'ms', value: percentileOf(values, 0.99) },
  ];
}

/** One line a figure, one column a size, each with its ratio to the size before. */
export function tableOfCosts(
  sizes: readonly { readonly persons: number; readonly costs: readonly Cost[] }[],
): readonly string[] {
  const [first] = sizes;
  if (first === undefined) return [];
  const head = ['', ...sizes.map(({ persons }) => `${persons.toLocaleString('en')} persons`)];
  const rows = first.costs.map(({ what, unit }) => {
    const values = sizes.map(({ costs }) => costs.find((one) => one.what === what)?.value);
    const cells = values.map((value, column) => {
      const before = column === 0 ? undefined : values[column - 1];
      const ratio = value === undefined || before === undefined ? '' : ` (x ${(value / before).toFixed(2)})`;
      return value === undefined ? '-' : `${say(value)}${ratio}`;
    });
    return [`${what} (${unit})`, ...cells];
  });
  const widths = head.map((_unused, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function say(value: number): string {
  if (value >= 100) return value.toLocaleString('en', { maximumFractionDigits: 0 });
  return value.toFixed(value >= 10 ? 1 : 2);
}
