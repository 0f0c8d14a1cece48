import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnCheckDigit, maskBankAccount, parseBankAccount } from './bank-account.ts';

const validNumber = fc.stringMatching(/^[0-9]{15,18}$/).map((first) => first + luhnCheckDigit(first));

describe('a bank account number', () => {
  it.each([
    // Test numbers that the card schemes publish, one of 19 digits reckoned by hand, and nothing but zeros.
    ['4111111111111111', '4111111111111111'],
    ['5500 0000 0000 0004', '5500000000000004'],
    ['６２０００００００００００００００００', '6200000000000000000'],
    ['0000000000000000', '0000000000000000'],
  ])('%s is read', (text, number) => {
    expect(parseBankAccount(text)).toEqual({ ok: true, number });
  });

  it.each([
    ['a wrong check digit', '4111111111111112', 'check-digit'],
    ['15 digits, though their check digit is right', '378282246310005', 'length'],
    ['20 digits', '62000000000000000005', 'length'],
    ['nothing', '', 'length'],
    ['a letter', '411111111111111A', 'characters'],
    ['hyphens', '4111-1111-1111-1111', 'characters'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parseBankAccount(text)).toEqual({ ok: false, problem });
  });

  it('has the Luhn check digit of the usual textbook example', () => {
    expect(luhnCheckDigit('7992739871')).toBe('3');
    expect(luhnCheckDigit('0')).toBe('0');
    expect(() => luhnCheckDigit('')).toThrow(RangeError);
    expect(() => luhnCheckDigit('12a')).toThrow(RangeError);
  });

  it('is read when made by the rule', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        expect(parseBankAccount(number)).toEqual({ ok: true, number });
      }),
    );
  });

  it('shows every single wrong digit', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.nat(18),
        fc.constantFrom(...Array.from('0123456789')),
        (number, place, wrong) => {
          fc.pre(place < number.length && number.charAt(place) !== wrong);
          const slip = number.slice(0, place) + wrong + number.slice(place + 1);
          expect(parseBankAccount(slip)).toEqual({ ok: false, problem: 'check-digit' });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('shows every exchange of neighbours but that of 0 and 9', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(17), (number, place) => {
        const [left, right] = [number.charAt(place), number.charAt(place + 1)];
        fc.pre(right !== '' && left !== right);
        const slip = number.slice(0, place) + right + left + number.slice(place + 2);
        expect(parseBankAccount(slip).ok).toBe(left + right === '09' || left + right === '90');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['6222021234567890', '6222********7890'],
    ['6222021234567890123', '6222***********0123'],
    ['123456789', '12*****89'],
    ['', ''],
  ])('%s is masked as %s', (number, masked) => {
    expect(maskBankAccount(number)).toBe(masked);
  });
});
