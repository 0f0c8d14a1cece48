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
  details: null,
} as const satisfies Partial<ServiceRecord>;

/**
 * Whether the card is made at the county centre and handed out at the office that accepted the service: then the
 * service has a day by which that is to be done (domain rules section 3, service point).
 */
export function isMadeElsewhere({ dueOn }: Pick<ServiceRecord, 'dueOn'>): boolean {
  return dueOn !== null;
}

/** Where the card is when its holder can come for it: at the counter that made it, or arrived at his service point. */
export function collectionStage(service: Pick<ServiceRecord, 'dueOn'>): 'produced' | 'arrived' {
  return isMadeElsewhere(service) ? 'arrived' : 'produced';
}

/** Whether nothing more will be done with the service. */
export function isServiceClosed({ stage }: Pick<ServiceRecord, 'stage'>): boolean {
  return stage === 'completed' || stage === 'withdrawn';
}
