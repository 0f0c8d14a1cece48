import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { sameName } from '../identity/person-name.ts';
import { addFen, type Fen } from '../money/fen.ts';
import type { InsuredPerson } from '../records/records.ts';
import type {
  IncomingRemittance,
  InformationSheet,
  RelationshipTransfer,
} from '../records/relationship-transfer.ts';

/** What does not fit between money that has come and the transfer for which it came. */
export const remittanceDifferences = [
  'other-person',
  'other-area',
  'no-sheet',
  'twice',
  'too-much',
  'too-little',
] as const;
export type RemittanceDifference = (typeof remittanceDifferences)[number];

/** The money of a transfer in the order in which it came. */
export function remittancesOf(facts: Facts, transferId: string): readonly IncomingRemittance[] {
  return [...facts.all('incomingRemittance', 'transferId', transferId)].sort((one, other) =>
    `${one.receivedOn} ${one.id}` < `${other.receivedOn} ${other.id}` ? -1 : 1,
  );
}

/** What of it is still nobody's and not on its way back, fen. */
export function leftOf({ amount, credited, returned, returnAsked }: IncomingRemittance): Fen {
  return addFen(amount, -credited, -returned, -(returnAsked?.amount ?? 0));
}

/** The money that was found to be this transfer's, as far as it was not sent back, fen. */
export function matchedSum(remittances: readonly IncomingRemittance[]): Fen {
  return addFen(
    ...remittances
      .filter(({ state }) => state === 'matched' || state === 'credited')
      .map((one) => addFen(leftOf(one), one.credited)),
  );
}

/**
 * Whether money can be expected by this transfer now, and how much: of somebody who comes what his sheet says, of somebody
 * whom the other area did not take what had been remitted. Null where there is nothing yet to hold it against.
 */
export function expectedBy({
  direction,
  state,
  sheet,
  amount,
}: Pick<RelationshipTransfer, 'direction' | 'state' | 'sheet' | 'amount'>): Fen | null {
  if (direction === 'out') return state === 'money-refused' || state === 'returned' ? amount : null;
  return sheet === null ? null : amount;
}

/**
 * Everything in which one remittance differs from what is expected, given what else was matched already: each has its way
 * out (domain rules section 5: money is matched to the sheet before it is credited).
 */
export function differencesOf(
  transfer: RelationshipTransfer,
  person: Pick<InsuredPerson, 'name' | 'documentNumber'>,
  remittance: IncomingRemittance,
  others: readonly IncomingRemittance[],
): readonly RemittanceDifference[] {
  const differences: RemittanceDifference[] = [];
  if (!sameName(remittance.payeeName, person.name) || remittance.payeeNumber !== person.documentNumber) {
    differences.push('other-person');
  }
  if (remittance.payerAreaCode !== transfer.otherArea.areaCode) differences.push('other-area');
  const expected = expectedBy(transfer);
  if (expected === null) return [...differences, 'no-sheet'];
  const missing = expected - matchedSum(others.filter(({ id }) => id !== remittance.id));
  const amount = addFen(leftOf(remittance), remittance.credited);
  if (missing <= 0) differences.push('twice');
  else if (amount > missing) differences.push('too-much');
  else if (amount < missing) differences.push('too-little');
  return differences;
}

/** Why a sheet is not this person's: nothing is credited by it, the other area is asked for another. */
export function refuseSheet(
  sheet: InformationSheet | null,
  person: Pick<InsuredPerson, 'name' | 'documentNumber'>,
): readonly Refusal[] {
  if (sheet === null) return [refuse('transfer-no-sheet')];
  return sameName(sheet.name, person.name) && sheet.documentNumber === person.documentNumber
    ? []
    : [refuse('transfer-sheet-other-person')];
}

/** What goes back when all that is left of it does, and what when only what is too much does; 0: nothing. */
export function returnable(
  transfer: RelationshipTransfer,
  remittance: IncomingRemittance,
  others: readonly IncomingRemittance[],
): { readonly whole: Fen; readonly excess: Fen } {
  const whole = leftOf(remittance);
  const isCounted = remittance.state === 'matched' || remittance.state === 'credited';
  const expected = expectedBy(transfer);
  if (!isCounted || expected === null) return { whole, excess: 0 };
  const tooMuch = matchedSum([...others.filter(({ id }) => id !== remittance.id), remittance]) - expected;
  return { whole, excess: Math.max(0, Math.min(whole, tooMuch)) };
}

/** The remittance with its state as what was done with it makes it. */
export function settled(remittance: IncomingRemittance): IncomingRemittance {
  const { amount, credited, returned } = remittance;
  if (returned === amount) return { ...remittance, state: 'returned' };
  return credited > 0 && credited + returned === amount ? { ...remittance, state: 'credited' } : remittance;
}
