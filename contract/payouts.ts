import { z } from 'zod';
import { relations } from '../domain/issuance/representation.ts';
import { mostPayees } from '../domain/payout/payees.ts';
import {
  cardSurrenders,
  heirRelations,
  payeeAccountForms,
  payoutGrounds,
  payoutPapers,
} from '../domain/records/payout.ts';
import { fen, identifier, serviceNumber, typedText } from './primitives.ts';
import { phone, presentedAtCounter, presentedDocument } from './presented.ts';
import { identityDocumentKind } from './records.ts';

const step = { serviceNumber, personId: identifier };
const signed = { amount: fen.min(0), signature: z.base64().max(2000) };

const allRelations: readonly string[] = [...relations.agent, ...relations.guardian];

/** Whole numbers below this make every share that a family or a court has ever said. */
const sharePart = z.int().min(1).max(10_000);

const payee = z.object({
  heir: z
    .object({
      name: typedText.min(1).max(200),
      documentKind: identityDocumentKind,
      documentNumber: typedText.min(1).max(40),
      relation: z.enum(heirRelations),
    })
    .nullable(),
  share: z.object({ numerator: sharePart, denominator: sharePart }),
  account: z.object({
    form: z.enum(payeeAccountForms),
    bankName: typedText.max(100),
    accountName: typedText.max(200),
    accountNumber: typedText.max(60),
  }),
});
const payees = z.array(payee).max(mostPayees);
const papers = z
  .array(z.object({ kind: z.enum(payoutPapers), reference: typedText.max(100) }))
  .max(payoutPapers.length * 2);
const papersAndPayees = { papers, payees, card: z.enum(cardSurrenders).nullable() };

const asker = z.discriminatedUnion('channel', [
  z.object({ ...presentedAtCounter, channel: z.literal('in-person') }),
  z.object({ ...presentedAtCounter, channel: z.literal('agent') }),
  z.object({ ...presentedAtCounter, channel: z.literal('guardian') }),
  z.object({
    channel: z.literal('heir'),
    applicant: presentedDocument.extend({
      relation: z.string().refine((text) => allRelations.includes(text)),
      phone,
    }),
    photoCompared: z.boolean(),
  }),
]);

/** 一次性支取: from the acceptance to its end. */
export const payoutRequests = {
  'accept-payout': z.object({ ...step, ...papersAndPayees, ...signed, ground: z.enum(payoutGrounds), asker }),
  'check-payout': z.object({ ...step, ...papersAndPayees, ...signed }),
  'correct-payout': z.object({ ...step, ...signed, returned: z.int().min(0), payees, papers }),
  'withdraw-payout': z.object({ ...step, reason: typedText.max(200) }),
  'close-payout': z.object({ ...step, cardDestroyed: z.boolean() }),
} as const;
