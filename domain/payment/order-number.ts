import type { Payment } from '../records/payment.ts';

/** Whose money it is: the person's, or a remittance of another area that is nobody's. */
function sourceOf({ purpose, personId, serviceId, remittanceId }: Payment): string {
  if (purpose !== 'remittance-return') return personId;
  // All returns of a transfer were counted together before each said which money it is; their numbers stay what they are.
  return remittanceId === null ? serviceId : `remittance/${remittanceId}`;
}

/** Whether two payments are of the same money: what the bank has paid otherwise by one may be the other. */
export function isSameMoney(one: Payment, other: Payment): boolean {
  return sourceOf(one) === sourceOf(other);
}

/**
 * '330122/P000001/1', '330122/remittance/M1/1': the number that the next payment of the same money has at the bank, the how
 * manieth it is of all that went there. What was lost with a restore has left no trace here, but at the bank: the number is
 * given again, and the bank has another order under it.
 * @param county the bank pays for several
 * @param all every payment of the person
 */
export function nextOrderNumber(county: string, payment: Payment, all: readonly Payment[]): string {
  const sent = all.filter((one) => isSameMoney(one, payment) && one.orderNumber !== null);
  return [county, sourceOf(payment), String(sent.length + 1)].join('/');
}

/**
 * What must be with the bank before this payment of the same money: what is there without an answer, and what was ordered
 * before it. Always in the same order, so that a restored central office gives each the number that it had.
 * @param all every payment of the person
 */
export function goingBefore(payment: Payment, all: readonly Payment[]): readonly Payment[] {
  return all.filter(
    (one) =>
      isSameMoney(one, payment) &&
      one.id !== payment.id &&
      (one.state === 'sent' || (one.state === 'ordered' && placeOf(one) < placeOf(payment))),
  );
}

/** When it was ordered, and which of its service it is. */
function placeOf({ orderedAt, serviceId, id }: Payment): string {
  return [orderedAt, serviceId, id.slice(serviceId.length + 1).padStart(6, '0')].join(' ');
}
