import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import { beginning, card, context, service } from '../testing/county.ts';
import { batchId, employee, employer, employerBatch, row } from '../testing/employer-batch.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { AcceptBatchApplicationRequest } from './employer-batch-requests.ts';

interface Variation {
  readonly request?: Partial<AcceptBatchApplicationRequest>;
  readonly records?: readonly Change[];
}

const county = [
  ...beginning,
  change('employer', employer),
  change('insuredPerson', employee),
  change('employerBatch', employerBatch()),
];

function decide(variation: Variation = {}) {
  const base = new FactBase([...county, ...(variation.records ?? [])]);
  return base.decide(
    { kind: 'accept-batch-application', request: { ...row, ...variation.request } },
    context,
  );
}

describe('accepting one row of a batch', () => {
  it('opens a service of the batch, by the employer’s agent, without a document of the person', () => {
    const decision = decide();
    expect(decision.accepted && decision.changes).toEqual([
      change(
        'serviceRecord',
        service({
          id: row.serviceNumber,
          channel: 'employer',
          openedAt: context.at,
          documentValidUntil: null,
          representative: employerBatch().representative,
          batchId,
          steps: [{ step: 'accepted', at: context.at, clerkId: context.clerkId, note: null }],
        }),
      ),
    ]);
  });

  it.each<[source: string, what: string, variation: Variation, codes: string[]]>([
    ['counter practice', 'a batch that nobody opened', { request: { batchId: 'none' } }, ['batch-unknown']],
    [
      'counter practice',
      'a batch that was closed',
      { records: [change('employerBatch', employerBatch({ stage: 'made' }))] },
      ['batch-out-of-order'],
    ],
    [
      'county centre only',
      'a batch of another office',
      { records: [change('employerBatch', employerBatch({ officeId: 'office-other' }))] },
      ['batch-other-office'],
    ],
    ['Social Insurance Law 58', 'a stranger', { request: { personId: 'nobody' } }, ['person-unknown']],
    [
      'Social Insurance Law 58',
      'somebody of another employer',
      { records: [change('insuredPerson', { ...employee, employerId: '91310110666007217T' })] },
      ['not-insured-with-employer'],
    ],
    [
      'Social Insurance Law 58',
      'somebody whose insurance is suspended',
      { records: [change('insuredPerson', { ...employee, insuranceStatus: '2' })] },
      ['not-insured-with-employer'],
    ],
    [
      'GB 11643',
      'a wrong check digit',
      { request: { documentNumber: '110105194912310021' } },
      ['document-number-invalid'],
    ],
    [
      'real name',
      'a number that is another’s',
      { request: { documentNumber: '440524188001010014' } },
      ['document-number-differs'],
    ],
    ['real name', 'another name', { request: { documentName: '王五' } }, ['roster-name-differs']],
    ['one person, one card', 'a valid card', { records: [change('card', card())] }, ['card-already-valid']],
    [
      'one person, one card',
      'an open application',
      { records: [change('serviceRecord', service())] },
      ['card-in-making'],
    ],
    [
      'real name',
      'a death',
      { records: [change('insuredPerson', { ...employee, deceasedOn: '2026-11-01' })] },
      ['person-deceased'],
    ],
    [
      'domain rules 3',
      'somebody of 15',
      { records: [change('insuredPerson', { ...employee, birthDate: '2010-11-23' })] },
      ['guardian-required'],
    ],
    [
      'counter practice',
      'a number that is taken',
      { records: [change('serviceRecord', service({ id: row.serviceNumber, personId: 'person-9' }))] },
      ['service-number-taken'],
    ],
  ])('%s: %s', (_source, _what, variation, codes) => {
    expect(codesOf(decide(variation))).toEqual(codes);
  });

  it('tells everything that is wrong at one time, and nothing of what is on record', () => {
    const decision = decide({
      request: { batchId: 'none', documentNumber: '1', documentName: '王五' },
      records: [change('card', card())],
    });
    expect(codesOf(decision)).toEqual([
      'batch-unknown',
      'card-already-valid',
      'document-number-invalid',
      'roster-name-differs',
    ]);
    expect(JSON.stringify(decision)).not.toContain(employee.name);
  });
});
