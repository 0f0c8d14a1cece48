import { destinationText } from '../approval/approval.ts';
import { paperLookups } from '../registered-paper/register-paper.ts';
import { addDays } from '../calendar/civil-date.ts';
import { monthOf } from '../calendar/month.ts';
import { calendarLookups, publishedCalendar } from '../calendar/published-calendar.ts';
import { addWorkingDays, type WorkingDayCalendar } from '../calendar/working-days.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor } from '../issuance/service-facts.ts';
import type { ContributionPeriod, InsuredPerson, ServiceRecord } from '../records/records.ts';
import type {
  LetterKind,
  OtherArea,
  RelationshipTransfer,
  TransferDirection,
  TransferLetter,
  TransferState,
} from '../records/relationship-transfer.ts';

/**
 * Working days that an office has: the old place from acceptance, the new place from the receipt of sheet and money, both
 * together at most 15 (医保办发〔2021〕43号). National text, and so no parameter of the area.
 */
export const workingDaysOut = 10;
export const workingDaysIn = 5;
export const workingDaysTogether = 15;

/** How long the central office listens for what was sent late or twice after a transfer has ended, days [practice]. */
const daysListened = 60;

/** Whether somebody still has something to do for it. */
export function isTransferOpen({ closedAt }: Pick<RelationshipTransfer, 'closedAt'>): boolean {
  return closedAt === null;
}

/** The transfer of a person that is under way; there is one at most. */
export function openTransfer(transfers: readonly RelationshipTransfer[]): RelationshipTransfer | undefined {
  return transfers.find(isTransferOpen);
}

/** The facts that tell whether a person is being transferred. */
export function transferLookups(personId: string): readonly Lookup[] {
  return [{ table: 'relationshipTransfer', by: 'personId', value: personId }];
}

/**
 * Why a service that changes what is transferred waits: the sheet would no longer be true. Facts: `transferLookups`.
 * @param direction only transfers of this direction; null: of any
 */
export function refuseDuringTransfer(
  facts: Facts,
  personId: string,
  direction: TransferDirection | null = null,
): readonly Refusal[] {
  const open = openTransfer(facts.all('relationshipTransfer', 'personId', personId));
  return open === undefined || (direction !== null && open.direction !== direction)
    ? []
    : [refuse('transfer-under-way', { service: open.id })];
}

/** Why a transfer ended whose money the bank had paid to somebody else (domain/payment/kept-order.ts). */
export const paidOtherwise = 'paid-otherwise';

/**
 * The transfer that the receiving office did not take: the ground on which the balance is paid out instead (domain rules
 * section 5, last sentence); its reason is the recorded evidence. Undefined where the person has been insured here since: a
 * refusal of long ago says nothing of today.
 * @param periods everything that is on the person's record
 */
export function refusedTransfer(
  transfers: readonly RelationshipTransfer[],
  periods: readonly Pick<ContributionPeriod, 'toMonth'>[],
): RelationshipTransfer | undefined {
  const last = transfers.findLast(({ direction }) => direction === 'out');
  const isRefused =
    (last?.state === 'refused' || last?.state === 'returned') &&
    // The bank had paid it to somebody else: the receiving office was never asked to take it.
    last.reasonCode !== paidOtherwise;
  return isRefused && !periods.some(({ toMonth }) => toMonth === null || toMonth > monthOf(last.acceptedOn))
    ? last
    : undefined;
}

/** The account of the other area, as it is signed. */
export function destinationOfArea(otherArea: OtherArea): string {
  return destinationText([{ ...otherArea, part: otherArea.areaCode }]);
}

export type DueDay = Pick<RelationshipTransfer, 'dueOn' | 'dueProvisional'>;

/** The day by which an office must have done its part, so many working days from this day on. */
export function dueAfter(calendar: WorkingDayCalendar, from: string, workingDays: number): DueDay {
  const { date, provisional } = addWorkingDays(calendar, from, workingDays);
  return { dueOn: date, dueProvisional: provisional };
}

/** The due day of a transfer that is accepted today; facts: `calendarLookups` of today. */
export function dueFromToday(facts: Facts, today: string, workingDays: number): DueDay {
  return dueAfter(publishedCalendar(facts, today), today, workingDays);
}

