import type { ServiceView } from '../../../contract/service-views.ts';
import type { ProductionStep } from '../../../domain/issuance/issue-card-requests.ts';

/** Where a service stands, read from its record alone: so it can be left and taken up again anywhere. */

/** 'elsewhere': the next step is another office's. */
export type CurrentStep = 'card' | 'pin' | 'hand-over' | 'elsewhere' | 'closed';

/** Who looks at the service: a card for a service point is made at the centre and handed out at the point. */
export type Looker = { readonly id: string; readonly kind: 'county-centre' | 'service-point' } | null;

type Progress = Pick<ServiceView, 'stage' | 'pinSet' | 'confirmation' | 'stands'> & {
  readonly steps: readonly { readonly step: string }[];
};

/** The steps of making a card, in their order. */
export const making = ['chip-written', 'printed', 'verified'] as const satisfies readonly ProductionStep[];
export type Making = (typeof making)[number];

/**
 * The step that is open on the page. Of a service that the central office refused none is until a person has settled
 * it: a blank written for it would be lost.
 */
export function currentStepOf(
  service: Omit<Progress, 'steps'> & Pick<ServiceView, 'standing' | 'officeId'>,
  looker: Looker,
): CurrentStep {
  if (service.confirmation === 'refused' || !service.stands) return 'closed';
  return isNextElsewhere(service, looker) ? 'elsewhere' : stepReached(service);
}

function isNextElsewhere(
  { standing, officeId }: Pick<ServiceView, 'standing' | 'officeId'>,
  looker: Looker,
): boolean {
  switch (standing) {
    case null:
      return false;
    case 'to-make':
    case 'in-making':
      return looker?.kind !== 'county-centre';
    case 'to-send':
    case 'under-way':
    case 'missing':
      return true;
    case 'ready':
    case 'told':
      return looker?.id !== officeId;
    default:
      return standing satisfies never;
  }
}

/** Whether the application may be withdrawn here: not while others have its card in hand. */
export function mayWithdraw(
  { standing, officeId }: Pick<ServiceView, 'standing' | 'officeId'>,
  looker: Looker,
): boolean {
  if (standing === null) return true;
  return looker?.id === officeId && (standing === 'to-make' || standing === 'ready' || standing === 'told');
}

/** How far the service came. */
export function stepReached(service: Pick<Progress, 'stage' | 'pinSet'>): Exclude<CurrentStep, 'elsewhere'> {
  switch (service.stage) {
    case 'accepted':
    case 'in-production':
      return 'card';
    case 'produced':
    case 'dispatched':
    case 'arrived':
      return service.pinSet ? 'hand-over' : 'pin';
    case 'completed':
    case 'withdrawn':
      return 'closed';
    default:
      return service.stage satisfies never;
  }
}

/** How many steps of making the card in hand has behind it, 0 to 3; a spoiled blank's steps do not count. */
export function makingsDone(service: Pick<Progress, 'stage' | 'steps'>): number {
  switch (service.stage) {
    case 'accepted':
      return 0;
    case 'in-production':
      return service.steps.at(-1)?.step === 'printed' ? 2 : 1;
    case 'produced':
    case 'dispatched':
    case 'arrived':
    case 'completed':
    case 'withdrawn':
      return making.length;
    default:
      return service.stage satisfies never;
  }
}

/** The step of making that comes next; the last one where none is left. */
export function nextMaking(service: Pick<Progress, 'stage' | 'steps'>): Making {
  return making[makingsDone(service)] ?? 'verified';
}
