import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type {
  RemittanceView,
  TransferDesk,
  TransferPapers,
  TransferRow,
  TransferView,
} from '../contract/transfer-views.ts';
import { relationshipTransferRecord } from '../contract/transfer-records.ts';
import { calendarLookups, publishedCalendar } from '../domain/calendar/published-calendar.ts';
import { workingDaysSince } from '../domain/calendar/working-days.ts';
import type { Facts } from '../domain/command/facts.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import type { IncomingRemittance, RelationshipTransfer } from '../domain/records/relationship-transfer.ts';
import { refuseCrediting } from '../domain/transfer/credit-transfer.ts';
import { fundAccountLookups, fundAccountOn } from '../domain/transfer/fund-account.ts';
import { joinedMonths } from '../domain/transfer/joined-months.ts';
import { refuseMatching } from '../domain/transfer/match-remittance.ts';
import { differencesOf, expectedBy, remittancesOf, returnable } from '../domain/transfer/remittance.ts';
import {
  dueFromToday,
  isTransferOpen,
  transferStepLookups,
  workingDaysOut,
  workingDaysTogether,
  type StandingTransfer,
} from '../domain/transfer/relationship-transfer.ts';
import { reckonAccount } from '../domain/ledger/reckon-account.ts';
import { leavingLookups } from '../domain/transfer/transfer-out.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { viewVerification } from './paper-verification.ts';
import { noteLook } from './note-look.ts';
import { findService, viewService } from './service-view.ts';
import { personOf } from './transfers.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';
import { certificateCountedAs, timesPrinted } from './printed-papers.ts';

/** What the forms begin with: what would leave today, and the days by which it would be done. */
export function getTransferDesk(
  room: CounterRoom,
  { personId }: CallRequest<'getTransferDesk'>,
): Outcome<TransferDesk> {
  const person = personOf(room, personId);
  if (!person.ok) return person;
  const today = room.clock.today();
  const facts = loadFacts(room.storage, [...leavingLookups(personId), ...calendarLookups(today)]);
  const leaving = reckonAccount(facts, personId, today);
  return succeed({
    leaving:
      'refusals' in leaving
        ? null
        : { balance: leaving.balance, interest: leaving.interest, amount: leaving.amount },
    dueOut: dueFromToday(facts, today, workingDaysOut),
    dueIn: dueFromToday(facts, today, workingDaysTogether),
  });
}

/** One transfer with its money, and what can be done now. */
export function getTransfer(
  room: CounterRoom,
  { serviceNumber }: CallRequest<'getTransfer'>,
): Outcome<TransferView> {
  const found = standingOf(room, serviceNumber);
  if (found === null) return fail('not-found');
  const { standing, facts, view } = found;
  const { transfer, person } = standing;
  const remittances = remittancesOf(facts, transfer.id);
  const approvals = facts.all('approval', 'serviceId', transfer.id);
  const approval = approvals.findLast(({ state }) => state === 'waiting') ?? approvals.at(-1);
  const payment = facts
    .all('payment', 'serviceId', transfer.id)
    .findLast(({ purpose }) => purpose === 'transfer');
  return succeed({
    service: view,
    transfer: masked(transfer),
    ...latenessOf(room, transfer),
    approval:
      approval === undefined
        ? null
        : { state: approval.state, reason: approval.reason, amount: approval.amount },
    payment:
      payment === undefined
        ? null
        : { state: payment.state, amount: payment.amount, bankReference: payment.bankReference },
    remittances: remittances.map((one): RemittanceView => ({
      ...one,
      returnAsked: one.returnAsked === null ? null : { ...one.returnAsked },
      payeeNumber: maskResidentId(one.payeeNumber),
      // What is to go back differs as it came, whatever is left of it.
      differences: isToDo(one)
        ? [...differencesOf(transfer, person, { ...one, returnAsked: null }, remittances)]
        : [],
      matchRefusals: viewRefusals(refuseMatching(facts, standing, one)),
      ...returnable(transfer, one, remittances),
    })),
    expected: expectedBy(transfer),
    creditRefusals: viewRefusals(refuseCrediting(facts, standing)),
    joined: joinedBy(facts, standing),
  });
}

/** 参保凭证、信息表、联系函 with their full numbers: another office must know whose they are. */
export function getTransferPapers(
  room: CounterRoom,
  { serviceNumber }: CallRequest<'getTransferPapers'>,
): Outcome<TransferPapers> {
  const found = standingOf(room, serviceNumber);
  if (found === null) return fail('not-found');
  const { transfer, person, service } = found.standing;
  const { records, memory } = room.storage;
  const office = records.get('office', service.officeId)?.record;
  noteLook(room, person, 'look-at-transfer-papers');
  return succeed({
    transfer: relationshipTransferRecord.parse(transfer),
    confirmation: found.view.confirmation,
    countyName: memory.get('county-name') ?? '',
    officeName: office?.name ?? '',
    officeAddress: office?.address ?? '',
    officePhone: office?.phone ?? '',
    clerkName: found.view.clerkName,
    workstationNumber: found.view.workstationNumber,
    receivingAccount: fundAccountOn(loadFacts(room.storage, fundAccountLookups()), room.clock.today()),
    personName: person.name,
    documentNumber: person.documentNumber,
    printedOn: room.clock.today(),
    at: room.clock.instant(),
    asOf: memory.get('as-of'),
    prints: {
      'insurance-certificate': timesPrinted(room, transfer.id, certificateCountedAs(room, transfer.id)),
      'information-sheet': timesPrinted(room, transfer.id, 'information-sheet'),
      'contact-letter': timesPrinted(room, transfer.id, 'contact-letter'),
    },
    verification: viewVerification(room, transfer.id),
  });
}

