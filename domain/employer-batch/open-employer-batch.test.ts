import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import { residentIdCheckCharacter } from '../identity/resident-id.ts';
import { change, type Change } from '../records/change.ts';
import { beginning, clerk, context, pointWorkstation, service, servicePoint } from '../testing/county.ts';
import { batchId, employer, employerBatch, opening } from '../testing/employer-batch.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { OpenEmployerBatchRequest } from './employer-batch-requests.ts';

const numberOf = (first: string) => first + residentIdCheckCharacter(first);

interface Variation {
  readonly request?: Partial<OpenEmployerBatchRequest>;
  readonly agent?: Partial<OpenEmployerBatchRequest['agent']>;
  readonly context?: Partial<CommandContext>;
  readonly records?: readonly Change[];
}

function decide(variation: Variation = {}) {
  const base = new FactBase([...beginning, change('employer', employer), ...(variation.records ?? [])]);
  const request = { ...opening, agent: { ...opening.agent, ...variation.agent }, ...variation.request };
  return base.decide({ kind: 'open-employer-batch', request }, { ...context, ...variation.context });
}

describe('opening an employer’s batch', () => {
  it('writes the batch with its letter and its agent, and changes nothing else', () => {
    expect(decide()).toEqual({
      accepted: true,
      secrets: [],
      changes: [change('employerBatch', employerBatch({ openedAt: context.at }))],
    });
  });

  it.each<[source: string, what: string, variation: Variation, codes: string[]]>([
    ['domain rules 3', 'a letter of today', { request: { letterDate: '2026-11-22' } }, ['accepted']],
    [
      '[practice]',
      'a letter of tomorrow',
      { request: { letterDate: '2026-11-23' } },
      ['letter-date-in-future'],
    ],
    ['[practice]', 'a letter 90 days old', { request: { letterDate: '2026-08-24' } }, ['accepted']],
    ['[practice]', 'a letter 91 days old', { request: { letterDate: '2026-08-23' } }, ['letter-too-old']],
    [
      'Social Insurance Law 57',
      'an employer that nobody knows',
      { request: { employerId: '91310110666007217T' } },
      ['employer-unknown'],
    ],
    [
      'Social Insurance Law 57',
      'an employer that is not active',
      { records: [change('employer', { ...employer, active: false })] },
      ['employer-inactive'],
    ],
    [
      'GB 11643',
      'an agent with a wrong check digit',
      { agent: { documentNumber: '440308199901101513' } },
      ['document-number-invalid'],
    ],
    [
      'Civil Code 18',
      'an agent of 17',
      { agent: { documentNumber: numberOf('11010520081123002') } },
      ['representative-under-age'],
    ],
    [
      'Identity Card Law 5',
      'an agent whose document ran out yesterday',
      { agent: { documentValidUntil: '2026-11-21' } },
      ['document-expired'],
    ],
    [
      'Identity Card Law 5',
      'an agent whose document holds until today',
      { agent: { documentValidUntil: '2026-11-22' } },
      ['accepted'],
    ],
    ['real name', 'an agent without a name', { agent: { name: '？' } }, ['document-name-invalid']],
    ['domain rules 3', 'a roster with nobody valid', { request: { rows: 0 } }, ['batch-without-rows']],
    [
      'counter practice',
      'a number that a batch has',
      { records: [change('employerBatch', employerBatch())] },
      ['service-number-taken'],
    ],
    [
      'counter practice',
      'a number that a service has',
      { records: [change('serviceRecord', service({ id: batchId }))] },
      ['service-number-taken'],
    ],
    [
      'domain rules 3: county centre only',
      'a service point',
      {
        context: { officeId: servicePoint.id, workstationId: pointWorkstation.id },
        records: [change('clerk', { ...clerk, officeId: servicePoint.id })],
      },
      ['office-makes-no-cards'],
    ],
  ])('%s: %s', (_source, _what, variation, codes) => {
    expect(codesOf(decide(variation))).toEqual(codes);
  });

  it('tells everything that is wrong at one time', () => {
    const decision = decide({
      request: { employerId: 'X', letterDate: '2026-01-01', rows: 0 },
      agent: { documentNumber: '1', documentValidUntil: '2020-01-01' },
      context: { clerkId: 'nobody' },
    });
    expect(codesOf(decision)).toEqual([
      'batch-without-rows',
      'clerk-unknown',
      'document-expired',
      'document-number-invalid',
      'employer-unknown',
      'letter-too-old',
    ]);
  });
});
