import type { ApproveServiceRequest, RefuseApprovalRequest } from '../approval/approval-requests.ts';
import { approveService, refuseApproval } from '../approval/approve-service.ts';
import { attachDocument, type AttachDocumentRequest } from '../attachment/attach-document.ts';
import { acceptBatchApplication } from '../employer-batch/accept-batch-application.ts';
import type {
  AcceptBatchApplicationRequest,
  CancelEmployerBatchRequest,
  CloseEmployerBatchRequest,
  HandOverBatchRequest,
  OpenEmployerBatchRequest,
} from '../employer-batch/employer-batch-requests.ts';
import { cancelEmployerBatch, closeEmployerBatch } from '../employer-batch/end-employer-batch.ts';
import { handOverBatch } from '../employer-batch/hand-over-batch.ts';
import { openEmployerBatch } from '../employer-batch/open-employer-batch.ts';
import { closeDay } from '../day-close/close-day.ts';
import type { CloseDayRequest } from '../day-close/close-day-request.ts';
import type { LiftLossReportRequest, ReportLossRequest } from '../card-loss/card-loss-requests.ts';
import { liftLossReport } from '../card-loss/lift-loss-report.ts';
import { reportLoss } from '../card-loss/report-loss.ts';
import type {
  RegisterBackPaymentRequest,
  ResumeInsuranceRequest,
  SuspendInsuranceRequest,
} from '../contribution-services/contribution-requests.ts';
import { registerBackPayment } from '../contribution-services/register-back-payment.ts';
import { resumeInsurance } from '../contribution-services/resume-insurance.ts';
import { suspendInsurance } from '../contribution-services/suspend-insurance.ts';
import { changeCardPin } from '../pin-services/change-card-pin.ts';
import type {
  ChangeCardPinRequest,
  ResetCardPinRequest,
  UnlockCardRequest,
} from '../pin-services/pin-service-requests.ts';
import { resetCardPin } from '../pin-services/reset-card-pin.ts';
import { unlockCard } from '../pin-services/unlock-card.ts';
import { acceptCardApplication } from '../issuance/accept-card-application.ts';
import { handOverCard, setCardPin, withdrawCardApplication } from '../issuance/complete-card.ts';
import type {
  AcceptCardApplicationRequest,
  HandOverCardRequest,
  RecordCardProductionRequest,
  SetCardPinRequest,
  SpoilBlankCardRequest,
  WithdrawCardApplicationRequest,
} from '../issuance/issue-card-requests.ts';
import { recordCardProduction } from '../issuance/record-card-production.ts';
import { spoilBlankCard } from '../issuance/spoil-blank-card.ts';
import { answerInquiry, type AnswerInquiryRequest } from '../inquiry/answer-inquiry.ts';
import { issueStatement, type IssueStatementRequest } from '../statement/issue-statement.ts';
import type {
  RecordPaperReclaimedRequest,
  RecordPrintEndRequest,
  RecordPrintRequest,
} from '../paper-print/paper-print-requests.ts';
import { recordPaperReclaimed } from '../paper-print/record-paper-reclaimed.ts';
import { recordPrintEnd } from '../paper-print/record-print-end.ts';
import { recordPrint } from '../paper-print/record-print.ts';
import { acceptPayout } from '../payout/accept-payout.ts';
import { checkPayout } from '../payout/check-payout.ts';
import { correctPayout } from '../payout/correct-payout.ts';
import { closePayout, withdrawPayout } from '../payout/end-payout.ts';
import type {
  AcceptPayoutRequest,
  CheckPayoutRequest,
  ClosePayoutRequest,
  CorrectPayoutRequest,
  WithdrawPayoutRequest,
} from '../payout/payout-requests.ts';
import {
  recordClaimRepayment,
  type RecordClaimRepaymentRequest,
} from '../reversal/record-claim-repayment.ts';
import { requestReversal, type RequestReversalRequest } from '../reversal/request-reversal.ts';
import { countBlankCards } from '../stock/count-blank-cards.ts';
import {
  destroyBlankCards,
  moveBlankCards,
  receiveBlankCards,
  returnBlankCards,
} from '../stock/move-stock.ts';
import type {
  CountBlankCardsRequest,
  DestroyBlankCardsRequest,
  MoveBlankCardsRequest,
  ReceiveBlankCardsRequest,
  ReturnBlankCardsRequest,
} from '../stock/stock-requests.ts';
import type {
  CollectHereRequest,
  RecallParcelRequest,
  ReceiveCardRequest,
  ReceiveParcelRequest,
  RecordNotificationRequest,
  RemakeMissingCardRequest,
  SendParcelRequest,
} from '../parcel/parcel-requests.ts';
import { collectHere, recallParcel } from '../parcel/recall-parcel.ts';
import { receiveCard, receiveParcel } from '../parcel/receive-parcel.ts';
import { recordNotification } from '../parcel/record-notification.ts';
import { remakeMissingCard } from '../parcel/remake-missing-card.ts';
import { sendParcel } from '../parcel/send-parcel.ts';
import { acceptTransferIn, acceptTransferOut } from '../transfer/accept-transfer.ts';
import { creditTransfer } from '../transfer/credit-transfer.ts';
import { matchRemittance } from '../transfer/match-remittance.ts';
import { returnRemittance } from '../transfer/return-remittance.ts';
import type {
  AcceptTransferInRequest,
  AcceptTransferOutRequest,
  CreditTransferRequest,
  FollowUpTransferRequest,
  MatchRemittanceRequest,
  ReturnRemittanceRequest,
  WithdrawTransferRequest,
} from '../transfer/transfer-requests.ts';
import { followUpTransfer, withdrawTransfer } from '../transfer/withdraw-transfer.ts';
import { recordBankAnswerTold } from '../unfreezing/record-bank-answer-told.ts';
import { releaseAccount } from '../unfreezing/release-account.ts';
import { requestBankService } from '../unfreezing/request-bank-service.ts';
import type {
  RecordBankAnswerToldRequest,
  ReleaseAccountRequest,
  RequestBankServiceRequest,
  WithdrawBankRequestRequest,
} from '../unfreezing/unfreezing-requests.ts';
import { withdrawBankRequest } from '../unfreezing/withdraw-bank-request.ts';
import type { CommandContext, CommandRule, Decision } from './command-rule.ts';
import type { Facts, Lookup } from './facts.ts';

