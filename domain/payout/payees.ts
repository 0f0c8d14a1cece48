import { destinationText } from '../approval/approval.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { parseBankAccount } from '../identity/bank-account.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { checkPersonName, sameName } from '../identity/person-name.ts';
import { normaliseTypedNumber } from '../identity/typed-number.ts';
import { requireFen, type Fen } from '../money/fen.ts';
import type { Heir, Payee, PayeeAccount, PayeeAsked, PayeeShare, PayoutGround } from '../records/payout.ts';
import type { InsuredPerson } from '../records/records.ts';

/** More heirs than this no family has; a number that is one too many is a mistake of typing. */
export const mostPayees = 20;

/**
 * Everything that is wrong with who is to be paid and where: the person himself on his own account, after his death his
 * estate on it, or his heirs whose shares add up to the whole.
 * @param amount what is paid, fen: nothing needs nobody
 */
export function refusePayees(
  ground: PayoutGround,
  payees: readonly PayeeAsked[],
  person: Pick<InsuredPerson, 'name' | 'documentNumber'>,
  amount: Fen,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const heirs = payees.flatMap(({ heir }) => heir ?? []);
  if (payees.length === 0) return amount > 0 ? [refuse('payout-payee-missing', {}, 'payees')] : [];
  if (ground !== 'death' && heirs.length > 0) refusals.push(refuse('payout-payee-not-holder', {}, 'payees'));
  if (heirs.length > 0 && heirs.length < payees.length) {
    refusals.push(refuse('payout-payees-mixed', {}, 'payees'));
  }
  if (heirs.length === 0 && payees.length > 1) {
    refusals.push(refuse('payout-payee-more-than-one', {}, 'payees'));
  }
  if (!isWhole(payees.map(({ share }) => share))) {
    refusals.push(refuse('payout-shares-not-whole', {}, 'payees'));
  }
  const numbers = heirs.map(numberOf);
  if (new Set(numbers).size < numbers.length) refusals.push(refuse('payout-heir-twice', {}, 'payees'));
  for (const [index, { heir, account }] of payees.entries()) {
    const field = `payees.${String(index)}`;
    if (heir !== null) refusals.push(...refuseHeir(heir, person, field));
    refusals.push(...refuseAccount(account, heir?.name ?? person.name, `${field}.account`));
  }
  return refusals;
}

/** What is wrong with an heir: his document as far as it can be read, and that the dead inherit nothing from themselves. */
function refuseHeir(
  heir: Heir,
  person: Pick<InsuredPerson, 'documentNumber'>,
  field: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reading = checkDocumentNumber(heir.documentKind, heir.documentNumber);
  if (!reading.ok) {
    refusals.push(
      refuse('document-number-invalid', { problem: reading.problem }, `${field}.heir.documentNumber`),
    );
  } else if (reading.number === person.documentNumber) {
    refusals.push(refuse('payout-heir-is-deceased', {}, `${field}.heir.documentNumber`));
  }
  if (!checkPersonName(heir.name).ok)
    refusals.push(refuse('document-name-invalid', {}, `${field}.heir.name`));
  return refusals;
}

/**
 * What is wrong with a payee's account. It is in his own name, because money of the fund goes to nobody else; a card's number
 * has its check digit, another account is 8 to 32 digits long.
 */
function refuseAccount(account: PayeeAccount, owner: string, field: string): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (account.bankName.trim() === '') refusals.push(refuse('payout-bank-missing', {}, `${field}.bankName`));
  if (!sameName(account.accountName, owner)) {
    refusals.push(refuse('payout-account-name-differs', { owner }, `${field}.accountName`));
  }
  const number = normaliseTypedNumber(account.accountNumber);
  const fits = account.form === 'bank-card' ? parseBankAccount(number).ok : /^[0-9]{8,32}$/.test(number);
  if (!fits) {
    const code =
      account.form === 'bank-card' ? 'payout-card-number-invalid' : 'payout-account-number-invalid';
    refusals.push(refuse(code, {}, `${field}.accountNumber`));
  }
  return refusals;
}

/** Whether parts make one whole: neither more nor less, in whole numbers. */
export function isWhole(shares: readonly PayeeShare[]): boolean {
  if (shares.some(({ numerator, denominator }) => numerator < 1 || denominator < 1)) return false;
  const product = shares.reduce((all, { denominator }) => all * BigInt(denominator), 1n);
  const sum = shares.reduce(
    (all, { numerator, denominator }) => all + (product / BigInt(denominator)) * BigInt(numerator),
    0n,
  );
  return shares.length > 0 && sum === product;
}

/**
 * An amount by shares, to the fen and without loss: everybody gets the whole fen of his share, and the fen that are left go
 * one by one to whose share was cut most, the first named first.
 * @param shares make a whole (`isWhole`)
 */
export function distributed(amount: Fen, shares: readonly PayeeShare[]): readonly Fen[] {
  const parts = shares.map(({ numerator, denominator }, index) => {
    const product = BigInt(amount) * BigInt(numerator);
    const whole = product / BigInt(denominator);
    // What is cut, in parts of one common denominator, so that the cuts can be compared.
    return { index, whole, cut: product - whole * BigInt(denominator), of: BigInt(denominator) };
  });
  const left = BigInt(amount) - parts.reduce((sum, { whole }) => sum + whole, 0n);
  const byCut = [...parts].sort((one, other) => {
    const difference = other.cut * one.of - one.cut * other.of;
    return difference === 0n ? one.index - other.index : difference > 0n ? 1 : -1;
  });
  const lucky = new Set(byCut.slice(0, Number(left)).map(({ index }) => index));
  return parts.map(({ index, whole }) => requireFen(Number(whole) + (lucky.has(index) ? 1 : 0)));
}

/** The payees as they are kept until the second person has approved. */
export function payeesAsked(payees: readonly PayeeAsked[]): readonly Payee[] {
  return payees.map((one) => ({ ...storedPayee(one), amount: null, paymentId: null, replaced: false }));
}

/** A payee with his numbers in the form that is stored. */
export function storedPayee({ heir, share, account }: PayeeAsked): PayeeAsked {
  return {
    heir: heir === null ? null : { ...heir, documentNumber: numberOf(heir) },
    share,
    account: { ...account, accountNumber: normaliseTypedNumber(account.accountNumber) },
  };
}

/** Who gets which part where, as it is signed. */
export function destinationOfPayees(payees: readonly PayeeAsked[]): string {
  return destinationText(
    payees.map(storedPayee).map(({ heir, share, account }) => ({
      ...account,
      part: `${heir?.documentNumber ?? ''} ${String(share.numerator)}/${String(share.denominator)}`,
    })),
  );
}

/** Whether two name the same heir, or both the person himself. */
export function samePayee(one: PayeeAsked, other: PayeeAsked): boolean {
  if (one.heir === null || other.heir === null) return one.heir === other.heir;
  return numberOf(one.heir) === numberOf(other.heir);
}

function numberOf({ documentKind, documentNumber }: Heir): string {
  const reading = checkDocumentNumber(documentKind, documentNumber);
  return reading.ok ? reading.number : documentNumber;
}
