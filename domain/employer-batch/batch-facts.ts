import { ageOn, daysBetween } from '../calendar/civil-date.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { checkPersonName } from '../identity/person-name.ts';
import type { EmployerBatch, EmployerBatchStage, PresentedDocument } from '../records/records.ts';

/** Who acts for another is of full age (Civil Code art. 17 and 18). */
const fullAge = 18;

/** A letter of introduction is good for so many days after its date [practice]. */
const letterDays = 90;

/** The batch that a command belongs to, or every reason why the command may not be given now or here. */
export function findBatch(
  facts: Facts,
  batchId: string,
  context: CommandContext,
  stages: readonly EmployerBatchStage[],
): { readonly batch: EmployerBatch } | { readonly refusals: readonly Refusal[] } {
  const batch = facts.one('employerBatch', batchId);
  if (batch === undefined) return { refusals: [refuse('batch-unknown', { batch: batchId })] };
  const refusals: Refusal[] = [];
  if (batch.officeId !== context.officeId) refusals.push(refuse('batch-other-office', { batch: batchId }));
  if (!stages.includes(batch.stage)) {
    refusals.push(refuse('batch-out-of-order', { batch: batchId, stage: batch.stage }));
  }
  return refusals.length > 0 ? { refusals } : { batch };
}

/**
 * Every reason why this one may not act for an employer. Nothing is on record to hold his document against: so its
 * form, its term, and that he is of full age. A passport carries no birth date; there the clerk's eye must do.
 */
export function refuseEmployerAgent(agent: PresentedDocument, today: string): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reading = checkDocumentNumber(agent.documentKind, agent.documentNumber);
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, 'agent.documentNumber'));
  } else if (reading.birthDate !== undefined) {
    const age = ageOn(reading.birthDate, today);
    if (age < fullAge) {
      refusals.push(refuse('representative-under-age', { age, limit: fullAge }, 'agent.documentNumber'));
    }
  }
  if (!checkPersonName(agent.name).ok) refusals.push(refuse('document-name-invalid', {}, 'agent.name'));
  const { documentValidUntil: until } = agent;
  if (until !== 'long-term' && until < today) {
    refusals.push(refuse('document-expired', { date: until }, 'agent.documentValidUntil'));
  }
  return refusals;
}

/** The document alone, its number in the form that is stored. */
export function storedDocument(agent: PresentedDocument): PresentedDocument {
  const { name, documentKind, documentNumber, documentValidUntil } = agent;
  const reading = checkDocumentNumber(documentKind, documentNumber);
  return {
    name,
    documentKind,
    documentNumber: reading.ok ? reading.number : documentNumber,
    documentValidUntil,
  };
}

/** A letter of introduction has a day that has come, and is not too old. */
export function refuseLetter(date: string, today: string): readonly Refusal[] {
  const days = daysBetween(date, today);
  if (days < 0) return [refuse('letter-date-in-future', { date }, 'letterDate')];
  return days > letterDays ? [refuse('letter-too-old', { date, days, limit: letterDays }, 'letterDate')] : [];
}