/** Every command of the product by its kind, with the request that it takes. */
export interface CommandRequests {
  readonly 'accept-card-application': AcceptCardApplicationRequest;
  readonly 'record-card-production': RecordCardProductionRequest;
  readonly 'set-card-pin': SetCardPinRequest;
  readonly 'hand-over-card': HandOverCardRequest;
  readonly 'withdraw-card-application': WithdrawCardApplicationRequest;
  readonly 'spoil-blank-card': SpoilBlankCardRequest;
  readonly 'attach-document': AttachDocumentRequest;
  readonly 'open-employer-batch': OpenEmployerBatchRequest;
  readonly 'accept-batch-application': AcceptBatchApplicationRequest;
  readonly 'close-employer-batch': CloseEmployerBatchRequest;
  readonly 'hand-over-batch': HandOverBatchRequest;
  readonly 'cancel-employer-batch': CancelEmployerBatchRequest;
  readonly 'report-loss': ReportLossRequest;
  readonly 'lift-loss-report': LiftLossReportRequest;
  readonly 'answer-inquiry': AnswerInquiryRequest;
  readonly 'issue-statement': IssueStatementRequest;
  readonly 'close-day': CloseDayRequest;
  readonly 'release-account': ReleaseAccountRequest;
  readonly 'request-bank-service': RequestBankServiceRequest;
  readonly 'withdraw-bank-request': WithdrawBankRequestRequest;
  readonly 'record-bank-answer-told': RecordBankAnswerToldRequest;
  readonly 'suspend-insurance': SuspendInsuranceRequest;
  readonly 'resume-insurance': ResumeInsuranceRequest;
  readonly 'register-back-payment': RegisterBackPaymentRequest;
  readonly 'change-card-pin': ChangeCardPinRequest;
  readonly 'reset-card-pin': ResetCardPinRequest;
  readonly 'unlock-card': UnlockCardRequest;
  readonly 'receive-blank-cards': ReceiveBlankCardsRequest;
  readonly 'move-blank-cards': MoveBlankCardsRequest;
  readonly 'return-blank-cards': ReturnBlankCardsRequest;
  readonly 'destroy-blank-cards': DestroyBlankCardsRequest;
  readonly 'count-blank-cards': CountBlankCardsRequest;
  readonly 'send-parcel': SendParcelRequest;
  readonly 'receive-parcel': ReceiveParcelRequest;
  readonly 'receive-card': ReceiveCardRequest;
  readonly 'remake-missing-card': RemakeMissingCardRequest;
  readonly 'recall-parcel': RecallParcelRequest;
  readonly 'collect-here': CollectHereRequest;
  readonly 'record-notification': RecordNotificationRequest;
  readonly 'request-reversal': RequestReversalRequest;
  readonly 'record-claim-repayment': RecordClaimRepaymentRequest;
  readonly 'accept-transfer-out': AcceptTransferOutRequest;
  readonly 'accept-transfer-in': AcceptTransferInRequest;
  readonly 'withdraw-transfer': WithdrawTransferRequest;
  readonly 'follow-up-transfer': FollowUpTransferRequest;
  readonly 'match-remittance': MatchRemittanceRequest;
  readonly 'credit-transfer': CreditTransferRequest;
  readonly 'return-remittance': ReturnRemittanceRequest;
  readonly 'accept-payout': AcceptPayoutRequest;
  readonly 'check-payout': CheckPayoutRequest;
  readonly 'correct-payout': CorrectPayoutRequest;
  readonly 'withdraw-payout': WithdrawPayoutRequest;
  readonly 'close-payout': ClosePayoutRequest;
  readonly 'approve-service': ApproveServiceRequest;
  readonly 'refuse-approval': RefuseApprovalRequest;
  readonly 'record-print': RecordPrintRequest;
  readonly 'record-print-end': RecordPrintEndRequest;
  readonly 'record-paper-reclaimed': RecordPaperReclaimedRequest;
}

