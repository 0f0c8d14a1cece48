import { describe, expect, it } from 'vitest';
import { refusalBasis } from '../command/refusal-codes.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, InsuredPerson } from '../records/records.ts';
import { agent, beginning, card, clerk, context, person, service, today } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { byTelephone, inWriting, lossParameters, ownDocument, published } from '../testing/loss.ts';
import type { IdentityQuestion, ReportLossRequest } from './card-loss-requests.ts';

const held = (fields: Partial<Card> = {}) => change('card', card(fields));
const county: readonly Change[] = [...beginning, ...lossParameters, held()];

function decide(request: ReportLossRequest, records: readonly Change[] = [], day = today) {
  return new FactBase([...county, ...records]).decide(
    { kind: 'report-loss', request },
    { ...context, today: day },
  );
}

/** What varies of a report by telephone. */
interface TelephoneFields {
  readonly answered: readonly IdentityQuestion[];
  readonly cardNumber: string;
  readonly personId: string;
}

describe('a loss reported by telephone', () => {
  it('stops the card for the days of the pooling area, and keeps which kinds were answered, never an answer', () => {
    expect(decide(byTelephone)).toEqual({
      accepted: true,
      secrets: [],
      changes: [
        held({ status: '4', making: '06', lossExpiresOn: '2026-11-27' }),
        change(
          'serviceRecord',
          service({
            kind: 'report-loss',
            channel: 'telephone',
            stage: 'completed',
            openedAt: context.at,
            closedAt: context.at,
            documentKind: null,
            documentNumber: null,
            documentValidUntil: null,
            formerCardNumber: card().id,
            steps: [
              {
                step: 'reported-provisional',
                at: context.at,
                clerkId: clerk.id,
                note: 'address bank document-number',
              },
            ],
            parameters: { 'provisional-loss-days': '5' },
          }),
        ),
      ],
    });
  });

  it.each<
    [source: string, what: string, request: Partial<TelephoneFields>, records: Change[], codes: string[]]
  >([
    [
      'real-name practice, three questions',
      'two answers',
      { answered: ['address', 'bank'] },
      [],
      ['identity-answers-too-few'],
    ],
    [
      'real-name practice, three questions',
      'one answer three times',
      { answered: ['bank', 'bank', 'bank'] },
      [],
      ['identity-answers-too-few'],
    ],
    [
      'AAZ502 4',
      'a report that still stands',
      {},
      [held({ status: '4', making: '06', lossExpiresOn: today })],
      ['loss-reported-until'],
    ],
    ['AAZ502 2', 'a formal report', {}, [held({ status: '2', making: '05' })], ['loss-already-reported']],
    ['stopping a card harms nobody', 'a locked card', {}, [held({ status: '3' })], ['accepted']],
    [
      'domain rules section 1: its balance is spendable',
      'a sealed card',
      {},
      [held({ status: '0' })],
      ['accepted'],
    ],
    ['AAZ502 9', 'a cancelled card', {}, [held({ status: '9', making: '09' })], ['card-cancelled']],
    [
      'domain rules section 1',
      'a card in the making',
      {},
      [held({ status: null, making: '02', issuedOn: null })],
      ['card-not-handed-over'],
    ],
    [
      'domain rules section 1',
      'a card that is being exchanged, and is in its holder’s hand until then',
      {},
      [held({ making: '08' })],
      ['accepted'],
    ],
    ["one's own card", 'no card of his', { cardNumber: 'A00000000' }, [], ['card-unknown']],
    ["one's own card", "somebody else's card", {}, [held({ personId: 'person-2' })], ['card-unknown']],
    ['Social Insurance Law art. 58', 'nobody', { personId: 'nobody' }, [], ['person-unknown']],
    [
      'counter practice',
      'an inactive clerk',
      {},
      [change('clerk', { ...clerk, active: false })],
      ['clerk-inactive'],
    ],
    [
      'counter practice',
      'a number that was used',
      {},
      [change('serviceRecord', service({ stage: 'completed' }))],
      ['service-number-taken'],
    ],
    [
      'the value is the pooling area’s',
      'a value that is no number',
      {},
      [change('poolingAreaParameter', published('provisional-loss-days', '五'))],
      ['parameter-missing'],
    ],
  ])('%s: %s', (_source, _what, request, records, codes) => {
    expect(codesOf(decide({ ...byTelephone, ...request }, records))).toEqual(codes);
  });

  it('stops a card that its holder has collected and not given a password yet', () => {
    const lost = { status: '4', making: '06', pinSet: false, lossExpiresOn: '2026-11-27' } as const;
    expect(decide(byTelephone, [held({ making: '03', pinSet: false })])).toMatchObject({
      changes: [held(lost), {}],
    });
  });

  it('may be repeated when the first is over', () => {
    const over = held({ status: '4', making: '06', lossExpiresOn: '2026-11-21' });
    expect(decide(byTelephone, [over])).toMatchObject({
      changes: [held({ status: '4', making: '06', lossExpiresOn: '2026-11-27' }), {}],
    });
  });

  it('uses the days that hold on its day', () => {
    const later = change('poolingAreaParameter', published('provisional-loss-days', '7', '2026-11-23'));
    expect(decide(byTelephone, [later])).toMatchObject({
      changes: [{ record: { lossExpiresOn: '2026-11-27' } }, {}],
    });
    expect(decide(byTelephone, [later], '2026-11-23')).toMatchObject({
      changes: [
        { record: { lossExpiresOn: '2026-11-30' } },
        { record: { parameters: { 'provisional-loss-days': '7' } } },
      ],
    });
  });
});

