import { refuse, type Refusal } from '../command/refusal.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { sameName } from '../identity/person-name.ts';
import type { Collector, InsuredPerson, PresentedDocument, ServiceRecord } from '../records/records.ts';
import type { HandOverCardRequest } from './issue-card-requests.ts';
import { refuseActingFor, refuseExpired, refuseWithoutGuardian, stored } from './representation.ts';

/**
 * Who takes the card: the one named, or the one who applied with the document that he showed then. Null where the
 * application knows of no document of his.
 */
export function collectorOf(
  request: HandOverCardRequest,
  service: ServiceRecord,
  person: InsuredPerson,
): Collector | null {
  if (request.collector !== null && request.collector !== undefined) return stored(request.collector);
  const { representative, documentKind, documentNumber, documentValidUntil } = service;
  if (representative !== null) {
    const { name, documentKind: kind, documentNumber: number, documentValidUntil: until } = representative;
    const role =
      service.channel === 'guardian' ? 'guardian' : service.channel === 'employer' ? 'employer' : 'agent';
    return { role, name, documentKind: kind, documentNumber: number, documentValidUntil: until };
  }
  if (documentKind === null || documentNumber === null || documentValidUntil === null) return null;
  return { role: 'holder', name: person.name, documentKind, documentNumber, documentValidUntil };
}

/**
 * The real-name rule at the hand-over: the holder shows his own document, who takes it for him shows both, and an
 * employer's agent takes only what came by the employer's roster.
 */
export function refuseCollector(
  request: HandOverCardRequest,
  service: ServiceRecord,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const collector = collectorOf(request, service, person);
  if (collector === null) return [refuse('collector-unfit', {}, 'collector.role')];
  switch (collector.role) {
    case 'holder':
      return [
        ...refuseWithoutGuardian(person, 'holder', today),
        ...refuseHoldersDocument(collector, person, today, 'collector'),
      ];
    case 'agent':
    case 'guardian':
      return [
        ...refuseWithoutGuardian(person, collector.role, today),
        ...refuseActingFor(collector, person, today, 'collector'),
        ...(request.holderDocumentShown === true
          ? []
          : [refuse('holder-document-missing', {}, 'holderDocumentShown')]),
      ];
    case 'employer':
      return service.channel === 'employer'
        ? refuseActingFor(collector, person, today, 'collector')
        : [refuse('collector-unfit', {}, 'collector.role')];
    default:
      return collector.role satisfies never;
  }
}

/** Every reason why this is not the valid document of that person. */
export function refuseHoldersDocument(
  document: PresentedDocument,
  person: InsuredPerson,
  today: string,
  field: string,
): readonly Refusal[] {
  const reading = checkDocumentNumber(document.documentKind, document.documentNumber);
  const refusals: Refusal[] = [];
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, `${field}.documentNumber`));
  } else if (reading.number !== person.documentNumber) {
    refusals.push(refuse('document-number-differs', {}, `${field}.documentNumber`));
  }
  if (!sameName(document.name, person.name)) {
    refusals.push(refuse('document-name-differs', { recorded: person.name }, `${field}.name`));
  }
  return [...refusals, ...refuseExpired(document, today, `${field}.documentValidUntil`)];
}
