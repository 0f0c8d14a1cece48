import { change, type Change } from '../records/change.ts';
import type { BankRequest } from '../records/bank-request.ts';
import type { ContributionPeriod, FinancialAccount, PersonalAccount } from '../records/records.ts';
import type { ReleaseAccountRequest, RequestBankServiceRequest } from '../unfreezing/unfreezing-requests.ts';
import { county, person, serviceNumber } from './county.ts';
import { inWriting, published } from './loss.ts';

/** What unfreezing needs of the county: what decides about benefits, and requests in which nothing is missing. */

export const rightsParameters: readonly Change[] = [
  published('stop-effect', 'month-after-first-unpaid-month', '2000-01-01'),
  published('continuous-gap-months', '3', '2000-01-01'),
  published('waiting-period-months', '6', '2000-01-01'),
  published('credit-rate-employee', '0.02', '2000-01-01'),
  published('retiree-credit-monthly', '10500', '2000-01-01'),
].map((one) => change('poolingAreaParameter', one));

/** Months paid here when due; `toMonth` null while payment goes on. */
export function paid(
  fromMonth: string,
  toMonth: string | null,
  personId: string = person.id,
): ContributionPeriod {
  return {
    id: `${personId}/${fromMonth}`,
    personId,
    employerId: null,
    insuranceKind: '310',
    fromMonth,
    toMonth,
    base: 500_000,
    paidOn: null,
    areaCode: county,
  };
}

export function personalAccount(status: PersonalAccount['status'], id: string = person.id): PersonalAccount {
  return { id, status, openedOn: '2020-01-01', balance: 128_450, hold: null };
}

export function financialAccount(
  status: FinancialAccount['status'],
  id: string = person.id,
): FinancialAccount {
  return { id, bankName: '示范银行', accountNumber: '6217850000001234560', status };
}

const { cardNumber: _card, ...presented } = inWriting;

export const releasing: ReleaseAccountRequest = presented;

export const activating: RequestBankServiceRequest = {
  ...presented,
  request: 'activate',
  papers: ['application-form', 'document-copy'],
};

/** A request that was taken and is nowhere else yet. */
export function bankRequest(fields: Partial<BankRequest> = {}): BankRequest {
  return {
    id: serviceNumber,
    personId: person.id,
    kind: 'activate',
    state: 'requested',
    bankName: '示范银行',
    accountNumber: '6217850000001234560',
    requestedAt: '2026-11-22T09:30:00.000+08:00',
    sentAt: null,
    answeredAt: null,
    accountStatus: null,
    reasonCode: null,
    reasonText: null,
    withdrawnAt: null,
    toldAt: null,
    toldBy: null,
    toldOutcome: null,
    ...fields,
  };
}
