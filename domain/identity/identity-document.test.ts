import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityDocumentKind } from './identity-document.ts';
import { checkDocumentNumber } from './identity-document.ts';

const kinds: readonly IdentityDocumentKind[] = [
  'resident-id-card',
  'household-booklet',
  'residence-permit-hmt',
  'permanent-residence-card',
  'passport',
  'temporary-id-card',
];

describe('the number of an identity document', () => {
  it.each(['resident-id-card', 'household-booklet', 'temporary-id-card'] as const)(
    'on a %s is a resident ID number',
    (kind) => {
      expect(checkDocumentNumber(kind, '11010519491231002x')).toEqual({
        ok: true,
        number: '11010519491231002X',
        birthDate: '1949-12-31',
        sex: 'female',
        warnings: [],
      });
      expect(checkDocumentNumber(kind, '440308199901101513')).toEqual({ ok: false, problem: 'check-digit' });
      expect(checkDocumentNumber(kind, '810000199408230021')).toEqual({ ok: false, problem: 'region' });
      expect(checkDocumentNumber(kind, '130503670401001')).toMatchObject({ warnings: ['converted-from-15'] });
    },
  );

  it('on a residence permit has the region of Hong Kong, Macau or Taiwan people', () => {
    expect(checkDocumentNumber('residence-permit-hmt', '810000199408230021')).toEqual({
      ok: true,
      number: '810000199408230021',
      birthDate: '1994-08-23',
      sex: 'female',
      warnings: [],
    });
    expect(checkDocumentNumber('residence-permit-hmt', '11010519491231002X')).toEqual({
      ok: false,
      problem: 'region',
    });
    expect(checkDocumentNumber('residence-permit-hmt', '810000199408230022')).toEqual({
      ok: false,
      problem: 'check-digit',
    });
  });

  it('on a permanent residence card has the form of 2023 or the older one', () => {
    expect(checkDocumentNumber('permanent-residence-card', '932682198501010017')).toEqual({
      ok: true,
      number: '932682198501010017',
      birthDate: '1985-01-01',
      sex: 'male',
      warnings: [],
    });
    const older = checkDocumentNumber('permanent-residence-card', 'usa110123456789');
    expect(older).toStrictEqual({ ok: true, number: 'USA110123456789', warnings: [] });
    expect(checkDocumentNumber('permanent-residence-card', '11010519491231002X')).toEqual({
      ok: false,
      problem: 'region',
    });
  });

  it.each([
    ['E12345678', 'E12345678'],
    ['e 1234 5678', 'E12345678'],
    ['Ｅ１２３４５６７８', 'E12345678'],
    ['12345', '12345'],
    ['A'.repeat(17), 'A'.repeat(17)],
  ])('of a passport is taken: %s', (text, number) => {
    expect(checkDocumentNumber('passport', text)).toStrictEqual({ ok: true, number, warnings: [] });
  });

  it.each([
    ['1234', 'length'],
    ['A'.repeat(18), 'length'],
    ['', 'length'],
    ['E1234-678', 'characters'],
    ['E1234567<', 'characters'],
    ['护照12345', 'characters'],
    ['Ｅ1234é', 'characters'],
  ])('of a passport is refused: %j', (text, problem) => {
    expect(checkDocumentNumber('passport', text)).toEqual({ ok: false, problem });
  });

  it('is stored in one form: checking it again changes nothing, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^ ?[0-9A-Za-z ]{0,20}$/),
      fc.constantFrom('11010519491231002x', '130503670401001', '932682198501010017', '810000199408230021'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), typed, (kind, text) => {
        const reading = checkDocumentNumber(kind, text);
        fc.pre(reading.ok);
        expect(reading.number).toMatch(/^[0-9A-Z]+$/);
        expect(checkDocumentNumber(kind, reading.number)).toMatchObject({ ok: true, number: reading.number });
      }),
    );
  });
});
