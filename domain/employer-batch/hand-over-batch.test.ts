import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { productionSteps } from '../issuance/issue-card-requests.ts';
import { change, type Change } from '../records/change.ts';
import { beginning, blankCard, card, context, service } from '../testing/county.ts';
import {
  agentDocument,
  batchId,
  employee,
  employer,
  employerBatch,
  opening,
  row,
} from '../testing/employer-batch.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { personalAccount } from '../testing/unfreezing.ts';
import type { CancelEmployerBatchRequest, HandOverBatchRequest } from './employer-batch-requests.ts';

const blank = blankCard(1);
const step = { serviceNumber: row.serviceNumber, personId: employee.id, blankSerial: blank.id };

/** A batch of one, as far as its card has come. */
function batchWith(
  making: 'accepted' | 'in production' | 'produced',
  last: 'open' | 'made',
  ...records: readonly Change[]
) {
  const base = new FactBase([...beginning, change('employer', employer), change('insuredPerson', employee)]);
  const done = { accepted: 0, 'in production': 2, produced: 3 }[making];
  const bodies: readonly CommandBody[] = [
    { kind: 'open-employer-batch', request: opening },
    { kind: 'accept-batch-application', request: row },
    ...productionSteps.slice(0, done).map((each): CommandBody => ({
      kind: 'record-card-production',
      request: { ...step, step: each, note: null },
    })),
    ...(last === 'made' ? [{ kind: 'close-employer-batch', request: { batchId } } as const] : []),
  ];
  for (const body of bodies) expect(codesOf(base.run(body, context))).toEqual(['accepted']);
  base.apply(records);
  return base;
}

const handOver: HandOverBatchRequest = {
  batchId,
  cards: [{ ...step, cardNumber: blank.cardNumber }],
  agent: agentDocument,
  listSigned: true,
};

describe('handing a batch over to its employer', () => {
  it('seals the card whose holder’s account is sealed, and he still sets his password himself', () => {
    const base = batchWith(
      'produced',
      'made',
      change('personalAccount', personalAccount('sealed', employee.id)),
    );
    expect(codesOf(base.run({ kind: 'hand-over-batch', request: handOver }, context))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '0', making: '03' });
    const { name, documentKind, documentNumber } = employee;
    const request = {
      serviceNumber: row.serviceNumber,
      personId: employee.id,
      cardNumber: blank.cardNumber,
      sealedPin: 'c2VhbGVk',
      holder: { name, documentKind, documentNumber, documentValidUntil: 'long-term' },
    };
    expect(codesOf(base.run({ kind: 'set-card-pin', request }, context))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '0', making: '04' });
  });

  it('makes every card its holder’s, collected and without a password, and says who took it', () => {
    const base = batchWith('produced', 'made');
    const decision = base.run({ kind: 'hand-over-batch', request: handOver }, context);
    expect(codesOf(decision)).toEqual(['accepted']);
    const collector = { ...agentDocument, role: 'employer' };
    expect(base.get('card', blank.cardNumber)).toMatchObject({
      status: '1',
      making: '03',
      pinSet: false,
      issuedOn: context.today,
    });
    expect(base.get('blankCard', blank.id)).toMatchObject({ status: 'issued' });
    expect(base.get('serviceRecord', row.serviceNumber)).toMatchObject({
      stage: 'completed',
      closedAt: context.at,
      collector,
    });
    expect(base.get('employerBatch', batchId)).toMatchObject({
      stage: 'handed-over',
      closedAt: context.at,
      collector,
    });
  });

  it('writes the batch once, however many commands it takes', () => {
    const base = batchWith('produced', 'made');
    base.apply([change('employerBatch', employerBatch({ stage: 'handed-over' }))]);
    const decision = base.decide({ kind: 'hand-over-batch', request: handOver }, context);
    expect(decision.accepted && decision.changes.map(({ table }) => table)).toEqual([
      'card',
      'blankCard',
      'serviceRecord',
    ]);
  });

  it.each<
    [source: string, what: string, request: Partial<HandOverBatchRequest>, records: Change[], string[]]
  >([
    ['[practice]', 'a list that is not signed', { listSigned: false }, [], ['batch-list-not-signed']],
    ['[practice]', 'an empty list', { cards: [] }, [], ['batch-without-rows']],
    [
      'counter practice',
      'a batch that is being made',
      {},
      [change('employerBatch', employerBatch())],
      ['batch-out-of-order'],
    ],
    [
      'Identity Card Law 5',
      'an agent whose document ran out',
      { agent: { ...agentDocument, documentValidUntil: '2026-11-21' } },
      [],
      ['document-expired'],
    ],
    [
      'counter practice',
      'a service of nobody’s batch',
      { cards: [{ ...step, serviceNumber: '330122-20261122-003-0001', cardNumber: blank.cardNumber }] },
      [change('serviceRecord', service())],
      ['service-not-in-batch'],
    ],
    [
      'one person, one card',
      'the same card twice',
      { cards: [...handOver.cards, ...handOver.cards] },
      [],
      ['batch-card-not-ready'],
    ],
    [
      'counter practice',
      'another card than the service’s',
      { cards: [{ ...step, cardNumber: 'B00000000' }] },
      [],
      ['batch-card-not-ready'],
    ],
    [
      'real name',
      'a death that was registered meanwhile',
      {},
      [change('insuredPerson', { ...employee, deceasedOn: '2026-11-21' })],
      ['batch-holder-deceased'],
    ],
    [
      'one person, one card',
      'another card that came meanwhile',
      {},
      [change('card', card())],
      ['batch-holder-has-card'],
    ],
  ])('%s: %s', (_source, _what, request, records, codes) => {
    const base = batchWith('produced', 'made', ...records);
    const decision = base.decide({ kind: 'hand-over-batch', request: { ...handOver, ...request } }, context);
    expect(codesOf(decision)).toEqual(codes);
  });

  it('refuses a card that is not finished', () => {
    const base = batchWith('in production', 'made');
    expect(codesOf(base.decide({ kind: 'hand-over-batch', request: handOver }, context))).toEqual([
      'batch-card-not-ready',
    ]);
  });
});

