import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { balanceOf, effectOn } from '../ledger/balance.ts';
import { entriesOf, groupOf, postEntries, type Posting } from '../ledger/post-entries.ts';
import { addFen, formatYuan } from '../money/fen.ts';
import { change, type Change } from '../records/change.ts';
import type { LedgerAccount, LedgerEntry } from '../records/ledger-entry.ts';
import type { PersonalAccount } from '../records/records.ts';
import { groupTakingBack } from './repayment-groups.ts';
import {
  claimOfGroup,
  claimTakenBack,
  repaymentOfGroup,
  repaymentTakenBack,
  type PostedClaim,
} from './standing-claim.ts';

/** What a reversal looks at: the account, everything that was posted to it, and by which of the person's services. */
export function reversalLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'ledgerEntry', by: 'personId', value: personId },
    { table: 'serviceRecord', by: 'personId', value: personId },
  ];
}

/** The entries of a group in the order of posting. */
export function groupOfPerson(facts: Facts, personId: string, groupId: string): readonly LedgerEntry[] {
  return facts
    .all('ledgerEntry', 'personId', personId)
    .filter((entry) => entry.groupId === groupId)
    .sort((first, second) => first.serial - second.serial);
}

/**
 * Every reason why a group cannot be reversed: it is unknown, is a reversal itself or was reversed, its money has gone to
 * the bank or came with a transfer, it is a claim of which something was paid back, or its account would fall below zero or
 * is closed. A repayment that was recorded by mistake is, whatever has become of the account. Groups are reversed whole, never in part (law 6).
 */
function refuseReversal(facts: Facts, personId: string, groupId: string): readonly Refusal[] {
  const group = groupOfPerson(facts, personId, groupId);
  if (group.length === 0) return [refuse('entries-unknown')];
  const refusals: Refusal[] = [];
  const all = facts.all('ledgerEntry', 'personId', personId);
  if (group.some(({ kind }) => kind === 'reversal')) refusals.push(refuse('entries-are-reversal'));
  if (all.some(({ reversesId }) => group.some(({ id }) => id === reversesId))) {
    refusals.push(refuse('entries-reversed-already'));
  }
  // What was recorded as paid back was only typed: if it never came, or not so, no money moves by taking it back.
  const repaid = repaymentOfGroup(facts, personId, group);
  if (repaid !== undefined) return refusals;
  if (group.some(goesToBank)) refusals.push(refuse('entries-at-the-bank'));
  // Its transfer and the money that came say that it is credited: taken off by an entry alone it would be nobody's for ever.
  else if (group.some(({ kind }) => kind === 'transfer')) refusals.push(refuse('entries-of-transfer'));
  const claim = claimOfGroup(facts, personId, group);
  // What came in would be nobody's: the claim is right as far as it was paid.
  if (claim !== undefined && claim.standing.repayments.length > 0) {
    refusals.push(refuse('recovery-repaid-already', { service: claim.service.id }));
  }
  const account = facts.one('personalAccount', personId);
  if (account === undefined || account.status === 'closed') refusals.push(refuse('account-closed'));
  else {
    const after = addFen(balanceOf(all), -balanceOf(group));
    if (after < 0) refusals.push(refuse('reversal-below-zero', { missing: formatYuan(-after) }));
  }
  return refusals;
}

/** Money that is with the bank, or owed to somebody and on its way there, is not undone by an entry here. */
export function goesToBank({ debitAccount, creditAccount }: LedgerEntry): boolean {
  return [debitAccount, creditAccount].some(
    (account) =>
      account === 'bank-deposits' || account === 'payouts-payable' || account === 'transfers-payable',
  );
}

/** The same amounts the other way, each linked with what it reverses, the last first. */
function mirrored(group: readonly LedgerEntry[], institution: string): readonly Posting[] {
  return group.toReversed().map(({ id, personId, debitAccount, creditAccount, amount }) => ({
    personId,
    kind: 'reversal',
    institution,
    debitAccount: creditAccount,
    creditAccount: debitAccount,
    amount,
    reversesId: id,
  }));
}

/**
 * What moves by a group, fen without sign: what the second person sees. On the personal account, or of a repayment, which moves
 * none, what was owed less by it.
 */
export function amountOf(group: readonly LedgerEntry[]): number {
  const moved = (account: LedgerAccount) =>
    Math.abs(group.reduce((sum, entry) => sum + effectOn(account, entry), 0));
  return moved('personal-account') || moved('recovery-claims');
}

/** What is posted, or everything that is in its way; `amount` in fen, what moves on the personal account. */
export type ReversalEffect =
  | { readonly amount: number; readonly changes: readonly Change[] }
  | { readonly refusals: readonly Refusal[] };

/**
 * What a reversal posts, or everything that is in its way.
 * @param serviceId the service by which it is posted
 * @returns `amount` as `amountOf` says it
 */
export function reversalEffect(
  facts: Facts,
  personId: string,
  groupId: string,
  context: CommandContext,
  serviceId: string | null,
): ReversalEffect {
  const refusals = refuseReversal(facts, personId, groupId);
  const account = facts.one('personalAccount', personId);
  if (refusals.length > 0) return { refusals };
  const group = groupOfPerson(facts, personId, groupId);
  const institution = group[0]?.institution ?? '';
  const repaid = repaymentOfGroup(facts, personId, group);
  const own = groupOf(context, serviceId ?? '');
  if (repaid !== undefined) {
    const entries = entriesOf({ ...own, groupId: groupTakingBack(groupId) }, mirrored(group, institution));
    return {
      amount: amountOf(group),
      changes: [...entries.map((entry) => change('ledgerEntry', entry)), repaymentTakenBack(repaid, context)],
    };
  }
  if (account === undefined) return { refusals: [refuse('account-closed')] };
  const claim = claimOfGroup(facts, personId, group);
  return {
    amount: amountOf(group),
    changes: [
      ...postEntries(own, mirrored(group, institution), account, statusAfter(account, group, claim)),
      ...(claim === undefined ? [] : [claimTakenBack(claim, context)]),
    ],
  };
}

/** An account that stands only for a claim is closed again with it, as the payout had left it. */
function statusAfter(
  { status, balance }: PersonalAccount,
  group: readonly LedgerEntry[],
  claim: PostedClaim | undefined,
): PersonalAccount['status'] {
  const isEmptied = addFen(balance, -balanceOf(group)) === 0;
  return claim?.standing.reopened === true && status === 'sealed' && isEmptied ? 'closed' : status;
}
