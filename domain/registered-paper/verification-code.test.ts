import { describe, expect, it } from 'vitest';
import {
  countyOfPaper,
  groupedCode,
  isVerificationCode,
  readPaperNumber,
  readVerificationCode,
  verificationAlphabet,
} from './verification-code.ts';

describe('a verification code 核验码', () => {
  it('has an alphabet of 32 in which nothing looks like anything else', () => {
    expect(new Set(verificationAlphabet).size).toBe(32);
    expect(verificationAlphabet).not.toMatch(/[01OI]/);
  });

  it('is shown in three groups of four', () => {
    expect(groupedCode('7K3MQ9TX2BHF')).toBe('7K3M-Q9TX-2BHF');
    expect(isVerificationCode('7K3M-Q9TX-2BHF')).toBe(true);
  });

  it.each([
    ['as it is printed', '7K3M-Q9TX-2BHF'],
    ['in small letters', '7k3m-q9tx-2bhf'],
    ['without dashes', '7K3MQ9TX2BHF'],
    ['with blanks', ' 7K3M Q9TX 2BHF '],
    ['with dashes of an input method', '7K3M－Q9TX—2BHF'],
    ['in full width', '７Ｋ３Ｍ－Ｑ９ＴＸ－２ＢＨＦ'],
  ])('is read %s', (_how, typed) => {
    expect(readVerificationCode(typed)).toBe('7K3M-Q9TX-2BHF');
  });

  it.each([
    '',
    '7K3M-Q9TX-2BH',
    '7K3M-Q9TX-2BHFA',
    '0K3M-Q9TX-2BHF',
    'OK3M-Q9TX-2BHF',
    '7K3M-Q9TX-2BH核',
    '<b>',
  ])('is not what %j says', (typed) => {
    expect(readVerificationCode(typed)).toBeNull();
  });

  it.each([
    ['a service number', '330122-20261122-003-0047', '330122-20261122-003-0047'],
    ['the number of a certificate', '330122202611220030047', '330122-20261122-003-0047'],
    ['a day with many services', '330122-20261122-003-123456', '330122-20261122-003-123456'],
    ['blanks', ' 330122 20261122 003 0047 ', '330122-20261122-003-0047'],
    ['full-width digits', '３３０１２２－２０２６１１２２－００３－００４７', '330122-20261122-003-0047'],
  ])('belongs to a number, read from %s', (_what, typed, number) => {
    expect(readPaperNumber(typed)).toBe(number);
    expect(countyOfPaper(number)).toBe('330122');
  });

  it.each(['', '330122', '330122-20261122-003-004', '330122-20261122-003-1234567', "330122' or 1=1"])(
    'belongs to no number like %j',
    (typed) => {
      expect(readPaperNumber(typed)).toBeNull();
    },
  );
});