/** A new transfer; what is written to the other area comes by `withLetter`. */
export function beginTransfer(
  { serviceNumber, personId }: { readonly serviceNumber: string; readonly personId: string },
  direction: TransferDirection,
  otherArea: OtherArea,
  due: DueDay,
  today: string,
): RelationshipTransfer {
  return {
    id: serviceNumber,
    personId,
    direction,
    state: direction === 'out' ? 'waiting-approval' : 'requested',
    otherArea,
    certificate: null,
    broughtCertificate: null,
    sheet: null,
    amount: 0,
    acceptedOn: today,
    receivedOn: null,
    ...due,
    letters: [],
    heard: [],
    awaits: false,
    listensUntil: null,
    reasonCode: null,
    reasonText: null,
    closedAt: null,
  };
}

/** The transfer with one more letter that the central office has to hand over. */
export function withLetter(
  transfer: RelationshipTransfer,
  kind: LetterKind,
  at: string,
  text: string | null = null,
): RelationshipTransfer {
  const { letters } = transfer;
  const letter: TransferLetter = {
    id: `${transfer.id}/${String(letters.length + 1)}`,
    kind,
    text,
    writtenAt: at,
    sentAt: null,
  };
  return { ...transfer, letters: [...letters, letter], awaits: true };
}

/** The next letter that the other area has not got yet. */
export function unsentLetter({ letters }: Pick<RelationshipTransfer, 'letters'>): TransferLetter | undefined {
  return letters.find(({ sentAt }) => sentAt === null);
}

/** The transfer once the other area has a letter; null where that was noted before. */
export function letterSent(
  transfer: RelationshipTransfer,
  letterId: string,
  at: string,
): RelationshipTransfer | null {
  const { letters } = transfer;
  if (!letters.some(({ id, sentAt }) => id === letterId && sentAt === null)) return null;
  return {
    ...transfer,
    letters: letters.map((one) => (one.id === letterId ? { ...one, sentAt: at } : one)),
  };
}

/** The transfer at its end. What was written and not handed over by now is not sent any more. */
export function endTransfer(
  transfer: RelationshipTransfer,
  state: Extract<TransferState, 'completed' | 'withdrawn' | 'refused' | 'returned'>,
  at: string,
  reason: { readonly code: string | null; readonly text: string | null } | null = null,
): RelationshipTransfer {
  const letters = transfer.letters.filter(({ sentAt }) => sentAt !== null);
  return {
    ...transfer,
    state,
    letters,
    // Who never had a letter answers nothing.
    awaits: letters.length > 0,
    listensUntil: addDays(at.slice(0, 10), daysListened),
    reasonCode: reason?.code ?? transfer.reasonCode,
    reasonText: reason?.text ?? transfer.reasonText,
    closedAt: at,
  };
}

/** What every later step of a transfer looks at. */
export function transferStepLookups(
  { serviceNumber, personId }: { readonly serviceNumber: string; readonly personId: string },
  context: CommandContext,
): readonly Lookup[] {
  return [
    ...actorLookups(context),
    ...calendarLookups(context.today),
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'relationshipTransfer', by: 'id', value: serviceNumber },
    { table: 'incomingRemittance', by: 'transferId', value: serviceNumber },
    { table: 'approval', by: 'serviceId', value: serviceNumber },
    { table: 'payment', by: 'serviceId', value: serviceNumber },
    ...paperLookups(serviceNumber),
  ];
}

/** What a later step is about. */
export interface StandingTransfer {
  readonly transfer: RelationshipTransfer;
  readonly service: ServiceRecord;
  readonly person: InsuredPerson;
}

/** Finds the transfer that a step belongs to, or every reason why this clerk may not take it; facts: `transferStepLookups`. */
export function findTransfer(
  facts: Facts,
  { serviceNumber, personId }: { readonly serviceNumber: string; readonly personId: string },
  context: CommandContext,
): StandingTransfer | { readonly refusals: readonly Refusal[] } {
  const refusals = [...refuseActor(facts, context)];
  const transfer = facts.one('relationshipTransfer', serviceNumber);
  const service = facts.one('serviceRecord', serviceNumber);
  const person = facts.one('insuredPerson', personId);
  if (transfer === undefined || service === undefined || person === undefined) {
    return { refusals: [...refusals, refuse('service-unknown', { service: serviceNumber })] };
  }
  if (transfer.personId !== personId) refusals.push(refuse('service-other-person', { service: service.id }));
  // Who knows the case keeps it: another office has neither its papers nor its due day before it.
  if (service.officeId !== context.officeId) {
    refusals.push(refuse('service-other-office', { service: service.id }));
  }
  return refusals.length > 0 ? { refusals } : { transfer, service, person };
}
