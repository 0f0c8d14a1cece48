import type { CallRequest } from '../contract/counter-calls.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import { refuse } from '../domain/command/refusal.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { refuseBlank } from '../domain/issuance/record-card-production.ts';
import type { BlankCard, Clerk, ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { noteRowEnd } from './employer-batch/row-ends.ts';
import { executeCommand } from './engine/execute-command.ts';
import { findService, viewService } from './service-view.ts';
import { here, nextServiceNumber, originOfClerk } from './workstation.ts';

/** 受理申领: opens the service under a number of its own. */
export function acceptCardApplication(
  room: CounterRoom,
  input: CallRequest<'acceptCardApplication'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'accept-card-application',
    request: { ...input, serviceNumber },
  }));
}

/** Runs a command that opens a service, under the workstation's next number, and answers with the service. */
export function commandOnNewService(
  room: CounterRoom,
  make: (serviceNumber: string) => CommandBody,
): Outcome<ServiceView> {
  let serviceNumber = '';
  return command(
    room,
    () => {
      serviceNumber = nextServiceNumber(room);
      return make(serviceNumber);
    },
    () => serviceNumber,
  );
}

/** Says of a blank, before anything is written, whether it may be taken here. */
export function checkBlankCard(
  room: CounterRoom,
  input: CallRequest<'checkBlankCard'>,
): Outcome<BlankCardView> {
  const blank = room.storage.records.get('blankCard', input.blankSerial)?.record;
  if (blank === undefined) {
    return failRefused([refuse('blank-unknown', { serial: input.blankSerial }, 'blankSerial')]);
  }
  const refusals = refuseBlank(blank, here(room));
  return refusals.length > 0 ? failRefused(refusals) : succeed(viewBlank(blank));
}

const blanksShown = 5;

/** The stock of this workstation: how many, and which come next. */
export function listBlankCards(room: CounterRoom): Outcome<{ inStock: number; next: BlankCardView[] }> {
  const { workstationId } = here(room);
  return succeed({
    inStock: room.storage.queries.countBlanks(workstationId),
    next: room.storage.queries.nextBlanks(workstationId, blanksShown).map(viewBlank),
  });
}

/** 制卡: one step of the making, or the blank that it spoiled. */
export function recordCardProduction(
  room: CounterRoom,
  input: CallRequest<'recordCardProduction'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'record-card-production',
    request: { ...input, personId: service.personId },
  }));
}

/** 交付: the card in the holder's hand. */
export function handOverCard(room: CounterRoom, input: CallRequest<'handOverCard'>): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'hand-over-card',
    request: {
      ...input,
      personId: service.personId,
      cardNumber: service.cardNumber ?? '',
      blankSerial: service.blankSerial ?? '',
    },
  }));
}

/** 撤回: the person leaves without the card. */
export function withdrawCardApplication(
  room: CounterRoom,
  input: CallRequest<'withdrawCardApplication'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'withdraw-card-application',
    request: { ...input, personId: service.personId, blankSerial: service.blankSerial },
  }));
}

/**
 * Runs a command on a service that this counter knows, and answers with the service as it stands afterwards.
 * @param signer who commands it, where that is a second person at this desk and not who is signed in
 */
export function commandOnService(
  room: CounterRoom,
  serviceNumber: string,
  make: (service: ServiceRecord) => CommandBody,
  signer?: Clerk,
): Outcome<ServiceView> {
  const record =
    room.storage.records.get('serviceRecord', serviceNumber)?.record ??
    findService(room, serviceNumber)?.record;
  if (record === undefined) return failRefused([refuse('service-unknown', { service: serviceNumber })]);
  return command(
    room,
    () => make(record),
    () => serviceNumber,
    signer,
  );
}

function command(
  room: CounterRoom,
  make: () => CommandBody,
  serviceNumber: () => string,
  signer?: Clerk,
): Outcome<ServiceView> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const executor = { ...room, written: room.wake };
  const execution = executeCommand(executor, originOfClerk(room, signer ?? worker.clerk), make);
  if (!execution.done) return failRefused(execution.refusals);
  const after = findService(room, serviceNumber());
  if (after === undefined) return fail('not-found');
  noteRowEnd(room, after.record);
  room.emit({ event: 'records-changed', persons: [after.record.personId], services: [after.record.id] });
  room.emitStatus();
  return succeed(viewService(room, after.record, after.entries));
}

interface BlankCardView {
  blankSerial: string;
  cardNumber: string;
  maskedBankCardNumber: string;
}

function viewBlank(blank: BlankCard): BlankCardView {
  return {
    blankSerial: blank.id,
    cardNumber: blank.cardNumber,
    maskedBankCardNumber: maskBankAccount(blank.bankCardNumber),
  };
}
