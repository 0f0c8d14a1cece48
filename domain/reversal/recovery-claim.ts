import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { groupOf, postEntries } from '../ledger/post-entries.ts';
import { addFen } from '../money/fen.ts';
import type { Payment } from '../records/payment.ts';
import { isTransferOpen, transferLookups } from '../transfer/relationship-transfer.ts';
import { goesToBank, groupOfPerson, reversalLookups, type ReversalEffect } from './reversal.ts';

/** What a recovery claim looks at besides what a reversal does: what the bank has paid, and what is claimed already. */
export function recoveryLookups(personId: string): readonly Lookup[] {
  return [
    ...reversalLookups(personId),
    { table: 'payment', by: 'personId', value: personId },
    ...transferLookups(personId),
  ];
}

/**
 * Every reason why what was posted together is not claimed back: it has not left, the bank is still at it, or it is claimed
 * already. Money that is gone is not undone by an entry: whoever got it owes it (Civil Code art. 985, unjust enrichment).
 * @param own the service that claims it; null: it is asked for now
 */
function refuseRecovery(
  facts: Facts,
  personId: string,
  groupId: string,
  own: string | null,
): readonly Refusal[] {
  const group = groupOfPerson(facts, personId, groupId);
  if (group.length === 0 || facts.one('personalAccount', personId) === undefined) {
    return [refuse('entries-unknown')];
  }
  if (!group.some(goesToBank)) return [refuse('recovery-not-gone')];
  const transfer = facts
    .all('relationshipTransfer', 'personId', personId)
    .find(({ id }) => group.some(({ serviceId }) => serviceId === id));
  // What the other area sends back is credited by the transfer: claimed besides, it would be on the account twice.
  if (transfer !== undefined && isTransferOpen(transfer)) {
    return [refuse('transfer-under-way', { service: transfer.id })];
  }
  if (transfer?.state === 'returned') return [refuse('recovery-not-gone')];
  const refusals: Refusal[] = [];
  const payments = paymentsOf(facts, personId, groupId);
  if (payments.some(({ state }) => state === 'ordered' || state === 'sent')) {
    refusals.push(refuse('recovery-under-way'));
  } else if (!payments.some(({ state }) => state === 'paid')) refusals.push(refuse('recovery-not-gone'));
  const claimed = facts
    .all('serviceRecord', 'personId', personId)
    .find(
      ({ id, stage, details }) =>
        id !== own &&
        stage !== 'withdrawn' &&
        details?.of === 'request-reversal' &&
        details.way === 'claim' &&
        details.groupId === groupId,
    );
  if (claimed !== undefined) refusals.push(refuse('recovery-claimed-already', { service: claimed.id }));
  return refusals;
}

/**
 * What a claim posts: what the bank has paid is on the person's account again, and owed by whoever got it. An account that was
 * closed over it is kept for it, sealed, until it is paid to the right one.
 */
export function recoveryEffect(
  facts: Facts,
  personId: string,
  groupId: string,
  context: CommandContext,
  serviceId: string | null,
): ReversalEffect {
  const refusals = refuseRecovery(facts, personId, groupId, serviceId);
  const account = facts.one('personalAccount', personId);
  if (account === undefined || refusals.length > 0) return { refusals };
  const paid = paymentsOf(facts, personId, groupId).filter(({ state }) => state === 'paid');
  const amount = addFen(...paid.map((one) => one.amount));
  return {
    amount,
    changes: postEntries(
      groupOf(context, serviceId ?? ''),
      [
        {
          personId,
          kind: 'adjustment',
          institution: paid[0]?.payeeName ?? '',
          debitAccount: 'recovery-claims',
          creditAccount: 'personal-account',
          amount,
        },
      ],
      account,
      account.status === 'closed' ? 'sealed' : account.status,
    ),
  };
}

/** The orders to the bank of the service by which the group was posted. */
function paymentsOf(facts: Facts, personId: string, groupId: string): readonly Payment[] {
  const services = new Set(groupOfPerson(facts, personId, groupId).map(({ serviceId }) => serviceId));
  return facts
    .all('payment', 'personId', personId)
    .filter(({ serviceId, purpose }) => services.has(serviceId) && purpose !== 'remittance-return');
}
