import type { ServiceRecord } from '../records/records.ts';

/** How a made card of an employer's batch came to its end. */
export type BatchRowEnd = 'handed-over' | 'collected' | 'withdrawn';

/**
 * Whether a row's card has its end, and which: gone with the employer, handed to its holder at the counter, or withdrawn.
 * Null while the card lies here. A batch is at its end when no card of it lies here that is to go with it.
 */
export function batchRowEnd({
  stage,
  collector,
}: Pick<ServiceRecord, 'stage' | 'collector'>): BatchRowEnd | null {
  if (stage === 'withdrawn') return 'withdrawn';
  if (stage !== 'completed') return null;
  return collector?.role === 'employer' ? 'handed-over' : 'collected';
}
