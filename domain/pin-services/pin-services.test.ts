import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardStatusMoves } from '../card/card-status.ts';
import type { Decision } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import { refusalBasis } from '../command/refusal-codes.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, CardStatus } from '../records/records.ts';
import {
  agent,
  beginning,
  card,
  clerk,
  context,
  guardian,
  person,
  serviceNumber,
  today,
} from '../testing/county.ts';
import { openAccount } from '../testing/contributions.ts';
import { published } from '../testing/loss.ts';
import { changing, pinParameters, resetting, unlocking } from '../testing/pin-services.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { triesLeftAfter } from './change-card-pin.ts';

const held = (fields: Partial<Card> = {}) => change('card', card(fields));
const bodies = {
  'change-card-pin': { kind: 'change-card-pin', request: changing },
  'reset-card-pin': { kind: 'reset-card-pin', request: resetting },
  'unlock-card': { kind: 'unlock-card', request: unlocking },
} as const satisfies Record<string, CommandBody>;
type Kind = keyof typeof bodies;
const kinds = Object.keys(bodies) as Kind[];

function decide(kind: Kind, records: readonly Change[], fields: object = {}): Decision {
  const body = { kind, request: { ...bodies[kind].request, ...fields } } as CommandBody;
  return new FactBase([...beginning, ...pinParameters, ...records]).decide(body, context);
}

function cardOf(changes: readonly Change[]): Card | undefined {
  return changes.flatMap((one) => (one.table === 'card' ? [one.record] : []))[0];
}

const yes = ['accepted'];
const lost = ['pin-card-lost'];

describe('which card may have its password changed, renewed or unlocked', () => {
  it.each<
    [source: string, what: string, fields: Partial<Card>, change: string[], reset: string[], unlock: string[]]
  >([
    ['AAZ502 1', 'a normal one', {}, yes, yes, ['card-not-locked']],
    [
      'section 1: its balance is spent with it',
      'a sealed one',
      { status: '0' },
      yes,
      yes,
      ['card-not-locked'],
    ],
    ['AAZ502 3', 'a locked one', { status: '3', pinFailures: 3 }, ['pin-card-locked'], yes, yes],
    [
      'AAZ502 has one status',
      'a sealed one whose tries are used up',
      { status: '0', pinFailures: 3 },
      ['pin-tries-used-up'],
      yes,
      yes,
    ],
    [
      'tries that wait to be checked count',
      'a normal one whose tries are used up here',
      { pinFailures: 3 },
      ['pin-tries-used-up'],
      yes,
      yes,
    ],
    ['AAZ502 2', 'one that is formally lost', { status: '2', making: '05' }, lost, lost, lost],
    [
      'AAZ502 4',
      'one that is lost by telephone',
      { status: '4', making: '06', lossExpiresOn: today, statusBeforeLoss: '3' },
      lost,
      lost,
      lost,
    ],
    [
      'an expired report does not stand',
      'a locked one whose report is over',
      { status: '4', making: '06', lossExpiresOn: '2026-11-21', statusBeforeLoss: '3' },
      ['pin-card-locked'],
      yes,
      yes,
    ],
    [
      'AAZ502 9',
      'a cancelled one',
      { status: '9', making: '09' },
      ['pin-card-cancelled'],
      ['pin-card-cancelled'],
      ['pin-card-cancelled'],
    ],
    [
      'in production it is nobody’s yet',
      'one that is not handed over',
      { status: null, making: '02' },
      ['pin-card-not-handed-over'],
      ['pin-card-not-handed-over'],
      ['pin-card-not-handed-over'],
    ],
    [
      'its first password is set, not renewed',
      'one that came by the employer',
      { making: '03', pinSet: false },
      ['pin-never-set'],
      ['pin-never-set'],
      ['pin-never-set'],
    ],
    [
      'it is in hand until the new one is',
      'one that is being exchanged',
      { making: '08' },
      yes,
      yes,
      ['card-not-locked'],
    ],
  ])('%s: %s', (_source, _what, fields, changed, reset, unlocked) => {
    const answers = kinds.map((kind) => codesOf(decide(kind, [held(fields)])));
    expect(answers).toEqual([changed, reset, unlocked]);
  });
});