describe('cancelling a batch', () => {
  const cancel: CancelEmployerBatchRequest = { batchId, reason: '单位撤回', unfinished: [] };

  it('withdraws what is not made, spoils the written blank and cancels its card', () => {
    const base = batchWith('in production', 'open');
    const request = { ...cancel, unfinished: [step] };
    expect(codesOf(base.run({ kind: 'cancel-employer-batch', request }, context))).toEqual(['accepted']);
    expect(base.get('employerBatch', batchId).stage).toBe('cancelled');
    expect(base.get('serviceRecord', row.serviceNumber).stage).toBe('withdrawn');
    expect(base.get('blankCard', blank.id).status).toBe('spoiled');
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '9', making: '09' });
  });

  it('withdraws an application without a blank', () => {
    const base = batchWith('accepted', 'open');
    const request = { ...cancel, unfinished: [{ ...step, blankSerial: null }] };
    expect(codesOf(base.run({ kind: 'cancel-employer-batch', request }, context))).toEqual(['accepted']);
    expect(base.get('serviceRecord', row.serviceNumber).stage).toBe('withdrawn');
  });

  it.each<[what: string, base: () => FactBase, unfinished: typeof cancel.unfinished, codes: string[]]>([
    ['a batch that is closed', () => batchWith('produced', 'made'), [], ['batch-out-of-order']],
    ['a card that is finished', () => batchWith('produced', 'open'), [step], ['step-out-of-order']],
    ['a service twice', () => batchWith('in production', 'open'), [step, step], ['step-out-of-order']],
    [
      'another blank than the service has',
      () => batchWith('in production', 'open'),
      [{ ...step, blankSerial: blankCard(2).id }],
      ['step-out-of-order'],
    ],
    [
      'a service that is not the batch’s',
      () => batchWith('accepted', 'open', change('serviceRecord', service())),
      [{ ...step, serviceNumber: service().id, blankSerial: null }],
      ['service-not-in-batch'],
    ],
  ])('refuses %s', (_what, base, unfinished, codes) => {
    const request = { ...cancel, unfinished };
    expect(codesOf(base().decide({ kind: 'cancel-employer-batch', request }, context))).toEqual(codes);
  });
});

describe('closing a batch', () => {
  it('lets nothing more in', () => {
    const base = batchWith('accepted', 'made');
    const late = { ...row, serviceNumber: '330122-20261122-003-0902', personId: 'person-2' };
    expect(codesOf(base.decide({ kind: 'accept-batch-application', request: late }, context))).toEqual([
      'batch-out-of-order',
      'person-unknown',
    ]);
  });

  it('is done once', () => {
    const base = batchWith('accepted', 'made');
    expect(codesOf(base.decide({ kind: 'close-employer-batch', request: { batchId } }, context))).toEqual([
      'batch-out-of-order',
    ]);
  });
});
