import type { BankOutcome, BankPaper, BankRequest, BankRequestKind } from '../records/bank-request.ts';
import type { FinancialAccount, FinancialAccountStatus, ServiceRecord } from '../records/records.ts';
import { isServiceClosed } from '../records/service-record.ts';

/** What the bank is asked for where its account stands so; null where there is nothing to ask for. */
export function bankRequestFor(status: FinancialAccountStatus): BankRequestKind | null {
  switch (status) {
    case 'not-activated':
      return 'activate';
    case 'frozen':
      return 'unfreeze';
    case 'active':
      return null;
    default:
      return status satisfies never;
  }
}

/** What the bank wants to have with it [practice]: for a frozen account also why it should be free again. */
export const papersFor: Readonly<Record<BankRequestKind, readonly BankPaper[]>> = {
  activate: ['application-form', 'document-copy'],
  unfreeze: ['application-form', 'document-copy', 'statement'],
};

/**
 * Whether the request is still somebody's work: the bank's, or the counter's that has to tell its answer. One that the
 * person took back and the bank has dropped is at its end: he knows what he asked for.
 */
export function isBankRequestOpen({
  state,
  withdrawnAt,
  toldAt,
}: Pick<BankRequest, 'state' | 'withdrawnAt' | 'toldAt'>): boolean {
  return !isAnswered({ state }) || (toldAt === null && (state !== 'withdrawn' || withdrawnAt === null));
}

/** Whether the bank has answered. */
export function isAnswered(request: Pick<BankRequest, 'state'>): request is { readonly state: BankOutcome } {
  return request.state !== 'requested' && request.state !== 'sent';
}

/** Whether there is an answer of which the person has not heard: a counter's work. */
export function isToTell(request: Pick<BankRequest, 'state' | 'withdrawnAt' | 'toldAt'>): boolean {
  return isAnswered(request) && isBankRequestOpen(request);
}

/** What a bank answers to one request. */
export type BankAnswer =
  | { readonly outcome: 'accepted'; readonly accountStatus: FinancialAccountStatus }
  | { readonly outcome: 'refused'; readonly reasonCode: string; readonly reasonText: string }
  | { readonly outcome: 'withdrawn' };

/** The request once the bank has it; one that is further stays as it is. */
export function sentToBank(request: BankRequest, at: string): BankRequest {
  return request.state === 'requested' ? { ...request, state: 'sent', sentAt: at } : request;
}

/**
 * The request with the bank's answer; null where it was answered before: an answer counts once. What the bank says of
 * the account is `accountStatus`, and nothing else changes an account. What the person was told already stands where
 * it was this answer; told another one, he is to be told anew.
 */
export function answeredByBank(request: BankRequest, answer: BankAnswer, at: string): BankRequest | null {
  if (isAnswered(request)) return null;
  const { outcome } = answer;
  const toldOtherwise = request.toldOutcome !== null && request.toldOutcome !== outcome;
  const answered: BankRequest = {
    ...request,
    state: outcome,
    answeredAt: at,
    ...(toldOtherwise ? { toldAt: null, toldBy: null, toldOutcome: null } : {}),
  };
  switch (outcome) {
    case 'accepted':
      return { ...answered, sentAt: request.sentAt ?? at, accountStatus: answer.accountStatus };
    case 'refused':
      return {
        ...answered,
        sentAt: request.sentAt ?? at,
        reasonCode: answer.reasonCode,
        reasonText: answer.reasonText,
      };
    case 'withdrawn':
      // The bank may never have had it.
      return answered;
    default:
      return outcome satisfies never;
  }
}

/** The service of an answered request: at its end where nobody has to be told any more, open otherwise. */
export function serviceAfterAnswer(service: ServiceRecord, answered: BankRequest, at: string): ServiceRecord {
  return isBankRequestOpen(answered) || isServiceClosed(service)
    ? service
    : { ...service, stage: stageAtEnd(answered), closedAt: at };
}

/** Where the service ends: a request that the bank has dropped came to nothing. */
export function stageAtEnd({ state }: Pick<BankRequest, 'state'>): 'completed' | 'withdrawn' {
  return state === 'withdrawn' ? 'withdrawn' : 'completed';
}

/** The account as the bank says it is; null where its answer is about another account than the one there is now. */
export function accountAfter(
  account: FinancialAccount,
  { accountNumber, accountStatus }: Pick<BankRequest, 'accountNumber' | 'accountStatus'>,
): FinancialAccount | null {
  return accountStatus === null || account.accountNumber !== accountNumber
    ? null
    : { ...account, status: accountStatus };
}