describe('a loss reported with documents', () => {
  it.each<[what: string, fields: Partial<Card>]>([
    ['of a normal card', {}],
    ['after a report by telephone', { status: '4', making: '06', lossExpiresOn: today }],
    ['after a report by telephone that is over', { status: '4', making: '06', lossExpiresOn: '2026-11-01' }],
    ['of a card without a password yet', { making: '03', pinSet: false }],
  ])('is formal and does not expire: %s', (_what, fields) => {
    expect(decide(inWriting, [held(fields)])).toMatchObject({
      changes: [
        held({ ...fields, status: '2', making: '05', lossExpiresOn: null }),
        {
          record: {
            channel: 'in-person',
            documentNumber: person.documentNumber,
            steps: [{ step: 'reported-formal', note: null }],
            parameters: {},
          },
        },
      ],
    });
  });

  it('through an agent keeps both documents', () => {
    const request = {
      ...inWriting,
      channel: 'agent',
      representative: { ...agent, documentNumber: '110101 1990 0307 803x' },
    } as const;
    expect(decide(request)).toMatchObject({
      changes: [
        {},
        { record: { channel: 'agent', documentNumber: person.documentNumber, representative: agent } },
      ],
    });
  });

  const child = (fields: Partial<InsuredPerson> = {}) =>
    change('insuredPerson', { ...person, birthDate: '2015-01-01', ...fields });

  it.each<[source: string, what: string, request: object, records: Change[], codes: string[]]>([
    [
      'domain rules section 3, documents of both',
      'an agent without his document',
      { channel: 'agent' },
      [],
      ['representative-mismatch'],
    ],
    [
      'domain rules section 3, documents of both',
      "an agent with the holder's document",
      { channel: 'agent', representative: { ...agent, documentNumber: person.documentNumber } },
      [],
      ['representative-is-holder'],
    ],
    [
      'Civil Code art. 18',
      'an agent who is not of age',
      { channel: 'agent', representative: { ...agent, documentNumber: '11010120150307211X' } },
      [],
      ['representative-under-age'],
    ],
    [
      'Civil Code art. 165',
      'an agent with what shows a guardian',
      { channel: 'agent', representative: { ...agent, authorisation: 'guardianship-proof' } },
      [],
      ['authorisation-unfit'],
    ],
    [
      'GB 11643-1999',
      'an agent with a wrong check digit',
      { channel: 'agent', representative: { ...agent, documentNumber: '440524188001010013' } },
      [],
      ['document-number-invalid'],
    ],
    [
      'Resident Identity Card Law art. 5',
      'an agent whose document is over',
      { channel: 'agent', representative: { ...agent, documentValidUntil: '2026-11-21' } },
      [],
      ['document-expired'],
    ],
    [
      'Resident Identity Card Law art. 5',
      'a document that is over',
      { document: { ...ownDocument, documentValidUntil: '2026-11-21' } },
      [],
      ['document-expired'],
    ],
    ['real-name practice', 'a photo not compared', { photoCompared: false }, [], ['photo-not-compared']],
    ['domain rules section 3, under 16', 'a child alone', {}, [child()], ['guardian-required']],
    [
      'domain rules section 3, under 16',
      'a child with an agent who is no guardian',
      { channel: 'agent', representative: agent },
      [child()],
      ['guardian-required'],
    ],
    [
      'domain rules section 3, under 16',
      'a child with a guardian',
      { channel: 'guardian', representative: { ...agent, authorisation: 'household-booklet' } },
      [child()],
      ['accepted'],
    ],
    [
      'stopping a card harms nobody',
      'an agent for a holder who died',
      { channel: 'agent', representative: agent },
      [child({ birthDate: '1949-12-31', deceasedOn: '2026-11-01' })],
      ['accepted'],
    ],
    [
      'AAZ502 2',
      'a second formal report',
      {},
      [held({ status: '2', making: '05' })],
      ['loss-already-reported'],
    ],
  ])('%s: %s', (_source, _what, request, records, codes) => {
    expect(codesOf(decide({ ...inWriting, ...request }, records))).toEqual(codes);
  });

  it('tells everything that is missing at one time, each with its basis', () => {
    const decision = decide(
      {
        ...inWriting,
        channel: 'agent',
        document: {
          ...ownDocument,
          name: '王二',
          documentNumber: '440524188001010014',
          documentValidUntil: '2020-01-01',
        },
        representative: { ...agent, documentNumber: '1', documentValidUntil: '2020-01-01' },
        photoCompared: false,
      },
      [held({ status: '2', making: '05' }), change('clerk', { ...clerk, active: false })],
    );
    expect(codesOf(decision)).toEqual([
      'clerk-inactive',
      'document-expired',
      'document-expired',
      'document-name-differs',
      'document-number-differs',
      'document-number-invalid',
      'loss-already-reported',
      'photo-not-compared',
    ]);
    if (decision.accepted) throw new Error('it was accepted');
    for (const refusal of decision.refusals) expect(refusal.basis).toBe(refusalBasis[refusal.code]);
  });
});

