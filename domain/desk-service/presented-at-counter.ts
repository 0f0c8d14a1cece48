import { refuse, type Refusal } from '../command/refusal.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { sameName } from '../identity/person-name.ts';
import { refuseExpired, refuseRepresentative, refuseWithoutGuardian } from '../issuance/representation.ts';
import type { InsuredPerson, PresentedDocument, Representative } from '../records/records.ts';

/** Who stands at the counter with his documents: the holder, or one who acts for him. */
export interface PresentedAtCounter {
  readonly channel: 'in-person' | 'agent' | 'guardian';
  /** The holder's own document. */
  readonly document: PresentedDocument;
  /** Who acts for him, with his document; null in person. */
  readonly representative: Representative | null;
  /** The clerk compared the photo of the document with the one who stands there. */
  readonly photoCompared: boolean;
}

/**
 * Everything that is missing of who stands there and what lies on the desk: the holder's valid document, and with an
 * agent or a guardian the valid documents of both (domain rules section 3).
 */
export function refusePresented(
  presented: PresentedAtCounter,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const { channel, document, representative, photoCompared } = presented;
  return [
    ...refuseOwnDocument(document, person, today),
    ...refuseWithoutGuardian(person, channel, today),
    ...refuseRepresentative(channel, representative, person, today),
    ...(photoCompared ? [] : [refuse('photo-not-compared', {}, 'photoCompared')]),
  ];
}

function refuseOwnDocument(
  document: PresentedDocument,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reading = checkDocumentNumber(document.documentKind, document.documentNumber);
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, 'documentNumber'));
  } else if (reading.number !== person.documentNumber) {
    refusals.push(refuse('document-number-differs', {}, 'documentNumber'));
  }
  if (!sameName(document.name, person.name)) {
    refusals.push(refuse('document-name-differs', { recorded: person.name }, 'documentName'));
  }
  return [...refusals, ...refuseExpired(document, today, 'documentValidUntil')];
}
