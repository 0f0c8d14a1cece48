import { describe, expect, it } from 'vitest';
import type { CardStatus, InsuredPerson, Representative } from '../records/records.ts';
import { change } from '../records/change.ts';
import {
  agent,
  application,
  beginning,
  card,
  context,
  guardian,
  person,
  serviceNumber,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { AcceptCardApplicationRequest } from './issue-card-requests.ts';

const child: InsuredPerson = { ...person, birthDate: '2015-06-01' };

function decide(request: Partial<AcceptCardApplicationRequest>, who: InsuredPerson = person) {
  const base = new FactBase([...beginning, change('insuredPerson', who)]);
  return base.decide({ kind: 'accept-card-application', request: { ...application, ...request } }, context);
}

const byAgent = (fields: Partial<Representative> = {}) =>
  ({ channel: 'agent', representative: { ...agent, ...fields } }) as const;
const byGuardian = (fields: Partial<Representative> = {}) =>
  ({ channel: 'guardian', representative: { ...guardian, ...fields } }) as const;

describe('applying for somebody else', () => {
  it('records who acted, by what right, with the number as it is stored', () => {
    const decision = decide(byAgent({ documentNumber: '110101 19900307 803x' }));
    expect(decision).toMatchObject({
      accepted: true,
      changes: [
        {
          table: 'serviceRecord',
          record: {
            id: serviceNumber,
            channel: 'agent',
            representative: agent,
            documentNumber: person.documentNumber,
            applicationType: '01',
            fee: 0,
          },
        },
      ],
    });
  });

  it.each<[source: string, what: string, request: Partial<AcceptCardApplicationRequest>]>([
    ['Civil Code art. 165', 'an agent with a written authorisation', byAgent()],
    ['counter practice', 'an agent of the same household', byAgent({ authorisation: 'household-booklet' })],
    [
      'counter practice',
      'an agent with a passport, which has no birth date',
      byAgent({ documentKind: 'passport', documentNumber: 'E12345678' }),
    ],
    [
      'Civil Code art. 18',
      'an agent on his 18th birthday',
      byAgent({ documentNumber: '11010120081122001X' }),
    ],
    [
      'Civil Code art. 28',
      'a guardian of a grown-up with a proof',
      byGuardian({ authorisation: 'guardianship-proof' }),
    ],
    [
      'Resident Identity Card Law art. 5',
      'an agent’s document on its last day',
      byAgent({ documentValidUntil: context.today }),
    ],
  ])('%s: accepts %s', (_source, _what, request) => {
    expect(codesOf(decide(request))).toEqual(['accepted']);
  });

  it('domain rules section 3: a child is accepted with his guardian, and with nobody else', () => {
    expect(codesOf(decide(byGuardian(), child))).toEqual(['accepted']);
    expect(codesOf(decide(byAgent(), child))).toEqual(['guardian-required']);
    expect(codesOf(decide({}, child))).toEqual(['guardian-required']);
  });

  it.each<
    [
      source: string,
      what: string,
      request: Partial<AcceptCardApplicationRequest>,
      code: string,
      field: string,
    ]
  >([
    [
      'domain rules section 3',
      'an agent of whom nothing is said',
      { channel: 'agent' },
      'representative-mismatch',
      'channel',
    ],
    [
      'domain rules section 3',
      'somebody beside a person who came himself',
      { representative: agent },
      'representative-mismatch',
      'channel',
    ],
    [
      'Civil Code art. 161',
      'the insured person as his own agent',
      byAgent({ documentNumber: person.documentNumber.toLowerCase() }),
      'representative-is-holder',
      'representative.documentNumber',
    ],
    [
      'Civil Code art. 18',
      'an agent the day before he is 18',
      byAgent({ documentNumber: '110101200811230015' }),
      'representative-under-age',
      'representative.documentNumber',
    ],
    [
      'Civil Code art. 18',
      'a guardian who is a child',
      byGuardian({ documentNumber: '110101200811230015' }),
      'representative-under-age',
      'representative.documentNumber',
    ],
    [
      'GB 11643-1999',
      'an agent’s number with a wrong check digit',
      byAgent({ documentNumber: '110101199003078031' }),
      'document-number-invalid',
      'representative.documentNumber',
    ],
    [
      'Resident Identity Card Law art. 5',
      'an agent’s document that expired yesterday',
      byAgent({ documentValidUntil: '2026-11-21' }),
      'document-expired',
      'representative.documentValidUntil',
    ],
    [
      'real-name practice',
      'an agent whose name is none',
      byAgent({ name: '12345' }),
      'document-name-invalid',
      'representative.name',
    ],
    [
      'Civil Code art. 165',
      'an agent with a proof of guardianship',
      byAgent({ authorisation: 'guardianship-proof' }),
      'authorisation-unfit',
      'representative.authorisation',
    ],
    [
      'Civil Code art. 23',
      'a guardian with a written authorisation',
      byGuardian({ authorisation: 'written-authorisation' }),
      'authorisation-unfit',
      'representative.authorisation',
    ],
    [
      'domain rules section 3',
      'a letter of introduction for one card',
      byAgent({ authorisation: 'letter-of-introduction' }),
      'authorisation-unfit',
      'representative.authorisation',
    ],
  ])('%s: refuses %s', (_source, _what, request, code, field) => {
    expect(decide(request)).toMatchObject({ accepted: false, refusals: [{ code, field }] });
  });

  it('tells what is wrong with both persons’ documents at one time, each beside its field', () => {
    const decision = decide({
      ...byAgent({
        documentNumber: '1',
        documentValidUntil: '2020-01-01',
        name: '',
        authorisation: 'guardianship-proof',
      }),
      documentName: '王二',
      documentValidUntil: '2020-01-01',
      photoCompared: false,
    });
    if (decision.accepted) throw new Error('it was accepted');
    expect(decision.refusals.map(({ code, field }) => `${code} ${field ?? ''}`).sort()).toEqual([
      'authorisation-unfit representative.authorisation',
      'document-expired documentValidUntil',
      'document-expired representative.documentValidUntil',
      'document-name-differs documentName',
      'document-name-invalid representative.name',
      'document-number-invalid representative.documentNumber',
      'photo-not-compared photoCompared',
    ]);
  });

  it.each<CardStatus>(['0', '1', '2', '3', '4'])(
    'does not make one valid card more: with a card of status %s it is refused as in person',
    (status) => {
      const base = new FactBase([...beginning, change('card', card({ status }))]);
      const request = { ...application, ...byAgent() };
      const other = base.decide({ kind: 'accept-card-application', request: application }, context);
      expect(codesOf(base.decide({ kind: 'accept-card-application', request }, context))).toEqual(
        codesOf(other),
      );
      expect(codesOf(other)).not.toContain('accepted');
    },
  );
});
