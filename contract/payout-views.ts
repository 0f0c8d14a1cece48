import { z } from 'zod';
import { payoutGrounds } from '../domain/records/payout.ts';
import { refusal } from './envelope.ts';
import { ledgerEntryKind } from './ledger-records.ts';
import { payeeView, payoutParts } from './payout-parts.ts';
import { payoutRequests } from './payouts.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';
import { serviceView } from './service-views.ts';

/** What a clerk types to sign. */
const password = z.string().min(1).max(200);
const refusals = z.array(refusal);

/** What the account comes to today, with every entry of which it consists. */
export const payoutReckoning = z.object({
  entries: z.array(
    z.object({
      entryId: identifier,
      postedOn: civilDate,
      kind: ledgerEntryKind,
      institution: z.string(),
      /** Credits above zero, debits below, fen. */
      amount: fen,
    }),
  ),
  balance: fen,
  interest: fen,
  amount: fen,
});
export type PayoutReckoning = z.infer<typeof payoutReckoning>;

/** What the form begins with. */
export const payoutDesk = z.object({
  /** Every ground, and why it is of no use to this person today; none: it is. */
  grounds: z.array(z.object({ ground: z.enum(payoutGrounds), keepsAccount: z.boolean(), refusals })),
  /** Null where it cannot be reckoned; the refusals say why. */
  reckoning: payoutReckoning.nullable(),
  /** From when on this area pays out after the last month; null where nothing has stopped, or no such day is known. */
  earliest: z.object({ stopped: z.string(), date: civilDate }).nullable(),
  due: z.object({ dueOn: civilDate, dueProvisional: z.boolean() }).nullable(),
  /** The card that ends with the account and is taken in; null where there is none. */
  card: z.object({ cardNumber: z.string() }).nullable(),
});
export type PayoutDesk = z.infer<typeof payoutDesk>;

/** One payout as its page shows it. */
export const payoutView = z.object({
  service: serviceView,
  ground: z.enum(payoutGrounds),
  ...payoutParts,
  /** By which ground a correction is judged: as after a death, where the person has died since. */
  correctionGround: z.enum(payoutGrounds),
  /** Who is to be paid instead of whom the bank could not pay (from 0). */
  correction: z.object({ returned: z.int(), payees: z.array(payeeView) }).nullable(),
  acceptedOn: civilDate,
  isLate: z.boolean(),
  closedAt: instant.nullable(),
  /** What the account comes to today, while that still decides; null afterwards, and where it cannot be told. */
  reckoning: payoutReckoning.nullable(),
  /** Why it could not be checked as it stands today; empty where it can, and where it was. */
  obstacles: refusals,
});
export type PayoutView = z.infer<typeof payoutView>;

/** What a window can ask of payouts. */
export const payoutCalls = {
  getPayoutDesk: { who: 'clerk', input: z.object({ personId: identifier }), output: payoutDesk },
  getPayout: {
    who: 'clerk',
    input: payoutRequests['check-payout'].pick({ serviceNumber: true }),
    output: payoutView,
  },
  acceptPayout: {
    who: 'clerk',
    input: payoutRequests['accept-payout']
      .omit({ serviceNumber: true, signature: true })
      .extend({ password }),
    output: serviceView,
  },
  checkPayout: {
    who: 'clerk',
    input: payoutRequests['check-payout'].omit({ personId: true, signature: true }).extend({
      password,
      /** Null: as they were typed when it was accepted. */
      payees: payoutRequests['check-payout'].shape.payees.nullable(),
    }),
    output: serviceView,
  },
  correctPayout: {
    who: 'clerk',
    input: payoutRequests['correct-payout'].omit({ personId: true, signature: true }).extend({ password }),
    output: serviceView,
  },
  withdrawPayout: {
    who: 'clerk',
    input: payoutRequests['withdraw-payout'].omit({ personId: true }),
    output: serviceView,
  },
  closePayout: {
    who: 'clerk',
    input: payoutRequests['close-payout'].omit({ personId: true }),
    output: serviceView,
  },
} as const;
