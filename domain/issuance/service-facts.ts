import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { ServiceRecord, ServiceStage, ServiceStep } from '../records/records.ts';
import { isMadeElsewhere, isServiceClosed, plainService } from '../records/service-record.ts';
import type { ServiceStepRequest } from './issue-card-requests.ts';

/** The records that say who acts: the clerk, the office and the workstation. */
export function actorLookups(context: CommandContext): readonly Lookup[] {
  return [
    { table: 'clerk', by: 'id', value: context.clerkId },
    { table: 'office', by: 'id', value: context.officeId },
    { table: 'workstation', by: 'id', value: context.workstationId },
  ];
}

/** All reasons why this clerk may not act here: unknown, inactive, of another office, at an unknown workstation. */
export function refuseActor(facts: Facts, context: CommandContext): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const clerk = facts.one('clerk', context.clerkId);
  if (clerk === undefined) refusals.push(refuse('clerk-unknown'));
  else {
    if (!clerk.active) refusals.push(refuse('clerk-inactive', { clerk: clerk.name }));
    if (clerk.officeId !== context.officeId)
      refusals.push(refuse('clerk-other-office', { clerk: clerk.name }));
  }
  const workstation = facts.one('workstation', context.workstationId);
  if (workstation?.officeId !== context.officeId) refusals.push(refuse('workstation-unknown'));
  return refusals;
}

/** Cards are made at the county centre only; a service point accepts and hands out (domain rules section 3). */
export function refuseMakingHere(
  facts: Facts,
  context: Pick<CommandContext, 'officeId'>,
): readonly Refusal[] {
  const office = facts.one('office', context.officeId);
  return office?.kind === 'county-centre'
    ? []
    : [refuse('office-makes-no-cards', { office: office?.name ?? '' })];
}

/** Whose step it is: the maker of the card, or who has its holder before him. */
type StepPlace = 'maker' | 'desk';

/**
 * Where a step may be taken. What is done on the spot belongs to its workstation from first to last; a card for a
 * service point is made by any workstation of the centre and handed out by any workstation of that point.
 */
function refusePlace(service: ServiceRecord, context: CommandContext, place: StepPlace): readonly Refusal[] {
  if (!isMadeElsewhere(service)) {
    return service.workstationId === context.workstationId
      ? []
      : [refuse('service-other-workstation', { service: service.id })];
  }
  return place === 'maker' || service.officeId === context.officeId
    ? []
    : [refuse('service-other-office', { service: service.id })];
}

/**
 * Finds the open service that a later step belongs to, or every reason why the step may not be taken.
 * @param stages where the service must be for this step
 */
export function findOpenService(
  facts: Facts,
  request: ServiceStepRequest,
  context: CommandContext,
  stages: (service: ServiceRecord) => readonly ServiceStage[],
  place: StepPlace = 'desk',
): { readonly service: ServiceRecord } | { readonly refusals: readonly Refusal[] } {
  const service = facts.one('serviceRecord', request.serviceNumber);
  // Only the making of a card has such steps.
  if (service?.kind !== 'issue-card')
    return { refusals: [refuse('service-unknown', { service: request.serviceNumber })] };
  const refusals: Refusal[] = [];
  if (service.personId !== request.personId) {
    refusals.push(refuse('service-other-person', { service: service.id }));
  }
  refusals.push(...refusePlace(service, context, place));
  if (isServiceClosed(service)) {
    refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
  } else if (!stages(service).includes(service.stage)) {
    refusals.push(refuse('step-out-of-order', { service: service.id, stage: service.stage }));
  }
  return refusals.length > 0 ? { refusals } : { service };
}

/** What every service begins with: where, when and by whom, its first step, and no card yet. */
export function beginService(context: CommandContext, step: string, note: string | null = null) {
  return {
    ...plainService,
    officeId: context.officeId,
    workstationId: context.workstationId,
    clerkId: context.clerkId,
    openedOn: context.today,
    openedAt: context.at,
    blankSerial: null,
    cardNumber: null,
    steps: [{ step, at: context.at, clerkId: context.clerkId, note }],
  } satisfies Partial<ServiceRecord>;
}

/** The service with one more step recorded: what was done, when, by whom. */
export function withStep(
  service: ServiceRecord,
  step: string,
  context: CommandContext,
  note: string | null = null,
): ServiceRecord {
  const done: ServiceStep = { step, at: context.at, clerkId: context.clerkId, note };
  return { ...service, steps: [...service.steps, done] };
}
