import type { CallRequest } from '../contract/counter-calls.ts';
import type { ReceiptPaper } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { addDays } from '../domain/calendar/civil-date.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import type { ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { viewVerification } from './paper-verification.ts';
import { payoutOnPaper } from './payout-views.ts';
import { paperOf, receiptCountedAs, standingOnPaper, timesPrinted } from './printed-papers.ts';
import {
  bankRequestOf,
  confirmationOf,
  findService,
  isCardSealed,
  stepsOf,
  viewWay,
} from './service-view.ts';

/** 回执: what the paper says now. The next print's number is on it already; the print itself is recorded apart. */
export function getReceipt(room: CounterRoom, input: CallRequest<'getReceipt'>): Outcome<ReceiptPaper> {
  const found = findService(room, input.serviceNumber);
  if (found === undefined) return fail('not-found');
  const { records, memory } = room.storage;
  const { record, entries } = found;
  const confirmation = confirmationOf(stepsOf(entries));
  const paper = paperOf(record, confirmation);
  const office = records.get('office', record.officeId)?.record;
  // A loss is about the card that there is; an application about the one that it makes.
  const cardNumber = record.kind === 'issue-card' ? record.cardNumber : record.formerCardNumber;
  const card = cardNumber === null ? undefined : records.get('card', cardNumber)?.record;
  return succeed({
    serviceNumber: record.id,
    standing: standingOnPaper(record, confirmation),
    paper,
    waiting: confirmation === 'waiting',
    dueOn: record.dueOn,
    dueProvisional: record.dueProvisional,
    countyName: memory.get('county-name') ?? '',
    officeName: office?.name ?? record.officeId,
    officeAddress: office?.address ?? '',
    officePhone: office?.phone ?? '',
    workstationNumber: records.get('workstation', record.workstationId)?.record.number ?? 0,
    clerkName: records.get('clerk', record.clerkId)?.record.name ?? record.clerkId,
    personName: records.get('insuredPerson', record.personId)?.record.name ?? '',
    maskedNumber: record.documentNumber === null ? null : maskResidentId(record.documentNumber),
    documentKind: record.documentKind,
    kind: record.kind,
    ...viewWay(record),
    bankRequest: bankRequestOf(room, record),
    cardNumber,
    cardSealed: isCardSealed(room, record),
    payout: payoutOnPaper(room, record),
    transfer: transferOf(room, record),
    lossExpiresOn: reportHoldsUntil(record),
    maskedBankCardNumber: card === undefined ? null : maskBankAccount(card.bankCardNumber),
    bankName: records.get('financialAccount', record.personId)?.record.bankName ?? null,
    verification: record.kind === 'issue-statement' ? viewVerification(room, record.id) : null,
    openedAt: record.openedAt,
    closedAt: record.closedAt,
    stage: record.stage,
    reprint: timesPrinted(room, record.id, receiptCountedAs(record, confirmation)),
    asOf: memory.get('as-of'),
    printedAt: room.clock.instant(),
  });
}

function transferOf(room: CounterRoom, { id }: ServiceRecord): ReceiptPaper['transfer'] {
  const transfer = room.storage.records.get('relationshipTransfer', id)?.record;
  if (transfer === undefined) return null;
  const { state, amount, certificate, dueOn, dueProvisional, reasonText } = transfer;
  return {
    state,
    amount: state === 'waiting-approval' ? (certificate?.balance ?? 0) : amount,
    dueOn,
    dueProvisional,
    reasonText,
  };
}

/**
 * The last day of a provisional report, by the value that was kept with the service: the card itself may have been
 * reported formally since.
 */
function reportHoldsUntil(record: ServiceRecord): string | null {
  const days = record.parameters['provisional-loss-days'];
  return record.kind !== 'report-loss' || days === undefined ? null : addDays(record.openedOn, Number(days));
}
