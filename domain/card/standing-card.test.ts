import { describe, expect, it } from 'vitest';
import type { CardStatus, StatusBeforeLoss } from '../records/records.ts';
import { card } from '../testing/county.ts';
import { cardOn, cardStatusOn } from './standing-card.ts';

const reported = card({ status: '4', making: '06', lossExpiresOn: '2026-11-27' });

describe('a provisional loss report', () => {
  it.each([
    ['2026-11-22', '4'],
    ['2026-11-27', '4'],
    ['2026-11-28', '1'],
    ['2027-01-01', '1'],
  ])('counts through its last day: on %s the card is %s', (day, status) => {
    expect(cardStatusOn(reported, day)).toBe(status);
  });

  it('that is over leaves the card as it was, activated', () => {
    expect(cardOn(reported, '2026-11-28')).toEqual(card({ status: '1', making: '04' }));
    expect(cardOn(reported, '2026-11-27')).toBe(reported);
  });

  it.each<[what: string, before: StatusBeforeLoss]>([
    ['sealed', '0'],
    ['locked: it is no way around unlocking', '3'],
  ])('that is over leaves the card %s', (_what, before) => {
    const lost = card({ ...reported, statusBeforeLoss: before });
    expect(cardStatusOn(lost, '2026-11-27')).toBe('4');
    expect(cardStatusOn(lost, '2026-11-28')).toBe(before);
    expect(cardOn(lost, '2026-11-28')).toEqual(card({ status: before, making: '04' }));
  });

  it('that is over leaves a card without a password collected', () => {
    const unused = { pinSet: false, lossExpiresOn: '2026-11-27' };
    expect(cardOn(card({ ...unused, status: '4', making: '06' }), '2026-11-28')).toEqual(
      card({ pinSet: false, status: '1', making: '03' }),
    );
  });

  it.each<CardStatus | null>(['0', '1', '2', '3', '9', null])(
    'says nothing of a card that is %s by now',
    (status) => {
      const other = card({ status, lossExpiresOn: '2020-01-01' });
      expect(cardStatusOn(other, '2026-11-28')).toBe(status);
      expect(cardOn(other, '2026-11-28')).toBe(other);
    },
  );
});
