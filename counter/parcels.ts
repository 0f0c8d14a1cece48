import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { ParcelsView, ParcelView, ScannedCard } from '../contract/parcels.ts';
import { isCardLive } from '../domain/card/card-status.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import { largestParcel } from '../domain/parcel/parcel-requests.ts';
import { pointStanding, toDoBy } from '../domain/parcel/point-standing.ts';
import type { Card, ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { executeCommand } from './engine/execute-command.ts';
import { commandOnService } from './issue-card.ts';
import { officeName, summariseParcel, viewHolder, viewParcel } from './point-view.ts';
import { here, nextServiceNumber, originOfClerk } from './workstation.ts';

/** What is on its way is all shown; of what came, the last. */
const parcelsShown = 100;
const receivedShown = 20;
/** More than any centre has finished and not sent. */
const mostToSend = 2_000;

/** 交接: what lies here to be sent, what is on its way to and from here, and what was closed last. */
export function listParcels(room: CounterRoom): Outcome<ParcelsView> {
  const { queries } = room.storage;
  const { officeId } = here(room);
  const today = room.clock.today();
  const toSend = new Map<string, ParcelsView['toSend'][number]>();
  for (const service of queries.cardsToSend(officeId, mostToSend)) {
    const before = toSend.get(service.officeId);
    const by = toDoBy(service);
    toSend.set(service.officeId, {
      officeId: service.officeId,
      officeName: officeName(room, service.officeId),
      count: (before?.count ?? 0) + 1,
      late: (before?.late ?? 0) + (by !== null && by < today ? 1 : 0),
    });
  }
  const summaries = (...asked: Parameters<typeof queries.parcels>) =>
    queries.parcels(...asked).map((parcel) => summariseParcel(room, parcel));
  const closed = (status: 'received' | 'recalled') => [
    ...summaries({ to: officeId }, status, receivedShown),
    ...summaries({ from: officeId }, status, receivedShown),
  ];
  const received = [...closed('received'), ...closed('recalled')].sort((a, b) =>
    (a.receivedAt ?? '') < (b.receivedAt ?? '') ? 1 : -1,
  );
  return succeed({
    toSend: [...toSend.values()].sort((a, b) => (a.officeId < b.officeId ? -1 : 1)),
    arriving: summaries({ to: officeId }, 'sent', parcelsShown),
    sent: summaries({ from: officeId }, 'sent', parcelsShown),
    received: received.slice(0, receivedShown),
  });
}

export function getParcel(room: CounterRoom, input: CallRequest<'getParcel'>): Outcome<ParcelView> {
  const parcel = room.storage.records.get('parcel', input.parcelId)?.record;
  return parcel === undefined ? fail('not-found') : succeed(viewParcel(room, parcel));
}

export function listCardsToSend(
  room: CounterRoom,
  input: CallRequest<'listCardsToSend'>,
): Outcome<CallOutput<'listCardsToSend'>> {
  const { queries, records } = room.storage;
  const cards = queries
    .cardsToSend(here(room).officeId, mostToSend)
    .filter((service) => service.officeId === input.toOfficeId)
    .slice(0, largestParcel)
    .flatMap((service) => {
      const card = records.get('card', service.cardNumber ?? '')?.record;
      return card === undefined ? [] : [viewScanned(room, service, card)];
    });
  return succeed({ cards });
}

/**
 * A card as it lies on the table: by its number, by the serial of its blank, or by its service. What was made instead
 * of it changes nothing of what it was made for.
 */
export function checkScannedCard(
  room: CounterRoom,
  input: CallRequest<'checkScannedCard'>,
): Outcome<ScannedCard> {
  const { records } = room.storage;
  const text = input.text.replace(/\s/g, '').toUpperCase();
  const number =
    records.get('blankCard', text)?.record.cardNumber ??
    records.get('serviceRecord', text)?.record.cardNumber ??
    text;
  const card = records.get('card', number)?.record;
  const service = records.get('serviceRecord', card?.serviceId ?? '')?.record;
  return card === undefined || service === undefined
    ? fail('not-found')
    : succeed(viewScanned(room, service, card));
}

function viewScanned(room: CounterRoom, service: ServiceRecord, card: Card): ScannedCard {
  const standing = pointStanding(service);
  return {
    serviceNumber: service.id,
    cardNumber: card.id,
    personId: service.personId,
    ...viewHolder(room, service),
    officeId: service.officeId,
    officeName: officeName(room, service.officeId),
    standing: service.cardNumber === card.id ? standing : null,
    liesHere: card.officeId === here(room).officeId && standing !== 'under-way' && standing !== 'missing',
    live: isCardLive(card),
  };
}

/** 交接发出: under a number of its own. */
export function sendParcel(room: CounterRoom, input: CallRequest<'sendParcel'>): Outcome<ParcelView> {
  let parcelId = '';
  return command(
    room,
    () => {
      parcelId = nextServiceNumber(room);
      return { kind: 'send-parcel', request: { ...input, parcelId } };
    },
    () => parcelId,
  );
}

/** 交接接收: what was in it when it was opened. */
export function receiveParcel(room: CounterRoom, input: CallRequest<'receiveParcel'>): Outcome<ParcelView> {
  return command(
    room,
    () => ({ kind: 'receive-parcel', request: input }),
    () => input.parcelId,
  );
}

/** 撤回交接: what its receiver cannot take in is here again. */
export function recallParcel(room: CounterRoom, input: CallRequest<'recallParcel'>): Outcome<ParcelView> {
  return command(
    room,
    () => ({ kind: 'recall-parcel', request: input }),
    () => input.parcelId,
  );
}

function command(room: CounterRoom, make: () => CommandBody, parcelId: () => string): Outcome<ParcelView> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const execution = executeCommand({ ...room, written: room.wake }, originOfClerk(room, worker.clerk), make);
  if (!execution.done) return failRefused(execution.refusals);
  const parcel = room.storage.records.get('parcel', parcelId())?.record;
  if (parcel === undefined) return fail('not-found');
  const services = [...parcel.cards, ...parcel.differences].map(({ serviceNumber }) => serviceNumber);
  room.emit({ event: 'records-changed', persons: [], services: [...new Set(services)] });
  room.emitStatus();
  return succeed(viewParcel(room, parcel));
}

/** 补收: one card that came late, or in another parcel. */
export function receiveCard(room: CounterRoom, input: CallRequest<'receiveCard'>): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'receive-card',
    request: { ...input, personId: service.personId },
  }));
}

/** 重制: the card that never arrived is cancelled, and the service is in the queue again. */
export function remakeMissingCard(
  room: CounterRoom,
  input: CallRequest<'remakeMissingCard'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'remake-missing-card',
    request: {
      ...input,
      personId: service.personId,
      cardNumber: service.cardNumber ?? '',
      blankSerial: service.blankSerial ?? '',
    },
  }));
}

/** 改在本处领取: the holder of a card that was taken back comes here for it. */
export function collectHere(room: CounterRoom, input: CallRequest<'collectHere'>): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'collect-here',
    request: { ...input, personId: service.personId, cardNumber: service.cardNumber ?? '' },
  }));
}

/** 通知领卡. */
export function recordNotification(
  room: CounterRoom,
  input: CallRequest<'recordNotification'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, (service) => ({
    kind: 'record-notification',
    request: { ...input, personId: service.personId },
  }));
}
