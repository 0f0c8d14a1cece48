import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import type { BankRequest, BankRequestKind } from '../records/bank-request.ts';
import { change } from '../records/change.ts';
import type { InsuredPerson } from '../records/records.ts';
import { bankRequestFor, isBankRequestOpen, papersFor } from './bank-request.ts';
import type { RequestBankServiceRequest } from './unfreezing-requests.ts';

/**
 * 金融账户激活、解冻: the bank alone does it (domain rules section 1). The counter takes the request with its form and papers;
 * it stays open until the bank's answer has come and the person has been told. The bank wants the holder himself
 * [practice]; a child comes with his guardian.
 */
export const requestBankService: CommandRule<RequestBankServiceRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...deskServiceLookups(request, context), ...bankLookups(request.personId)],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person !== undefined) {
      refusals.push(...refusePresented(request, person, context.today));
      refusals.push(...refuseBankRequest(facts, person, request.request));
    }
    if (request.channel === 'agent') refusals.push(refuse('bank-wants-holder', {}, 'channel'));
    for (const paper of papersFor[request.request]) {
      if (!request.papers.includes(paper)) refusals.push(refuse(`bank-paper-${paper}`, {}, 'papers'));
    }
    const account = facts.one('financialAccount', request.personId);
    if (account === undefined || refusals.length > 0) return refuseAll(refusals);
    const { bankName, accountNumber } = account;
    const asked: BankRequest = {
      id: request.serviceNumber,
      personId: request.personId,
      kind: request.request,
      state: 'requested',
      bankName,
      accountNumber,
      requestedAt: context.at,
      sentAt: null,
      answeredAt: null,
      accountStatus: null,
      reasonCode: null,
      reasonText: null,
      withdrawnAt: null,
      toldAt: null,
      toldBy: null,
      toldOutcome: null,
    };
    const taken = deskService(request, context, {
      kind: 'request-bank-service',
      presented: request,
      step: 'bank-requested',
      details: {
        of: 'request-bank-service',
        request: request.request,
        bankName,
        papers: [...papersFor[request.request]],
      },
    });
    return accept([
      change('bankRequest', asked),
      change('serviceRecord', { ...taken, stage: 'accepted', closedAt: null }),
    ]);
  },
};

/** What a request to the bank looks at: the account, and what was asked before. */
export function bankLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'financialAccount', by: 'id', value: personId },
    { table: 'bankRequest', by: 'personId', value: personId },
  ];
}

/** Every reason why the bank cannot be asked for this now; also for the person's page. */
export function refuseBankRequest(
  facts: Facts,
  person: InsuredPerson,
  kind: BankRequestKind,
): readonly Refusal[] {
  const account = facts.one('financialAccount', person.id);
  if (account === undefined) return [refuse('no-financial-account')];
  const refusals: Refusal[] = [];
  if (person.deceasedOn !== null) refusals.push(refuse('holder-deceased', { date: person.deceasedOn }));
  const open = openBankRequest(facts, person.id, kind);
  if (open !== undefined) refusals.push(refuse('bank-request-open', { service: open.id }));
  else if (bankRequestFor(account.status) !== kind) {
    refusals.push(refuse(kind === 'activate' ? 'bank-account-activated' : 'bank-account-not-frozen'));
  }
  return refusals;
}

/** The request that is still open, of this kind or of any. */
export function openBankRequest(
  facts: Facts,
  personId: string,
  kind: BankRequestKind | null,
): BankRequest | undefined {
  return facts
    .all('bankRequest', 'personId', personId)
    .find((one) => isBankRequestOpen(one) && (kind === null || one.kind === kind));
}
