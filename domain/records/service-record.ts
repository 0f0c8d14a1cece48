import type { ServiceRecord } from './records.ts';

/** What a service has while nothing out of the ordinary is said of it: a first card, for the person who stands there. */
export const plainService = {
  applicationType: '01',
  formerCardNumber: null,
  representative: null,
  collector: null,
  dueOn: null,
  dueProvisional: false,
  parcelId: null,
  batchId: null,
  fee: 0,
  parameters: {},
} as const satisfies Partial<ServiceRecord>;

/** Whether nothing more will be done with the service. */
export function isServiceClosed({ stage }: Pick<ServiceRecord, 'stage'>): boolean {
  return stage === 'completed' || stage === 'withdrawn';
}
