import { change } from '../../domain/records/change.ts';
import type { BankRequest } from '../../domain/records/bank-request.ts';
import {
  accountAfter,
  answeredByBank,
  sentToBank,
  serviceAfterAnswer,
  type BankAnswer,
} from '../../domain/unfreezing/bank-request.ts';
import type { BankGateway, BankOrder } from '../bank/bank-gateway.ts';
import type { CentralStorage, CountyWriter } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';
import type { ErrandStep } from './errands.ts';
import { writeOwnChanges } from './own-changes.ts';
import { pageByPage } from './page-by-page.ts';
import { notReached, reach } from './reach.ts';

export interface BankParts {
  readonly storage: CentralStorage;
  readonly bank: BankGateway;
  readonly clock: CentralClock;
}

/** The requests of a county that the bank has still to get or to answer, a page at a time. */
export function requestsUnderWay(storage: CentralStorage, county: string): AsyncGenerator<BankRequest> {
  return pageByPage(storage, county, (reader, after, limit) => reader.bankRequestsUnderWay(after, limit));
}

/**
 * Takes one request as far as it goes now: hands it to the bank, or asks for the answer; one that the person has taken
 * back is recalled each time before, and never handed over. The bank is called outside of
 * any transaction, so that no command waits for it; what has become of it is a change of the county with a number and a mark
 * like any other, so that every counter hears of it. Ended between the call and the change, the same call is made again: the
 * bank knows the request by its id, and an answer is written once.
 */
export async function serveBankRequest(
  { storage, bank, clock }: BankParts,
  county: string,
  request: BankRequest,
  onFailure: (error: unknown) => void,
): Promise<ErrandStep> {
  const order: BankOrder = {
    id: request.id,
    kind: request.kind,
    bankName: request.bankName,
    accountNumber: request.accountNumber,
  };
  if (request.withdrawnAt !== null) {
    if ((await reach(() => bank.recall(order), onFailure)) === notReached) return 'not-reached';
  } else if (request.state === 'requested') {
    if ((await reach(() => bank.send(order), onFailure)) === notReached) return 'not-reached';
    await storage.change(county, (writer) => recordSent(writer, request.id, clock.now()));
    return 'sent';
  }
  const answer = await reach(() => bank.answer(order), onFailure);
  if (answer === notReached) return 'not-reached';
  if (answer === null) return 'undecided';
  return await storage.change(county, (writer) => recordAnswer(writer, request.id, answer, clock.now()));
}

async function recordSent(writer: CountyWriter, id: string, at: string): Promise<void> {
  const now = await writer.one('bankRequest', id);
  if (now?.state !== 'requested') return;
  const changes = [change('bankRequest', sentToBank(now, at))];
  await writeOwnChanges(writer, [{ commandId: `bank ${id} sent`, changes }]);
}

async function recordAnswer(
  writer: CountyWriter,
  id: string,
  answer: BankAnswer,
  at: string,
): Promise<'answered' | 'not-wanted'> {
  const now = await writer.one('bankRequest', id);
  const answered = now === undefined ? null : answeredByBank(now, answer, at);
  if (answered === null) return 'not-wanted';
  const account = await writer.one('financialAccount', answered.personId);
  const after = account === undefined ? null : accountAfter(account, answered);
  const service = await writer.one('serviceRecord', id);
  const ended = service === undefined ? service : serviceAfterAnswer(service, answered, at);
  const changes = [
    change('bankRequest', answered),
    ...(after === null ? [] : [change('financialAccount', after)]),
    ...(ended === undefined || ended === service ? [] : [change('serviceRecord', ended)]),
  ];
  await writeOwnChanges(writer, [{ commandId: `bank ${id} answered`, changes }]);
  return 'answered';
}
