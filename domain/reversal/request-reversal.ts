import { clerkSignature, signedText } from '../approval/approval.ts';
import { acceptSigned, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { formatYuan } from '../money/fen.ts';
import { parameterLookups } from '../parameters/pooling-area-parameter.ts';
import { refusePayoutOffice } from '../payout/payout-conditions.ts';
import { change } from '../records/change.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { ReversalWay } from '../records/service-details.ts';
import { effectOf, reversalSheet } from './approved-reversal.ts';
import { recoveryLookups } from './recovery-claim.ts';
import { amountOf, groupOfPerson } from './reversal.ts';

/** 冲正: which entries are wrong, and why. */
export interface RequestReversalRequest {
  readonly serviceNumber: string;
  readonly personId: string;
  /** The group that is reversed whole, `LedgerEntry.groupId`. */
  readonly groupId: string;
  /** Undone by linked entries, or, where the money has left, claimed 追回. */
  readonly way: ReversalWay;
  readonly reason: string;
  /** What moves on the account, fen, as the clerk saw it. */
  readonly amount: number;
  /** His password, sealed for the central office with what he signs (base64). */
  readonly signature: string;
}

/**
 * 冲正、当日撤销: a mistake in the ledger is reversed by linked entries and never edited (law 6). It is asked for with a reason,
 * approved by a second person, and posted by the central office alone.
 */
export const requestReversal: CommandRule<RequestReversalRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...recoveryLookups(request.personId),
    ...parameterLookups('payout-accepted-at'),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    // What is claimed back is money of a payout or a transfer: of both the county level takes care.
    if (request.way === 'claim') refusals.push(...refusePayoutOffice(facts, context));
    const reason = request.reason.trim();
    if (reason === '') refusals.push(refuse('reversal-reason-missing', {}, 'reason'));
    const group = groupOfPerson(facts, request.personId, request.groupId);
    const effect = effectOf(request.way)(facts, request.personId, request.groupId, context, null);
    const refused = 'refusals' in effect;
    if (refused) refusals.push(...effect.refusals);
    const amount = refused ? amountOf(group) : effect.amount;
    // A claim that is refused has no amount; a reversal always has that of its entries.
    const isReckoned = request.way === 'reverse' ? group.length > 0 : !refused;
    if (isReckoned && amount !== request.amount) {
      refusals.push(
        refuse('approval-changed', { shown: formatYuan(request.amount), amount: formatYuan(amount) }),
      );
    }
    if (refusals.length > 0) return refuseAll(refusals);
    const asked: ServiceRecord = {
      ...deskService(request, context, {
        kind: 'request-reversal',
        presented: null,
        channel: 'internal',
        step: request.way === 'claim' ? 'recovery-requested' : 'reversal-requested',
        note: reason,
        details: {
          of: 'request-reversal',
          groupId: request.groupId,
          way: request.way,
          reason,
          amount,
          sameDay: group.every(({ postedOn }) => postedOn === context.today),
          claim: null,
        },
      }),
      stage: 'accepted',
      closedAt: null,
    };
    const text = signedText('accept', request.serviceNumber, context.clerkId, amount);
    return acceptSigned(
      [change('serviceRecord', asked), change('approval', reversalSheet(context, asked, amount))],
      clerkSignature(text, request.signature),
    );
  },
};
