import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, refuseMakingHere } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { Employer, EmployerBatch } from '../records/records.ts';
import { refuseEmployerAgent, refuseLetter, storedDocument } from './batch-facts.ts';
import type { OpenEmployerBatchRequest } from './employer-batch-requests.ts';

/** 受理单位批量: checks the employer, the letter and the agent, and opens the batch; the county centre only. */
export const openEmployerBatch: CommandRule<OpenEmployerBatchRequest> = {
  offline: 'provisional',
  subject: (request) => request.batchId,
  service: (request) => request.batchId,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'employer', by: 'id', value: request.employerId },
    { table: 'employerBatch', by: 'id', value: request.batchId },
    { table: 'serviceRecord', by: 'id', value: request.batchId },
  ],
  decide(facts, request, context) {
    const { batchId, employerId, agent, rows } = request;
    const employer = facts.one('employer', employerId);
    const isTaken =
      facts.one('employerBatch', batchId) !== undefined || facts.one('serviceRecord', batchId) !== undefined;
    const refusals: Refusal[] = [
      ...refuseActor(facts, context),
      ...refuseMakingHere(facts, context),
      ...refuseEmployer(employer, employerId),
      ...refuseLetter(request.letterDate, context.today),
      ...refuseEmployerAgent(agent, context.today),
      ...(rows < 1 ? [refuse('batch-without-rows', {}, 'rows')] : []),
      ...(isTaken ? [refuse('service-number-taken', { service: batchId })] : []),
    ];
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([change('employerBatch', openBatch(request, context))]);
  },
};

function refuseEmployer(employer: Employer | undefined, code: string): readonly Refusal[] {
  if (employer === undefined) return [refuse('employer-unknown', { code }, 'employerId')];
  return employer.active ? [] : [refuse('employer-inactive', { employer: employer.name }, 'employerId')];
}

function openBatch(request: OpenEmployerBatchRequest, context: CommandContext): EmployerBatch {
  return {
    id: request.batchId,
    employerId: request.employerId,
    letterNumber: request.letterNumber,
    letterDate: request.letterDate,
    representative: {
      ...storedDocument(request.agent),
      relation: 'employer-agent',
      authorisation: 'letter-of-introduction',
      phone: request.agent.phone,
    },
    officeId: context.officeId,
    workstationId: context.workstationId,
    clerkId: context.clerkId,
    stage: 'open',
    openedOn: context.today,
    openedAt: context.at,
    closedAt: null,
    rows: request.rows,
    collector: null,
  };
}
