import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { addFen, formatYuan } from '../money/fen.ts';

/** The facts that tell what the institutions have not settled with the fund yet. */
export function billLookups(personId: string): readonly Lookup[] {
  return [{ table: 'medicalBill', by: 'personId', value: personId }];
}

/**
 * Why no balance leaves yet, by payout or transfer: what it may still have to pay for is not known before open medical bills
 * are settled (domain rules sections 5 and 6). Facts: `billLookups`.
 */
export function refuseOpenBills(facts: Facts, personId: string): readonly Refusal[] {
  const bills = facts.all('medicalBill', 'personId', personId).filter(({ state }) => state === 'open');
  if (bills.length === 0) return [];
  const amount = addFen(...bills.map((bill) => bill.amount));
  return [refuse('medical-bills-open', { count: bills.length, amount: formatYuan(amount) })];
}
