import { describe, expect, it } from 'vitest';
import {
  application,
  beginning,
  blankCard,
  card,
  clerk,
  context,
  otherWorkstation,
  person,
  service,
  serviceNumber,
  today,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { personalAccount } from '../testing/unfreezing.ts';
import type { CommandContext } from '../command/command-rule.ts';
import { change } from '../records/change.ts';
import type { CardMaking, CardStatus } from '../records/records.ts';
import type { HandOverCardRequest, SetCardPinRequest } from './issue-card-requests.ts';

const blank = blankCard(1);
const belonging = { serviceNumber, personId: person.id };

/** The service as far as `stage`: 'produced' is ready for the password. */
function at(stage: 'accepted' | 'in-production' | 'produced' | 'pin-set'): FactBase {
  const base = new FactBase(beginning);
  base.run({ kind: 'accept-card-application', request: application }, context);
  const steps = {
    accepted: [],
    'in-production': ['chip-written'],
    produced: ['chip-written', 'printed', 'verified'],
  } as const;
  for (const step of steps[stage === 'pin-set' ? 'produced' : stage]) {
    const request = { ...belonging, blankSerial: blank.id, step, note: null };
    base.run({ kind: 'record-card-production', request }, context);
  }
  if (stage === 'pin-set') setPin(base);
  return base;
}

function setPin(base: FactBase, fields: Partial<SetCardPinRequest> = {}, who: Partial<CommandContext> = {}) {
  const request = { ...belonging, cardNumber: blank.cardNumber, sealedPin: 'c2VhbGVk', ...fields };
  return base.run({ kind: 'set-card-pin', request }, { ...context, ...who });
}

function handOver(
  base: FactBase,
  fields: Partial<HandOverCardRequest> = {},
  who: Partial<CommandContext> = {},
) {
  const request = {
    ...belonging,
    cardNumber: blank.cardNumber,
    blankSerial: blank.id,
    receiptSigned: true,
    ...fields,
  };
  return base.run({ kind: 'hand-over-card', request }, { ...context, ...who });
}

function withdraw(base: FactBase, blankSerial: string | null, who: Partial<CommandContext> = {}) {
  const request = { ...belonging, blankSerial, reason: '本人放弃' };
  return base.run({ kind: 'withdraw-card-application', request }, { ...context, ...who });
}

describe('setting the password', () => {
  it('records that there is one; the sealed secret leaves beside the records, never in them', () => {
    const base = at('produced');
    const decision = setPin(base);
    expect(decision).toMatchObject({
      accepted: true,
      secrets: [{ purpose: 'card-pin', subject: blank.cardNumber, sealed: 'c2VhbGVk' }],
    });
    if (decision.accepted) expect(JSON.stringify(decision.changes)).not.toContain('c2VhbGVk');
    expect(base.get('card', blank.cardNumber).pinSet).toBe(true);
  });

  it('may be done again before the hand-over', () => {
    expect(codesOf(setPin(at('pin-set')))).toEqual(['accepted']);
  });

  it.each<[what: string, base: () => FactBase, fields: Partial<SetCardPinRequest>, codes: string[]]>([
    ['before the card is produced', () => at('in-production'), {}, ['step-out-of-order']],
    ['without the seal', () => at('produced'), { sealedPin: '' }, ['pin-not-sealed']],
    ['for another card', () => at('produced'), { cardNumber: 'B70000002' }, ['step-out-of-order']],
    [
      'for an unknown service',
      () => at('produced'),
      { serviceNumber: '330122-20261122-003-0009' },
      ['service-unknown'],
    ],
    ['for a stranger', () => at('produced'), { personId: 'person-2' }, ['service-other-person']],
    [
      'early and without the seal, both at once',
      () => at('in-production'),
      { sealedPin: '' },
      ['pin-not-sealed', 'step-out-of-order'],
    ],
  ])('is refused %s', (_what, base, fields, codes) => {
    expect(codesOf(setPin(base(), fields))).toEqual(codes);
  });

  it('is asked for anew on the card that takes the place of a spoiled one', () => {
    const base = at('pin-set');
    const second = blankCard(2);
    const steps = [
      { blankSerial: blank.id, step: 'spoiled' },
      { blankSerial: second.id, step: 'chip-written' },
      { blankSerial: second.id, step: 'printed' },
      { blankSerial: second.id, step: 'verified' },
    ] as const;
    for (const step of steps) {
      base.run({ kind: 'record-card-production', request: { ...belonging, ...step, note: null } }, context);
    }
    expect(codesOf(handOver(base, { blankSerial: second.id, cardNumber: second.cardNumber }))).toEqual([
      'pin-not-set',
    ]);
  });
});

describe('handing the card over', () => {
  it.each([
    ['sealed', '0'],
    ['open', '1'],
    ['closed', '1'],
  ] as const)('makes a first card what the account is: %s', (account, status) => {
    const base = at('pin-set');
    base.apply([change('personalAccount', personalAccount(account))]);
    expect(codesOf(handOver(base))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status, making: '04' });
  });

  it('makes it the valid card of its holder, issues the blank and closes the service', () => {
    const base = at('pin-set');
    expect(codesOf(handOver(base))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toMatchObject({
      status: '1',
      making: '04',
      issuedOn: today,
      pinSet: true,
    });
    expect(base.get('blankCard', blank.id)).toMatchObject({ status: 'issued', changedOn: today });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'completed',
      closedAt: context.at,
    });
  });

  it.each<[what: string, base: () => FactBase, fields: Partial<HandOverCardRequest>, codes: string[]]>([
    ['before the password is set (domain rules section 3)', () => at('produced'), {}, ['pin-not-set']],
    ['before the card is produced', () => at('in-production'), {}, ['step-out-of-order']],
    ['without a signature', () => at('pin-set'), { receiptSigned: false }, ['receipt-not-signed']],
    [
      'without password and signature',
      () => at('produced'),
      { receiptSigned: false },
      ['pin-not-set', 'receipt-not-signed'],
    ],
    [
      'too early and without a signature, both at once',
      () => at('accepted'),
      { receiptSigned: false },
      ['receipt-not-signed', 'step-out-of-order'],
    ],
    ['with another card', () => at('pin-set'), { cardNumber: 'B70000002' }, ['step-out-of-order']],
    ['with another blank', () => at('pin-set'), { blankSerial: blankCard(2).id }, ['step-out-of-order']],
    [
      'of an unknown service',
      () => at('pin-set'),
      { serviceNumber: '330122-20261122-003-0009' },
      ['service-unknown'],
    ],
  ])('is refused %s', (_what, base, fields, codes) => {
    expect(codesOf(handOver(base(), fields))).toEqual(codes);
  });

  it('is refused at another workstation and by an inactive clerk', () => {
    const base = at('pin-set');
    base.apply([change('clerk', { ...clerk, active: false })]);
    const elsewhere = handOver(base, {}, { workstationId: otherWorkstation.id });
    expect(codesOf(elsewhere)).toEqual(['clerk-inactive', 'service-other-workstation']);
  });

  it('happens once', () => {
    const base = at('pin-set');
    handOver(base);
    expect(codesOf(handOver(base))).toEqual(['service-closed']);
  });

  it.each<[CardStatus, string]>([
    ['0', 'card-sealed'],
    ['1', 'card-already-valid'],
    ['2', 'card-reported-lost'],
    ['3', 'card-locked'],
    ['4', 'card-reported-lost'],
  ])(
    'is refused while another card of the person has the status %s: one person, one card',
    (status, code) => {
      const base = at('pin-set');
      base.apply([change('card', card({ status }))]);
      expect(codesOf(handOver(base))).toEqual([code]);
    },
  );

  it('is refused when the death was registered since the application was accepted', () => {
    const base = at('pin-set');
    base.apply([change('insuredPerson', { ...person, deceasedOn: today })]);
    expect(codesOf(handOver(base))).toEqual(['person-deceased']);
  });

  it.each<[CardMaking, CardStatus | null]>([
    ['09', '9'],
    ['01', null],
    ['04', '1'],
  ])('is refused, not broken off, when the card was meanwhile moved to %s', (making, status) => {
    const base = at('pin-set');
    base.apply([change('card', { ...base.get('card', blank.cardNumber), making, status })]);
    expect(codesOf(handOver(base))).toEqual(['step-out-of-order']);
  });
});

