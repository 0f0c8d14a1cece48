import { luhnCheckDigit } from '../../domain/identity/bank-account.ts';
import { bankCardPrefix } from './places.ts';

/** What a blank card brings with it; nobody else's by the way it is numbered. */
export interface CardNumbers {
  readonly blankSerial: string;
  readonly cardNumber: string;
  readonly bankCardNumber: string;
}

/**
 * The numbers of a card that was issued long ago: serials 10,000,000 to 69,999,999, card numbers with D. The numbers
 * of neighbours are far apart, as in life; each multiplier has no divisor in common with the size of its range.
 * @param card counted from 0 through the county, below 4 million
 */
export function issuedCardNumbers(seed: number, card: number): CardNumbers {
  return {
    blankSerial: String(10_000_000 + ((card * 61_803_397 + seed) % 60_000_000)),
    cardNumber: `D${padded((card * 61_803_399 + seed) % 100_000_000, 8)}`,
    bankCardNumber: bankCardNumber('1', (card * 618_033_989 + seed) % 100_000_000_000),
  };
}

/** The numbers of a blank in stock: serials that follow each other, card numbers with K. */
export function stockCardNumbers(seed: number, position: number, serial: number): CardNumbers {
  return {
    blankSerial: padded(serial, 8),
    cardNumber: `K${padded((position * 61_803_399 + seed) % 100_000_000, 8)}`,
    bankCardNumber: bankCardNumber('8', (position * 618_033_989 + seed) % 100_000_000_000),
  };
}

/** 19 digits, the last one the Luhn check digit. */
function bankCardNumber(series: string, number: number): string {
  const first18 = bankCardPrefix + series + padded(number, 11);
  return first18 + luhnCheckDigit(first18);
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
