import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { AnswerSlip, InquiryAnswers } from '../contract/inquiry-views.ts';
import { refuseOfDeceased } from '../domain/inquiry/who-asks.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import {
  holdingOn,
  rightsParameterNames,
  type UsedParameter,
} from '../domain/parameters/pooling-area-parameter.ts';
import type { InsuredPerson, PoolingAreaParameter, ServiceRecord } from '../domain/records/records.ts';
import type { InquirySubject } from '../domain/records/service-details.ts';
import { getMonthRights, rightsOf, viewContributions } from './contributions.ts';
import type { CounterRoom } from './counter-ports.ts';
import { commandOnNewService } from './issue-card.ts';
import { noteLook } from './note-look.ts';
import { findService, viewCard } from './service-view.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';
import { timesPrinted } from './printed-papers.ts';

/** Slips are counted by the person, as one-time notices are, and by what is asked. */
export const answerSlip = 'answer-slip';

/** A slip by its question: a month, or the day on which it was asked. */
export function answerSlipAbout(room: CounterRoom, month: string | null): string {
  return `${answerSlip} ${month ?? room.clock.today()}`;
}

/** More services than stand on a sheet. */
const mostServices = 10;

/** 查询: who asks is noted with what he asked; the answer is on the paper. */
export function answerInquiry(room: CounterRoom, input: CallRequest<'answerInquiry'>): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'answer-inquiry',
    request: { ...input, serviceNumber, asOf: room.storage.memory.get('as-of') },
  }));
}

/** What the person's page offers of it, or why not. */
export function inquiryOffer(person: InsuredPerson): PersonPage['offers'][number] {
  return { kind: 'answer-inquiry', refusals: viewRefusals(refuseOfDeceased(person)) };
}

/** 查询结果: what was asked for, and nothing else of the person. */
export function getInquiryAnswers(
  room: CounterRoom,
  input: CallRequest<'getInquiryAnswers'>,
): Outcome<InquiryAnswers> {
  const service = findService(room, input.serviceNumber)?.record;
  if (service?.details?.of !== 'answer-inquiry') return fail('not-found');
  const person = room.storage.records.get('insuredPerson', service.personId)?.record;
  if (person === undefined) return fail('not-found');
  // Opened again later it tells what is true by then.
  noteLook(room, person, 'look-at-answers');
  const { asked, asOf } = service.details;
  const ifAsked = <Answer>(subject: InquirySubject, answer: () => Answer) =>
    asked.includes(subject) ? answer() : null;
  return succeed({
    asked: [...asked],
    askedAsOf: asOf,
    waiting: isWaiting(room, person.id, service.id),
    balance: ifAsked('balance', () => balanceOf(room, person)),
    months: ifAsked('months', () => {
      const { years, today } = viewContributions(room, person);
      const { paidMonths, years: inYears, monthsBeyond } = today;
      return { years, paidMonths, inYears, monthsBeyond };
    }),
    rights: ifAsked('rights', () => viewContributions(room, person).today),
    cards: ifAsked('card', () => cardsOf(room, person)),
    services: ifAsked('services', () => servicesOf(room, service)),
  });
}

/** 答复单: the sentence for the citizen about a month or about today, with what it rests on. */
export function getAnswerSlip(room: CounterRoom, input: CallRequest<'getAnswerSlip'>): Outcome<AnswerSlip> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { records, memory } = room.storage;
  const { personId, month } = input;
  const person = records.get('insuredPerson', personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-months');
  const asked = month === null ? null : getMonthRights(room, { personId, month });
  if (asked?.ok === false) return asked;
  const place = here(room);
  const office = records.get('office', place.officeId)?.record;
  const today = room.clock.today();
  const on = month === null ? today : `${month}-01`;
  const { used } = rightsOf(room, person);
  return succeed({
    personName: person.name,
    maskedNumber: maskResidentId(person.documentNumber),
    countyName: memory.get('county-name') ?? '',
    officeName: office?.name ?? place.officeId,
    officeAddress: office?.address ?? '',
    officePhone: office?.phone ?? '',
    workstationNumber: records.get('workstation', place.workstationId)?.record.number ?? 0,
    clerkName: worker.clerk.name,
    month,
    explained: asked?.value.explained ?? null,
    on,
    today: viewContributions(room, person).today,
    parameters: rightsParameterNames.flatMap((name) => {
      const published = records.find('poolingAreaParameter', 'name', name);
      const holding = holdingOn(published, on);
      return published
        .filter((one) => one === holding || isUsed(used, one))
        .map(({ value, validFrom, source }) => ({ name, value, validFrom, source }));
    }),
    waiting: isWaiting(room, personId, null),
    reprint: timesPrinted(room, personId, answerSlipAbout(room, month)),
    asOf: memory.get('as-of'),
    printedAt: room.clock.instant(),
  });
}

function isUsed(used: readonly UsedParameter[], { name, validFrom }: PoolingAreaParameter): boolean {
  return used.some((one) => one.name === name && one.validFrom === validFrom);
}

/** Something that was done here of this person is not confirmed yet, besides the service that asks. */
function isWaiting(room: CounterRoom, personId: string, besides: string | null): boolean {
  return room.storage.outbox
    .overlay([personId])
    .some(({ service }) => service === null || service !== besides);
}

function balanceOf(room: CounterRoom, person: InsuredPerson): InquiryAnswers['balance'] {
  const account = room.storage.records.get('personalAccount', person.id)?.record;
  return account === undefined ? null : { status: account.status, amount: account.balance };
}

function cardsOf(room: CounterRoom, person: InsuredPerson): InquiryAnswers['cards'] {
  return room.storage.records.find('card', 'personId', person.id).map((record) => {
    const { cardNumber, status, statusBeforeLoss, lossExpiresOn, issuedOn } = viewCard(room, record);
    return { cardNumber, status, statusBeforeLoss, lossExpiresOn, issuedOn };
  });
}

function servicesOf(room: CounterRoom, asking: ServiceRecord): InquiryAnswers['services'] {
  const services = room.storage.records
    .find('serviceRecord', 'personId', asking.personId)
    .filter(({ id }) => id !== asking.id)
    .toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1));
  return {
    total: services.length,
    latest: services
      .slice(0, mostServices)
      .map(({ id: serviceNumber, kind, applicationType, openedOn, stage, details }) => ({
        serviceNumber,
        kind,
        applicationType,
        openedOn,
        stage,
        details,
      })),
  };
}
