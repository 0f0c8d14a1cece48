import { postEntries } from '../ledger/post-entries.ts';
import type { Fen } from '../money/fen.ts';
import { withdrawPaper } from '../registered-paper/register-paper.ts';
import { change, type Change } from '../records/change.ts';
import type { PersonalAccount } from '../records/records.ts';
import type { RelationshipTransfer } from '../records/relationship-transfer.ts';
import { stepOf, type AnsweredFacts, type TakenUp } from './answered-facts.ts';
import { endTransfer, paidOtherwise } from './relationship-transfer.ts';

/** What was owed to the other area and never left the bank is the person's again. */
export function backOnAccount(
  { transfer, service, account, paper }: AnsweredFacts,
  state: 'refused' | 'returned',
  reason: { readonly code: string | null; readonly text: string | null },
  now: TakenUp,
  amount = transfer.amount,
): readonly Change[] {
  const step = reason.code === paidOtherwise ? paidOtherwise : state;
  return [
    ...(account === undefined ? [] : backPosted(transfer, account, state, now, amount)),
    change('relationshipTransfer', endTransfer(transfer, state, now.at, reason)),
    change('serviceRecord', {
      ...stepOf(service, `transfer-${step}`, now, reason.text),
      stage: 'withdrawn',
      closedAt: now.at,
    }),
    ...withdrawPaper(paper, now.at),
  ];
}

/** What is posted for it, and the account with it; `amount` in fen. */
export function backPosted(
  { id, personId, otherArea }: RelationshipTransfer,
  account: PersonalAccount,
  why: 'refused' | 'returned' | 'remitted',
  now: TakenUp,
  amount: Fen,
): readonly Change[] {
  return postEntries(
    { groupId: `${id} ${why}`, serviceId: id, postedOn: now.today },
    [
      {
        personId,
        kind: 'transfer',
        institution: otherArea.officeName,
        debitAccount: 'transfers-payable',
        creditAccount: 'personal-account',
        amount,
      },
    ],
    account,
  );
}
