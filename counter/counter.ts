import {
  counterCalls,
  isCallName,
  type CallName,
  type CallOutput,
  type CallRequest,
} from '../contract/counter-calls.ts';
import { fail, problemsOf, succeed, type Outcome } from '../contract/envelope.ts';
import {
  approveService,
  getApproval,
  getApprovalPaper,
  getReversal,
  listApprovals,
  refuseApproval,
  recordClaimRepayment,
  requestReversal,
} from './approvals.ts';
import { attachDocument, getAttachment, listAttachments } from './attachments.ts';
import { openPinEntry, submitPinEntry, unlockCard } from './pin-services.ts';
import { presentCardHolder, submitCardPin } from './card-pin.ts';
import { getPinEntry } from './pin-entry-facts.ts';
import {
  closeRoster,
  listRosterRows,
  readRoster,
  saveRosterResult,
  writeRosterResult,
} from './card-roster.ts';
import { checkBatchLetter, getEmployer } from './employer-batch/batch-letter.ts';
import { saveBatchResult, writeBatchResult } from './employer-batch/batch-result.ts';
import { listBatches, listBatchRows } from './employer-batch/batch-view.ts';
import { openBatch } from './employer-batch/begin-batch.ts';
import { endBatch, handOverBatch } from './employer-batch/end-batch.ts';
import { runBatch, stopBatch } from './employer-batch/run-batch.ts';
import { liftLossReport, reportLoss } from './card-loss.ts';
import { counterStatus } from './counter-status.ts';
import { isWhole } from './engine/snapshot-state.ts';
import type { CounterRoom } from './counter-ports.ts';
import { getTransfer, getTransferDesk, getTransferPapers, listTransfers } from './transfer-views.ts';
import {
  acceptTransferIn,
  acceptTransferOut,
  creditTransfer,
  followUpTransfer,
  matchRemittance,
  returnRemittance,
  withdrawTransfer,
} from './transfers.ts';
import { answerInquiry, getAnswerSlip, getInquiryAnswers } from './inquiry.ts';
import { getStatement, getStatementPreview, issueStatement, saveStatement } from './statements.ts';
import { closeDay, getClosedDay, getDay, listClosedDays, saveClosedDay } from './day-close.ts';
import { getEmployerPage, listInsured, searchEmployers } from './employer-page.ts';
import { enrolWorkstation } from './enrol-workstation.ts';
import { getRegisteredPhoto, readIdentityDocument } from './identity-check.ts';
import { acceptPayout, checkPayout, closePayout, correctPayout, withdrawPayout } from './payouts.ts';
import { getPayout, getPayoutDesk } from './payout-views.ts';
import {
  acceptCardApplication,
  checkBlankCard,
  handOverCard,
  listBlankCards,
  recordCardProduction,
  withdrawCardApplication,
} from './issue-card.ts';
import {
  checkScannedCard,
  getParcel,
  listCardsToSend,
  listParcels,
  collectHere,
  recallParcel,
  receiveCard,
  receiveParcel,
  recordNotification,
  remakeMissingCard,
  sendParcel,
} from './parcels.ts';
import {
  getContributionDesk,
  getContributionEffect,
  registerBackPayment,
  resumeInsurance,
  suspendInsurance,
} from './contribution-services.ts';
import { readMovementRoster, runMovementRoster } from './movement-roster.ts';
import { getMonthRights } from './contributions.ts';
import { getPersonPage, revealDocumentNumber } from './person-page.ts';
import { getPointOverview, listPointServices, revealPhone } from './point-services.ts';
import { recordPrint, recordPrintEnd } from './prints.ts';
import { listPapersToReclaim, recordPaperReclaimed } from './reclaim.ts';
import { getReceipt } from './receipt.ts';
import { searchPersons } from './search-persons.ts';
import { getDayFigures, getService, listServices } from './services.ts';
import { describeOutbox, exportOutbox, importOutbox } from './outbox-files.ts';
import { lockScreen, signIn, signOut, unlockScreen } from './sign-in.ts';
import {
  countBlankCards,
  destroyBlankCards,
  getStock,
  moveBlankCards,
  receiveBlankCards,
  returnBlankCards,
  spoilBlankCard,
} from './stock.ts';
import { getStockReach } from './stock-reach.ts';
import {
  recordBankAnswerTold,
  releaseAccount,
  requestBankService,
  withdrawBankRequest,
} from './unfreezing.ts';
import { listBankAnswers } from './bank-answers.ts';
import { getWaitingByAge, listWork, retryNow, settleWork } from './work-list.ts';

type Handlers = {
  readonly [Name in CallName]: (
    room: CounterRoom,
    input: CallRequest<Name>,
  ) => Outcome<CallOutput<Name>> | Promise<Outcome<CallOutput<Name>>>;
};

