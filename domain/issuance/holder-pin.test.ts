import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import type { Card } from '../records/records.ts';
import { beginning, card, context, person, service, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { ownDocument } from '../testing/loss.ts';

/** What his employer brought him: collected, without a password. */
const brought = { making: '03', pinSet: false } as const;
const lost = { ...brought, lossExpiresOn: '2026-11-27' };

function setPin(fields: Partial<Card>) {
  const taken = service({
    stage: 'completed',
    cardNumber: card().id,
    collector: { ...ownDocument, role: 'employer' },
  });
  const base = new FactBase([
    ...beginning,
    change('serviceRecord', taken),
    change('card', card({ ...brought, ...fields })),
  ]);
  const about = { serviceNumber, personId: person.id, cardNumber: card().id };
  const request = { ...about, sealedPin: 'c2VhbGVk', holder: ownDocument };
  return { base, codes: codesOf(base.run({ kind: 'set-card-pin', request }, context)) };
}

describe('a card that the employer brought gets its password from its holder', () => {
  it.each<[source: string, what: string, fields: Partial<Card>, codes: string[]]>([
    ['domain rules section 3', 'a normal card', {}, ['accepted']],
    [
      'domain rules section 1: its balance is spent with the password',
      'a sealed card',
      { status: '0' },
      ['accepted'],
    ],
    [
      'an expired report does not stand any more',
      'a sealed card whose report is over',
      { ...lost, status: '4', making: '06', lossExpiresOn: '2026-11-21', statusBeforeLoss: '0' },
      ['accepted'],
    ],
    ['AAZ502 3', 'a locked card', { status: '3' }, ['service-closed']],
    ['AAZ502 4', 'a lost card', { ...lost, status: '4', making: '06' }, ['service-closed']],
    ['AAZ502 2', 'a formally lost card', { status: '2', making: '05' }, ['service-closed']],
    ['one password', 'a card that has its password', { making: '04', pinSet: true }, ['service-closed']],
  ])('%s: %s', (_source, _what, fields, codes) => {
    expect(setPin(fields).codes).toEqual(codes);
  });

  it('and stays sealed where it is', () => {
    const { base } = setPin({ status: '0' });
    expect(base.get('card', card().id)).toEqual(card({ status: '0' }));
  });
});