describe('who may come for it', () => {
  const byAgent = { channel: 'agent', representative: agent };
  const child = change('insuredPerson', { ...person, birthDate: '2016-05-06' });
  const locked = held({ status: '3', pinFailures: 3 });
  it.each<[source: string, what: string, kind: Kind, fields: object, records: Change[], codes: string[]]>([
    [
      'the password is the holder’s',
      'an agent who would change it',
      'change-card-pin',
      byAgent,
      [held()],
      ['pin-holder-must-come'],
    ],
    [
      'the password is the holder’s',
      'an agent who would unlock',
      'unlock-card',
      byAgent,
      [locked],
      ['pin-holder-must-come'],
    ],
    [
      '[local] pin-reset-by-agent',
      'an agent where it says no',
      'reset-card-pin',
      byAgent,
      [held()],
      ['pin-reset-in-person'],
    ],
    [
      '[local] pin-reset-by-agent',
      'an agent where it says yes by now',
      'reset-card-pin',
      byAgent,
      [held(), change('poolingAreaParameter', published('pin-reset-by-agent', 'yes', '2026-01-01'))],
      yes,
    ],
    [
      'domain rules section 3',
      'a child alone',
      'change-card-pin',
      {},
      [child, held()],
      ['guardian-required'],
    ],
    ['domain rules section 3', 'a child alone', 'reset-card-pin', {}, [child, held()], ['guardian-required']],
    [
      'domain rules section 3',
      'a child with its guardian',
      'reset-card-pin',
      { channel: 'guardian', representative: guardian },
      [child, held()],
      yes,
    ],
    [
      'real name',
      'a photo not compared',
      'unlock-card',
      { photoCompared: false },
      [locked],
      ['photo-not-compared'],
    ],
    [
      'one-time notice',
      'everything at once',
      'change-card-pin',
      { ...byAgent, photoCompared: false, sealedOldPin: '' },
      [
        held({ status: '3' }),
        change('clerk', { ...clerk, active: false }),
        change('insuredPerson', { ...person, deceasedOn: '2026-11-01' }),
      ],
      [
        'clerk-inactive',
        'person-deceased',
        'photo-not-compared',
        'pin-card-locked',
        'pin-holder-must-come',
        'pin-not-sealed',
      ],
    ],
  ])('%s: %s', (_source, _what, kind, fields, records, codes) => {
    const decision = decide(kind, records, fields);
    expect(codesOf(decision)).toEqual(codes);
    if (!decision.accepted)
      for (const one of decision.refusals) expect(one.basis).toBe(refusalBasis[one.code]);
  });

  it('nobody where the pooling area has not said how many tries there are', () => {
    const unsaid = change('poolingAreaParameter', published('pin-tries', 'some', '2026-01-01'));
    for (const kind of kinds) expect(codesOf(decide(kind, [held(), unsaid]))).toContain('parameter-missing');
  });
});

describe('what it does', () => {
  it('a renewal records the loss of the old password, keeps the parameter, and unlocks', () => {
    const decision = decide('reset-card-pin', [held({ status: '3', pinFailures: 3 })]);
    expect(decision).toMatchObject({
      changes: [
        held({ status: '1', pinFailures: 0 }),
        {
          record: {
            id: serviceNumber,
            kind: 'reset-card-pin',
            stage: 'completed',
            steps: [{ step: 'pin-reported-lost' }, { step: 'pin-renewed' }],
            parameters: { 'pin-tries': '3' },
          },
        },
      ],
      secrets: [{ purpose: 'card-pin', subject: card().id, sealed: resetting.sealedPin }],
    });
    expect(JSON.stringify(decision.accepted && decision.changes)).not.toContain(resetting.sealedPin);
  });

  it('unlocking leaves the password as it is, and a seal as well', () => {
    expect(decide('unlock-card', [held({ status: '3', pinFailures: 3 })])).toMatchObject({
      changes: [held({ status: '1', pinFailures: 0 }), { record: { steps: [{ step: 'unlocked' }] } }],
      secrets: [],
    });
    expect(decide('unlock-card', [held({ status: '0', pinFailures: 3 })])).toMatchObject({
      changes: [held({ status: '0', pinFailures: 0 }), {}],
    });
  });

  it.each(['unlock-card', 'reset-card-pin'] as const)(
    '%s leaves a card sealed whose account was sealed while it was locked (section 1: the seal goes by the record)',
    (kind) => {
      const locked = held({ status: '3', pinFailures: 3 });
      for (const [status, left] of [
        ['sealed', '0'],
        ['open', '1'],
      ] as const) {
        const decision = decide(kind, [
          locked,
          change('personalAccount', { ...openAccount(person.id), status }),
        ]);
        if (!decision.accepted) throw new Error('it was refused');
        expect(cardOf(decision.changes)).toMatchObject({ status: left, pinFailures: 0 });
      }
    },
  );

  it('a change counts one try until it is checked, one more where it was wrong, and none where it was right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.constantFrom<CardStatus>('0', '1'), (before, status) => {
        const decision = decide('change-card-pin', [held({ status, pinFailures: before })]);
        if (!decision.accepted || decision.proof === undefined) throw new Error('it was not accepted');
        const { changes, proof } = decision;
        expect(cardOf(changes)).toEqual(card({ status, pinFailures: before + 1 }));
        expect(cardOf(proof.shown)).toEqual(card({ status, pinFailures: 0 }));
        const locks = status === '1' && before + 1 === 3;
        const wrong = cardOf(proof.notShown);
        expect(wrong).toEqual(card({ status: locks ? '3' : status, pinFailures: before + 1 }));
        if (wrong?.status !== status) expect(cardStatusMoves[status]).toContain(wrong?.status);
        const services = proof.notShown.flatMap((one) => (one.table === 'serviceRecord' ? [one.record] : []));
        expect(services.map((one) => [one.stage, triesLeftAfter(one)])).toEqual([['withdrawn', 2 - before]]);
        expect(JSON.stringify([changes, proof.shown, proof.notShown])).not.toContain(changing.sealedOldPin);
      }),
    );
  });

  it('never lets more tries wait than are left, however many wait already', () => {
    let standing = card();
    const accepted = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const decision = decide('change-card-pin', [change('card', standing)]);
      accepted.push(decision.accepted);
      if (decision.accepted) standing = cardOf(decision.changes) ?? standing;
    }
    expect(accepted).toEqual([true, true, true, false, false, false]);
  });
});