const handlers: Handlers = {
  getCounterStatus: (room) => succeed(counterStatus(room)),
  enrolWorkstation,
  signIn,
  signOut,
  lockScreen,
  unlockScreen,
  searchPersons,
  getPersonPage,
  getMonthRights,
  getAnswerSlip,
  answerInquiry,
  getInquiryAnswers,
  issueStatement,
  getStatement,
  getStatementPreview,
  saveStatement,
  getDay,
  closeDay,
  listClosedDays,
  getClosedDay,
  saveClosedDay,
  revealDocumentNumber,
  readIdentityDocument,
  getRegisteredPhoto,
  acceptCardApplication,
  checkBlankCard,
  listBlankCards,
  recordCardProduction,
  submitCardPin,
  getPinEntry,
  presentCardHolder,
  handOverCard,
  withdrawCardApplication,
  attachDocument,
  listAttachments,
  getAttachment,
  getEmployer,
  checkBatchLetter,
  readRoster,
  listRosterRows,
  writeRosterResult,
  readMovementRoster,
  runMovementRoster,
  closeRoster,
  openBatch,
  runBatch,
  stopBatch,
  endBatch,
  handOverBatch,
  listBatches,
  listBatchRows,
  writeBatchResult,
  saveBatchResult,
  saveRosterResult,
  reportLoss,
  liftLossReport,
  releaseAccount,
  requestBankService,
  withdrawBankRequest,
  recordBankAnswerTold,
  getContributionDesk,
  getContributionEffect,
  suspendInsurance,
  resumeInsurance,
  registerBackPayment,
  openPinEntry,
  submitPinEntry,
  unlockCard,
  listApprovals,
  getApproval,
  getApprovalPaper,
  approveService,
  refuseApproval,
  getReversal,
  recordClaimRepayment,
  requestReversal,
  getTransferDesk,
  getTransfer,
  getTransferPapers,
  listTransfers,
  acceptTransferOut,
  acceptTransferIn,
  withdrawTransfer,
  followUpTransfer,
  matchRemittance,
  creditTransfer,
  returnRemittance,
  getPayoutDesk,
  getPayout,
  acceptPayout,
  checkPayout,
  correctPayout,
  withdrawPayout,
  closePayout,
  getStock,
  getStockReach,
  receiveBlankCards,
  moveBlankCards,
  returnBlankCards,
  destroyBlankCards,
  countBlankCards,
  spoilBlankCard,
  searchEmployers,
  getEmployerPage,
  listInsured,
  getPointOverview,
  listPointServices,
  listParcels,
  getParcel,
  listCardsToSend,
  checkScannedCard,
  sendParcel,
  receiveParcel,
  recallParcel,
  receiveCard,
  remakeMissingCard,
  collectHere,
  recordNotification,
  revealPhone,
  getService,
  listServices,
  getDayFigures,
  getWaitingByAge,
  listWork,
  listBankAnswers,
  settleWork,
  listPapersToReclaim,
  recordPaperReclaimed,
  describeOutbox,
  exportOutbox,
  importOutbox,
  retryNow,
  getReceipt,
  recordPrint,
  recordPrintEnd,
};

/**
 * Who is at the other end of a port: a counter's window, the password pad, the shell on behalf of the counter's window,
 * or support staff's headless lines.
 */
export type Caller = 'counter' | 'pin-pad' | 'shell' | 'headless';

/**
 * Answers one call of whatever came over a border: the name, the caller and the input are checked before anything is
 * done, and what goes wrong is an answer, never an exception (law 7). `report` is told of mistakes of the program.
 */
export async function answerCall(
  room: CounterRoom,
  caller: Caller,
  name: string,
  input: unknown,
  report: (error: unknown, call: CallName) => void,
): Promise<Outcome<unknown>> {
  if (!isCallName(name)) return fail('unknown-call');
  const { unitOfWork } = room.storage;
  const writtenBefore = unitOfWork.written();
  try {
    const allowed = refuseCaller(room, caller, name);
    if (allowed !== null) return allowed;
    const parsed = counterCalls[name].input.safeParse(input);
    if (!parsed.success) return fail('invalid-input', {}, problemsOf(parsed.error));
    const handler = handlers[name] as (
      room: CounterRoom,
      input: unknown,
    ) => Outcome<unknown> | Promise<Outcome<unknown>>;
    return await handler(room, parsed.data);
  } catch (error) {
    report(error, name);
    // What was written stays written, whatever failed behind it; a clerk who is told otherwise would do it twice.
    const isSure = unitOfWork.written() === writtenBefore;
    return fail(failureOf(error), isSure ? {} : { result: 'unknown' });
  }
}

function refuseCaller(room: CounterRoom, caller: Caller, name: CallName): Outcome<never> | null {
  const { who } = counterCalls[name];
  if (!mayCall(caller, who)) return fail('call-not-allowed-here');
  if (who === 'anybody') return null;
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  return isWhole(room.storage) ? null : fail('first-synchronisation-running');
}

function mayCall(caller: Caller, who: (typeof counterCalls)[CallName]['who']): boolean {
  switch (caller) {
    case 'headless':
      return true;
    case 'counter':
      return who === 'anybody' || who === 'clerk';
    case 'shell':
      return who === 'shell' || who === 'clerk';
    case 'pin-pad':
      return who === 'pin-pad';
    default:
      return caller satisfies never;
  }
}

/** What SQLite says of a disk that is full or fails. */
function failureOf(error: unknown): 'storage-full' | 'storage-failed' | 'internal-error' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return 'storage-full';
  return code.startsWith('SQLITE_') ? 'storage-failed' : 'internal-error';
}
