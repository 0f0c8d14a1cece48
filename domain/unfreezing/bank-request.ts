import type { BankPaper, BankRequest, BankRequestKind } from '../records/bank-request.ts';
import type { FinancialAccount, FinancialAccountStatus } from '../records/records.ts';

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

/** Whether the request is still somebody's work: the bank's, or the counter's that has to tell its answer. */
export function isBankRequestOpen({ toldAt }: Pick<BankRequest, 'toldAt'>): boolean {
  return toldAt === null;
}

/** Whether the bank has answered. */
export function isAnswered({ state }: Pick<BankRequest, 'state'>): boolean {
  return state === 'accepted' || state === 'refused';
}

/** What a bank answers to one request. */
export type BankAnswer =
  | { readonly outcome: 'accepted'; readonly accountStatus: FinancialAccountStatus }
  | { readonly outcome: 'refused'; readonly reasonCode: string; readonly reasonText: string };

/** The request once the bank has it; one that is further stays as it is. */
export function sentToBank(request: BankRequest, at: string): BankRequest {
  return request.state === 'requested' ? { ...request, state: 'sent', sentAt: at } : request;
}

/**
 * The request with the bank's answer; null where it was answered before: an answer counts once. What the bank says of
 * the account is `accountStatus`, and nothing else changes an account.
 */
export function answeredByBank(request: BankRequest, answer: BankAnswer, at: string): BankRequest | null {
  if (isAnswered(request)) return null;
  const sent = sentToBank(request, at);
  return answer.outcome === 'accepted'
    ? { ...sent, state: 'accepted', answeredAt: at, accountStatus: answer.accountStatus }
    : {
        ...sent,
        state: 'refused',
        answeredAt: at,
        reasonCode: answer.reasonCode,
        reasonText: answer.reasonText,
      };
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
