import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { refuse } from '../domain/command/refusal.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import { comingLookups, refuseComing } from '../domain/transfer/accept-transfer.ts';
import { destinationOfArea } from '../domain/transfer/relationship-transfer.ts';
import { destinationOfPayer } from '../domain/transfer/return-remittance.ts';
import { leavingLookups, refuseLeaving } from '../domain/transfer/transfer-out.ts';
import { clerkSigns, nextSheet } from './clerk-signature.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService, commandOnService } from './issue-card.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';

/** 关系转出: under a service number of its own, signed by the clerk. */
export async function acceptTransferOut(
  room: CounterRoom,
  { password, ...input }: CallRequest<'acceptTransferOut'>,
): Promise<Outcome<ServiceView>> {
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  return commandOnNewService(room, (serviceNumber) => {
    const signature = signing.value(
      'accept',
      serviceNumber,
      input.amount,
      destinationOfArea(input.otherArea),
    );
    return { kind: 'accept-transfer-out', request: { ...input, serviceNumber, signature } };
  });
}

/** 关系转入. */
export function acceptTransferIn(
  room: CounterRoom,
  input: CallRequest<'acceptTransferIn'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'accept-transfer-in',
    request: { ...input, serviceNumber },
  }));
}

/** 撤回. */
export function withdrawTransfer(
  room: CounterRoom,
  input: CallRequest<'withdrawTransfer'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'withdraw-transfer',
    request: { ...input, personId },
  }));
}

/** 催办、等待. */
export function followUpTransfer(
  room: CounterRoom,
  input: CallRequest<'followUpTransfer'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'follow-up-transfer',
    request: { ...input, personId },
  }));
}

/** 到账核对. */
export function matchRemittance(
  room: CounterRoom,
  input: CallRequest<'matchRemittance'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'match-remittance',
    request: { ...input, personId },
  }));
}

/** 入账, signed by the clerk. */
export async function creditTransfer(
  room: CounterRoom,
  { password, ...input }: CallRequest<'creditTransfer'>,
): Promise<Outcome<ServiceView>> {
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  const signature = signing.value('check', input.serviceNumber, input.amount);
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'credit-transfer',
    request: { ...input, personId, signature },
  }));
}

/** 退回到账款, signed by the clerk. */
export async function returnRemittance(
  room: CounterRoom,
  { password, ...input }: CallRequest<'returnRemittance'>,
): Promise<Outcome<ServiceView>> {
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  const remittance = room.storage.records.get('incomingRemittance', input.remittanceId)?.record;
  if (remittance === undefined) return failRefused([refuse('remittance-unknown')]);
  const about = nextSheet(room, input.serviceNumber);
  const signature = signing.value('accept', about, input.amount, destinationOfPayer(remittance));
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'return-remittance',
    request: { ...input, personId, signature },
  }));
}

/** What the person's page offers of it, or why not today. */
export function transferOffers(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): PersonPage['offers'] {
  const facts = loadFacts(room.storage, [...leavingLookups(person.id), ...comingLookups(person.id)]);
  const { county } = here(room);
  return [
    {
      kind: 'transfer-out',
      refusals: viewRefusals(refuseLeaving(facts, person, { county, today, decidedOn: today })),
    },
    { kind: 'transfer-in', refusals: viewRefusals(refuseComing(facts, person, today)) },
  ];
}

/** The record of a person, or that there is none. */
export function personOf(room: CounterRoom, personId: string): Outcome<InsuredPerson> {
  const person = room.storage.records.get('insuredPerson', personId)?.record;
  return person === undefined ? fail('not-found') : succeed(person);
}
