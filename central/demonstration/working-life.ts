/** Months are numbered as in Timeline. */

/**
 * The month from which retirement benefits apply, by sex and, for women, whether the old age was 50 or 55. From 2025 on
 * the ages rise by a month every four months (women who retired at 50: every two), to 63, 58 and 55: Decision of the
 * Standing Committee on gradually raising the statutory retirement age, 13 September 2024.
 * @param birthMonth the month of birth
 * @param january2025 the number of that month
 */
export function retirementMonth(birthMonth: number, formerAge: 50 | 55 | 60, january2025: number): number {
  const former = birthMonth + formerAge * 12;
  const since = former - january2025;
  if (since < 0) return former + 1;
  const [every, most] = formerAge === 50 ? ([2, 60] as const) : ([4, 36] as const);
  return former + Math.min(most, Math.floor(since / every) + 1) + 1;
}
