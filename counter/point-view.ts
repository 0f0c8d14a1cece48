import type { ParcelSummary, ParcelView, PointService } from '../contract/parcels.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { liesSince, pointStanding, toDoBy, toldAgainOn } from '../domain/parcel/point-standing.ts';
import type { Parcel, ParcelCard, ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { timesPrinted } from './printed-papers.ts';

export const transportList = 'transport-list';

/** A service of a list, or nothing where it is none of a card for a service point. */
export function viewPointService(
  room: CounterRoom,
  service: ServiceRecord,
  today: string,
): readonly PointService[] {
  const standing = pointStanding(service);
  if (standing === null || service.dueOn === null) return [];
  const by = toDoBy(service);
  return [
    {
      serviceNumber: service.id,
      personId: service.personId,
      ...viewHolder(room, service),
      officeId: service.officeId,
      officeName: officeName(room, service.officeId),
      applicationType: service.applicationType,
      openedOn: service.openedOn,
      dueOn: service.dueOn,
      dueProvisional: service.dueProvisional,
      standing,
      late: by !== null && by < today,
      cardNumber: service.cardNumber,
      deceasedOn: room.storage.records.get('insuredPerson', service.personId)?.record.deceasedOn ?? null,
      liesSince: liesSince(service),
      toldAgainOn: toldAgainOn(service),
    },
  ];
}

/** Whose card it is: the name, and the number masked. */
export function viewHolder(
  room: CounterRoom,
  service: Pick<ServiceRecord, 'personId' | 'documentNumber'> | undefined,
): { personName: string; maskedNumber: string } {
  const person =
    service === undefined ? undefined : room.storage.records.get('insuredPerson', service.personId)?.record;
  const number = person?.documentNumber ?? service?.documentNumber ?? '';
  return { personName: person?.name ?? '', maskedNumber: maskResidentId(number) };
}

export function officeName(room: CounterRoom, officeId: string): string {
  return room.storage.records.get('office', officeId)?.record.name ?? officeId;
}

export function summariseParcel(room: CounterRoom, parcel: Parcel): ParcelSummary {
  const count = (wanted: 'missing' | 'surplus') =>
    parcel.differences.filter(({ difference }) => difference === wanted).length;
  return {
    parcelId: parcel.id,
    fromOfficeId: parcel.fromOfficeId,
    fromOfficeName: officeName(room, parcel.fromOfficeId),
    toOfficeId: parcel.toOfficeId,
    toOfficeName: officeName(room, parcel.toOfficeId),
    status: parcel.status,
    sentAt: parcel.sentAt,
    receivedAt: parcel.receivedAt,
    count: parcel.cards.length,
    missing: count('missing'),
    surplus: count('surplus'),
    waiting: room.storage.outbox.overlay([parcel.id]).length > 0,
  };
}

export function viewParcel(room: CounterRoom, parcel: Parcel): ParcelView {
  const { records } = room.storage;
  const card = (one: ParcelCard) => ({
    serviceNumber: one.serviceNumber,
    cardNumber: one.cardNumber,
    ...viewHolder(room, records.get('serviceRecord', one.serviceNumber)?.record),
  });
  const clerkName = (id: string) => records.get('clerk', id)?.record.name ?? id;
  const to = records.get('office', parcel.toOfficeId)?.record;
  return {
    ...summariseParcel(room, parcel),
    cards: parcel.cards.map(card),
    differences: parcel.differences.map((one) => ({ ...card(one), difference: one.difference })),
    fromAddress: records.get('office', parcel.fromOfficeId)?.record.address ?? '',
    toAddress: to?.address ?? '',
    toPhone: to?.phone ?? '',
    sentBy: clerkName(parcel.sentBy),
    receivedBy: parcel.receivedBy === null ? null : clerkName(parcel.receivedBy),
    recallReason: recallReasonOf(room, parcel),
    prints: timesPrinted(room, parcel.id, transportList),
  };
}

/** Each card that was taken back has the reason with its service. */
function recallReasonOf(room: CounterRoom, { status, cards, receivedAt }: Parcel): string | null {
  if (status !== 'recalled') return null;
  for (const { serviceNumber } of cards) {
    const steps = room.storage.records.get('serviceRecord', serviceNumber)?.record.steps ?? [];
    const recalled = steps.find(({ step, at }) => step === 'recalled' && at === receivedAt);
    if (recalled !== undefined) return recalled.note;
  }
  return null;
}
