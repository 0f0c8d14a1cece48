import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import { agent, beginning, clerk, context, guardian, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { inquiring } from '../testing/inquiry.ts';
import type { AnswerInquiryRequest } from './answer-inquiry.ts';

function decide(request: Partial<AnswerInquiryRequest>, records: readonly Change[] = []) {
  return new FactBase([...beginning, ...records]).decide(
    { kind: 'answer-inquiry', request: { ...inquiring, ...request } },
    context,
  );
}

const throughAgent = { channel: 'agent', representative: agent } as const;

describe('an inquiry at the counter (domain rules section 7, Social Insurance Law art. 4 and 74)', () => {
  it('notes who asked for what, and from which data it was answered, and changes nothing else', () => {
    expect(decide({})).toMatchObject({
      accepted: true,
      changes: [
        {
          table: 'serviceRecord',
          record: {
            id: serviceNumber,
            kind: 'answer-inquiry',
            stage: 'completed',
            channel: 'in-person',
            documentNumber: person.documentNumber,
            representative: null,
            steps: [{ step: 'answered', clerkId: clerk.id }],
            details: { of: 'answer-inquiry', asked: ['balance', 'rights'], asOf: inquiring.asOf },
          },
        },
      ],
    });
  });

  it('through an agent keeps his document, too', () => {
    expect(decide(throughAgent)).toMatchObject({
      changes: [{ record: { channel: 'agent', representative: { documentNumber: agent.documentNumber } } }],
    });
  });

  it.each<[source: string, what: string, request: Partial<AnswerInquiryRequest>, codes: readonly string[]]>([
    [
      'domain rules section 7: the person’s document',
      'another document than the person’s',
      { document: { ...inquiring.document, documentNumber: '440524188001010014' } },
      ['document-number-differs'],
    ],
    [
      'domain rules section 7: and the agent’s',
      'an agent without his document',
      { channel: 'agent', representative: null },
      ['representative-mismatch'],
    ],
    [
      'Resident Identity Card Law art. 5',
      'an agent whose document has expired',
      { ...throughAgent, representative: { ...agent, documentValidUntil: '2026-11-21' } },
      ['document-expired'],
    ],
    ['practice', 'nobody compared', { photoCompared: false }, ['photo-not-compared']],
    ['practice', 'nothing asked for', { asked: [] }, ['nothing-asked']],
    [
      '一次性告知',
      'everything at once',
      { asked: [], photoCompared: false, channel: 'agent', representative: null },
      ['nothing-asked', 'photo-not-compared', 'representative-mismatch'],
    ],
    ['Social Insurance Law art. 58', 'nobody of that id', { personId: 'nobody' }, ['person-unknown']],
  ])('is refused: %s: %s', (_source, _what, request, codes) => {
    expect(codesOf(decide(request))).toEqual(codes);
  });

  it('about a child is its guardian’s to make', () => {
    const child = change('insuredPerson', { ...person, birthDate: '2016-05-06' });
    expect(codesOf(decide({}, [child]))).toEqual(['guardian-required']);
    expect(decide({ channel: 'guardian', representative: guardian }, [child])).toMatchObject({
      accepted: true,
    });
  });

  it('in the name of the deceased is nobody’s: agency has ended (Civil Code art. 173)', () => {
    const deceased = change('insuredPerson', { ...person, deceasedOn: '2026-11-01' });
    expect(codesOf(decide(throughAgent, [deceased]))).toEqual(['inquiry-of-the-deceased']);
  });

  it.each([
    ['earlier than the asking, as it is', '2026-11-20T08:00:00.000+08:00', '2026-11-20T08:00:00.000+08:00'],
    ['later than the asking, not believed', '2031-01-01T08:00:00.000+08:00', context.at],
    ['none', null, null],
  ])('keeps how far its data went: %s', (_what, asOf, kept) => {
    expect(decide({ asOf })).toMatchObject({ changes: [{ record: { details: { asOf: kept } } }] });
  });
});
