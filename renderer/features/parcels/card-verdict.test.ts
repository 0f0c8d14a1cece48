import { describe, expect, it } from 'vitest';
import type { ScannedCard } from '../../../contract/parcels.ts';
import { verdictOnPacking, verdictOnReceiving } from './card-verdict.ts';

const card: ScannedCard = {
  serviceNumber: '330122-20261122-009-0001',
  cardNumber: 'B70000001',
  personId: 'person-1',
  personName: '阿依古丽·买买提',
  maskedNumber: '110105********002X',
  officeId: 'point',
  officeName: '城南街道服务点',
  standing: 'to-send',
  liesHere: true,
  live: true,
};

describe('a card that is scanned into a parcel', () => {
  it.each([
    ['finished, here, and collected there', {}, 'fits'],
    ['collected elsewhere', { officeId: 'other-point' }, 'other-office'],
    ['lying at another office', { liesHere: false }, 'not-here'],
    ['not finished yet', { standing: 'in-making' }, 'not-here'],
    ['under way already', { standing: 'under-way' }, 'not-here'],
    ['cancelled', { live: false, standing: null }, 'cancelled'],
  ] as const)('%s: %j is %s', (_what, fields, verdict) => {
    expect(verdictOnPacking({ ...card, ...fields }, 'point')).toBe(verdict);
  });
});

describe('a card that lies in a parcel when it is opened', () => {
  it.each([
    ['on its list', { standing: 'under-way' }, true, 'fits'],
    ['not on its list', { standing: 'under-way' }, false, 'surplus'],
    ['written down as missing before', { standing: 'missing' }, false, 'surplus'],
    ['received before', { standing: 'ready' }, true, 'not-under-way'],
    ['never sent', { standing: 'to-send' }, false, 'not-under-way'],
    ['cancelled', { live: false, standing: null }, true, 'cancelled'],
  ] as const)('%s: %j is %s', (_what, fields, listed, verdict) => {
    expect(verdictOnReceiving({ ...card, ...fields }, listed)).toBe(verdict);
  });
});