describe('a card that is reported lost remembers what it was', () => {
  const over = '2026-11-21';

  it.each<[source: string, what: string, fields: Partial<Card>, before: string]>([
    ['AAZ502 1', 'a normal one', {}, '1'],
    ['AAZ502 0', 'a sealed one', { status: '0' }, '0'],
    ['AAZ502 3', 'a locked one', { status: '3' }, '3'],
    ['AAZ502 0', 'a sealed one without a password', { status: '0', making: '03', pinSet: false }, '0'],
    [
      'domain rules section 3',
      'one that is being exchanged while sealed',
      { status: '0', making: '08' },
      '0',
    ],
    [
      'an expired report does not stand any more',
      'a sealed one whose report is over',
      { status: '4', making: '06', lossExpiresOn: over, statusBeforeLoss: '0' },
      '0',
    ],
  ])('%s: %s, by telephone and in writing', (_source, _what, fields, before) => {
    for (const [request, status] of [
      [byTelephone, '4'],
      [inWriting, '2'],
    ] as const) {
      expect(decide(request, [held(fields)])).toMatchObject({
        changes: [{ record: { status, statusBeforeLoss: before } }, {}],
      });
    }
  });

  it.each(['0', '1', '3'] as const)('also when a report by telephone becomes formal: %s', (before) => {
    const phoned = held({ status: '4', making: '06', lossExpiresOn: today, statusBeforeLoss: before });
    expect(decide(inWriting, [phoned])).toMatchObject({
      changes: [held({ status: '2', making: '05', statusBeforeLoss: before }), {}],
    });
  });
});
