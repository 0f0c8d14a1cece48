import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePin } from './pin-strength.ts';

const nobody = { numbers: [] };

/** A day of 1900 to 2099. */
const anyBirthDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** Every six digits that somebody could make of his birth date, told a second time: by what a person would name them. */
function waysToWrite(birthDate: string): readonly string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const [yy, m, d] = [year.slice(2), String(Number(month)), String(Number(day))];
  const inAnyOrder = (a: string, b: string, c: string) => [
    ...[a + b + c, a + c + b, b + a + c, b + c + a, c + a + b, c + b + a],
  ];
  return [
    ...inAnyOrder(yy, month, day),
    ...[year + month, month + year, year + day, day + year],
    // 1990-3-7: 199037 and every other order of it.
    ...[...inAnyOrder(year, m, d), ...inAnyOrder(yy, m, day), ...inAnyOrder(yy, month, d)],
  ].filter((text) => text.length === 6);
}

describe('a social security PIN', () => {
  it.each(['135790', '829461', '112233', '123465', '121212', '000001'])(
    'is taken when nothing speaks against it: %s',
    (pin) => {
      expect(judgePin(pin, nobody)).toEqual([]);
    },
  );

  it.each(['', '12345', '1234567', '12345a', ' 135790', '135790\n', '１３５７９０', '١٣٥٧٩٠', '13579-'])(
    'has exactly six ASCII digits: %j has not',
    (pin) => {
      expect(judgePin(pin, { birthDate: '1990-03-07', numbers: [pin] })).toEqual(['not-six-digits']);
    },
  );

  it('is not one digit repeated', () => {
    for (const digit of '0123456789') expect(judgePin(digit.repeat(6), nobody)).toEqual(['repeated-digit']);
  });

  it.each([
    '012345',
    '123456',
    '234567',
    '345678',
    '456789',
    '567890',
    '678901',
    '789012',
    '890123',
    '901234',
  ])('is not the run %s, upwards or downwards, over 0 included', (run) => {
    expect(judgePin(run, nobody)).toEqual(['run']);
    expect(judgePin(Array.from(run).reverse().join(''), nobody)).toEqual(['run']);
  });

  it.each([
    ['year, month, day', '1985-11-23', '851123'],
    ['day, month, year', '1985-11-23', '231185'],
    ['month, day, year', '1985-11-23', '112385'],
    ['year, day, month', '1985-11-23', '852311'],
    ['full year and month', '1985-11-23', '198511'],
    ['month and full year', '1985-11-23', '111985'],
    ['full year and day', '1985-11-23', '198523'],
    ['full year, month and day without zeros', '1990-03-07', '199037'],
    ['day and month without zeros, full year', '1990-03-07', '731990'],
    ['with zeros', '1990-03-07', '900307'],
    ['29 February', '2000-02-29', '000229'],
  ])('is not the birth date as %s', (_, birthDate, pin) => {
    expect(judgePin(pin, { birthDate, numbers: [] })).toEqual(['birth-date']);
    expect(judgePin(pin, { birthDate: '1971-10-18', numbers: [] })).toEqual([]);
  });

  it('is not the birth date in any order, with the year in four digits or two, with zeros or without, or but half told', () => {
    fc.assert(
      fc.property(anyBirthDate, (birthDate) => {
        for (const pin of waysToWrite(birthDate)) {
          expect(judgePin(pin, { birthDate, numbers: [] }), `${birthDate} ${pin}`).toContain('birth-date');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not called the birth date when a digit of it does not stand there', () => {
    fc.assert(
      fc.property(anyBirthDate, fc.stringMatching(/^[0-9]{6}$/), (birthDate, pin) => {
        const left = Array.from(birthDate.replaceAll('-', ''));
        const isOfIt = Array.from(pin).every((digit) => {
          const place = left.indexOf(digit);
          return place >= 0 && left.splice(place, 1).length === 1;
        });
        fc.pre(!isOfIt);
        expect(judgePin(pin, { birthDate, numbers: [] })).not.toContain('birth-date');
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never the last six digits of a number of the person, wherever letters and blanks stand in it', () => {
    const digits = fc.stringMatching(/^[0-9]{6,19}$/);
    const other = fc.constantFrom('', ' ', '-', 'X', 'H');
    fc.assert(
      fc.property(digits, fc.array(other, { minLength: 20, maxLength: 20 }), (number, between) => {
        const shown = Array.from(number, (digit, place) => `${digit}${between[place] ?? ''}`).join('');
        expect(judgePin(number.slice(-6), { numbers: ['A1', shown] })).toContain('number-tail');
      }),
    );
  });

  it.each([
    ['a card number', 'A12345678', '345678', ['run', 'number-tail']],
    ['a resident ID', '110101199003074391', '074391', ['number-tail']],
    ['a resident ID that ends in X, by its digits', '11010519491231002X', '231002', ['number-tail']],
    ['a number with blanks', '6222 0212 3456 7894', '567894', ['number-tail']],
  ])('is not the tail of %s', (_, number, pin, problems) => {
    expect(judgePin(pin, { numbers: ['999', number] })).toEqual(problems);
  });

  it('is not refused for a number that has fewer than six digits', () => {
    expect(judgePin('135790', { numbers: ['', '0', '35790', 'X'] })).toEqual([]);
  });

  it('is told all its problems at once, in their order', () => {
    expect(judgePin('111111', { birthDate: '2011-11-11', numbers: ['6222111111'] })).toEqual([
      'repeated-digit',
      'birth-date',
      'number-tail',
    ]);
    expect(judgePin('012345', { birthDate: '2001-01-01', numbers: ['9012345'] })).toEqual([
      'run',
      'number-tail',
    ]);
  });

  it.each(['', '1990-02-30', '19900307'])(
    'is not judged against the birth date %j, which is none',
    (birthDate) => {
      expect(() => judgePin('135790', { birthDate, numbers: [] })).toThrow(RangeError);
      expect(() => judgePin('1', { birthDate, numbers: [] })).toThrow(RangeError);
    },
  );

  it('is one of 999,970 of the million: ten repeat a digit, twenty are runs, nothing else is weak in itself', () => {
    let refused = 0;
    for (let pin = 0; pin < 1_000_000; pin += 1) {
      if (judgePin(String(pin).padStart(6, '0'), nobody).length > 0) refused += 1;
    }
    expect(refused).toBe(30);
  });

  it('never answers with anything but its five problems, whatever is typed', () => {
    const known = ['not-six-digits', 'repeated-digit', 'run', 'birth-date', 'number-tail'];
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{6}$/));
    fc.assert(
      fc.property(typed, fc.array(fc.string()), (pin, numbers) => {
        const problems = judgePin(pin, { birthDate: '1990-03-07', numbers });
        expect(problems.every((problem) => known.includes(problem))).toBe(true);
        expect(new Set(problems).size).toBe(problems.length);
      }),
    );
  });
});
