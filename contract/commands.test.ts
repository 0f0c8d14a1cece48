import { describe, expect, it } from 'vitest';
import { largestParcel, mostScanned } from '../domain/parcel/parcel-requests.ts';
import { commandRequests } from './commands.ts';

const parcelId = '330122-20261122-003-0001';
const cards = (count: number) =>
  Array.from({ length: count }, (_none, index) => ({
    serviceNumber: `330122-20261120-009-${String(index + 1).padStart(4, '0')}`,
    cardNumber: `B${String(70_000_000 + index)}`,
  }));
const receives = (count: number) =>
  commandRequests['receive-parcel'].safeParse({ parcelId, scanned: cards(count) }).success;
const sends = (count: number) =>
  commandRequests['send-parcel'].safeParse({ parcelId, toOfficeId: 'office-point', cards: cards(count) })
    .success;

describe('a parcel', () => {
  it('is sent with as many cards as it holds', () => {
    expect([sends(largestParcel), sends(largestParcel + 1)]).toEqual([true, false]);
  });

  it('is received with what was found in it, also where a full one held cards that are not on its list', () => {
    expect([receives(0), receives(largestParcel + 1), receives(mostScanned)]).toEqual([true, true, true]);
    expect(receives(mostScanned + 1)).toBe(false);
  });
});
