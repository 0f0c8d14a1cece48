import { z } from 'zod';
import { relations } from '../domain/issuance/representation.ts';
import { typedText } from './primitives.ts';
import { authorisation, collectorRole, documentValidUntil, identityDocumentKind } from './records.ts';

/** A document as it lies on the counter; the rule says what is wrong with it. */
const documentFields = {
  name: typedText.min(1).max(200),
  documentKind: identityDocumentKind,
  documentNumber: typedText.min(1).max(40),
  documentValidUntil,
};
export const presentedDocument = z.object(documentFields);

const allRelations: readonly string[] = [...relations.agent, ...relations.guardian];

/** A mobile or a fixed line, with or without its area code. */
export const phone = typedText.regex(/^\+?\d[\d -]{5,18}\d$/);

/** Who acts for the insured person. */
export const presentedRepresentative = z.object({
  ...documentFields,
  relation: z.string().refine((text) => allRelations.includes(text)),
  authorisation,
  phone,
});

/** Who stands at the counter with his documents, for whatever service. */
export const presentedAtCounter = {
  channel: z.enum(['in-person', 'agent', 'guardian']),
  document: presentedDocument,
  representative: presentedRepresentative.nullable(),
  photoCompared: z.boolean(),
};

/** Who takes the card. */
export const presentedCollector = z.object({ ...documentFields, role: collectorRole });
