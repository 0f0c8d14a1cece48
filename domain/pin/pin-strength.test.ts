import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePin } from './pin-strength.ts';

const nobody = { numbers: [] };

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
