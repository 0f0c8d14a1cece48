import { describe, expect, it } from 'vitest';
import { currentStepOf, makingsDone, mayWithdraw, nextMaking } from './service-progress.ts';

const centre = { id: 'centre', kind: 'county-centre' } as const;
const point = { id: 'point', kind: 'service-point' } as const;
const otherPoint = { id: 'other-point', kind: 'service-point' } as const;
const onTheSpot = { standing: null, officeId: centre.id } as const;

const steps = (...names: readonly string[]) => names.map((step) => ({ step }));

describe('a service left half-way is taken up at the right step', () => {
  it.each([
    ['accepted', false, 'card'],
    ['in-production', false, 'card'],
    ['produced', false, 'pin'],
    ['produced', true, 'hand-over'],
    ['completed', true, 'closed'],
    ['withdrawn', false, 'closed'],
  ] as const)('%s with password set %s opens %s', (stage, pinSet, expected) => {
    expect(
      currentStepOf({ stage, pinSet, confirmation: 'waiting', stands: true, ...onTheSpot }, centre),
    ).toBe(expected);
  });

  it.each([
    ['refused and not settled', 'refused', true],
    ['refused and no longer there', 'settled', false],
    ['in conflict with news from elsewhere', 'waiting', false],
  ] as const)('one that is %s opens none', (_name, confirmation, stands) => {
    expect(
      currentStepOf({ stage: 'accepted', pinSet: false, confirmation, stands, ...onTheSpot }, centre),
    ).toBe('closed');
  });

  it('one of which a step was refused, settled since, goes on', () => {
    expect(
      currentStepOf(
        { stage: 'produced', pinSet: true, confirmation: 'settled', stands: true, ...onTheSpot },
        centre,
      ),
    ).toBe('hand-over');
  });

  it.each([
    ['accepted', steps('accepted'), 0, 'chip-written'],
    ['in-production', steps('accepted', 'chip-written'), 1, 'printed'],
    ['in-production', steps('accepted', 'chip-written', 'printed'), 2, 'verified'],
    // A spoiled blank: the steps made with it are still recorded, and the next blank begins anew.
    ['accepted', steps('accepted', 'chip-written', 'printed', 'spoiled'), 0, 'chip-written'],
    ['in-production', steps('accepted', 'chip-written', 'printed', 'spoiled', 'chip-written'), 1, 'printed'],
    ['produced', steps('accepted', 'chip-written', 'printed', 'verified'), 3, 'verified'],
  ] as const)('%s after %j', (stage, made, done, next) => {
    expect(makingsDone({ stage, steps: made })).toBe(done);
    expect(nextMaking({ stage, steps: made })).toBe(next);
  });

  it.each([
    ['to-make', 'accepted', 'card', 'elsewhere'],
    ['in-making', 'in-production', 'card', 'elsewhere'],
    ['to-send', 'produced', 'elsewhere', 'elsewhere'],
    ['under-way', 'dispatched', 'elsewhere', 'elsewhere'],
    ['missing', 'dispatched', 'elsewhere', 'elsewhere'],
    ['ready', 'arrived', 'elsewhere', 'pin'],
    ['told', 'arrived', 'elsewhere', 'pin'],
  ] as const)('for a service point, %s: each step at its own office', (standing, stage, there, here) => {
    const service = {
      stage,
      standing,
      officeId: point.id,
      pinSet: false,
      confirmation: 'confirmed',
      stands: true,
    } as const;
    expect(currentStepOf(service, centre)).toBe(there);
    expect(currentStepOf(service, point)).toBe(here);
    expect(currentStepOf(service, otherPoint)).toBe('elsewhere');
    expect(mayWithdraw(service, centre)).toBe(false);
    expect(mayWithdraw(service, point)).toBe(['to-make', 'ready', 'told'].includes(standing));
  });
});
