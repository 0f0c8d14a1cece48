import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import { maskResidentId, parseResidentId, residentIdCheckCharacter } from './resident-id.ts';

const anyDate = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1903-01-01', days));
const anySequence = fc.integer({ min: 0, max: 999 }).map((sequence) => String(sequence).padStart(3, '0'));
const anyRegion = fc.oneof(
  fc.constantFrom('110105', '440524', '340524', '440308', '310119', '650100', '810000', '820000', '830000'),
  fc
    .tuple(fc.constantFrom('11', '13', '33', '44', '54', '65'), fc.integer({ min: 101, max: 9999 }))
    .map(([province, county]) => province + String(county).padStart(4, '0')),
);
const validNumber = fc.tuple(anyRegion, anyDate, anySequence).map(([region, date, sequence]) => {
  const first17 = region + date.replaceAll('-', '') + sequence;
  return { number: first17 + residentIdCheckCharacter(first17), region, date, sequence };
});

describe('a resident ID number', () => {
  // GB 11643-1999, annex A (Chaoyang of Beijing, Chaoyang of Guangdong), and the specification's own.
  it.each([
    ['11010519491231002X', '1949-12-31', 'female', '110105'],
    ['440524188001010014', '1880-01-01', 'male', '440524'],
    ['34052419800101001X', '1980-01-01', 'male', '340524'],
    ['440308199901101512', '1999-01-10', 'male', '440308'],
    ['11010119900307803X', '1990-03-07', 'male', '110101'],
  ])('%s is read', (number, birthDate, sex, regionCode) => {
    expect(parseResidentId(number)).toEqual({
      ok: true,
      number,
      birthDate,
      sex,
      regionCode,
      permit: false,
      warnings: [],
    });
  });

  it.each([
    ['810000199408230021', '1994-08-23', 'female', '810000'],
    ['830000199201300022', '1992-01-30', 'female', '830000'],
  ])('%s of a residence permit is read', (number, birthDate, sex, regionCode) => {
    const reading = { ok: true, number, birthDate, sex, regionCode, permit: true, warnings: [] };
    expect(parseResidentId(number)).toEqual(reading);
  });

  it.each([
    ['lower-case x', '11010519491231002x'],
    ['blanks around it', '  11010519491231002X\n'],
    ['blanks inside', '110105 19491231 002X'],
    ['full-width digits and X', '１１０１０５１９４９１２３１００２Ｘ'],
    ['full-width x and ideographic blanks', '110105　19491231　002ｘ'],
    ['invisible characters of a spreadsheet', '\u202d11010519491231002X\u202c\u200b'],
  ])('is taken with %s', (_, text) => {
    expect(parseResidentId(text)).toMatchObject({ ok: true, number: '11010519491231002X' });
  });

  it.each([
    ['30 February', '11010119900230123X', 'birth-date'],
    ['29 February of a common year', '110101199002290014', 'birth-date'],
    ['month 13', '110101199013010014', 'birth-date'],
    ['year 0000', '110101000001010014', 'birth-date'],
    ['the eighteenth century', '110101179912310014', 'birth-date'],
    ['a wrong check digit', '440308199901101513', 'check-digit'],
    ['a digit for the X', '110105194912310020', 'check-digit'],
    ['an X for the digit', '44030819990110151X', 'check-digit'],
    ['no province', '010105194912310021', 'region'],
    ['a province that does not exist', '160105194912310021', 'region'],
    ['a permit’s region that does not exist', '810001199408230021', 'region'],
    ['a foreigner’s card', '932682198501010017', 'region'],
    ['17 digits', '11010519491231002', 'length'],
    ['19 digits', '1101051949123100200', 'length'],
    ['14 digits', '11010549123100', 'length'],
    ['nothing', '', 'length'],
    ['blanks only', ' \u3000 ', 'length'],
    ['a letter inside', '11010519491231O02X', 'characters'],
    ['an X inside', '110105194912X1002X', 'characters'],
    ['two X', '1101051949123100XX', 'characters'],
    ['an X at the end of 15', '11010549123100X', 'characters'],
    ['hyphens', '110105-19491231-002X', 'characters'],
    ['Arabic digits', '١١٠١٠٥١٩٤٩١٢٣١٠٠٢٠', 'characters'],
    ['a Cyrillic Ха', '11010519491231002Х', 'characters'],
    ['words', '身份证', 'characters'],
    ['an emoji', '😀', 'characters'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parseResidentId(text)).toEqual({ ok: false, problem });
  });

  it.each([
    ['崇文区 of Beijing, merged in 2010', '110103', 'region-withdrawn'],
    ['宣武区 of Beijing, merged in 2010', '110104', 'region-withdrawn'],
    ['卢湾区 of Shanghai, merged in 2011', '310103', 'region-withdrawn'],
    ['南汇区 of Shanghai, merged in 2009', '310119', 'region-withdrawn'],
    ['下城区 of Hangzhou, divided in 2021', '330103', 'region-withdrawn'],
    ['a whole province', '330000', 'region-unknown'],
    ['a whole prefecture', '330100', 'region-unknown'],
    ['a county of no prefecture', '330001', 'region-unknown'],
    ['Taiwan province', '710101', 'region-unknown'],
  ])('is warned of, not refused, with the region of %s', (_, region, warning) => {
    const first17 = `${region}19900307101`;
    expect(parseResidentId(first17 + residentIdCheckCharacter(first17))).toMatchObject({
      ok: true,
      regionCode: region,
      warnings: [warning],
    });
  });

  it.each(['441900', '442000', '460300', '460400', '620200', '440308', '110105'])(
    'is not warned of with region %s, whose people carry it',
    (region) => {
      const first17 = `${region}19900307101`;
      const reading = parseResidentId(first17 + residentIdCheckCharacter(first17));
      expect(reading).toMatchObject({ ok: true, warnings: [] });
    },
  );
});

