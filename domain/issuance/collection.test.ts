import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import type { Collector, InsuredPerson } from '../records/records.ts';
import {
  agent,
  application,
  beginning,
  blankCard,
  context,
  guardian,
  person,
  serviceNumber,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { AcceptCardApplicationRequest, HandOverCardRequest } from './issue-card-requests.ts';

const blank = blankCard(1);
const belonging = { serviceNumber, personId: person.id };
const child: InsuredPerson = { ...person, birthDate: '2015-06-01' };
const { relation: _relation, authorisation: _authorisation, phone: _phone, ...agentsDocument } = agent;
const holder: Collector = {
  role: 'holder',
  name: person.name,
  documentKind: 'resident-id-card',
  documentNumber: person.documentNumber,
  documentValidUntil: 'long-term',
};
const byAgent = { channel: 'agent', representative: agent } as const;
const byGuardian = { channel: 'guardian', representative: guardian } as const;

function made(request: Partial<AcceptCardApplicationRequest> = {}, who: InsuredPerson = person): FactBase {
  const base = new FactBase([...beginning, change('insuredPerson', who)]);
  base.run({ kind: 'accept-card-application', request: { ...application, ...request } }, context);
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    const production = { ...belonging, blankSerial: blank.id, step, note: null };
    base.run({ kind: 'record-card-production', request: production }, context);
  }
  const pin = { ...belonging, cardNumber: blank.cardNumber, sealedPin: 'c2VhbGVk' };
  expect(codesOf(base.run({ kind: 'set-card-pin', request: pin }, context))).toEqual(['accepted']);
  return base;
}

function handOver(base: FactBase, fields: Partial<HandOverCardRequest> = {}, today: string = context.today) {
  const card = { cardNumber: blank.cardNumber, blankSerial: blank.id };
  const request = { ...belonging, ...card, receiptSigned: true, ...fields };
  return base.run({ kind: 'hand-over-card', request }, { ...context, today });
}

const collectorOf = (base: FactBase) => base.get('serviceRecord', serviceNumber).collector;
const takenBy = (fields: Partial<Collector>) => ({ collector: { ...holder, ...fields } });
const agentTakes = { collector: { ...agentsDocument, role: 'agent' }, holderDocumentShown: true } as const;

describe('who takes the card', () => {
  it('is the holder who applied, where nobody else is named', () => {
    const base = made();
    expect(codesOf(handOver(base))).toEqual(['accepted']);
    expect(collectorOf(base)).toEqual(holder);
  });

  it('is the agent or the guardian who applied, with both documents', () => {
    const bought = made(byAgent);
    expect(codesOf(handOver(bought))).toEqual(['holder-document-missing']);
    expect(codesOf(handOver(bought, { holderDocumentShown: true }))).toEqual(['accepted']);
    expect(collectorOf(bought)).toEqual({ ...agentsDocument, role: 'agent' });
    const childs = made(byGuardian, child);
    expect(codesOf(handOver(childs, { holderDocumentShown: true }))).toEqual(['accepted']);
    expect(collectorOf(childs)).toEqual({ ...agentsDocument, role: 'guardian' });
  });

  it('may be another than the one who applied: the holder himself, or an agent with both documents', () => {
    const own = made(byAgent);
    expect(codesOf(handOver(own, takenBy({ documentNumber: '110105 19491231 002x' })))).toEqual(['accepted']);
    expect(collectorOf(own)).toEqual(holder);
    const sent = made();
    expect(codesOf(handOver(sent, agentTakes))).toEqual(['accepted']);
    expect(collectorOf(sent)).toEqual(agentTakes.collector);
  });

  it.each<
    [source: string, what: string, fields: Partial<HandOverCardRequest>, code: string, field: string | null]
  >([
    [
      'real-name rule',
      'somebody who says he is the holder',
      takenBy({ documentNumber: '440524188001010014' }),
      'document-number-differs',
      'collector.documentNumber',
    ],
    [
      'real-name rule',
      'a holder of another name',
      takenBy({ name: '王二' }),
      'document-name-differs',
      'collector.name',
    ],
    [
      'GB 11643-1999',
      'a holder whose number is none',
      takenBy({ documentNumber: '12345' }),
      'document-number-invalid',
      'collector.documentNumber',
    ],
    [
      'Resident Identity Card Law art. 5',
      'a holder whose document expired yesterday',
      takenBy({ documentValidUntil: '2026-11-21' }),
      'document-expired',
      'collector.documentValidUntil',
    ],
    [
      'domain rules section 3',
      'an agent without the holder’s document',
      { ...agentTakes, holderDocumentShown: false },
      'holder-document-missing',
      'holderDocumentShown',
    ],
    [
      'Civil Code art. 161',
      'the holder as his own agent',
      { ...takenBy({ role: 'agent' }), holderDocumentShown: true },
      'representative-is-holder',
      'collector.documentNumber',
    ],
    [
      'Civil Code art. 18',
      'an agent who is a child',
      { ...takenBy({ role: 'agent', documentNumber: '110101200811230015' }), holderDocumentShown: true },
      'representative-under-age',
      'collector.documentNumber',
    ],
    [
      'domain rules section 3',
      'an employer, who sent no roster',
      takenBy({ role: 'employer' }),
      'collector-unfit',
      'collector.role',
    ],
  ])('%s: is not %s', (_source, _what, fields, code, field) => {
    expect(handOver(made(), fields)).toMatchObject({ accepted: false, refusals: [{ code, field }] });
  });

  it('domain rules section 3: is a child’s guardian, not the child and not an agent', () => {
    expect(codesOf(handOver(made(byGuardian, child), takenBy({})))).toEqual(['guardian-required']);
    expect(codesOf(handOver(made(byGuardian, child), agentTakes))).toEqual(['guardian-required']);
  });

  it('must show a document that still holds on the day of the hand-over', () => {
    const base = made({ documentValidUntil: '2026-11-23' });
    expect(codesOf(handOver(base, {}, '2026-11-24'))).toEqual(['document-expired']);
    expect(codesOf(handOver(base, takenBy({ documentKind: 'temporary-id-card' }), '2026-11-24'))).toEqual([
      'accepted',
    ]);
  });

  it('hears everything at one time: signature, documents, and what else is missing', () => {
    const fields = { ...agentTakes, holderDocumentShown: false, receiptSigned: false };
    expect(codesOf(handOver(made(), fields))).toEqual(['holder-document-missing', 'receipt-not-signed']);
  });
});
