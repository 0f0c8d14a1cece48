import type { LedgerFault } from '../../domain/ledger/sound-ledger.ts';

/** What an audit finds besides in a claim 追回: its service and its entries are held against each other. */
type ClaimFault =
  | 'repaid-more-than-claimed'
  | 'claim-differs-from-entries'
  | 'claim-of-no-service'
  | 'claimed-more-than-left';

/** One thing that breaks rules of the ledger. */
export interface UnsoundThing {
  /** 'service': what was to be paid by one and was paid, and what is claimed by one and has come back. */
  readonly what: 'account' | 'entry' | 'service';
  readonly id: string;
  readonly faults: readonly (LedgerFault | ClaimFault)[];
}

/** What was looked at in a county's ledger, and what is wrong with it. */
export interface LedgerAudit {
  readonly accounts: number;
  readonly entries: number;
  /** The balance of all, kind of insurance by kind of insurance: both sides of every account of the chart, fen. */
  readonly kinds: readonly {
    readonly insuranceKind: string;
    readonly debits: number;
    readonly credits: number;
  }[];
  readonly unsound: readonly UnsoundThing[];
}
