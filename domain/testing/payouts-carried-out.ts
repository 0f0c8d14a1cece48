import type { CommandContext, Decision } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import { requireSoundLedger } from '../ledger/sound-ledger.ts';
import { settlePayment } from '../payment/kept-order.ts';
import { nextOrderNumber } from '../payment/order-number.ts';
import { entriesOfPayment, sentPayment, type PaymentAnswer } from '../payment/payment-order.ts';
import { payoutAfterAnswer } from '../payout/payout-payments.ts';
import { change, type Change } from '../records/change.ts';
import { claimUnowed, ownServiceNumber } from '../reversal/unowed-claim.ts';
import { context, county, serviceNumber, today } from './county.ts';
import type { FactBase } from './fact-base.ts';

/** Decides and writes what the central office writes, which must leave the ledger sound. */
export function carry(base: FactBase, body: CommandBody, by: CommandContext = context): Decision {
  const decision = base.decide(body, by);
  if (decision.accepted) write(base, decision.carriedOut ?? decision.changes);
  return decision;
}

/** Writes as the central office does: numbered, and held against the ledger's rules. */
function write(base: FactBase, changes: readonly Change[]): void {
  requireSoundLedger(changes, (personId) => ({
    account: base.all('personalAccount').find(({ id }) => id === personId),
    entries: () => base.all('ledgerEntry').filter((entry) => entry.personId === personId),
  }));
  let serial = Math.max(0, ...base.all('ledgerEntry').map((entry) => entry.serial));
  base.apply(
    changes.map((one) =>
      one.table === 'ledgerEntry' && one.record.serial === 0
        ? change('ledgerEntry', { ...one.record, serial: ++serial })
        : one,
    ),
  );
}

/**
 * The bank answers one payment, which the payout hears; false where there was nothing to answer.
 * @param more so much more than was ordered it had paid, fen
 */
function bankAnswers(base: FactBase, id: string, answer: PaymentAnswer, more = 0): boolean {
  const standing = base.get('payment', id);
  const all = base.all('payment').filter(({ personId }) => personId === standing.personId);
  const sent = sentPayment(standing, nextOrderNumber(county, standing, all), context.at) ?? standing;
  const waiting = all.filter(
    (one) => one.state === 'ordered' && one.id !== id && one.serviceId === standing.serviceId,
  );
  const at = `${today}T14:00:00.000+08:00`;
  const settled = settlePayment(sent, { ...sent, amount: sent.amount + more }, answer, at, waiting);
  if (settled === null) return false;
  const { serviceId } = standing;
  const of = base.get('serviceRecord', serviceId);
  const { payout, service, ordered } = payoutAfterAnswer(
    { payout: base.get('payout', serviceId), service: of },
    settled,
    all.filter((one) => one.serviceId === serviceId),
  );
  write(base, [
    ...[settled.payment, ...settled.later, ...ordered].map((one) => change('payment', one)),
    ...entriesOfPayment(settled.payment, today, settled.unowed).map((entry) => change('ledgerEntry', entry)),
    change('payout', payout),
    change('serviceRecord', service),
    ...(settled.unowed === 0
      ? []
      : claimUnowed(settled.payment, settled.unowed, { id: unowedClaim, of }, { at, today })),
  ]);
  return true;
}

/** The service by which the central office claims what the bank had paid beyond what is owed. */
export const unowedClaim = ownServiceNumber(county, today, []);

/** The bank had paid more than was ordered: the central office was restored. */
export const bankPaysMore = (base: FactBase, id: string, more: number) =>
  bankAnswers(base, id, { outcome: 'paid', reference: `B-${id}` }, more);
export const bankPays = (base: FactBase, id: string) =>
  bankAnswers(base, id, { outcome: 'paid', reference: `B-${id}` });
export const bankReturns = (base: FactBase, id: string) =>
  bankAnswers(base, id, { outcome: 'returned', reasonCode: 'NAME', reasonText: '账号户名不符' });

/** The entries that a service has posted in their order, as 'from > to amount'. */
export function posted(base: FactBase, service = serviceNumber): readonly string[] {
  return base
    .all('ledgerEntry')
    .filter(({ serviceId }) => serviceId === service)
    .map(({ debitAccount, creditAccount, amount }) => `${debitAccount} > ${creditAccount} ${String(amount)}`);
}