export type CommandKind = keyof CommandRequests;

/** A command's kind together with its request. */
export type CommandBody = {
  [K in CommandKind]: { readonly kind: K; readonly request: CommandRequests[K] };
}[CommandKind];

/** A new service is added here once; counter, central office, rebase and work list come from the engine (law 1). */
const commandRules: { readonly [K in CommandKind]: CommandRule<CommandRequests[K]> } = {
  'accept-card-application': acceptCardApplication,
  'record-card-production': recordCardProduction,
  'set-card-pin': setCardPin,
  'hand-over-card': handOverCard,
  'withdraw-card-application': withdrawCardApplication,
  'spoil-blank-card': spoilBlankCard,
  'attach-document': attachDocument,
  'open-employer-batch': openEmployerBatch,
  'accept-batch-application': acceptBatchApplication,
  'close-employer-batch': closeEmployerBatch,
  'hand-over-batch': handOverBatch,
  'cancel-employer-batch': cancelEmployerBatch,
  'report-loss': reportLoss,
  'lift-loss-report': liftLossReport,
  'answer-inquiry': answerInquiry,
  'issue-statement': issueStatement,
  'close-day': closeDay,
  'release-account': releaseAccount,
  'request-bank-service': requestBankService,
  'withdraw-bank-request': withdrawBankRequest,
  'record-bank-answer-told': recordBankAnswerTold,
  'suspend-insurance': suspendInsurance,
  'resume-insurance': resumeInsurance,
  'register-back-payment': registerBackPayment,
  'change-card-pin': changeCardPin,
  'reset-card-pin': resetCardPin,
  'unlock-card': unlockCard,
  'receive-blank-cards': receiveBlankCards,
  'move-blank-cards': moveBlankCards,
  'return-blank-cards': returnBlankCards,
  'destroy-blank-cards': destroyBlankCards,
  'count-blank-cards': countBlankCards,
  'send-parcel': sendParcel,
  'receive-parcel': receiveParcel,
  'receive-card': receiveCard,
  'remake-missing-card': remakeMissingCard,
  'recall-parcel': recallParcel,
  'collect-here': collectHere,
  'record-notification': recordNotification,
  'request-reversal': requestReversal,
  'record-claim-repayment': recordClaimRepayment,
  'accept-transfer-out': acceptTransferOut,
  'accept-transfer-in': acceptTransferIn,
  'withdraw-transfer': withdrawTransfer,
  'follow-up-transfer': followUpTransfer,
  'match-remittance': matchRemittance,
  'credit-transfer': creditTransfer,
  'return-remittance': returnRemittance,
  'accept-payout': acceptPayout,
  'check-payout': checkPayout,
  'correct-payout': correctPayout,
  'withdraw-payout': withdrawPayout,
  'close-payout': closePayout,
  'approve-service': approveService,
  'refuse-approval': refuseApproval,
  'record-print': recordPrint,
  'record-print-end': recordPrintEnd,
  'record-paper-reclaimed': recordPaperReclaimed,
};

export const commandKinds = Object.keys(commandRules) as readonly CommandKind[];

/** The facts that a command needs before it can be decided. */
export function commandNeeds(body: CommandBody, context: CommandContext): readonly Lookup[] {
  return ruleOf(body.kind).needs(body.request, context);
}

/** What a command is about, and the service that it belongs to, if any. */
export function commandBelonging(body: CommandBody): {
  readonly subject: string;
  readonly service: string | null;
} {
  const rule = ruleOf(body.kind);
  return { subject: rule.subject(body.request), service: rule.service(body.request) };
}

/** Decides a command: every effect, or every refusal at once. */
export function decideCommand(facts: Facts, body: CommandBody, context: CommandContext): Decision {
  return ruleOf(body.kind).decide(facts, body.request, context);
}

function ruleOf(kind: CommandKind): CommandRule<CommandBody['request']> {
  // CommandBody pairs each kind with its own request; the pairing is lost when the rule is looked up by the kind alone.
  return commandRules[kind];
}
