import type { CommandContext } from '../command/command-rule.ts';
import { addFen } from '../money/fen.ts';
import { change, type Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { PersonalAccount, PersonalAccountStatus } from '../records/records.ts';
import { effectOn } from './balance.ts';

/** One entry that is to be posted: what is not said follows from the group. */
export type Posting = Pick<
  LedgerEntry,
  'personId' | 'kind' | 'institution' | 'debitAccount' | 'creditAccount' | 'amount'
> & { readonly reversesId?: string };

/** By what a group is posted: a command, or what the central office does by itself. */
export interface PostingGroup {
  /** Names the group for ever; a command's id, or what stands in its place. */
  readonly groupId: string;
  readonly serviceId: string | null;
  /** The day on which it counts, 'YYYY-MM-DD'. */
  readonly postedOn: string;
}

/** The group that a command posts. */
export function groupOf(
  { commandId, today }: Pick<CommandContext, 'commandId' | 'today'>,
  serviceId: string,
): PostingGroup {
  return { groupId: commandId, serviceId, postedOn: today };
}

/**
 * The entries of one group, and the personal account as they leave it: they are written together or not at all. Only the
 * central office posts; it gives each entry its serial (0 here) as soon as it is decided. A posting of nothing is left out.
 * @param account the account before; entries of others must not be among the postings
 * @param status what the account is afterwards, where that changes
 */
export function postEntries(
  group: PostingGroup,
  postings: readonly Posting[],
  account: PersonalAccount,
  status: PersonalAccountStatus = account.status,
): readonly Change[] {
  const entries = entriesOf(group, postings);
  const balance = addFen(account.balance, ...entries.map((entry) => effectOn('personal-account', entry)));
  return [
    ...entries.map((entry) => change('ledgerEntry', entry)),
    change('personalAccount', { ...account, status, balance }),
  ];
}

/** The entries alone: for a group that touches no personal account. */
export function entriesOf(group: PostingGroup, postings: readonly Posting[]): readonly LedgerEntry[] {
  return postings
    .filter(({ amount }) => amount > 0)
    .map(({ reversesId, ...posting }, index) => ({
      ...posting,
      ...group,
      id: `${group.groupId}/${String(index + 1)}`,
      serial: 0,
      insuranceKind: '310',
      reversesId: reversesId ?? null,
    }));
}
