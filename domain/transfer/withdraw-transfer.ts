import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { waitingApproval } from '../approval/approval.ts';
import { withStep } from '../issuance/service-facts.ts';
import { withdrawPaper } from '../registered-paper/register-paper.ts';
import { change } from '../records/change.ts';
import {
  endTransfer,
  findTransfer,
  isTransferOpen,
  transferStepLookups,
  unsentLetter,
  withLetter,
} from './relationship-transfer.ts';
import type { FollowUpTransferRequest, WithdrawTransferRequest } from './transfer-requests.ts';

/**
 * 撤回: before anything has left or been credited. Of somebody who leaves, until the second person has decided; of somebody
 * who comes, until the money is credited: what has come then goes back, and the other area is told.
 */
export const withdrawTransfer: CommandRule<WithdrawTransferRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: transferStepLookups,
  decide(facts, request, context) {
    const standing = findTransfer(facts, request, context);
    if ('refusals' in standing) return refuseAll(standing.refusals);
    const { transfer, service } = standing;
    const refusals: Refusal[] = [];
    const reason = request.reason.trim();
    if (reason === '') refusals.push(refuse('transfer-reason-missing', {}, 'reason'));
    if (!isTransferOpen(transfer)) {
      refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
    } else if (!['waiting-approval', 'requested', 'sheet-received'].includes(transfer.state)) {
      refusals.push(refuse('transfer-left-already', { area: transfer.otherArea.areaName }));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    const ended = endTransfer(transfer, 'withdrawn', context.at, { code: null, text: reason });
    const knows = transfer.letters.some(({ sentAt }) => sentAt !== null);
    // Money that is to go back does so all the same: of the sheets only that of the transfer itself is dropped.
    const sheets = facts.all('approval', 'serviceId', transfer.id);
    const sheet = waitingApproval(sheets.filter(({ kind }) => kind === 'transfer-out'));
    return accept([
      change('relationshipTransfer', knows ? withLetter(ended, 'withdrawal', context.at, reason) : ended),
      ...(sheet === undefined ? [] : [change('approval', { ...sheet, state: 'withdrawn', reason })]),
      ...withdrawPaper(facts.one('registeredPaper', transfer.id), context.at),
      change('serviceRecord', {
        ...withStep(service, 'withdrawn', context, reason),
        stage: 'withdrawn',
        closedAt: context.at,
      }),
    ]);
  },
};

/** 催办、等待: what is missing or does not fit is asked for again, or waited for, and why. */
export const followUpTransfer: CommandRule<FollowUpTransferRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: transferStepLookups,
  decide(facts, request, context) {
    const standing = findTransfer(facts, request, context);
    if ('refusals' in standing) return refuseAll(standing.refusals);
    const { transfer, service } = standing;
    const refusals: Refusal[] = [];
    const text = request.text.trim();
    if (text === '') refusals.push(refuse('transfer-reason-missing', {}, 'text'));
    if (!isTransferOpen(transfer)) {
      refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
    } else if (transfer.state === 'waiting-approval') refusals.push(refuse('transfer-not-sent'));
    else if (request.way === 'ask' && unsentLetter(transfer) !== undefined) {
      refusals.push(refuse('transfer-letter-on-its-way'));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    const noted = withStep(
      service,
      request.way === 'ask' ? 'transfer-asked-again' : 'transfer-waiting',
      context,
      text,
    );
    return accept([
      ...(request.way === 'ask'
        ? [change('relationshipTransfer', withLetter(transfer, 'question', context.at, text))]
        : []),
      change('serviceRecord', noted),
    ]);
  },
};
