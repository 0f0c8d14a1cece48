import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { stored } from '../issuance/representation.ts';
import { actorLookups, beginService, refuseActor } from '../issuance/service-facts.ts';
import type { Representative, ServiceDetails, ServiceKind, ServiceRecord } from '../records/records.ts';
import type { PresentedAtCounter } from './presented-at-counter.ts';

/** A service that is asked for and done at one counter in one step, and whom it concerns. */
export interface DeskServiceRequest {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** What every such service looks at: who acts, the person, whether the service number is free. */
export function deskServiceLookups(request: DeskServiceRequest, context: CommandContext): readonly Lookup[] {
  return [
    ...actorLookups(context),
    { table: 'insuredPerson', by: 'id', value: request.personId },
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
  ];
}

/** What all of them refuse alike: who may not act, nobody to act for, a number that was used. */
export function refuseDeskService(
  facts: Facts,
  request: DeskServiceRequest,
  context: CommandContext,
): readonly Refusal[] {
  const refusals: Refusal[] = [...refuseActor(facts, context)];
  if (facts.one('insuredPerson', request.personId) === undefined) refusals.push(refuse('person-unknown'));
  if (facts.one('serviceRecord', request.serviceNumber) !== undefined) {
    refusals.push(refuse('service-number-taken', { service: request.serviceNumber }));
  }
  return refusals;
}

/** What is said of a service that was done. */
export interface DeskServiceDone {
  readonly kind: ServiceKind;
  readonly step: string;
  readonly note?: string | null;
  /** Null where nobody stands at the counter: by telephone, or for an employer's list. */
  readonly presented: PresentedAtCounter | null;
  /** How it was asked for where nobody presented himself. */
  readonly channel?: 'telephone' | 'employer' | 'agent' | 'internal';
  /** Who acts where the person himself presents nothing: the employer's agent, or who reports a death. */
  readonly representative?: Representative | null;
  /** The card that it is about; null where it is about none. */
  readonly aboutCard?: string | null;
  readonly details?: ServiceDetails | null;
  readonly parameters?: ServiceRecord['parameters'];
}

/** Its record: accepted and completed in one, with who asked and what was used (domain rules, [local]). */
export function deskService(
  request: DeskServiceRequest,
  context: CommandContext,
  done: DeskServiceDone,
): ServiceRecord {
  const { presented } = done;
  const representative = presented?.representative ?? done.representative ?? null;
  return {
    ...beginService(context, done.step, done.note ?? null),
    id: request.serviceNumber,
    kind: done.kind,
    channel: presented?.channel ?? done.channel ?? 'telephone',
    personId: request.personId,
    stage: 'completed',
    closedAt: context.at,
    documentKind: presented?.document.documentKind ?? null,
    documentNumber: presented === null ? null : stored(presented.document).documentNumber,
    documentValidUntil: presented?.document.documentValidUntil ?? null,
    formerCardNumber: done.aboutCard ?? null,
    representative: representative === null ? null : stored(representative),
    details: done.details ?? null,
    parameters: done.parameters ?? {},
  };
}