describe('withdrawing the application', () => {
  it('closes a service without a blank', () => {
    const base = at('accepted');
    expect(codesOf(withdraw(base, null))).toEqual(['accepted']);
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'withdrawn',
      closedAt: context.at,
    });
    expect(base.get('serviceRecord', serviceNumber).steps.at(-1)).toMatchObject({
      step: 'withdrawn',
      note: '本人放弃',
    });
    expect(base.all('card')).toEqual([]);
  });

  it.each(['in-production', 'produced', 'pin-set'] as const)(
    'spoils the blank and cancels the card when %s',
    (stage) => {
      const base = at(stage);
      expect(codesOf(withdraw(base, blank.id))).toEqual(['accepted']);
      expect(base.get('blankCard', blank.id).status).toBe('spoiled');
      expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '9', making: '09' });
    },
  );

  it('is refused with another blank than the one in production', () => {
    expect(codesOf(withdraw(at('in-production'), null))).toEqual(['step-out-of-order']);
    expect(codesOf(withdraw(at('accepted'), blank.id))).toEqual(['step-out-of-order']);
  });

  it('is refused when closed, elsewhere, unknown', () => {
    const base = at('accepted');
    expect(codesOf(withdraw(base, null, { workstationId: otherWorkstation.id }))).toEqual([
      'service-other-workstation',
    ]);
    withdraw(base, null);
    expect(codesOf(withdraw(base, null))).toEqual(['service-closed']);
    expect(codesOf(withdraw(new FactBase(beginning), null))).toEqual(['service-unknown']);
  });

  it('lets the person apply again, and the second time to the end', () => {
    const base = at('produced');
    withdraw(base, blank.id);
    const request = { ...application, serviceNumber: '330122-20261122-003-0002' };
    expect(codesOf(base.run({ kind: 'accept-card-application', request }, context))).toEqual(['accepted']);
  });

  it('leaves a card alone that was cancelled meanwhile', () => {
    const base = at('in-production');
    const cancelled = { ...base.get('card', blank.cardNumber), making: '09', status: '9' } as const;
    base.apply([change('card', cancelled)]);
    expect(codesOf(withdraw(base, blank.id))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toEqual(cancelled);
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({ stage: 'withdrawn' });
  });

  it('does not touch a service that only looks the same', () => {
    const base = at('accepted');
    base.apply([change('serviceRecord', service({ id: '330122-20261122-003-0002', personId: 'person-2' }))]);
    withdraw(base, null);
    expect(base.get('serviceRecord', '330122-20261122-003-0002').stage).toBe('accepted');
  });
});
