import type { AcceptPayoutRequest } from '../../payout/payout-requests.ts';
import type { Change } from '../../records/change.ts';
import type { PayoutPaper } from '../../records/payout.ts';

/** One case of the table: what is asked for on which records, and what must come of it. */
export interface PayoutCase {
  /** Section of the domain rules, and the law or practice that it names. */
  readonly source: string;
  readonly what: string;
  readonly records: readonly Change[];
  readonly request: AcceptPayoutRequest;
  /** Only where it is not done at the county centre. */
  readonly office?: 'service-point';
  readonly outcome: PayoutPaidOut | { readonly refused: readonly string[] };
}

/** What an approved payout has posted, what it has ended, and which papers it keeps. */
export interface PayoutPaidOut {
  /** 'from > to amount' in the order of posting. */
  readonly entries: readonly string[];
  readonly account: 'open' | 'sealed' | 'closed';
  /** AAZ502 of the card that the person had. */
  readonly card: '0' | '1' | '9';
  readonly papers: readonly PayoutPaper[];
}

/** A case in which nothing is paid, with every reason at once. */
export function refused(
  source: string,
  what: string,
  records: readonly Change[],
  request: AcceptPayoutRequest,
  ...codes: readonly string[]
): PayoutCase {
  return { source, what, records, request, outcome: { refused: codes } };
}
