import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import { change } from '../records/change.ts';
import {
  beginning,
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
import type { AttachDocumentRequest } from './attach-document.ts';
import { largestAttachment } from './media-type.ts';

const request: AttachDocumentRequest = {
  attachmentId: '01938f5e-0000-7000-8000-00000000000a',
  serviceNumber,
  personId: person.id,
  kind: 'household-booklet',
  mediaType: 'image/jpeg',
  size: 400_000,
  sha256: 'ab'.repeat(32),
};

function decide(changed: Partial<AttachDocumentRequest> = {}, at: Partial<CommandContext> = {}, fields = {}) {
  const facts = new FactBase([...beginning, change('serviceRecord', service(fields))]);
  return facts.decide(
    { kind: 'attach-document', request: { ...request, ...changed } },
    { ...context, ...at },
  );
}

describe('attaching a scanned document', () => {
  it('records what it is, to which service it belongs, and that its content has not come yet', () => {
    const decision = decide();
    expect(decision.accepted && decision.changes).toEqual([
      change('attachment', {
        id: request.attachmentId,
        serviceId: serviceNumber,
        personId: person.id,
        kind: 'household-booklet',
        mediaType: 'image/jpeg',
        size: 400_000,
        sha256: 'ab'.repeat(32),
        addedOn: today,
        clerkId: clerk.id,
        receivedAt: null,
      }),
    ]);
  });

  it.each(['accepted', 'in-production', 'produced', 'completed'] as const)(
    'is possible while the service is %s: what was missing may be brought later',
    (stage) => {
      expect(codesOf(decide({}, {}, { stage }))).toEqual(['accepted']);
    },
  );

  it('is possible at another window of the same office', () => {
    expect(codesOf(decide({}, { workstationId: otherWorkstation.id }))).toEqual(['accepted']);
  });

  it.each<[string, Partial<AttachDocumentRequest>, object, string]>([
    ['an unknown service', { serviceNumber: '330122-20261122-003-0099' }, {}, 'service-unknown'],
    ['another person’s service', { personId: 'person-2' }, {}, 'service-other-person'],
    ['another office’s service', {}, { officeId: servicePoint.id }, 'service-other-office'],
    ['a withdrawn service', {}, { stage: 'withdrawn' }, 'service-closed'],
    ['an empty content', { size: 0 }, {}, 'attachment-empty'],
    ['a content that is too large', { size: largestAttachment + 1 }, {}, 'attachment-too-large'],
  ])('is refused for %s', (_name, changed, fields, code) => {
    expect(codesOf(decide(changed, {}, fields))).toEqual([code]);
  });

  it('takes the largest and the smallest content there may be', () => {
    expect(codesOf(decide({ size: largestAttachment }))).toEqual(['accepted']);
    expect(codesOf(decide({ size: 1 }))).toEqual(['accepted']);
  });

  it('is refused under an id that something else has', () => {
    const facts = new FactBase([...beginning, change('serviceRecord', service())]);
    const body = { kind: 'attach-document', request } as const;
    expect(codesOf(facts.run(body, context))).toEqual(['accepted']);
    expect(codesOf(facts.run({ ...body, request: { ...request, size: 5 } }, context))).toEqual([
      'attachment-taken',
    ]);
  });

  it('tells every reason at once', () => {
    const elsewhere = { officeId: servicePoint.id, workstationId: pointWorkstation.id };
    expect(codesOf(decide({ personId: 'person-2', size: largestAttachment + 1 }, elsewhere))).toEqual([
      'attachment-too-large',
      'clerk-other-office',
      'service-other-office',
      'service-other-person',
    ]);
  });
});
