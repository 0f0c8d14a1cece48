import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { groupOf, postEntries } from '../ledger/post-entries.ts';
import { addFen, type Fen } from '../money/fen.ts';
import { groupOfPayment } from '../payment/payment-order.ts';
import type { Payment } from '../records/payment.ts';
import type { ServiceRecord } from '../records/records.ts';
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
 */
function refuseRecovery(facts: Facts, asked: Asked): readonly Refusal[] {
  const { personId, groupId } = asked;
  const group = groupOfPerson(facts, personId, groupId);
  if (group.length === 0 || facts.one('personalAccount', personId) === undefined) {
    return [refuse('entries-unknown')];
  }
  if (!group.some(goesToBank)) return [refuse('recovery-not-gone')];
  const services = servicesOf(facts, personId, groupId);
  const payments = paymentsOf(facts, personId, services);
  const transfer = facts.all('relationshipTransfer', 'personId', personId).find(({ id }) => services.has(id));
  // What the other area sends back is credited by the transfer: claimed besides, it would be on the account twice.
  if (transfer !== undefined && isTransferOpen(transfer)) {
    return [refuse('transfer-under-way', { service: transfer.id })];
  }
  const refusals: Refusal[] = [];
  const gone = goneBy(facts, personId, services, null);
  if (payments.some(({ state }) => state === 'ordered' || state === 'sent')) {
    refusals.push(refuse('recovery-under-way'));
  } else if (gone <= 0) refusals.push(refuse('recovery-not-gone'));
  // Who got his share rightly owes nothing: of several the one is named who got what is another's.
  else if (
    payments.filter(({ state }) => state === 'paid').length > 1 &&
    paymentOf(payments, groupId) === undefined
  ) {
    refusals.push(refuse('recovery-of-several'));
  }
  const latest = claimsOf(facts, asked, services).at(-1);
  if (latest !== undefined && gone > 0 && claimable(facts, asked, services) <= 0) {
    refusals.push(refuse('recovery-claimed-already', { service: latest.id }));
  }
  return refusals;
}

/** What can still be claimed, fen: of a payment that is named no more than that one was, and of all no more than is gone. */
function claimable(facts: Facts, asked: Asked, services: ReadonlySet<string>): Fen {
  const { personId, groupId } = asked;
  const claims = claimsOf(facts, asked, services);
  const left = addFen(goneBy(facts, personId, services, null), -claimedBy(claims));
  if (paymentOf(paymentsOf(facts, personId, services), groupId) === undefined) return left;
  const same = claims.filter(
    ({ details }) => details?.of === 'request-reversal' && details.groupId === groupId,
  );
  return Math.min(left, addFen(goneBy(facts, personId, services, groupId), -claimedBy(same)));
}

/** The payment that a group of entries is of: what the bank has paid is posted under its name (payment-order.ts). */
function paymentOf(payments: readonly Payment[], groupId: string): Payment | undefined {
  return payments.find(({ id }) => groupOfPayment(id) === groupId);
}

/**
 * What a claim posts: what has left the person's account by the bank is on it again, and owed by whoever got it. An account
 * that was closed over it is kept for it, sealed, until it is paid to the right one.
 */
export function recoveryEffect(
  facts: Facts,
  personId: string,
  groupId: string,
  context: CommandContext,
  serviceId: string | null,
): ReversalEffect {
  const asked = { personId, groupId, own: serviceId };
  const refusals = refuseRecovery(facts, asked);
  const account = facts.one('personalAccount', personId);
  if (account === undefined || refusals.length > 0) return { refusals };
  const services = servicesOf(facts, personId, groupId);
  const payments = paymentsOf(facts, personId, services);
  const amount = claimable(facts, asked, services);
  const payee = paymentOf(payments, groupId) ?? payments.find(({ state }) => state === 'paid');
  return {
    amount,
    changes: postEntries(
      groupOf(context, serviceId ?? ''),
      [
        {
          personId,
          kind: 'adjustment',
          institution: payee?.payeeName ?? '',
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

/** What is claimed: a group of entries of a person. */
interface Asked {
  readonly personId: string;
  readonly groupId: string;
  /** The service that claims it; null: it is asked for now. */
  readonly own: string | null;
}

/** The services by which a group was posted. */
function servicesOf(facts: Facts, personId: string, groupId: string): ReadonlySet<string> {
  return new Set(groupOfPerson(facts, personId, groupId).flatMap(({ serviceId }) => serviceId ?? []));
}

/**
 * What has left the person's account by these services, fen: what was owed and the bank has paid, without what the other area
 * has sent back and is credited again; `group`: by these entries alone. What a bank paid beyond what was owed was never his (domain/payment/kept-order.ts).
 */
function goneBy(facts: Facts, personId: string, services: ReadonlySet<string>, group: string | null): Fen {
  return facts
    .all('ledgerEntry', 'personId', personId)
    .filter(({ serviceId }) => serviceId !== null && services.has(serviceId))
    .filter(({ groupId }) => group === null || groupId === group)
    .reduce<Fen>((sum, { debitAccount, creditAccount, amount }) => {
      const isOwed = debitAccount === 'payouts-payable' || debitAccount === 'transfers-payable';
      if (isOwed && creditAccount === 'bank-deposits') return addFen(sum, amount);
      const isBack = debitAccount === 'unmatched-receipts' && creditAccount === 'personal-account';
      return isBack ? addFen(sum, -amount) : sum;
    }, 0);
}

/** Other claims that stand of what these services have paid, whichever of their entries they name; in the order of asking. */
function claimsOf(
  facts: Facts,
  { personId, own }: Asked,
  services: ReadonlySet<string>,
): readonly ServiceRecord[] {
  return facts
    .all('serviceRecord', 'personId', personId)
    .filter(
      ({ id, stage, details }) =>
        id !== own &&
        stage !== 'withdrawn' &&
        details?.of === 'request-reversal' &&
        details.way === 'claim' &&
        [...servicesOf(facts, personId, details.groupId)].some((service) => services.has(service)),
    )
    .sort((one, other) => (one.openedAt < other.openedAt ? -1 : 1));
}

function claimedBy(claims: readonly ServiceRecord[]): Fen {
  return addFen(...claims.map(({ details }) => (details?.of === 'request-reversal' ? details.amount : 0)));
}

/** The orders to the bank of these services. */
function paymentsOf(facts: Facts, personId: string, services: ReadonlySet<string>): readonly Payment[] {
  return facts
    .all('payment', 'personId', personId)
    .filter(({ serviceId, purpose }) => services.has(serviceId) && purpose !== 'remittance-return');
}
