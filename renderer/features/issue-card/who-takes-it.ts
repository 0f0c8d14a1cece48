import type { ServiceView } from '../../../contract/service-views.ts';

/** Who may be named as taking a card at the counter, with a document that is shown now. */
export const takers = ['holder', 'agent', 'guardian'] as const;
export type Taker = (typeof takers)[number];

const applicants = {
  'in-person': 'holder',
  agent: 'agent',
  guardian: 'guardian',
  employer: 'employer',
  telephone: 'holder',
  internal: 'holder',
} as const satisfies Record<ServiceView['channel'], Taker | 'employer'>;

/** As what the one who applied takes the card. */
export function applicantAs({ channel }: Pick<ServiceView, 'channel'>): Taker | 'employer' {
  return applicants[channel];
}

/**
 * Who is expected at the hand-over: null for the one who applied. A card that was left out when its employer took the
 * others waits for its holder, whose document nobody has seen yet.
 */
export function expectedTaker({ channel }: Pick<ServiceView, 'channel'>): Taker | null {
  return channel === 'employer' ? 'holder' : null;
}

/**
 * Who is offered beside the one who applied with the document that he showed then: the applicant is among them, because
 * that document may be over by now, and he comes with another.
 */
export function takersBeside(
  service: Pick<ServiceView, 'channel'>,
): readonly { readonly taker: Taker; readonly again: boolean }[] {
  return takers.map((taker) => ({ taker, again: taker === applicantAs(service) }));
}
