import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import { failRefused, type Outcome } from '../contract/envelope.ts';
import type { ServiceView } from '../contract/service-views.ts';
import type { Facts } from '../domain/command/facts.ts';
import { refuse, type Refusal } from '../domain/command/refusal.ts';
import { refuseGroundToday } from '../domain/payout/judge-payout.ts';
import { destinationOfPayees } from '../domain/payout/payees.ts';
import { conditionLookups } from '../domain/payout/payout-conditions.ts';
import { payoutGrounds } from '../domain/records/payout.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import { clerkSigns, nextSheet } from './clerk-signature.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService, commandOnService } from './issue-card.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';

/** 受理一次性支取: under a service number of its own, signed by the clerk. */
export async function acceptPayout(
  room: CounterRoom,
  { password, ...input }: CallRequest<'acceptPayout'>,
): Promise<Outcome<ServiceView>> {
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  return commandOnNewService(room, (serviceNumber) => {
    const signature = signing.value('accept', serviceNumber, input.amount);
    return { kind: 'accept-payout', request: { ...input, serviceNumber, signature } };
  });
}

/** 审核, signed by the clerk; then it waits for the second person. */
export async function checkPayout(
  room: CounterRoom,
  { password, ...input }: CallRequest<'checkPayout'>,
): Promise<Outcome<ServiceView>> {
  const { serviceNumber } = input;
  const payout = room.storage.records.get('payout', serviceNumber)?.record;
  if (payout === undefined) return failRefused([refuse('service-unknown', { service: serviceNumber })]);
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  const payees = input.payees ?? payout.payees.map(({ heir, share, account }) => ({ heir, share, account }));
  const about = nextSheet(room, serviceNumber);
  const signature = signing.value('check', about, input.amount, destinationOfPayees(payees));
  return commandOnService(room, serviceNumber, ({ personId }) => ({
    kind: 'check-payout',
    request: { ...input, payees, personId, signature },
  }));
}

/** 退票更正, signed by the clerk; then it waits for the second person again. */
export async function correctPayout(
  room: CounterRoom,
  { password, ...input }: CallRequest<'correctPayout'>,
): Promise<Outcome<ServiceView>> {
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  const { serviceNumber } = input;
  const about = nextSheet(room, serviceNumber);
  const signature = signing.value('check', about, input.amount, destinationOfPayees(input.payees));
  return commandOnService(room, serviceNumber, ({ personId }) => ({
    kind: 'correct-payout',
    request: { ...input, personId, signature },
  }));
}

/** 撤回. */
export function withdrawPayout(
  room: CounterRoom,
  input: CallRequest<'withdrawPayout'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'withdraw-payout',
    request: { ...input, personId },
  }));
}

/** 办结. */
export function closePayout(room: CounterRoom, input: CallRequest<'closePayout'>): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'close-payout',
    request: { ...input, personId },
  }));
}

/** What the person's page offers of it: possible when one ground is, otherwise what stands in the way of the nearest one. */
export function payoutOffer(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): PersonPage['offers'][number] {
  const facts = deskFacts(room, person.id);
  const [nearest] = refusalsByGround(room, facts, person, today)
    .map(({ refusals }) => refusals)
    .sort((one, other) => one.length - other.length);
  return { kind: 'payout', refusals: viewRefusals(nearest ?? []) };
}

/** Every ground of somebody at this office, with what stands in its way today. */
export function refusalsByGround(
  room: CounterRoom,
  facts: Facts,
  person: InsuredPerson,
  today: string,
): readonly { readonly ground: (typeof payoutGrounds)[number]; readonly refusals: readonly Refusal[] }[] {
  return payoutGrounds.map((ground) => ({
    ground,
    refusals: refuseGroundToday(facts, ground, person, { ...here(room), today, decidedOn: today }),
  }));
}

/** The facts on which it hangs what is offered at this office. */
export function deskFacts(room: CounterRoom, personId: string): Facts {
  return loadFacts(room.storage, [
    ...conditionLookups(personId),
    { table: 'office', by: 'id', value: here(room).officeId },
  ]);
}
