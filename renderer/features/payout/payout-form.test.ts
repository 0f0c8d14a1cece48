import { describe, expect, it } from 'vitest';
import { emptyFields, emptyPayee, payeesOf, placeOfPayout, readShare, refuseFields } from './payout-form.ts';

describe('a share as it is typed', () => {
  it.each([
    ['1/3', { numerator: 1, denominator: 3 }],
    [' １ / ２ ', { numerator: 1, denominator: 2 }],
    ['50%', { numerator: 50, denominator: 100 }],
    ['1', { numerator: 1, denominator: 1 }],
  ])('%j is a part', (typed, share) => expect(readShare(typed)).toEqual(share));

  it.each(['', '0', '1/0', '0/3', '一半', '0.5', '-1/2', '1/2/3', '12345/99999'])('%j is none', (typed) =>
    expect(readShare(typed)).toBeNull(),
  );
});

const about = {
  ground: 'death',
  name: '张建国',
  amount: 300,
  cardNumber: 'A12345678',
  keepsAccount: false,
} as const;

function heir(name: string, share: string) {
  return { ...emptyPayee(), heir: { ...emptyPayee().heir, name, relation: 'child' }, share };
}

describe('what is missing', () => {
  it('is said at one time: papers, account and card', () => {
    expect(refuseFields(emptyFields(), about).map(({ code }) => code)).toEqual([
      'payout-paper-death-certificate',
      'payout-paper-kinship',
      'payout-bank-missing',
      'payout-account-name-differs',
      'payout-card-number-invalid',
      'payout-card-not-given-up',
    ]);
  });

  it('of a share that cannot be read is that, and not that the shares do not add up', () => {
    const fields = {
      ...emptyFields(),
      payTo: 'heirs' as const,
      payees: [heir('甲', '一半'), heir('乙', '1/2')],
    };
    expect(payeesOf(fields, false).wrong).toContainEqual(['payees.0.share', 'payout.shareUnread']);
    const codes = refuseFields(fields, about).map(({ code }) => code);
    expect(codes).not.toContain('payout-shares-not-whole');
    expect(codes).toContain('payout-paper-share-agreement');
  });

  it('of parts that can be read is that they do not add up', () => {
    const fields = {
      ...emptyFields(),
      payTo: 'heirs' as const,
      payees: [heir('甲', '1/3'), heir('乙', '1/3')],
    };
    expect(refuseFields(fields, about).map(({ code }) => code)).toContain('payout-shares-not-whole');
  });

  it('is nobody to be paid where nothing is left', () => {
    expect(payeesOf(emptyFields(), true)).toEqual({ payees: [], wrong: [] });
    expect(payeesOf(emptyFields(), false).payees).toHaveLength(1);
  });
});

it('a paper that is missing has its place at the first of the papers that would do', () => {
  const refusal = { field: 'papers', code: 'payout-paper-abroad' } as const;
  expect(placeOfPayout(refusal, emptyFields(), 'abroad-account-kept')).toBe('papers.settlement-proof');
  expect(placeOfPayout({ field: null, code: 'medical-bills-open' }, emptyFields(), 'death')).toBeNull();
});
