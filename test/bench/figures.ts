/** Several measurements of the same thing: what is typical, and how far it strayed. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** In which unit a figure is printed; times are kept in milliseconds. */
export type Unit = 'ms' | 'µs' | '/s' | 'rows/s' | 'sent again' | 'MB';

/** One line of the table: what the program needs, beside what the same machine needs without it. */
export interface Figure {
  readonly part: string;
  readonly what: string;
  readonly unit: Unit;
  readonly ours: Spread;
  /** Null where the goal is an absolute one. */
  readonly limit: Spread | null;
  readonly goal: Goal | null;
  /** What belongs to the figure: sizes, counts, and with a goal that is missed what holds it back. */
  readonly notes: readonly string[];
}

export type Goal =
  /** Ours is at most this many times the limit. */
  | { readonly kind: 'at-most-times'; readonly bound: number }
  /** Ours is at least this part of the limit. */
  | { readonly kind: 'at-least-part'; readonly bound: number }
  /** Ours is at most so much, in the unit of the figure, every time. */
  | { readonly kind: 'at-most'; readonly bound: number }
  /** Ours is at least so much, in the unit of the figure, or at least this part of the limit. */
  | { readonly kind: 'at-least-or-part'; readonly bound: number; readonly part: number };

/** The middle of the values (of an even number, the mean of the two middle ones). Refuses an empty list. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
  return (upper + lower) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: medianOf(values), least: Math.min(...values), most: Math.max(...values) };
}

/** Ours divided by the limit, of the medians; null where there is no limit. */
export function ratioOf(figure: Figure): number | null {
  return figure.limit === null ? null : figure.ours.median / figure.limit.median;
}

/** Whether the goal is met; null where there is none. */
export function isMet(figure: Figure): boolean | null {
  const ratio = ratioOf(figure);
  const { goal } = figure;
  if (goal === null) return null;
  switch (goal.kind) {
    case 'at-most':
      return figure.ours.most <= goal.bound;
    case 'at-most-times':
      return ratio !== null && ratio <= goal.bound;
    case 'at-least-part':
      return ratio !== null && ratio >= goal.bound;
    case 'at-least-or-part':
      return figure.ours.median >= goal.bound || (ratio !== null && ratio >= goal.part);
    default:
      return goal satisfies never;
  }
}

/** The table as lines of text; below it the notes, of what was missed first. */
export function tableOf(figures: readonly Figure[]): readonly string[] {
  const head = ['what', 'ours', 'limit', 'ratio', 'goal', 'met?'];
  const rows = figures.map((figure) => [
    `${figure.part}: ${figure.what}`,
    sayWithUnit(figure.ours, figure.unit),
    figure.limit === null ? '-' : sayWithUnit(figure.limit, figure.unit),
    sayRatio(figure),
    sayGoal(figure),
    sayMet(figure),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const missed = figures.filter((figure) => isMet(figure) === false);
  const others = figures.filter((figure) => !missed.includes(figure));
  return [
    line(head),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    ...notesUnder('Missed, and what holds it back:', missed),
    ...notesUnder('Details:', others),
  ];
}

function notesUnder(title: string, figures: readonly Figure[]): readonly string[] {
  const notes = figures.flatMap((figure) =>
    figure.notes.map((note) => `  ${figure.part}: ${figure.what}: ${note}`),
  );
  return notes.length === 0 ? [] : ['', title, ...notes];
}

function sayWithUnit(spread: Spread, unit: Unit): string {
  return `${say(spread.median)} ${unit} (${say(spread.least)}-${say(spread.most)})`;
}

function sayRatio(figure: Figure): string {
  const ratio = ratioOf(figure);
  return ratio === null ? '-' : ratio.toFixed(2);
}

function sayGoal({ goal, unit }: Figure): string {
  if (goal === null) return '-';
  switch (goal.kind) {
    case 'at-most':
      return `<= ${goal.bound} ${unit}`;
    case 'at-most-times':
      return `<= ${goal.bound} x`;
    case 'at-least-part':
      return `>= ${goal.bound} x`;
    case 'at-least-or-part':
      return `>= ${goal.bound} ${unit} or ${goal.part} x`;
    default:
      return goal satisfies never;
  }
}

function sayMet(figure: Figure): string {
  const met = isMet(figure);
  if (met === null) return '';
  return met ? 'yes' : 'MISSED';
}

/** Three figures that count; whole numbers from a hundred on. */
function say(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
