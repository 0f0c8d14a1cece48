import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import type { Card } from '../../domain/records/records.ts';
import { card, person } from '../../domain/testing/county.ts';
import { lossParameters } from '../../domain/testing/loss.ts';
import { pinParameters } from '../../domain/testing/pin-services.ts';
import { personalAccount, rightsParameters } from '../../domain/testing/unfreezing.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

/** The holds of his page, and which service each offers today, or the code of why not. */
async function holdsWith(fields: Partial<Card>, account: 'open' | 'sealed') {
  const desk = CounterDesk.ready([
    ...countyRecords,
    ...lossParameters,
    ...rightsParameters,
    ...pinParameters,
    change('personalAccount', personalAccount(account)),
    change('card', card(fields)),
  ]);
  desk.signInWithoutPassword();
  const { holds } = await desk.call('getPersonPage', { personId: person.id });
  return holds.map(({ kind, refusals }) => [kind, ...refusals.map(({ code }) => code)]);
}

describe('the page that says why a card cannot be used', () => {
  it('shows of a sealed card whose tries are used up the seal and the lock', async () => {
    const holds = await holdsWith({ status: '0', pinFailures: 3 }, 'sealed');
    expect(holds.map(([kind]) => kind)).toEqual(['account-sealed', 'card-locked']);
    expect(holds[1]).toEqual(['card-locked']);
  });

  it('says of a card that is locked and lost that the report is lifted first', async () => {
    const fields = { status: '2', making: '05', statusBeforeLoss: '3', pinFailures: 3 } as const;
    expect(await holdsWith(fields, 'open')).toEqual([
      ['card-lost-formally'],
      ['card-locked', 'pin-card-lost'],
    ]);
  });
});
