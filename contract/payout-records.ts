import { z } from 'zod';
import { identityDocumentKinds } from '../domain/identity/identity-document.ts';
import {
  cardSurrenders,
  heirRelations,
  payeeAccountForms,
  payoutGrounds,
  payoutPapers,
  payoutStates,
} from '../domain/records/payout.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';

const paper = z.object({ kind: z.enum(payoutPapers), reference: z.string() });
const payeeAsked = {
  heir: z
    .object({
      name: z.string(),
      documentKind: z.enum(identityDocumentKinds),
      documentNumber: z.string(),
      relation: z.enum(heirRelations),
    })
    .nullable(),
  share: z.object({ numerator: z.int().min(1), denominator: z.int().min(1) }),
  account: z.object({
    form: z.enum(payeeAccountForms),
    bankName: z.string(),
    accountName: z.string(),
    accountNumber: z.string(),
  }),
};

/** 一次性支取单 as it crosses a border. */
export const payoutRecord = z.object({
  id: identifier,
  personId: identifier,
  ground: z.enum(payoutGrounds),
  state: z.enum(payoutStates),
  papers: z.array(paper),
  payees: z.array(
    z.object({
      ...payeeAsked,
      amount: fen.min(0).nullable(),
      paymentId: identifier.nullable(),
      replaced: z.boolean(),
    }),
  ),
  correction: z.object({ returned: z.int().min(0), payees: z.array(z.object(payeeAsked)) }).nullable(),
  card: z.object({ cardNumber: identifier, surrender: z.enum(cardSurrenders) }).nullable(),
  amount: fen.min(0),
  interest: fen.min(0),
  acceptedOn: civilDate,
  dueOn: civilDate,
  dueProvisional: z.boolean(),
  closedAt: instant.nullable(),
});