describe('a number of 15 digits', () => {
  it.each([
    ['130503670401001', '130503196704010016', '1967-04-01', 'male', ['converted-from-15']],
    ['110105491231002', '11010519491231002X', '1949-12-31', 'female', ['converted-from-15']],
    [
      '110103 900307 102',
      '110103199003071025',
      '1990-03-07',
      'female',
      ['converted-from-15', 'region-withdrawn'],
    ],
    // GB 11643-1989 kept the sequences 996 to 999 for people born in the century before.
    ['110105870101998', '110105188701019987', '1887-01-01', 'female', ['converted-from-15']],
  ])('%s becomes %s', (text, number, birthDate, sex, warnings) => {
    expect(parseResidentId(text)).toMatchObject({ ok: true, number, birthDate, sex, warnings });
  });

  it.each([
    ['a date that does not exist', '110105490230002', 'birth-date'],
    ['29 February 1900, which was no leap year', '110105000229002', 'birth-date'],
    ['no province', '000000491231002', 'region'],
    ['a permit’s region: permits came in 2018', '810000940823002', 'region'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parseResidentId(text)).toEqual({ ok: false, problem });
  });

  it('has no check digit, so a slip in the sequence is not found: why it is warned of', () => {
    expect(parseResidentId('110105491231004')).toMatchObject({ ok: true, warnings: ['converted-from-15'] });
  });
});

describe('the check character of MOD 11-2', () => {
  it('lets every number made with it be read, with the parts it was made of', () => {
    fc.assert(
      fc.property(validNumber, ({ number, region, date, sequence }) => {
        expect(parseResidentId(number)).toMatchObject({
          ok: true,
          number,
          birthDate: date,
          regionCode: region,
          sex: Number(sequence) % 2 === 1 ? 'male' : 'female',
        });
      }),
      { numRuns: 500 },
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.nat(17),
        fc.constantFrom(...Array.from('0123456789X')),
        ({ number }, place, wrong) => {
          fc.pre(number.charAt(place) !== wrong);
          expect(parseResidentId(number.slice(0, place) + wrong + number.slice(place + 1)).ok).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds every exchange of neighbours, the check character among them', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(16), ({ number }, place) => {
        const [left, right] = [number.charAt(place), number.charAt(place + 1)];
        fc.pre(left !== right);
        expect(parseResidentId(number.slice(0, place) + right + left + number.slice(place + 2)).ok).toBe(
          false,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    '1101051949123100',
    '110105194912310020',
    '1101051949123100X',
    '１１０１０５１９４９１２３１００２',
  ])('is made from 17 digits only, not from %j', (text) => {
    expect(() => residentIdCheckCharacter(text)).toThrow(RangeError);
  });

  it('is never asked for by a text that cannot have one: no text makes the reading throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{15,18}X?$/)), (text) => {
        expect(typeof parseResidentId(text).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the masked number', () => {
  it.each([
    ['11010519491231002X', '110105********002X'],
    ['330106196804122041', '330106********2041'],
    ['932682198501010017', '932682********0017'],
    ['USA110123456789', 'USA*********789'],
    ['E12345678', 'E1*****78'],
    ['A1B2', 'A**2'],
    ['123', '***'],
    ['', ''],
  ])('of %s is %s', (number, masked) => {
    expect(maskResidentId(number)).toBe(masked);
  });
});
