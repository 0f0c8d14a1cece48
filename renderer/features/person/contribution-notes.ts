/** A run of months of one kind, both ends included, 'YYYY-MM'. */
export interface MonthRun {
  readonly from: string;
  readonly to: string;
  readonly kind: 'late' | 'gap';
}

/** The gaps and the months made good later, as runs, oldest first, from years of twelve letters each, oldest first. */
export function monthRuns(
  years: readonly { readonly year: string; readonly months: string }[],
): readonly MonthRun[] {
  const months = years.flatMap(({ year, months: letters }) =>
    Array.from(letters, (letter, index) => ({
      month: `${year}-${String(index + 1).padStart(2, '0')}`,
      kind: kindOf(letter),
    })),
  );
  return months.reduce<readonly MonthRun[]>((runs, { month, kind }, index) => {
    if (kind === null) return runs;
    const last = runs.at(-1);
    return last !== undefined && months[index - 1]?.kind === kind
      ? [...runs.slice(0, -1), { ...last, to: month }]
      : [...runs, { from: month, to: month, kind }];
  }, []);
}

function kindOf(letter: string): MonthRun['kind'] | null {
  return letter === 'b' ? 'late' : letter === 'g' ? 'gap' : null;
}
