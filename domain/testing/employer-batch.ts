import type {
  AcceptBatchApplicationRequest,
  OpenEmployerBatchRequest,
} from '../employer-batch/employer-batch-requests.ts';
import type { Employer, EmployerBatch, InsuredPerson, PresentedDocument } from '../records/records.ts';
import { centre, clerk, person, today, workstation } from './county.ts';

/** An employer with one of its people, its agent, and a batch that is open. */

export const employer: Employer = {
  id: '91350100M000100Y43',
  name: '桐溪县第一机械厂',
  phone: '0571-87654321',
  active: true,
};

export const employee: InsuredPerson = { ...person, employerId: employer.id };

export const agentDocument: PresentedDocument = {
  name: '李建国',
  documentKind: 'resident-id-card',
  documentNumber: '440524188001010014',
  documentValidUntil: 'long-term',
};

export const batchId = '330122-20261122-003-0900';

export const opening: OpenEmployerBatchRequest = {
  batchId,
  employerId: employer.id,
  letterNumber: '桐机〔2026〕12号',
  letterDate: '2026-11-20',
  agent: { ...agentDocument, phone: '13900139000' },
  rows: 1,
};

export const row: AcceptBatchApplicationRequest = {
  batchId,
  serviceNumber: '330122-20261122-003-0901',
  personId: employee.id,
  documentKind: employee.documentKind,
  documentNumber: employee.documentNumber,
  documentName: employee.name,
};

export function employerBatch(fields: Partial<EmployerBatch> = {}): EmployerBatch {
  return {
    id: batchId,
    employerId: employer.id,
    letterNumber: opening.letterNumber,
    letterDate: opening.letterDate,
    representative: {
      ...agentDocument,
      relation: 'employer-agent',
      authorisation: 'letter-of-introduction',
      phone: opening.agent.phone,
    },
    officeId: centre.id,
    workstationId: workstation.id,
    clerkId: clerk.id,
    stage: 'open',
    openedOn: today,
    openedAt: `${today}T09:00:00.000+08:00`,
    closedAt: null,
    rows: 1,
    collector: null,
    ...fields,
  };
}
