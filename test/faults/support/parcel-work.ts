import { nextServiceNumber } from '../../../counter/workstation.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import type { Parcel } from '../../../domain/records/records.ts';
import { command } from './command-at-counter.ts';
import type { Counter } from './counter.ts';
import type { CardOfService } from './oracle-lines.ts';
import type { Situation, Tried } from './situation.ts';

export type ParcelKind = Extract<
  CommandKind,
  | 'send-parcel'
  | 'receive-parcel'
  | 'recall-parcel'
  | 'receive-card'
  | 'remake-missing-card'
  | 'collect-here'
  | 'record-notification'
>;

/** On this turn something is amiss with a parcel: its first card is not in it. */
const amissTurn = 10;

/** How a clerk comes to each command of a card that is collected at a service point, with the one card in question. */
export const parcelWork: { readonly [K in ParcelKind]: (situation: Situation) => Tried } = {
  'send-parcel'({ counter, service }) {
    const card = cardOf(service);
    if (service === null || card === null) return Promise.resolve(null);
    const toOfficeId = service.record.officeId;
    return command(counter, () => ({
      kind: 'send-parcel',
      request: { parcelId: nextServiceNumber(counter.room), toOfficeId, cards: [card] },
    }));
  },
  'receive-parcel'({ counter, service, turn }) {
    const parcel = parcelWith(counter, service);
    if (parcel === null) return Promise.resolve(null);
    const scanned = turn === amissTurn ? parcel.cards.slice(1) : parcel.cards;
    return command(counter, () => ({
      kind: 'receive-parcel',
      request: { parcelId: parcel.id, scanned },
    }));
  },
  'recall-parcel'({ counter, service }) {
    const parcel = parcelWith(counter, service);
    if (parcel === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'recall-parcel',
      request: { parcelId: parcel.id, reason: '服务点停业' },
    }));
  },
  'collect-here'({ counter, personId, service }) {
    const card = cardOf(service);
    if (card === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'collect-here',
      request: { ...card, personId, reason: '服务点停业' },
    }));
  },
  'receive-card'({ counter, personId, service }) {
    const card = cardOf(service);
    if (card === null) return Promise.resolve(null);
    return command(counter, () => ({ kind: 'receive-card', request: { ...card, personId } }));
  },
  'remake-missing-card'({ counter, personId, service }) {
    const card = cardOf(service);
    const blankSerial = service?.blankSerial ?? null;
    if (card === null || blankSerial === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'remake-missing-card',
      request: { ...card, personId, blankSerial, reason: '交接途中遗失' },
    }));
  },
  'record-notification'({ counter, personId, service }) {
    if (service === null) return Promise.resolve(null);
    const { serviceNumber } = service;
    return command(counter, () => ({
      kind: 'record-notification',
      request: { serviceNumber, personId, way: 'telephone' },
    }));
  },
};

/** On these turns the centre takes its parcel back, and has the holder come for the card there. */
const recallTurns: ReadonlySet<number> = new Set([12, 13]);

/** The next thing with a card that the centre makes and a service point hands out, on either side. */
export function kindForServicePoint(
  { record, last }: NonNullable<Situation['service']>,
  atServicePoint: boolean,
  turn: number,
): ParcelKind | 'record-card-production' | 'set-card-pin' | 'hand-over-card' {
  if (record.stage === 'dispatched') {
    if (!atServicePoint && last !== 'missing' && recallTurns.has(turn)) return 'recall-parcel';
    if (last !== 'missing') return 'receive-parcel';
    return atServicePoint ? 'receive-card' : 'remake-missing-card';
  }
  if (record.stage === 'produced') {
    return last === 'recalled' && recallTurns.has(turn) ? 'collect-here' : 'send-parcel';
  }
  if (last === 'arrived') return 'record-notification';
  if (last === 'notified' || last === 'collected-here') return 'set-card-pin';
  return last === 'pin-set' ? 'hand-over-card' : 'record-card-production';
}

function cardOf(service: Situation['service']): CardOfService | null {
  if (service === null || service.cardNumber === null) return null;
  return { serviceNumber: service.serviceNumber, cardNumber: service.cardNumber };
}

function parcelWith(counter: Counter, service: Situation['service']): Parcel | null {
  const id = service?.record.parcelId ?? null;
  return id === null ? null : (counter.storage.records.get('parcel', id)?.record ?? null);
}
