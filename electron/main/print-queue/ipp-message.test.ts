import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIppAnswer, encodeIppRequest, IppFormatError, ippOperation } from './ipp-message.ts';

/** An answer that echoes a request has its form: RFC 8010 has one for both. */
const echo = (attributes: Parameters<typeof encodeIppRequest>[0]['attributes']) =>
  decodeIppAnswer(encodeIppRequest({ operation: ippOperation.printJob, requestId: 7, attributes }));

describe('a message to the print scheduler', () => {
  it('has the bytes that RFC 8010 gives for it', () => {
    const bytes = encodeIppRequest({
      operation: ippOperation.getJobAttributes,
      requestId: 5,
      attributes: [['job-id', 'integer', 258]],
    });
    expect(bytes.toString('latin1')).toBe(
      '\x01\x01\x00\x09\x00\x00\x00\x05\x01' +
        '\x47\x00\x12attributes-charset\x00\x05utf-8' +
        '\x48\x00\x1battributes-natural-language\x00\x02en' +
        '\x21\x00\x06job-id\x00\x04\x00\x00\x01\x02' +
        '\x03',
    );
  });

  it('names an attribute of several values once, and brings all of them', () => {
    const answer = echo([
      ['requested-attributes', 'keyword', 'job-state', 'job-state-reasons'],
      ['last-document', 'boolean', true],
    ]);
    expect(answer.status).toBe(ippOperation.printJob);
    expect(answer.groups).toHaveLength(1);
    expect(answer.groups[0]?.attributes.get('requested-attributes')).toEqual([
      'job-state',
      'job-state-reasons',
    ]);
    expect(answer.groups[0]?.attributes.get('last-document')).toEqual([true]);
  });

  it('puts what is said of the job in a group of its own', () => {
    const bytes = encodeIppRequest({
      operation: ippOperation.printJob,
      requestId: 1,
      attributes: [],
      jobAttributes: [['copies', 'integer', 2]],
    });
    expect(decodeIppAnswer(bytes).groups.map(({ tag }) => tag)).toEqual([1, 2]);
  });

  it('brings every text whole, Chinese too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (text, number) => {
          const { attributes } = echo([
            ['job-name', 'name', text],
            ['copies', 'integer', number],
          ]).groups[0] ?? { attributes: new Map() };
          expect(attributes.get('job-name')).toEqual([text]);
          expect(attributes.get('copies')).toEqual([number]);
        },
      ),
    );
    expect(echo([['job-name', 'name', '回执𠮷']]).groups[0]?.attributes.get('job-name')).toEqual(['回执𠮷']);
  });

  it('is refused as such where it is cut off anywhere, or is something else', () => {
    const whole = encodeIppRequest({
      operation: ippOperation.printJob,
      requestId: 1,
      attributes: [['job-name', 'name', '回执']],
    });
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeIppAnswer(whole.subarray(0, length))).toThrow(IppFormatError);
    }
    expect(() => decodeIppAnswer(Buffer.from('<html>Bad Request</html>'))).toThrow(IppFormatError);
  });
});
