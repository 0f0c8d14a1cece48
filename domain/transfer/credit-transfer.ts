import { accountMove, areaOf, sealChanges } from '../contribution-services/contribution-effect.ts';
import { clerkSignature, signedText } from '../approval/approval.ts';
import { acceptSigned, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { contributionRights } from '../contribution/contribution-rights.ts';
import { withStep } from '../issuance/service-facts.ts';
import { groupOf, postEntries, type Posting } from '../ledger/post-entries.ts';
import { addFen, formatYuan } from '../money/fen.ts';
import { withdrawPaper } from '../registered-paper/register-paper.ts';
import { change, type Change } from '../records/change.ts';
import type { ContributionPeriod, PersonalAccount } from '../records/records.ts';
import type { IncomingRemittance } from '../records/relationship-transfer.ts';
import { leavingLookups } from './transfer-out.ts';
import { joinedMonths } from './joined-months.ts';
import { refuseNotAwaiting } from './match-remittance.ts';
import {
  endTransfer,
  findTransfer,
  transferStepLookups,
  type StandingTransfer,
} from './relationship-transfer.ts';
import { expectedBy, leftOf, matchedSum, refuseSheet, remittancesOf, settled } from './remittance.ts';
import type { CreditTransferRequest } from './transfer-requests.ts';

/**
 * 入账: exactly what the sheet says is credited from the money that was matched, and the months of the sheet join those of
 * the record. Less is never credited; what is too much stays nobody's until it has gone back. Of a transfer whose money the
 * other area did not take, what comes back is credited and no month joined. Money and months are moved by the central
 * office alone.
 */
export const creditTransfer: CommandRule<CreditTransferRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...transferStepLookups(request, context),
    ...leavingLookups(request.personId),
  ],
  decide(facts, request, context) {
    const standing = findTransfer(facts, request, context);
    if ('refusals' in standing) return refuseAll(standing.refusals);
    const refusals: Refusal[] = [...refuseCrediting(facts, standing)];
    const expected = expectedBy(standing.transfer) ?? 0;
    if (expected !== request.amount) {
      refusals.push(
        refuse('approval-changed', { shown: formatYuan(request.amount), amount: formatYuan(expected) }),
      );
    }
    const account = facts.one('personalAccount', request.personId);
    if (account === undefined || refusals.length > 0) return refuseAll(refusals);
    const text = signedText('check', request.serviceNumber, context.clerkId, request.amount);
    return acceptSigned([], clerkSignature(text, request.signature), [
      ...credited(facts, standing, account, expected, context),
    ]);
  },
};

/** Every reason why nothing is credited by this transfer now; also for its page. Facts: as the rule needs. */
export function refuseCrediting(facts: Facts, { transfer, person }: StandingTransfer): readonly Refusal[] {
  const refusals: Refusal[] = [...refuseNotAwaiting(transfer)];
  // His own balance that comes back is his heirs'; of somebody who has died no relationship comes any more.
  if (transfer.direction === 'in' && person.deceasedOn !== null)
    refusals.push(refuse('insured-person-deceased', { date: person.deceasedOn }));
  const account = facts.one('personalAccount', person.id);
  if (account === undefined) refusals.push(refuse('transfer-no-account'));
  else if (account.status === 'closed') refusals.push(refuse('transfer-account-closed'));
  if (transfer.direction === 'in') refusals.push(...refuseSheet(transfer.sheet, person));
  const expected = expectedBy(transfer);
  if (expected === null) return refusals;
  const missing = expected - matchedSum(remittancesOf(facts, transfer.id));
  if (missing > 0)
    refusals.push(
      refuse('transfer-money-missing', { missing: formatYuan(missing), amount: formatYuan(expected) }),
    );
  return refusals;
}

function credited(
  facts: Facts,
  { transfer, service, person }: StandingTransfer,
  account: PersonalAccount,
  expected: number,
  context: CommandContext,
): readonly Change[] {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const joined =
    transfer.direction === 'in' && transfer.sheet !== null
      ? joinedMonths(transfer, transfer.sheet, periods)
      : [];
  const move = moveAfter(facts, person, account, [...periods, ...joined], context);
  const status = move === 'released' ? 'open' : move === 'sealed' ? 'sealed' : account.status;
  const taken = takenFrom(remittancesOf(facts, transfer.id), expected);
  const postings = taken.map(({ now, before }): Posting => ({
    personId: person.id,
    kind: 'transfer',
    institution: transfer.otherArea.officeName,
    debitAccount: 'unmatched-receipts',
    creditAccount: 'personal-account',
    amount: now.credited - before.credited,
  }));
  const isIn = transfer.direction === 'in';
  return [
    ...postEntries(groupOf(context, transfer.id), postings, account, status),
    ...sealChanges(facts, person.id, { account: move }, context.today).filter(
      ({ table }) => table === 'card',
    ),
    ...taken.map(({ now }) => change('incomingRemittance', now)),
    ...joined.map((period) => change('contributionPeriod', period)),
    change('relationshipTransfer', {
      ...endTransfer(transfer, isIn ? 'completed' : 'returned', context.at),
      awaits: true,
    }),
    change('serviceRecord', {
      ...withStep(service, isIn ? 'transfer-credited' : 'transfer-money-back', context),
      stage: isIn ? 'completed' : 'withdrawn',
      closedAt: context.at,
    }),
    ...(isIn ? [] : withdrawPaper(facts.one('registeredPaper', transfer.id), context.at)),
  ];
}

/** Whether account and card follow what the record gives with the months that have joined it. */
function moveAfter(
  facts: Facts,
  person: StandingTransfer['person'],
  account: PersonalAccount,
  periods: readonly ContributionPeriod[],
  { county, today }: CommandContext,
) {
  const rights = contributionRights({ periods, person }, areaOf(facts, county), today);
  return accountMove(account, rights.today.pooled.answer);
}

/** The matched money from which so much is taken, the first first. */
function takenFrom(
  remittances: readonly IncomingRemittance[],
  expected: number,
): readonly { readonly before: IncomingRemittance; readonly now: IncomingRemittance }[] {
  let missing = expected;
  return remittances.flatMap((before) => {
    if (before.state !== 'matched') return [];
    const amount = Math.min(missing, leftOf(before));
    if (amount === 0) return [];
    missing = addFen(missing, -amount);
    return [{ before, now: settled({ ...before, credited: addFen(before.credited, amount) }) }];
  });
}