/** How many of this office's transfers should have been done by now: for the list's name on every page. */
export function countLateTransfers(room: CounterRoom): number {
  return room.storage.queries.countTransfersDueBefore(here(room).officeId, room.clock.today());
}

/**
 * 待办: what is open here, by the day on which it is due; behind it what has ended and is due no more, but still has money
 * that nobody has settled.
 */
export function listTransfers(
  room: CounterRoom,
): Outcome<{ readonly today: string; readonly transfers: TransferRow[] }> {
  const { records, queries } = room.storage;
  const { officeId } = here(room);
  const today = room.clock.today();
  const unsettled = queries.remittancesToSettle(officeId);
  const open = queries.transfersUnderWay(officeId);
  const ended = [...new Set(unsettled.map(({ transferId }) => transferId))].filter((transferId) =>
    open.every(({ id }) => id !== transferId),
  );
  const transfers = [
    ...open,
    ...ended.flatMap((id) => records.get('relationshipTransfer', id)?.record ?? []),
  ];
  const rows = transfers.map((transfer): TransferRow => ({
    serviceNumber: transfer.id,
    personId: transfer.personId,
    personName: records.get('insuredPerson', transfer.personId)?.record.name ?? '',
    direction: transfer.direction,
    state: transfer.state,
    areaName: transfer.otherArea.areaName,
    dueOn: transfer.dueOn,
    dueProvisional: transfer.dueProvisional,
    ...latenessOf(room, transfer),
    isOpen: isTransferOpen(transfer),
    unsettled: unsettled.filter(({ transferId }) => transferId === transfer.id).length,
  }));
  const orderOf = ({ isOpen, dueOn, serviceNumber }: TransferRow) =>
    `${isOpen ? dueOn : 'ended'} ${serviceNumber}`;
  rows.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  return succeed({ today, transfers: rows });
}

function standingOf(room: CounterRoom, serviceNumber: string) {
  const found = findService(room, serviceNumber);
  const { records } = room.storage;
  const transfer = records.get('relationshipTransfer', serviceNumber)?.record;
  if (found === undefined || transfer === undefined) return null;
  const person = records.get('insuredPerson', transfer.personId)?.record;
  if (person === undefined) return null;
  const context = contextOf('', {
    ...here(room),
    clerkId: room.session.clerk()?.id ?? '',
    today: room.clock.today(),
    at: room.clock.instant(),
  });
  const step = { serviceNumber, personId: person.id };
  const facts = loadFacts(room.storage, [
    ...transferStepLookups(step, context),
    ...leavingLookups(person.id),
  ]);
  const standing: StandingTransfer = { transfer, person, service: found.record };
  return { standing, facts, view: viewService(room, found.record, found.entries) };
}

/** The months that a transfer has brought, by the numbers that their periods have from it; before, what it would bring. */
function joinedBy(facts: Facts, { transfer }: StandingTransfer): TransferView['joined'] {
  if (transfer.direction === 'out' || transfer.sheet === null) return [];
  const periods = facts.all('contributionPeriod', 'personId', transfer.personId);
  const brought = periods.filter(({ id }) => id.startsWith(`${transfer.id}/`));
  if (!isTransferOpen(transfer) && brought.length === 0) return [];
  const joined = brought.length > 0 ? brought : joinedMonths(transfer, transfer.sheet, periods);
  return joined.flatMap(({ areaCode, fromMonth, toMonth }) =>
    toMonth === null ? [] : [{ areaCode, fromMonth, toMonth }],
  );
}

/** Whether it is open beyond its day, and for how many working days. */
function latenessOf(room: CounterRoom, { closedAt, dueOn }: RelationshipTransfer) {
  const today = room.clock.today();
  const isLate = closedAt === null && dueOn < today;
  if (!isLate) return { isLate, workingDaysLate: 0 };
  const facts = loadFacts(room.storage, calendarLookups(dueOn));
  return { isLate, workingDaysLate: workingDaysSince(publishedCalendar(facts, dueOn), dueOn, today) };
}

function isToDo({ state }: IncomingRemittance): boolean {
  return state === 'unmatched' || state === 'matched';
}

/** As the screen may show it: the numbers of people masked. The other office's account is no secret of a person. */
function masked(transfer: RelationshipTransfer): TransferView['transfer'] {
  const { certificate, sheet } = transfer;
  const mask = <T extends { readonly documentNumber: string }>(paper: T): T => ({
    ...paper,
    documentNumber: maskResidentId(paper.documentNumber),
  });
  return relationshipTransferRecord.parse({
    ...transfer,
    certificate: certificate === null ? null : mask(certificate),
    sheet: sheet === null ? null : mask(sheet),
  });
}
