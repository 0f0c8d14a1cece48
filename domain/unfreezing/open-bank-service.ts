import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { refuseActor } from '../issuance/service-facts.ts';
import type { BankRequest } from '../records/bank-request.ts';
import type { ServiceRecord } from '../records/records.ts';
import { isServiceClosed } from '../records/service-record.ts';

interface StepOfBankService {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** What a step of a service that the bank does looks at. */
export function bankServiceLookups({ serviceNumber }: StepOfBankService): readonly Lookup[] {
  return [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'bankRequest', by: 'id', value: serviceNumber },
  ];
}

/**
 * The open service that a step belongs to, with its request, or every reason why it may not be taken. Any counter of the
 * county may: the bank is the same for all.
 */
export function findBankService(
  facts: Facts,
  { serviceNumber, personId }: StepOfBankService,
  context: CommandContext,
):
  | { readonly service: ServiceRecord; readonly asked: BankRequest }
  | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [...refuseActor(facts, context)];
  const service = facts.one('serviceRecord', serviceNumber);
  const asked = facts.one('bankRequest', serviceNumber);
  if (service === undefined || asked === undefined) {
    return { refusals: [...refusals, refuse('service-unknown', { service: serviceNumber })] };
  }
  if (service.personId !== personId) refusals.push(refuse('service-other-person', { service: service.id }));
  if (isServiceClosed(service)) {
    refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
  }
  return refusals.length > 0 ? { refusals } : { service, asked };
}
