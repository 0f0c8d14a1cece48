import type {
  Asker,
  RegisterBackPaymentRequest,
  ResumeInsuranceRequest,
  SuspendInsuranceRequest,
} from '../contribution-services/contribution-requests.ts';
import { backPaymentLookups, backPaymentOf } from '../contribution-services/register-back-payment.ts';
import { context, person, serviceNumber } from './county.ts';
import { agentDocument, employer, opening } from './employer-batch.ts';
import type { FactBase } from './fact-base.ts';
import { ownDocument } from './loss.ts';

/** Requests in which nothing is missing. */

export const himself: Asker = {
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
};

export const byEmployer: Asker = {
  channel: 'employer',
  employerId: employer.id,
  letterNumber: opening.letterNumber,
  letterDate: opening.letterDate,
  agent: opening.agent,
};

const about = { serviceNumber, personId: person.id };

export const leaving = {
  ...about,
  ground: 'left-employer',
  lastMonth: '2026-10',
  asker: himself,
} as const satisfies SuspendInsuranceRequest;

export const died = {
  ...about,
  ground: 'deceased',
  lastMonth: '2026-11',
  asker: {
    channel: 'death-report',
    reporter: { ...agentDocument, relation: 'child', phone: '13900139000' },
    deceasedOn: '2026-11-18',
    certificate: '33012220260018',
  },
} as const satisfies SuspendInsuranceRequest;

export const resuming: ResumeInsuranceRequest = {
  ...about,
  employment: { manner: 'employer', employerId: employer.id, hiredOn: '2026-11-02' },
  fromMonth: '2026-11',
  base: 500_000,
  asker: himself,
};

/** A back payment with what the records of `base` show of it before it is confirmed. */
export function shownPayment(
  base: FactBase,
  fields: Partial<RegisterBackPaymentRequest> = {},
): RegisterBackPaymentRequest {
  const asked = {
    ...about,
    fromMonth: '2026-09',
    toMonth: '2026-10',
    base: 500_000,
    employerId: null,
    asker: himself,
    ...fields,
  };
  const facts = base.facts(backPaymentLookups(asked));
  const { due, effect } = backPaymentOf(facts, asked, base.get('insuredPerson', asked.personId), context);
  const seen = { amount: 'refusals' in due ? 0 : due.amount, effect };
  return { seen, ...asked };
}
