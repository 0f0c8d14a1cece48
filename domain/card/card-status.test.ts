import { describe, expect, it } from 'vitest';
import { card } from '../testing/county.ts';
import type { CardMaking, CardStatus, StatusBeforeLoss } from '../records/records.ts';
import {
  cancelCard,
  isCardLive,
  mayCardMakingMove,
  mayCardStatusMove,
  moveCardMaking,
  statusApartFromLoss,
} from './card-status.ts';

const statuses: readonly CardStatus[] = ['0', '1', '2', '3', '4', '9'];
const makings: readonly CardMaking[] = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'];

// Written out as a clerk would say it, not copied from the source: domain rules sections 1 and 3 (AAZ502).
const statusRows: Readonly<Record<CardStatus, string>> = {
  '0': '1 2 4 9', // sealed: unsealed, lost either way, cancelled
  '1': '0 2 3 4 9', // normal: sealed, lost either way, locked, cancelled
  '2': '0 1 3 9', // formally lost: lifted where the area allows, to what it was before; cancelled (replaced)
  '3': '0 1 2 4 9', // locked: unlocked, sealed where its account was meanwhile, lost either way, cancelled
  '4': '0 1 2 3 9', // provisionally lost: lifted or over, to what it was before; made formal, cancelled
  '9': '', // the end
};

const makingRows: Readonly<Record<CardMaking, string>> = {
  '00': '01 09',
  '01': '02 09',
  '02': '03 09',
  '03': '04 05 06 09',
  '04': '05 06 08 09',
  '05': '03 04 07 09', // found: collected, or activated where it has its password
  '06': '03 04 05 09',
  '07': '05 09', // back to lost when the application is withdrawn
  '08': '04 05 06 09', // back to the holder's card when the application is withdrawn, or to lost when it was lost since
  '09': '',
};

const listed = (row: string) => row.split(' ').filter((one) => one !== '');

describe('moves of a card', () => {
  it.each(statuses)('from status %s to exactly those of the table', (from) => {
    expect(statuses.filter((to) => mayCardStatusMove(from, to))).toEqual(listed(statusRows[from]));
  });

  it('from no status to normal, to sealed after a sealed one, or to cancelled: a card in production is nobody’s', () => {
    expect(statuses.filter((to) => mayCardStatusMove(null, to))).toEqual(['0', '1', '9']);
  });

  it.each(makings)('from making %s to exactly those of the table', (from) => {
    expect(makings.filter((to) => mayCardMakingMove(from, to))).toEqual(listed(makingRows[from]));
  });

  it('never leave cancelled, and reach it from everywhere', () => {
    expect(statuses.filter((to) => mayCardStatusMove('9', to))).toEqual([]);
    expect(makings.filter((to) => mayCardMakingMove('09', to))).toEqual([]);
    expect(statuses.filter((from) => mayCardStatusMove(from, '9'))).toEqual(['0', '1', '2', '3', '4']);
    expect(makings.filter((from) => mayCardMakingMove(from, '09'))).toHaveLength(9);
  });

  it('are made one by one, and a wrong one is a mistake of the program', () => {
    expect(moveCardMaking(card({ making: '02' }), '03', '04')).toEqual(card({ making: '04' }));
    expect(() => moveCardMaking(card({ making: '02' }), '04')).toThrow('02 cannot become 04');
    expect(() => moveCardMaking(card({ making: '09' }), '01')).toThrow('09 cannot become 01');
  });

  it('of a lost card that is cancelled leave nothing of the report', () => {
    const lost = card({ status: '4', making: '06', lossExpiresOn: '2026-11-27', statusBeforeLoss: '0' });
    expect(cancelCard(lost)).toEqual(card({ status: '9', making: '09' }));
  });

  it.each<[what: string, status: CardStatus | null, before: StatusBeforeLoss | null, apart: string | null]>([
    ['sealed', '0', null, '0'],
    ['normal', '1', null, '1'],
    ['locked', '3', null, '3'],
    ['lost by telephone while sealed', '4', '0', '0'],
    ['lost in writing while locked', '2', '3', '3'],
    ['lost before its past was kept', '2', null, '1'],
    ['in production', null, null, null],
    ['cancelled', '9', null, null],
  ])('a card %s is, apart from its loss, what it was', (_what, status, before, apart) => {
    expect(statusApartFromLoss(card({ status, statusBeforeLoss: before }))).toBe(apart);
  });

  it('a card is live until it is cancelled, by its status or by its making', () => {
    const live = statuses.filter((status) => isCardLive(card({ status })));
    expect(live).toEqual(['0', '1', '2', '3', '4']);
    expect(isCardLive(card({ status: null, making: '01' }))).toBe(true);
    expect(isCardLive(card({ status: null, making: '09' }))).toBe(false);
  });
});
