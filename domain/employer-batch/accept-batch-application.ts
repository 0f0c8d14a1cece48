import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { sameName } from '../identity/person-name.ts';
import { refuseNewCard } from '../issuance/accept-card-application.ts';
import { actorLookups, beginService, refuseActor, refuseMakingHere } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { EmployerBatch, InsuredPerson, ServiceRecord } from '../records/records.ts';
import { findBatch } from './batch-facts.ts';
import type { AcceptBatchApplicationRequest } from './employer-batch-requests.ts';

/**
 * 受理一名职工: opens the service of one row. The person does not stand there: what the roster says of him is held
 * against the record, and his employer must be the one whose letter it is.
 */
export const acceptBatchApplication: CommandRule<AcceptBatchApplicationRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'employerBatch', by: 'id', value: request.batchId },
    { table: 'insuredPerson', by: 'id', value: request.personId },
    { table: 'card', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context), ...refuseMakingHere(facts, context)];
    const found = findBatch(facts, request.batchId, context, ['open']);
    if ('refusals' in found) refusals.push(...found.refusals);
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) refusals.push(refuse('person-unknown'));
    else {
      refusals.push(...refuseRow(request, person), ...refuseNewCard(facts, person, context.today));
      if ('batch' in found) refusals.push(...refuseOtherEmployer(person, found.batch));
    }
    if (facts.one('serviceRecord', request.serviceNumber) !== undefined) {
      refusals.push(refuse('service-number-taken', { service: request.serviceNumber }));
    }
    if ('refusals' in found || refusals.length > 0) return refuseAll(refusals);
    return accept([change('serviceRecord', openService(request, found.batch, context))]);
  },
};

function refuseRow(request: AcceptBatchApplicationRequest, person: InsuredPerson): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reading = checkDocumentNumber(request.documentKind, request.documentNumber);
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, 'documentNumber'));
  } else if (reading.number !== person.documentNumber) {
    refusals.push(refuse('document-number-differs', {}, 'documentNumber'));
  }
  // The sentence goes back to the employer: it does not tell what the county has on record.
  if (!sameName(request.documentName, person.name))
    refusals.push(refuse('roster-name-differs', {}, 'documentName'));
  return refusals;
}

function refuseOtherEmployer(person: InsuredPerson, batch: EmployerBatch): readonly Refusal[] {
  return person.employerId === batch.employerId && person.insuranceStatus === '1'
    ? []
    : [refuse('not-insured-with-employer', { employer: batch.employerId })];
}

function openService(
  request: AcceptBatchApplicationRequest,
  batch: EmployerBatch,
  context: CommandContext,
): ServiceRecord {
  const reading = checkDocumentNumber(request.documentKind, request.documentNumber);
  return {
    ...beginService(context, 'accepted'),
    id: request.serviceNumber,
    kind: 'issue-card',
    channel: 'employer',
    personId: request.personId,
    stage: 'accepted',
    closedAt: null,
    documentKind: request.documentKind,
    documentNumber: reading.ok ? reading.number : request.documentNumber,
    // The person's own document was not shown.
    documentValidUntil: null,
    representative: batch.representative,
    batchId: batch.id,
  };
}
