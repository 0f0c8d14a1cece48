import { describe, expect, it } from 'vitest';
import { refuse } from '../command/refusal.ts';
import { unreadableToday } from '../contribution/rights-today.ts';
import { because } from '../contribution/rights-reason.ts';
import { refusePinServiceOf } from '../pin-services/pin-service.ts';
import { card } from '../testing/county.ts';
import { bankRequest, financialAccount, personalAccount } from '../testing/unfreezing.ts';
import { whatHolds, type Held, type HoldKind } from './what-holds.ts';

const covered = {
  ...unreadableToday,
  pooled: { answer: 'covered', reason: because('covered-after-paid-month') },
} as const;
const stopped = {
  ...unreadableToday,
  pooled: { answer: 'not-covered', reason: because('contributions-stopped') },
} as const;

const free: Held = {
  seal: { account: null, card: null, closed: false },
  rights: covered,
  card: card(),
  financialAccount: financialAccount('active'),
  openBankRequest: null,
  tries: 3,
  refusals: { release: [], unlock: [], lift: [], bank: [] },
};
const sealed = { account: personalAccount('sealed'), card: card({ status: '0' }), closed: false };

describe('what stands in the way', () => {
  it('is nothing where everything is in order, and of one who has neither card nor account', () => {
    expect(whatHolds(free)).toEqual([]);
    expect(whatHolds({ ...free, card: null, financialAccount: null })).toEqual([]);
  });

  it.each<[what: string, held: Partial<Held>, kinds: readonly [HoldKind, string][]]>([
    ['a seal while payment is stopped', { seal: sealed, rights: stopped }, [['account-sealed', 'record']]],
    ['a seal although the record gives cover', { seal: sealed }, [['account-sealed', 'counter']]],
    ['a card locked after wrong passwords', { card: card({ status: '3' }) }, [['card-locked', 'counter']]],
    [
      'a normal card whose tries are used up, as its counter knows before the central office does',
      { card: card({ pinFailures: 3 }) },
      [['card-locked', 'counter']],
    ],
    [
      'a sealed card whose tries are used up: a seal is not lost to a lock, and each is released apart',
      { seal: sealed, rights: stopped, card: card({ status: '0', pinFailures: 3 }) },
      [
        ['account-sealed', 'record'],
        ['card-locked', 'counter'],
      ],
    ],
    ['a card that may still be tried once: nothing', { card: card({ pinFailures: 2 }) }, []],
    [
      'a locked card although nobody has published how many tries there are',
      { card: card({ status: '3' }), tries: null },
      [['card-locked', 'counter']],
    ],
    ['a loss told by telephone', { card: card({ status: '4' }) }, [['card-lost-provisionally', 'counter']]],
    ['a loss in writing', { card: card({ status: '2' }) }, [['card-lost-formally', 'counter']]],
    [
      'a card that was locked when it was lost',
      { card: card({ status: '2', statusBeforeLoss: '3' }) },
      [
        ['card-lost-formally', 'counter'],
        ['card-locked', 'counter'],
      ],
    ],
    [
      'a sealed card whose tries were used up when it was lost',
      { seal: sealed, card: card({ status: '4', statusBeforeLoss: '0', pinFailures: 3 }) },
      [
        ['account-sealed', 'counter'],
        ['card-lost-provisionally', 'counter'],
        ['card-locked', 'counter'],
      ],
    ],
    [
      'an account that was never activated',
      { financialAccount: financialAccount('not-activated') },
      [['bank-not-activated', 'bank']],
    ],
    [
      'an account that the bank has frozen',
      { financialAccount: financialAccount('frozen') },
      [['bank-frozen', 'bank']],
    ],
    [
      'several at a time',
      {
        seal: sealed,
        rights: stopped,
        card: card({ status: '4', statusBeforeLoss: '0' }),
        financialAccount: financialAccount('frozen'),
      },
      [
        ['account-sealed', 'record'],
        ['card-lost-provisionally', 'counter'],
        ['bank-frozen', 'bank'],
      ],
    ],
  ])('is %s', (_what, held, kinds) => {
    expect(whatHolds({ ...free, ...held }).map(({ kind, releasedBy }) => [kind, releasedBy])).toEqual(kinds);
  });

  it('is told with what it takes, why it cannot be released now, and how far the bank is', () => {
    const open = bankRequest({ state: 'sent' });
    const refusals = { ...free.refusals, bank: [refuse('bank-request-open', { service: open.id })] };
    const [hold] = whatHolds({
      ...free,
      financialAccount: financialAccount('frozen'),
      openBankRequest: open,
      refusals,
    });
    expect(hold).toMatchObject({
      needs: ['holder-in-person', 'application-form', 'document-copy', 'statement', 'bank-answer'],
      services: ['request-bank-service'],
      refusals: refusals.bank,
      bankRequest: open,
    });
  });

  it('is told in the order in which it goes: of a card that is locked and lost the report first', () => {
    const locked = card({ status: '3', pinFailures: 3 });
    const lost = card({ status: '2', statusBeforeLoss: '3', pinFailures: 3 });
    const unlock = refusePinServiceOf('unlock-card', lost, '2026-11-22', 3);
    const holds = whatHolds({ ...free, card: lost, refusals: { ...free.refusals, unlock } });
    expect(
      holds.map(({ kind, needs, refusals }) => [kind, needs[0], refusals.map(({ code }) => code)]),
    ).toEqual([
      ['card-lost-formally', 'own-document', []],
      ['card-locked', 'report-ended', ['pin-card-lost']],
    ]);
    expect(whatHolds({ ...free, card: locked })).toMatchObject([
      { needs: ['holder-in-person', 'own-document'], refusals: [] },
    ]);
  });
});
