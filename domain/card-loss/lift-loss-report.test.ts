import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import type { Card } from '../records/records.ts';
import { agent, beginning, card, clerk, context, person, service, today } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { byTelephone, inWriting, lifting, lossParameters, published } from '../testing/loss.ts';
import type { LiftLossReportRequest } from './card-loss-requests.ts';

const held = (fields: Partial<Card> = {}) => change('card', card(fields));
const phoned = held({ status: '4', making: '06', lossExpiresOn: '2026-11-27' });
const written = held({ status: '2', making: '05' });
const county: readonly Change[] = [...beginning, ...lossParameters];

function decide(request: Partial<LiftLossReportRequest>, records: readonly Change[]) {
  return new FactBase([...county, ...records]).decide(
    { kind: 'lift-loss-report', request: { ...lifting, ...request } },
    context,
  );
}

describe('lifting a loss report', () => {
  it('gives the card back to its holder, with the service that did it', () => {
    expect(decide({}, [phoned])).toMatchObject({
      accepted: true,
      changes: [
        held({ status: '1', making: '04', lossExpiresOn: null }),
        {
          record: {
            kind: 'lift-loss-report',
            stage: 'completed',
            formerCardNumber: card().id,
            steps: [{ step: 'lifted', clerkId: clerk.id }],
            parameters: {},
          },
        },
      ],
    });
  });

  it.each([
    ['provisional', held({ status: '4', making: '06', lossExpiresOn: '2026-11-27', pinSet: false })],
    ['formal', held({ status: '2', making: '05', pinSet: false })],
  ] as const)('of a card that has no password yet leaves it collected: %s', (lifts, record) => {
    expect(decide({ lifts }, [record])).toMatchObject({
      changes: [held({ status: '1', making: '03', pinSet: false }), { record: { stage: 'completed' } }],
    });
  });

  it('of a formal report keeps the value that allowed it', () => {
    expect(decide({ lifts: 'formal' }, [written])).toMatchObject({
      changes: [
        held({ status: '1', making: '04' }),
        { record: { parameters: { 'lift-after-formal-loss': 'until-replaced' } } },
      ],
    });
  });

  it.each<[source: string, what: string, before: '0' | '1' | '3']>([
    ['domain rules section 1: contributions unseal', 'a sealed card', '0'],
    ['AAZ502 1', 'a normal card', '1'],
    ['unlocking is a service of its own', 'a locked card', '3'],
  ])('%s: leaves %s as it was, after either report', (_source, _what, before) => {
    const lost = { lossExpiresOn: '2026-11-27', statusBeforeLoss: before } as const;
    for (const [lifts, fields] of [
      ['provisional', { status: '4', making: '06', ...lost }],
      ['formal', { status: '2', making: '05', ...lost, lossExpiresOn: null }],
    ] as const) {
      expect(decide({ lifts }, [held(fields)])).toMatchObject({
        changes: [held({ status: before, making: '04' }), {}],
      });
    }
  });

  const replacement = (stage: 'accepted' | 'completed' | 'withdrawn') =>
    change(
      'serviceRecord',
      service({ id: '330122-20261122-004-0001', stage, applicationType: '05', formerCardNumber: card().id }),
    );
  const rule = (value: string) => change('poolingAreaParameter', published('lift-after-formal-loss', value));
  const dead = change('insuredPerson', { ...person, deceasedOn: '2026-11-01' });

  it.each<
    [
      source: string,
      what: string,
      request: Partial<LiftLossReportRequest>,
      records: Change[],
      codes: string[],
    ]
  >([
    ['AAZ502', 'a card that is not reported lost', {}, [held()], ['card-not-reported-lost']],
    [
      'an expired report does not stand any more',
      'a report that is over',
      {},
      [held({ status: '4', making: '06', lossExpiresOn: '2026-11-21' })],
      ['card-not-reported-lost'],
    ],
    [
      'two counters at once',
      'a report that became formal unseen',
      { lifts: 'provisional' },
      [written],
      ['loss-report-changed'],
    ],
    [
      'two counters at once',
      'a formal report that was lifted and made by telephone anew',
      { lifts: 'formal' },
      [phoned],
      ['loss-report-changed'],
    ],
    [
      '[local] until-replaced',
      'a replacement is on its way',
      { lifts: 'formal' },
      [written, replacement('accepted')],
      ['replacement-applied'],
    ],
    [
      '[local] until-replaced',
      'a replacement was handed over',
      { lifts: 'formal' },
      [written, replacement('completed')],
      ['replacement-applied'],
    ],
    [
      '[local] until-replaced',
      'a replacement was withdrawn',
      { lifts: 'formal' },
      [written, replacement('withdrawn')],
      ['accepted'],
    ],
    [
      'table of moves',
      'a card that is being replaced',
      { lifts: 'formal' },
      [held({ status: '2', making: '07' })],
      ['replacement-applied'],
    ],
    [
      '[local] never',
      'a formal report',
      { lifts: 'formal' },
      [written, rule('never')],
      ['formal-loss-stays'],
    ],
    ['[local] never', 'a provisional report', {}, [phoned, rule('never')], ['accepted']],
    [
      '[local] a value nobody knows',
      'a formal report',
      { lifts: 'formal' },
      [written, rule('maybe')],
      ['parameter-missing'],
    ],
    ['real-name rule', 'a holder who died', {}, [phoned, dead], ['holder-deceased']],
    [
      'domain rules section 3',
      'an agent without his document',
      { channel: 'agent' },
      [phoned],
      ['representative-mismatch'],
    ],
    [
      'domain rules section 3',
      'an agent with both documents',
      { channel: 'agent', representative: agent },
      [phoned],
      ['accepted'],
    ],
    [
      'real-name practice',
      'a photo not compared',
      { photoCompared: false },
      [phoned],
      ['photo-not-compared'],
    ],
    ["one's own card", 'no card of his', { cardNumber: 'A00000000' }, [phoned], ['card-unknown']],
  ])('%s: %s', (_source, _what, request, records, codes) => {
    expect(codesOf(decide(request, records))).toEqual(codes);
  });

  it('ends where it began: by telephone, in writing, lifted, by telephone', () => {
    const base = new FactBase([...county, held()]);
    const number = (running: number) => ({ serviceNumber: `330122-20261122-003-000${String(running)}` });
    const steps = [
      () => base.run({ kind: 'report-loss', request: { ...byTelephone, ...number(1) } }, context),
      () => base.run({ kind: 'report-loss', request: { ...inWriting, ...number(2) } }, context),
      () =>
        base.run(
          { kind: 'lift-loss-report', request: { ...lifting, lifts: 'formal', ...number(3) } },
          context,
        ),
      () => base.run({ kind: 'report-loss', request: { ...byTelephone, ...number(4) } }, context),
    ];
    const statuses = steps.map((step) => {
      expect(codesOf(step())).toEqual(['accepted']);
      return base.get('card', card().id).status;
    });
    expect(statuses).toEqual(['4', '2', '1', '4']);
    expect(base.get('card', card().id).lossExpiresOn).toBe('2026-11-27');
    expect(today).toBe('2026-11-22');
  });
});
