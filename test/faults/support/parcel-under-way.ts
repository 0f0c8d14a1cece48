import { change, type Change } from '../../../domain/records/change.ts';
import {
  blankCard,
  card,
  centre,
  pointWorkstation,
  service,
  servicePoint,
} from '../../../domain/testing/county.ts';

/** So many cards lie in one parcel. */
export const cardsEach = 3;

/** Cards that were made before the county began and are on their way to the service point, in as few parcels as hold them. */
export function parcelsUnderWay(personIds: readonly string[]): readonly Change[] {
  const parcels = Math.ceil(personIds.length / cardsEach);
  return Array.from({ length: parcels }).flatMap((_none, parcel) => parcelOf(personIds, parcel));
}

function parcelOf(personIds: readonly string[], parcel: number): readonly Change[] {
  const at = '2026-11-20T15:00:00.000+08:00';
  const parcelId = `330122-20261120-003-${String(9_000 + parcel)}`;
  const first = parcel * cardsEach;
  const made = personIds.slice(first, first + cardsEach).map((personId, index) => {
    const serviceId = `330122-20261120-009-${String(first + index + 1).padStart(4, '0')}`;
    const blank = blankCard(7_000 + first + index, { status: 'in-production', serviceId });
    return { personId, serviceId, blank };
  });
  return [
    ...made.flatMap(({ personId, serviceId, blank }) => [
      change(
        'serviceRecord',
        service({
          id: serviceId,
          personId,
          officeId: servicePoint.id,
          workstationId: pointWorkstation.id,
          clerkId: 'clerk-4',
          stage: 'dispatched',
          openedOn: '2026-11-20',
          openedAt: at,
          blankSerial: blank.id,
          cardNumber: blank.cardNumber,
          steps: ['accepted', 'chip-written', 'printed', 'verified', 'dispatched'].map((step) => ({
            step,
            at,
            clerkId: 'clerk-1',
            note: null,
          })),
          dueOn: '2026-11-25',
          parcelId,
          parameters: { 'service-point-working-days': '3' },
        }),
      ),
      change('blankCard', blank),
      change(
        'card',
        card({
          id: blank.cardNumber,
          personId,
          blankSerial: blank.id,
          bankCardNumber: blank.bankCardNumber,
          status: null,
          making: '02',
          serviceId,
          issuedOn: null,
          pinSet: false,
        }),
      ),
    ]),
    change('parcel', {
      id: parcelId,
      fromOfficeId: centre.id,
      toOfficeId: servicePoint.id,
      status: 'sent',
      cards: made.map(({ serviceId, blank }) => ({ serviceNumber: serviceId, cardNumber: blank.cardNumber })),
      differences: [],
      sentAt: at,
      sentBy: 'clerk-1',
      receivedAt: null,
      receivedBy: null,
    }),
  ];
}
