import { z } from 'zod';
import {
  cardSurrenders,
  heirRelations,
  payeeAccountForms,
  payoutPapers,
  payoutStates,
} from '../domain/records/payout.ts';
import { paymentState } from './ledger-records.ts';
import { civilDate, fen, identifier } from './primitives.ts';
import { identityDocumentKind } from './records.ts';

/** Who is paid how much and where, as screens and papers may show it: every number masked. */
export const payeeView = z.object({
  /** Null: the insured person's own account; of the dead what belongs to his estate. */
  heir: z
    .object({
      name: z.string(),
      documentKind: identityDocumentKind,
      maskedNumber: z.string(),
      relation: z.enum(heirRelations),
    })
    .nullable(),
  share: z.object({ numerator: z.int(), denominator: z.int() }),
  account: z.object({
    form: z.enum(payeeAccountForms),
    bankName: z.string(),
    accountName: z.string(),
    maskedNumber: z.string(),
  }),
  /** Fen; null until it is approved. */
  amount: fen.nullable(),
  /** Another of the payees stands in his place. */
  replaced: z.boolean(),
  /** What the bank was told and has said; null until it is approved, and where there is nothing to pay. */
  payment: z
    .object({
      /** Under which group its entry is posted; null until the bank has paid. */
      groupId: identifier.nullable(),
      state: paymentState,
      bankReference: z.string().nullable(),
      reasonText: z.string().nullable(),
    })
    .nullable(),
});
export type PayeeView = z.infer<typeof payeeView>;

/** What a payout says alike on its page and on its paper. */
export const payoutParts = {
  /** The insured person's own; of the dead nobody has shown a document. */
  maskedNumber: z.string(),
  state: z.enum(payoutStates),
  keepsAccount: z.boolean(),
  papers: z.array(z.object({ kind: z.enum(payoutPapers), reference: z.string() })),
  payees: z.array(payeeView),
  card: z.object({ cardNumber: z.string(), surrender: z.enum(cardSurrenders) }).nullable(),
  /** Everything that is paid, and of it the interest, fen. */
  amount: fen,
  interest: fen,
  dueOn: civilDate,
  dueProvisional: z.boolean(),
};

export const payoutOnPaper = z.object(payoutParts);
export type PayoutOnPaper = z.infer<typeof payoutOnPaper>;
