import type { ApprovalSummary } from '../../../contract/approval-calls.ts';
import type { Confirmation } from '../../../contract/service-views.ts';

/** How a sheet stands, in a word that has its sentences; '-unconfirmed' until the central office has decided (law 5). */
export type ApprovalStanding =
  'waiting' | 'approved' | 'refused' | 'withdrawn' | `${'waiting' | 'approved' | 'refused'}-unconfirmed`;

/** What is true of a sheet now: what was decided here is not done before the central office has confirmed it. */
export function approvalStanding(
  state: ApprovalSummary['state'],
  confirmation: Confirmation,
): ApprovalStanding {
  return state !== 'withdrawn' && confirmation === 'waiting' ? `${state}-unconfirmed` : state;
}

/** The colour beside its words. */
export const standingTone: { readonly [S in ApprovalStanding]: '' | 'ok' | 'warn' | 'bad' } = {
  waiting: 'warn',
  'waiting-unconfirmed': 'warn',
  approved: 'ok',
  'approved-unconfirmed': 'warn',
  refused: 'bad',
  'refused-unconfirmed': 'bad',
  withdrawn: '',
};
