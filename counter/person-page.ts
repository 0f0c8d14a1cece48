import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { ageOn } from '../domain/calendar/civil-date.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { keepEnds } from '../domain/identity/masking.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { lossOffers } from './card-loss.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import { cardOffers } from './card-offers.ts';
import { pinOffer } from './card-pin.ts';
import { contributionOffers } from './contribution-services.ts';
import { transferOffers } from './transfers.ts';
import { payoutOffer } from './payouts.ts';
import { pinServiceOffers } from './pin-services.ts';
import { viewContributions } from './contributions.ts';
import type { CounterRoom } from './counter-ports.ts';
import { inquiryOffer } from './inquiry.ts';
import { statementOffer } from './statements.ts';
import { isWhole } from './engine/snapshot-state.ts';
import { noteLook } from './note-look.ts';
import { holdsOf, offersOf, viewHold } from './unfreezing.ts';
import { findService, viewCard, viewService } from './service-view.ts';

const entriesShown = 8;
/** With one of these begins the number of every resident: the region of his first registration (GB/T 2260). */
const regions = Array.from('123456789');

/** 参保人: everything about one person on one page. Every look is in the audit trail. */
export function getPersonPage(room: CounterRoom, input: CallRequest<'getPersonPage'>): Outcome<PersonPage> {
  const person = room.storage.records.get('insuredPerson', input.personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-person', input.reason);
  return succeed(viewPerson(room, person));
}

/**
 * Puts a page together and throws it away: what is compiled and prepared at the first page of a day then does not come in
 * the time of the key that opens one. Nobody sees it, so it is no look. A county without anybody has nothing to rehearse, and one that
 * is still pulled has no indexes yet.
 */
export function rehearsePersonPage(room: CounterRoom): void {
  if (!isWhole(room.storage)) return;
  const { queries, records } = room.storage;
  const [anybody] = regions.flatMap((digit) => queries.personsByDocumentNumber(digit, 1));
  const person = anybody === undefined ? undefined : records.get('insuredPerson', anybody.personId)?.record;
  if (person !== undefined) viewPerson(room, person);
}

function viewPerson(room: CounterRoom, person: InsuredPerson): PersonPage {
  const { records, queries } = room.storage;
  const account = records.get('personalAccount', person.id)?.record;
  const financial = records.get('financialAccount', person.id)?.record;
  const today = room.clock.today();
  const pin = pinOffer(room, person, today);
  const pinServices = pinServiceOffers(room, person, today);
  const hasLock = pinServices.some(({ kind, refusals }) => kind === 'unlock-card' && refusals.length === 0);
  const { offers, application } = cardOffers(room, person, today);
  const holds = holdsOf(room, person, today);
  const cards = records.find('card', 'personId', person.id);
  return {
    personId: person.id,
    name: person.name,
    documentKind: person.documentKind,
    maskedNumber: maskResidentId(person.documentNumber),
    sex: person.sex,
    birthDate: person.birthDate,
    age: ageOn(person.birthDate, person.deceasedOn ?? today),
    address: person.address,
    maskedPhone: person.phone === null ? null : keepEnds(person.phone, 3, 4),
    employerId: person.employerId,
    employerName:
      person.employerId === null ? null : (records.get('employer', person.employerId)?.record.name ?? null),
    insuranceStatus: person.insuranceStatus,
    retiredFrom: person.retiredFrom,
    deceasedOn: person.deceasedOn,
    personalAccount:
      account === undefined
        ? null
        : { status: account.status, balance: account.balance, openedOn: account.openedOn },
    financialAccount:
      financial === undefined
        ? null
        : {
            bankName: financial.bankName,
            maskedNumber: maskBankAccount(financial.accountNumber),
            status: financial.status,
          },
    cards: [...cards]
      .sort((a, b) => ((b.issuedOn ?? '9') < (a.issuedOn ?? '9') ? -1 : 1))
      .map((card) => viewCard(room, card)),
    contributions: viewContributions(room, person),
    recentEntries: queries.recentLedger(person.id, entriesShown).map(({ entry, balanceAfter, reversed }) => ({
      entryId: entry.id,
      groupId: entry.groupId,
      reversal: reversed ? 'reversed' : entry.kind === 'reversal' ? 'reverses' : null,
      postedOn: entry.postedOn,
      kind: entry.kind,
      institution: entry.institution,
      amount: entry.creditAccount === 'personal-account' ? entry.amount : -entry.amount,
      balanceAfter,
    })),
    services: servicesOf(room, person.id),
    // Whose card has no password yet, or takes none any more, has mostly come for it.
    offers: [
      ...pin.offers,
      ...(hasLock ? pinServices : []),
      ...offers,
      ...lossOffers(room, person, today),
      ...(hasLock ? [] : pinServices),
      ...offersOf(holds),
      ...contributionOffers(room, person, today),
      ...transferOffers(room, person, today),
      payoutOffer(room, person, today),
      inquiryOffer(person),
      statementOffer(room, person),
    ],
    holds: holds.map(viewHold),
    awaitingPin: pin.awaitingPin,
    application,
    asOf: room.storage.memory.get('as-of'),
  };
}

/** 显示号码: the full number, with the reason kept in the audit trail (Personal Information Protection Law). */
export function revealDocumentNumber(
  room: CounterRoom,
  input: CallRequest<'revealDocumentNumber'>,
): Outcome<{ documentNumber: string }> {
  const person = room.storage.records.get('insuredPerson', input.personId)?.record;
  if (person === undefined) return fail('not-found');
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'reveal-document-number',
      subject: person.id,
      details: { reason: input.reason },
    }),
  );
  return succeed({ documentNumber: person.documentNumber });
}

function servicesOf(room: CounterRoom, personId: string) {
  const known = room.storage.records.find('serviceRecord', 'personId', personId).map((service) => service.id);
  const unfinished = room.storage.outbox.unfinishedServicesOf(personId);
  return [...new Set([...known, ...unfinished])]
    .flatMap((serviceNumber) => findService(room, serviceNumber) ?? [])
    .sort((a, b) => (a.record.openedAt < b.record.openedAt ? 1 : -1))
    .map(({ record, entries }) => viewService(room, record, entries));
}
