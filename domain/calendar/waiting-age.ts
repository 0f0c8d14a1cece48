/** How long something waits, as people tell it apart: a moment, a while, since this morning, since an earlier day. */
export const waitingAges = ['minutes', 'hour', 'today', 'older'] as const;
export type WaitingAge = (typeof waitingAges)[number];

/** The instants by which ages are told apart, ISO 8601 with +08:00: of one width, so that they compare as texts. */
export interface AgeMarks {
  readonly fiveMinutesAgo: string;
  readonly hourAgo: string;
  /** 'YYYY-MM-DD' */
  readonly today: string;
}

/**
 * Of something that waits since an instant: at most five minutes, at most an hour (also over midnight), since today, or
 * longer. What seems to have begun later than now, by a clock that was put back, waits since a moment ago.
 */
export function waitingAge(since: string, { fiveMinutesAgo, hourAgo, today }: AgeMarks): WaitingAge {
  if (since >= fiveMinutesAgo) return 'minutes';
  if (since >= hourAgo) return 'hour';
  return since.slice(0, 10) >= today ? 'today' : 'older';
}
