import { statusApartFromLoss } from '../domain/card/card-status.ts';
import type { cardView } from '../contract/counter-views.ts';
import type { Confirmation, ServiceView } from '../contract/service-views.ts';
import type { BankRequestView } from '../contract/unfreezing.ts';
import type { z } from 'zod';
import { cardOn } from '../domain/card/standing-card.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { keepEnds } from '../domain/identity/masking.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import type { BankRequest } from '../domain/records/bank-request.ts';
import type { Card, PresentedDocument, ServiceRecord } from '../domain/records/records.ts';
import { pointStanding } from '../domain/parcel/point-standing.ts';
import { isAnswered, isBankRequestOpen, isToTell } from '../domain/unfreezing/bank-request.ts';
import { refuseWithdrawing } from '../domain/unfreezing/withdraw-bank-request.ts';
import type { CounterRoom } from './counter-ports.ts';
import { officeName } from './point-view.ts';
import type { OutboxEntry } from './ports.ts';
import { receiptCountedAs, timesPrinted } from './printed-papers.ts';

/**
 * A service as it stands, or, where the central office refused it and it is gone from the replica, as it was done
 * here. Undefined when neither knows it.
 */
export function findService(
  room: CounterRoom,
  serviceNumber: string,
): { readonly record: ServiceRecord; readonly entries: readonly OutboxEntry[] } | undefined {
  return serviceOf(room, serviceNumber, room.storage.outbox.byService(serviceNumber));
}

/** The same for who has the service's commands already. */
export function serviceOf(
  room: CounterRoom,
  serviceNumber: string,
  entries: readonly OutboxEntry[],
): ReturnType<typeof findService> {
  const stored = room.storage.records.get('serviceRecord', serviceNumber)?.record;
  const record = confirmationOf(stepsOf(entries)) === 'refused' ? (lastDone(entries) ?? stored) : stored;
  const found = record ?? lastDone(entries);
  return found === undefined ? undefined : { record: found, entries };
}

function lastDone(entries: readonly OutboxEntry[]): ServiceRecord | undefined {
  const effects = entries.flatMap((entry) => entry.effects);
  const records = effects.flatMap((effect) => (effect.table === 'serviceRecord' ? [effect.record] : []));
  return records.at(-1);
}

/** The commands that are steps of the service. A scan that waits or was refused says nothing of the card. */
export function stepsOf(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return entries.filter((entry) => entry.body.kind !== 'attach-document');
}

/** How far the central office is with a service's commands. One refused step makes the whole a matter for a person. */
export function confirmationOf(entries: readonly OutboxEntry[]): Confirmation {
  const refused = entries.filter((entry) => entry.state === 'refused' || entry.state === 'rejected');
  if (refused.some((entry) => entry.settledAt === null)) return 'refused';
  if (entries.some((entry) => entry.state === 'pending' || entry.state === 'applied')) return 'waiting';
  return refused.length > 0 ? 'settled' : 'confirmed';
}

export function viewService(
  room: CounterRoom,
  record: ServiceRecord,
  entries: readonly OutboxEntry[],
): ServiceView {
  const records = room.storage.records;
  const person = records.get('insuredPerson', record.personId)?.record;
  const names = new Map<string, string>();
  const clerkName = (id: string) => {
    const name = names.get(id) ?? records.get('clerk', id)?.record.name ?? id;
    names.set(id, name);
    return name;
  };
  return {
    serviceNumber: record.id,
    kind: record.kind,
    ...viewWay(record),
    bankRequest: bankRequestOf(room, record),
    personId: record.personId,
    personName: person?.name ?? '',
    maskedNumber: record.documentNumber === null ? null : maskResidentId(record.documentNumber),
    officeId: record.officeId,
    officeName: officeName(room, record.officeId),
    workstationNumber: records.get('workstation', record.workstationId)?.record.number ?? 0,
    clerkName: clerkName(record.clerkId),
    stage: record.stage,
    dueOn: record.dueOn,
    dueProvisional: record.dueProvisional,
    standing: pointStanding(record),
    cardOffice: viewCardOffice(room, record),
    openedOn: record.openedOn,
    openedAt: record.openedAt,
    closedAt: record.closedAt,
    documentKind: record.documentKind,
    documentValidUntil: record.documentValidUntil,
    blankSerial: record.blankSerial,
    cardNumber: record.cardNumber,
    pinSet: isPinSet(record),
    cardSealed: isCardSealed(room, record),
    steps: record.steps.map((step) => ({ ...step, clerkName: clerkName(step.clerkId) })),
    confirmation: confirmationOf(stepsOf(entries)),
    refusals: firstRefusals(stepsOf(entries)),
    failureCode:
      stepsOf(entries).find((entry) => entry.state === 'rejected' && entry.settledAt === null)?.failureCode ??
      null,
    stands: records.get('serviceRecord', record.id) !== undefined,
    receiptPrints: timesPrinted(room, record.id, receiptCountedAs(record, confirmationOf(stepsOf(entries)))),
    approval: approvalOf(room, record, clerkName),
    postedGroup: postedGroupOf(room, record),
  };
}

