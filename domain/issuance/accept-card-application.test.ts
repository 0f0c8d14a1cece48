import { describe, expect, it } from 'vitest';
import {
  application,
  beginning,
  card,
  centre,
  clerk,
  context,
  otherWorkstation,
  person,
  pointWorkstation,
  service,
  serviceNumber,
  servicePoint,
  today,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { CommandContext } from '../command/command-rule.ts';
import { refusalBasis } from '../command/refusal-codes.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, InsuredPerson, ServiceStage } from '../records/records.ts';
import { refuseCardToday } from './accept-card-application.ts';
import type { AcceptCardApplicationRequest } from './issue-card-requests.ts';

interface Variation {
  readonly request?: Partial<AcceptCardApplicationRequest>;
  readonly context?: Partial<CommandContext>;
  readonly records?: readonly Change[];
}

function decide(variation: Variation = {}) {
  const base = new FactBase([...beginning, ...(variation.records ?? [])]);
  const request = { ...application, ...variation.request };
  return base.decide({ kind: 'accept-card-application', request }, { ...context, ...variation.context });
}

const changed = (fields: Partial<InsuredPerson>) => [change('insuredPerson', { ...person, ...fields })];
const withCard = (fields: Partial<Card>) => [change('card', card(fields))];

describe('accepting an application in person', () => {
  it('opens a service with its first step and changes nothing else', () => {
    expect(decide()).toEqual({
      accepted: true,
      secrets: [],
      changes: [
        change(
          'serviceRecord',
          service({
            openedAt: context.at,
            steps: [{ step: 'accepted', at: context.at, clerkId: clerk.id, note: null }],
          }),
        ),
      ],
    });
  });

  it.each<[source: string, what: string, variation: Variation, codes: string[]]>([
    ['counter practice', 'an unknown clerk', { context: { clerkId: 'nobody' } }, ['clerk-unknown']],
    [
      'counter practice',
      'an inactive clerk',
      { records: [change('clerk', { ...clerk, active: false })] },
      ['clerk-inactive'],
    ],
    [
      'counter practice',
      'a clerk of another office',
      { records: [change('clerk', { ...clerk, officeId: servicePoint.id })] },
      ['clerk-other-office'],
    ],
    [
      'counter practice',
      'an unknown workstation',
      { context: { workstationId: 'none' } },
      ['workstation-unknown'],
    ],
    [
      'counter practice',
      'a workstation of another office',
      { context: { workstationId: pointWorkstation.id } },
      ['workstation-unknown'],
    ],
    [
      'domain rules section 3, the days of a service point are [local]',
      'a service point of an area that has not published its days',
      {
        context: { officeId: servicePoint.id, workstationId: pointWorkstation.id },
        records: [change('clerk', { ...clerk, officeId: servicePoint.id })],
      },
      ['parameter-missing'],
    ],
    [
      'Social Insurance Law art. 58',
      'an unknown person',
      { request: { personId: 'nobody' } },
      ['person-unknown'],
    ],
    [
      'domain rules section 6',
      'a person who died',
      { records: changed({ deceasedOn: '2026-01-05' }) },
      ['person-deceased'],
    ],
    [
      'domain rules section 3, under 16 with a guardian',
      'a child, the day before he is 16',
      { records: changed({ birthDate: '2010-11-23' }) },
      ['guardian-required'],
    ],
    [
      'GB 11643-1999',
      'a wrong check digit',
      { request: { documentNumber: '110105194912310021' } },
      ['document-number-invalid'],
    ],
    [
      'GB 11643-1999',
      'a number that is none',
      { request: { documentNumber: '1' } },
      ['document-number-invalid'],
    ],
    [
      'real-name practice',
      "somebody else's number",
      { request: { documentNumber: '440524188001010014' } },
      ['document-number-differs'],
    ],
    [
      'real-name practice',
      'another name',
      { request: { documentName: '阿依古丽' } },
      ['document-name-differs'],
    ],
    [
      'Resident Identity Card Law art. 5',
      'a document that expired yesterday',
      { request: { documentValidUntil: '2026-11-21' } },
      ['document-expired'],
    ],
    [
      'real-name practice',
      'a photo not compared',
      { request: { photoCompared: false } },
      ['photo-not-compared'],
    ],
    ['one person, one card', 'a valid card', { records: withCard({ status: '1' }) }, ['card-already-valid']],
    ['one person, one card', 'a sealed card', { records: withCard({ status: '0' }) }, ['card-sealed']],
    ['one person, one card', 'a locked card', { records: withCard({ status: '3' }) }, ['card-locked']],
    [
      'one person, one card',
      'a formally lost card',
      { records: withCard({ status: '2' }) },
      ['card-reported-lost'],
    ],
    [
      'one person, one card',
      'a provisionally lost card',
      { records: withCard({ status: '4' }) },
      ['card-reported-lost'],
    ],
    [
      'one person, one card',
      'a card that is being made, whose service is not known here',
      { records: withCard({ status: null, making: '02', issuedOn: null }) },
      ['card-in-making'],
    ],
    [
      'counter practice',
      'a service number that is taken by a closed service',
      { records: [change('serviceRecord', service({ stage: 'completed' }))] },
      ['service-number-taken'],
    ],
  ])('%s: refuses %s', (_source, _what, variation, codes) => {
    expect(codesOf(decide(variation))).toEqual(codes);
  });

  it.each<[what: string, variation: Variation]>([
    ['on the 16th birthday', { records: changed({ birthDate: '2010-11-22' }) }],
    ['a document on its last day', { request: { documentValidUntil: today } }],
    ['a household booklet with the same number', { request: { documentKind: 'household-booklet' } }],
    ['the number in lower case with blanks', { request: { documentNumber: '110105 19491231 002x' } }],
    ['a look-alike of the middle dot in the name', { request: { documentName: '阿依古丽•买买提' } }],
    ['a cancelled card', { records: withCard({ status: '9', making: '09' }) }],
    ['a card cancelled in the making', { records: withCard({ status: null, making: '09', issuedOn: null }) }],
    ["somebody else's valid card", { records: withCard({ personId: 'person-2' }) }],
    [
      'an earlier service, completed or withdrawn',
      {
        records: [
          change('serviceRecord', service({ id: '330122-20260101-003-0001', stage: 'completed' })),
          change('serviceRecord', service({ id: '330122-20260101-003-0002', stage: 'withdrawn' })),
        ],
      },
    ],
  ])('accepts %s', (_what, variation) => {
    expect(codesOf(decide(variation))).toEqual(['accepted']);
  });

  it.each<ServiceStage>(['accepted', 'in-production', 'produced'])(
    'refuses a second application while one is %s, wherever it was opened',
    (stage) => {
      const other = service({ id: '330122-20261120-004-0007', workstationId: otherWorkstation.id, stage });
      const decision = decide({ records: [change('serviceRecord', { ...other, openedOn: '2026-11-20' })] });
      expect(decision).toMatchObject({
        refusals: [{ code: 'card-in-making', params: { service: other.id, date: '2026-11-20' } }],
      });
    },
  );

  it('tells the sentence of a live card with its tail and its day, never its whole number', () => {
    const decision = decide({ records: withCard({}) });
    expect(decision).toMatchObject({
      refusals: [{ code: 'card-already-valid', params: { cardTail: '5678', date: '2025-03-04' } }],
    });
    expect(JSON.stringify(decision)).not.toContain('A12345678');
  });

  it('tells everything that is missing at one time, each with its basis and its field', () => {
    const decision = decide({
      context: { officeId: servicePoint.id, workstationId: 'none', clerkId: 'nobody' },
      request: {
        documentNumber: '110105194912310021',
        documentName: '王二',
        documentValidUntil: '2020-01-01',
        photoCompared: false,
      },
      records: [
        ...changed({ deceasedOn: '2026-01-05', birthDate: '2020-01-01' }),
        ...withCard({ status: '4' }),
        change('card', card({ id: 'A87654321', status: '3' })),
        change('serviceRecord', service({ stage: 'produced' })),
        change('serviceRecord', service({ id: '330122-20261120-004-0007', stage: 'produced' })),
      ],
    });
    expect(codesOf(decision)).toEqual([
      'card-in-making',
      'card-locked',
      'card-reported-lost',
      'clerk-unknown',
      'document-expired',
      'document-name-differs',
      'document-number-invalid',
      'guardian-required',
      'parameter-missing',
      'person-deceased',
      'photo-not-compared',
      'service-number-taken',
      'workstation-unknown',
    ]);
    if (decision.accepted) throw new Error('it was accepted');
    for (const refusal of decision.refusals) expect(refusal.basis).toBe(refusalBasis[refusal.code]);
    const fields = decision.refusals.map((refusal) => refusal.field).filter((field) => field !== null);
    expect(fields.sort()).toEqual(['documentName', 'documentNumber', 'documentValidUntil', 'photoCompared']);
  });
});

describe('what the person page offers', () => {
  const offer = (records: readonly Change[], who: InsuredPerson = person) => {
    const base = new FactBase([...beginning, ...records]);
    const facts = base.facts([
      { table: 'card', by: 'personId', value: who.id },
      { table: 'serviceRecord', by: 'personId', value: who.id },
    ]);
    return refuseCardToday(facts, who, '01', today).map((refusal) => refusal.code);
  };

  it('offers a card to whom nothing stands in the way', () => {
    expect(offer([change('office', centre)])).toEqual([]);
  });

  it('refuses for the same reasons as the application itself, but for the document', () => {
    const records = [...withCard({ status: '3' }), change('serviceRecord', service({ id: serviceNumber }))];
    const late = { ...person, deceasedOn: '2026-11-01' };
    expect(offer(records, late).sort()).toEqual(['card-in-making', 'card-locked', 'person-deceased']);
  });
});
