import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import type { PayoutState } from '../../../domain/records/payout.ts';
import { bankStands, claimStands, secondPersonStands } from '../../components/stage-words.ts';
import { isOwnState } from '../transfer/transfer-steps.ts';
import { mannerOf } from './receipt-facts.ts';

/**
 * How a service stands when its paper is printed: `final` and `refused` are the central office's word; what it has
 * confirmed and what is not done all the same waits for the bank or for the card, or was withdrawn.
 */
type ReceiptState =
  | Receipt['standing']
  | 'withdrawn-provisional'
  | 'withdrawn'
  | 'bank-waits'
  | 'bank-recalling'
  | 'bank-answered'
  | 'bank-withdrawn'
  | 'approval-waits'
  | 'sent-back-provisional'
  | 'sent-back'
  | 'repayment-awaited'
  | 'claim-reversed'
  | 'card-awaited';

/** The sentences of a receipt, as keys of the texts. */
interface ReceiptWords {
  readonly title: string;
  /** The first sentence of the paper: what it is good for. */
  readonly lead: string;
  /** What the clerk is told beside the preview: why it is this paper and no other. */
  readonly explanation: string;
}

/** What a receipt says of how its service stands; nothing that has ended is said to wait for anybody. */
export function receiptWords(receipt: Receipt): ReceiptWords {
  const state = stateOf(receipt);
  const explanation = `receipt.explain-${state}`;
  switch (receipt.kind) {
    case 'issue-card':
      return {
        title: `receipt.title-${state === 'withdrawn' ? state : receipt.standing}`,
        lead: `receipt.lead-${state}`,
        explanation,
      };
    case 'report-loss':
    case 'lift-loss-report': {
      const paper = `${mannerOf(receipt)}-${receipt.standing}`;
      return { title: `loss-receipt.title-${paper}`, lead: `loss-receipt.lead-${paper}`, explanation };
    }
    case 'request-bank-service':
      return {
        title: state === 'bank-withdrawn' ? 'bank-request.title-withdrawn' : deskTitle(receipt),
        lead: state.startsWith('bank-') ? `bank-request.lead-${state.slice(5)}` : deskLead(receipt),
        explanation,
      };
    case 'change-card-pin':
    case 'reset-card-pin':
    case 'unlock-card':
    case 'suspend-insurance':
    case 'resume-insurance':
    case 'register-back-payment':
    case 'release-account':
    case 'answer-inquiry':
    case 'issue-statement':
      return { title: deskTitle(receipt), lead: deskLead(receipt), explanation };
    case 'transfer-out':
    case 'transfer-in':
      return transferWords(receipt);
    case 'request-reversal':
      return { title: deskTitle(receipt), lead: `desk-receipt.lead-${state}`, explanation };
    case 'payout': {
      const stands = payoutStands(receipt);
      return {
        title: `payout-receipt.title-${stands}`,
        lead: `payout-receipt.lead-${stands}`,
        explanation: `payout-receipt.explain-${stands}`,
      };
    }
    default:
      return receipt.kind satisfies never;
  }
}

/**
 * How a payout stands on its paper. What the central office has not confirmed is said to wait, whatever this counter did:
 * two counters may have taken the same balance, and one of them will be refused.
 */
function payoutStands({
  standing,
  waiting,
  payout,
}: Receipt): 'refused' | 'provisional' | 'withdrawing' | PayoutState {
  if (standing === 'refused' || payout === null) return 'refused';
  if (!waiting) return payout.state;
  // What the bank has said was said by the central office, whether or not it knows that the payout was closed here.
  if (payout.state === 'closed') return 'paid';
  return payout.state === 'withdrawn' ? 'withdrawing' : 'provisional';
}

/**
 * A transfer is done when both areas have it; what the central office has not confirmed waits, whatever this counter did,
 * and what the other area did not take is no acceptance any more.
 */
function transferWords(receipt: Receipt): ReceiptWords {
  const { title, lead, explanation } = transferStands(receipt);
  return {
    title: `transfer-receipt.title-${title}`,
    lead: `transfer-receipt.lead-${lead}`,
    explanation: `transfer-receipt.explain-${explanation}`,
  };
}

function transferStands({ kind, standing, waiting, stage, transfer }: Receipt): ReceiptWords {
  if (standing === 'refused' || transfer === null) {
    return { title: 'refused', lead: 'refused', explanation: 'refused' };
  }
  if (waiting && isOwnState(transfer.state)) {
    const lead = stage === 'withdrawn' ? 'withdrawing' : 'provisional';
    return { title: 'open', lead, explanation: 'provisional' };
  }
  const end = standing === 'final' ? 'final' : stage === 'withdrawn' ? 'ended' : 'open';
  const direction = kind === 'transfer-out' ? 'out' : 'in';
  return { title: end, lead: `${direction}-${transfer.state}`, explanation: end };
}

function stateOf(receipt: Receipt): ReceiptState {
  const { standing, stage, kind, waiting } = receipt;
  if (standing !== 'provisional') return standing;
  const second = secondPersonStands(receipt);
  if (second === 'sent-back') return waiting ? 'sent-back-provisional' : second;
  if (second !== null && !waiting) return second;
  const claim = claimStands(receipt);
  if (claim !== null) return waiting ? 'provisional' : claim;
  if (stage === 'withdrawn' && kind !== 'request-bank-service') {
    return waiting ? 'withdrawn-provisional' : 'withdrawn';
  }
  if (waiting) return 'provisional';
  if (kind === 'issue-card') return 'card-awaited';
  // Dropped by the bank as the person wished: not done, and at its end.
  if (stage === 'withdrawn') return 'bank-withdrawn';
  // Confirmed by the central office is not yet done, or not yet dropped, by the bank; nor told to the person.
  const bank = bankStands(receipt);
  return bank === null ? standing : `bank-${bank}`;
}

function deskTitle({ standing }: Receipt): string {
  return `desk-receipt.title-${standing}`;
}

function deskLead({ standing }: Receipt): string {
  return `desk-receipt.lead-${standing}`;
}