/** The latest sheet of the second person: each time that it is asked for anew has its own, by its number. */
function approvalOf(
  room: CounterRoom,
  { id }: ServiceRecord,
  clerkName: (id: string) => string,
): ServiceView['approval'] {
  const sheets = room.storage.records.find('approval', 'serviceId', id);
  const latest = sheets.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })).at(-1);
  if (latest === undefined) return null;
  const { id: approvalId, state, decidedBy, decidedAt, reason } = latest;
  return {
    approvalId,
    state,
    decidedBy: decidedBy === null ? null : clerkName(decidedBy),
    decidedAt,
    reason,
  };
}

/** What the service has posted, unless that is a reversal itself: nobody reverses a reversal (domain/reversal). */
function postedGroupOf(room: CounterRoom, { id }: ServiceRecord): string | null {
  const posted = room.storage.records.find('ledgerEntry', 'serviceId', id);
  return posted.find(({ kind }) => kind !== 'reversal')?.groupId ?? null;
}

/** Of a service that the bank does: how far it is there. */
export function bankRequestOf(room: CounterRoom, { kind, id }: ServiceRecord): ServiceView['bankRequest'] {
  const asked = kind === 'request-bank-service' ? room.storage.records.get('bankRequest', id) : undefined;
  return asked === undefined ? null : viewBankRequest(asked.record);
}

/** A request to the bank without the number of the account. */
export function viewBankRequest(asked: BankRequest): BankRequestView {
  return {
    serviceNumber: asked.id,
    kind: asked.kind,
    state: asked.withdrawnAt !== null && !isAnswered(asked) ? 'recalling' : asked.state,
    bankName: asked.bankName,
    requestedAt: asked.requestedAt,
    sentAt: asked.sentAt,
    withdrawnAt: asked.withdrawnAt,
    answeredAt: asked.answeredAt,
    reasonCode: asked.reasonCode,
    reasonText: asked.reasonText,
    toldAt: asked.toldAt,
    toTell: isToTell(asked),
    mayWithdraw: isBankRequestOpen(asked) && refuseWithdrawing(asked).length === 0,
  };
}

function viewCardOffice(room: CounterRoom, { cardNumber }: ServiceRecord): ServiceView['cardOffice'] {
  const card = cardNumber === null ? undefined : room.storage.records.get('card', cardNumber)?.record;
  return card === undefined ? null : { officeId: card.officeId, name: officeName(room, card.officeId) };
}

/** How the card was asked for and who took it, with the documents masked. */
export function viewWay(
  record: ServiceRecord,
): Pick<
  ServiceView,
  'channel' | 'applicationType' | 'formerCardNumber' | 'representative' | 'collector' | 'fee' | 'details'
> {
  const { channel, applicationType, formerCardNumber, representative, collector, fee, details } = record;
  return {
    channel,
    applicationType,
    formerCardNumber,
    representative:
      representative === null
        ? null
        : {
            ...viewDocument(representative),
            relation: representative.relation,
            authorisation: representative.authorisation,
            maskedPhone: keepEnds(representative.phone, 3, 4),
          },
    collector: collector === null ? null : { role: collector.role, ...viewDocument(collector) },
    fee,
    details,
  };
}

function viewDocument({ name, documentKind, documentNumber }: PresentedDocument) {
  return { name, documentKind, maskedNumber: maskResidentId(documentNumber) };
}

/** Whether the card that a service handed over is sealed now, reported lost or not. */
export function isCardSealed(room: CounterRoom, { kind, cardNumber }: ServiceRecord): boolean {
  if (kind !== 'issue-card' || cardNumber === null) return false;
  const card = room.storage.records.get('card', cardNumber)?.record;
  return card !== undefined && statusApartFromLoss(card) === '0';
}

/** Whether the password was set for the card now in hand: a spoiled blank takes its password with it. */
function isPinSet(record: ServiceRecord): boolean {
  const steps = record.steps.map((step) => step.step);
  return steps.lastIndexOf('pin-set') > steps.lastIndexOf('spoiled');
}

/** Later steps are refused because the first one was: the first refusal is the reason. */
export function firstRefusals(entries: readonly OutboxEntry[]) {
  const refused = entries.find((entry) => entry.state === 'refused' && entry.settledAt === null);
  return (refused?.refusals ?? []).map((refusal) => ({ ...refusal, params: { ...refusal.params } }));
}

/** A card as it counts today: an expired provisional loss report does not stand any more. */
export function viewCard(room: CounterRoom, stored: Card): z.infer<typeof cardView> {
  const card = cardOn(stored, room.clock.today());
  return {
    cardNumber: card.id,
    status: card.status,
    making: card.making,
    maskedBankCardNumber: maskBankAccount(card.bankCardNumber),
    issuedOn: card.issuedOn,
    officeName: officeName(room, card.officeId),
    pinSet: card.pinSet,
    lossExpiresOn: card.lossExpiresOn,
    statusBeforeLoss: card.statusBeforeLoss,
  };
}
