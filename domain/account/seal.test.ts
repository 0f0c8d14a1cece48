import { describe, expect, it } from 'vitest';
import type { PersonalAccount } from '../records/records.ts';
import { card } from '../testing/county.ts';
import { releasedAccount, releasedCard, sealedAccount, sealedCard } from './seal.ts';

const account = (status: PersonalAccount['status']): PersonalAccount => ({
  id: 'person-1',
  status,
  openedOn: '2010-03-01',
  balance: 128_450,
  hold: null,
});

describe('the seal of an account and its card', () => {
  it.each([
    ['sealed', 'open', 'sealed'],
    ['open', 'open', 'sealed'],
    ['closed', 'closed', 'closed'],
  ] as const)(
    'account: %s is %s when released and %s when sealed, its balance untouched',
    (before, open, sealed) => {
      expect(releasedAccount(account(before))).toEqual(account(open));
      expect(sealedAccount(account(before))).toEqual(account(sealed));
    },
  );

  const lost = { status: '4', making: '06', lossExpiresOn: '2026-11-27' } as const;
  const written = { status: '2', making: '05' } as const;
  const cancelled = { status: '9', making: '09', statusBeforeLoss: null } as const;

  it.each([
    ['sealed', card({ status: '0' }), card({ status: '1' }), card({ status: '0' })],
    ['normal', card(), card(), card({ status: '0' })],
    ['locked', card({ status: '3' }), card({ status: '3' }), card({ status: '3' })],
    [
      'sealed and lost by telephone',
      card({ ...lost, statusBeforeLoss: '0' }),
      card({ ...lost, statusBeforeLoss: '1' }),
      card({ ...lost, statusBeforeLoss: '0' }),
    ],
    [
      'normal and lost in writing',
      card({ ...written, statusBeforeLoss: '1' }),
      card({ ...written, statusBeforeLoss: '1' }),
      card({ ...written, statusBeforeLoss: '0' }),
    ],
    [
      'locked and lost',
      card({ ...written, statusBeforeLoss: '3' }),
      card({ ...written, statusBeforeLoss: '3' }),
      card({ ...written, statusBeforeLoss: '3' }),
    ],
    ['cancelled', card(cancelled), card(cancelled), card(cancelled)],
    [
      'in production',
      card({ status: null, making: '01' }),
      card({ status: null, making: '01' }),
      card({ status: null, making: '01' }),
    ],
  ])('card: %s', (_what, before, released, sealed) => {
    expect(releasedCard(before)).toEqual(released);
    expect(sealedCard(before)).toEqual(sealed);
  });
});
