import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import { parsePermanentResidenceCard } from './permanent-residence-card.ts';
import { parseResidentId, residentIdCheckCharacter } from './resident-id.ts';

describe('the number of a permanent residence card of 2023', () => {
  // The first two are the examples of the National Immigration Administration: a Saudi man, applied for in Jiangsu,
  // and a Canadian woman, applied for in Beijing.
  it.each([
    ['932682198501010017', '1985-01-01', 'male', '32', '682'],
    ['911124198108030024', '1981-08-03', 'female', '11', '124'],
    ['931012199012010018', '1990-12-01', 'male', '31', '012'],
  ])('%s is read', (number, birthDate, sex, provinceCode, nationality) => {
    expect(parsePermanentResidenceCard(number)).toEqual({
      ok: true,
      form: '2023',
      number,
      birthDate,
      sex,
      provinceCode,
      nationality,
      warnings: [],
    });
  });

  it('is taken as typed', () => {
    expect(parsePermanentResidenceCard(' ９３２ 682 1985 0101 0017 ')).toMatchObject({
      ok: true,
      number: '932682198501010017',
    });
  });

  it.each([
    ['a wrong check digit', '932682198501010018', 'check-digit'],
    ['a date that does not exist', '932682198502300017', 'birth-date'],
    ['a province that does not exist', '916682198501010017', 'region'],
    ['a citizen’s number', '11010519491231002X', 'region'],
    ['a citizen’s number that has a province at the same place', '511002199003071010', 'region'],
    ['17 digits', '93268219850101001', 'length'],
    ['nothing', '', 'length'],
    ['a letter inside', '932A82198501010017', 'characters'],
    ['a hyphen', '932-682198501010017', 'characters'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parsePermanentResidenceCard(text)).toEqual({ ok: false, problem });
  });

  const validNumber = fc
    .tuple(
      fc.constantFrom('11', '31', '32', '44', '65'),
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 0, max: 36_000 }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([province, nationality, days, sequence]) => {
      const date = addDays('1926-01-01', days).replaceAll('-', '');
      const [state, order] = [nationality, sequence].map((part) => String(part).padStart(3, '0'));
      const first17 = `9${province}${state ?? ''}${date}${order ?? ''}`;
      return first17 + residentIdCheckCharacter(first17);
    });

  it('is read when made by the rule, is never a citizen’s number, and shows every single wrong digit', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.nat(17),
        fc.constantFrom(...Array.from('0123456789X')),
        (number, place, wrong) => {
          expect(parsePermanentResidenceCard(number)).toMatchObject({ ok: true, form: '2023', number });
          expect(parseResidentId(number)).toEqual({ ok: false, problem: 'region' });
          fc.pre(number.charAt(place) !== wrong);
          const slip = number.slice(0, place) + wrong + number.slice(place + 1);
          expect(parsePermanentResidenceCard(slip).ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the older number of a permanent residence card', () => {
  it.each([
    ['USA110123456789', 'USA110123456789'],
    ['can 310081 080312', 'CAN310081080312'],
    ['ＦＲＡ310081080312', 'FRA310081080312'],
  ])('%s is taken, and nothing is read from its digits', (text, number) => {
    expect(parsePermanentResidenceCard(text)).toEqual({
      ok: true,
      form: 'older',
      number,
      nationality: number.slice(0, 3),
      warnings: [],
    });
  });

  it.each([
    ['11 digits', 'USA11012345678', 'length'],
    ['13 digits', 'USA1101234567890', 'length'],
    ['letters alone', 'US', 'length'],
    ['two letters', 'US1101234567890', 'characters'],
    ['four letters', 'USAX10123456789', 'characters'],
    ['a letter at the end', 'USA11012345678X', 'characters'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parsePermanentResidenceCard(text)).toEqual({ ok: false, problem });
  });
});
