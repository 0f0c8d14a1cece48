import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { isAnswered, isBankRequestOpen, papersFor } from '../../../domain/unfreezing/bank-request.ts';
import { guardian } from '../../../domain/testing/county.ts';
import { releasing } from '../../../domain/testing/unfreezing.ts';
import type { Counter } from './counter.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

export type UnfreezingKind = Extract<
  CommandKind,
  'release-account' | 'request-bank-service' | 'withdraw-bank-request' | 'record-bank-answer-told'
>;

const { serviceNumber: _made, ...presented } = releasing;

/** How a clerk comes to each command about the seal and the bank. */
export const unfreezingWork: { readonly [K in UnfreezingKind]: (situation: Situation) => Tried } = {
  async 'release-account'({ counter, personId, page }) {
    return codeOf(await counter.ask('releaseAccount', { ...presented, ...whoComes(page.age), personId }));
  },
  async 'request-bank-service'({ counter, personId, page }) {
    const request = page.financialAccount?.status === 'frozen' ? 'unfreeze' : 'activate';
    const input = { ...presented, ...whoComes(page.age), personId, request, papers: [...papersFor[request]] };
    return codeOf(await counter.ask('requestBankService', input));
  },
  async 'withdraw-bank-request'({ counter, personId }) {
    const open = openRequest(counter, personId);
    if (open === undefined) return null;
    const input = { serviceNumber: open.id, reason: '不再需要' };
    return codeOf(await counter.ask('withdrawBankRequest', input));
  },
  async 'record-bank-answer-told'({ counter, personId }) {
    const open = openRequest(counter, personId);
    if (open === undefined) return null;
    const input = { serviceNumber: open.id, way: 'telephone' };
    return codeOf(await counter.ask('recordBankAnswerTold', input));
  },
};

/** On this turn the seal, on the next one the bank. */
export const firstUnfreezingTurn = 19;

/** Of whom the bank was asked something that is told when it has answered, or every other time taken back; otherwise it is asked. */
export function unfreezingKind({ counter, personId, turn }: Situation): UnfreezingKind {
  if (turn === firstUnfreezingTurn) return 'release-account';
  const open = openRequest(counter, personId);
  if (open === undefined) return 'request-bank-service';
  const isUnwanted = Number(open.id.at(-1)) % 2 === 0 && open.withdrawnAt === null && !isAnswered(open);
  return isUnwanted ? 'withdraw-bank-request' : 'record-bank-answer-told';
}

function openRequest(counter: Counter, personId: string) {
  return counter.storage.records.find('bankRequest', 'personId', personId).find(isBankRequestOpen);
}

/** A child with his guardian, everybody else himself. */
function whoComes(age: number) {
  return age < 16 ? { channel: 'guardian', representative: guardian } : {};
}
