import { z } from 'zod';
import { approvalCalls } from './approval-calls.ts';
import { batchCalls } from './batch-calls.ts';
import { lossLifting, lossReport } from './card-loss.ts';
import { commandRequests } from './commands.ts';
import { employerCalls } from './employer-page.ts';
import { inquiry } from './inquiry.ts';
import { answerSlip, inquiryAnswers } from './inquiry-views.ts';
import { lookReason } from './looks.ts';
import { contributionCalls, contributionInputs } from './contribution-services.ts';
import { monthExplained } from './contribution-views.ts';
import { presentedDocument } from './presented.ts';
import {
  blankCardView,
  clerkView,
  counterStatus,
  documentReading,
  personPage,
  personSearchResult,
} from './counter-views.ts';
import {
  attachmentView,
  dayFigures,
  receiptPaper,
  serviceFamily,
  serviceFilter,
  servicePlace,
  servicesOf,
  serviceView,
} from './service-views.ts';
import { waitingByAge, workItem, workPlace } from './work-views.ts';
import { outboxContent, outboxImportResult } from './outbox-file-views.ts';
import { largestAttachment } from '../domain/attachment/media-type.ts';
import {
  base64Of,
  blankSerial,
  civilDate,
  filePath,
  identifier,
  month,
  pageLimit,
  pageSkip,
  serviceNumber,
  typedText,
} from './primitives.ts';
import { parcelCalls } from './parcels.ts';
import {
  cardUnlocking,
  pinEntry,
  pinEntryAbout,
  pinEntryFacts,
  pinEntryOpening,
  sealedPin,
} from './pin-services.ts';
import { mostPapersOfItem, paperToReclaim, reclaimedPaper, reprintWords } from './paper-prints.ts';
import { printEnd } from './printing.ts';
import { attachmentKind, attachmentMediaType } from './records.ts';
import { dayCalls } from './day-views.ts';
import { statementCalls } from './statement-views.ts';
import { stockReachView, stockRequests, stockView } from './stock.ts';
import { payoutCalls } from './payout-views.ts';
import { transferCalls, transferPaperKinds } from './transfer-views.ts';
import {
  accountRelease,
  bankAnswerTold,
  bankAnswerToTell,
  bankRequestWithdrawal,
  bankServiceRequest,
} from './unfreezing.ts';

const nothing = z.object({});
const password = z.string().min(1).max(200);

/**
 * Every call that the counter's backend answers, over IPC and on the headless counter's lines.
 * `who` says who may call: anybody at the workstation, a signed-in clerk whose screen is not locked, the password pad's
 * window alone, or the shell alone, on behalf of a signed-in clerk (and the headless counter, which has no windows). A
 * path is the shell's to say: it comes from the system's dialogue, never from a page.
 */
export const counterCalls = {
  getCounterStatus: { who: 'anybody', input: nothing, output: counterStatus },
  enrolWorkstation: {
    who: 'anybody',
    input: z.object({
      centralUrl: z.url(),
      enrolmentCode: z.string().trim().min(1).max(200),
      officeId: identifier.nullable(),
    }),
    output: nothing,
  },
  signIn: {
    who: 'anybody',
    input: z.object({ loginName: z.string().trim().min(1).max(64), password }),
    output: clerkView,
  },
  signOut: { who: 'anybody', input: nothing, output: nothing },
  lockScreen: { who: 'anybody', input: nothing, output: nothing },
  unlockScreen: { who: 'anybody', input: z.object({ password }), output: clerkView },

  searchPersons: {
    who: 'clerk',
    input: z.object({ text: z.string().max(100), limit: z.int().min(1).max(50).default(12) }),
    output: personSearchResult,
  },
  getPersonPage: {
    who: 'clerk',
    /** How the clerk came to him; null where he only goes on with a person whom he has before him. */
    input: z.object({ personId: identifier, reason: lookReason.nullable().default(null) }),
    output: personPage,
  },
  /** One month of a person's strip: what it gives and why. */
  getMonthRights: { who: 'clerk', input: z.object({ personId: identifier, month }), output: monthExplained },
  /** The same, or today, as the paper that the citizen takes home. */
  getAnswerSlip: {
    who: 'clerk',
    input: z.object({ personId: identifier, month: month.nullable() }),
    output: answerSlip,
  },
  answerInquiry: { who: 'clerk', input: inquiry, output: serviceView },
  /** What an inquiry that was taken down is answered with. */
  getInquiryAnswers: { who: 'clerk', input: z.object({ serviceNumber }), output: inquiryAnswers },
  ...statementCalls,
  ...dayCalls,
  revealDocumentNumber: {
    who: 'clerk',
    input: z.object({
      personId: identifier,
      reason: z.enum(['compare-document', 'citizen-asks', 'service-needs']),
    }),
    output: z.object({ documentNumber: z.string() }),
  },
  readIdentityDocument: {
    who: 'clerk',
    input: z.object({
      /** Null: an employer's agent, who acts for no one person. */
      personId: identifier.nullable(),
      /** Whose document lies on the reader: the insured person's, or that of who acts for him. */
      whose: z.enum(['holder', 'representative']).default('holder'),
    }),
    output: documentReading,
  },
  getRegisteredPhoto: {
    who: 'clerk',
    input: z.object({ personId: identifier }),
    /** data: URL. */
    output: z.object({ photo: z.string() }),
  },

  acceptCardApplication: {
    who: 'clerk',
    input: commandRequests['accept-card-application'].omit({ serviceNumber: true }),
    output: serviceView,
  },
  checkBlankCard: { who: 'clerk', input: z.object({ blankSerial }), output: blankCardView },
  listBlankCards: {
    who: 'clerk',
    input: nothing,
    output: z.object({ inStock: z.int(), next: z.array(blankCardView) }),
  },
  recordCardProduction: {
    who: 'clerk',
    input: commandRequests['record-card-production'].omit({ personId: true }),
    output: serviceView,
  },
  submitCardPin: {
    who: 'pin-pad',
    input: z.object({ serviceNumber, sealedPin }),
    output: nothing,
  },
  /** The pad asks before it takes digits; they leave its page sealed for the central office only. */
  getPinEntry: { who: 'pin-pad', input: pinEntryAbout, output: pinEntryFacts },
  /** The holder of a card that came by his employer shows his own document; the password pad may be opened then. */
  presentCardHolder: {
    who: 'clerk',
    input: z.object({
      serviceNumber,
      holder: presentedDocument,
      photoCompared: z.boolean(),
    }),
    output: nothing,
  },
  handOverCard: {
    who: 'clerk',
    input: commandRequests['hand-over-card'].omit({ personId: true, cardNumber: true, blankSerial: true }),
    output: serviceView,
  },
  withdrawCardApplication: {
    who: 'clerk',
    input: z.object({ serviceNumber, reason: typedText.min(1).max(200) }),
    output: serviceView,
  },

  attachDocument: {
    who: 'clerk',
    input: z.object({
      serviceNumber,
      kind: attachmentKind,
      mediaType: attachmentMediaType,
      content: base64Of(largestAttachment),
    }),
    output: attachmentView,
  },
  listAttachments: {
    who: 'clerk',
    input: z.object({ serviceNumber }),
    output: z.object({ attachments: z.array(attachmentView) }),
  },
  getAttachment: {
    who: 'clerk',
    input: z.object({ attachmentId: z.uuid() }),
    /** data: URL. */
    output: z.object({ content: z.string() }),
  },
  reportLoss: { who: 'clerk', input: lossReport, output: serviceView },
  liftLossReport: { who: 'clerk', input: lossLifting, output: serviceView },
  releaseAccount: { who: 'clerk', input: accountRelease, output: serviceView },
  requestBankService: { who: 'clerk', input: bankServiceRequest, output: serviceView },
  withdrawBankRequest: { who: 'clerk', input: bankRequestWithdrawal, output: serviceView },
  recordBankAnswerTold: { who: 'clerk', input: bankAnswerTold, output: serviceView },

  ...contributionCalls,
  suspendInsurance: { who: 'clerk', input: contributionInputs.suspendInsurance, output: serviceView },
  resumeInsurance: { who: 'clerk', input: contributionInputs.resumeInsurance, output: serviceView },
  registerBackPayment: { who: 'clerk', input: contributionInputs.registerBackPayment, output: serviceView },
  unlockCard: { who: 'clerk', input: cardUnlocking, output: serviceView },
  /** Who stands there to change or renew his password shows his document; the password pad may be opened then. */
  openPinEntry: { who: 'clerk', input: pinEntryOpening, output: nothing },
  submitPinEntry: { who: 'pin-pad', input: pinEntry, output: nothing },

  ...approvalCalls,
  ...transferCalls,
  ...payoutCalls,

  getStock: { who: 'clerk', input: nothing, output: stockView },
  /** For how long the blanks last, place by place: the centre sees the county, a service point its own. */
  getStockReach: { who: 'clerk', input: nothing, output: stockReachView },
  receiveBlankCards: { who: 'clerk', input: stockRequests['receive-blank-cards'], output: nothing },
  moveBlankCards: { who: 'clerk', input: stockRequests['move-blank-cards'], output: nothing },
  returnBlankCards: { who: 'clerk', input: stockRequests['return-blank-cards'], output: nothing },
  destroyBlankCards: { who: 'clerk', input: stockRequests['destroy-blank-cards'], output: nothing },
  countBlankCards: { who: 'clerk', input: stockRequests['count-blank-cards'], output: nothing },
  spoilBlankCard: {
    who: 'clerk',
    input: commandRequests['spoil-blank-card'].omit({ serviceNumber: true }),
    output: nothing,
  },
  ...batchCalls,

  ...employerCalls,

  ...parcelCalls,
  receiveCard: {
    who: 'clerk',
    input: commandRequests['receive-card'].omit({ personId: true }),
    output: serviceView,
  },
  remakeMissingCard: {
    who: 'clerk',
    input: commandRequests['remake-missing-card'].pick({ serviceNumber: true, reason: true }),
    output: serviceView,
  },
  collectHere: {
    who: 'clerk',
    input: commandRequests['collect-here'].pick({ serviceNumber: true, reason: true }),
    output: serviceView,
  },
  recordNotification: {
    who: 'clerk',
    input: commandRequests['record-notification'].omit({ personId: true }),
    output: serviceView,
  },

  getService: { who: 'clerk', input: z.object({ serviceNumber }), output: serviceView },
  listServices: {
    who: 'clerk',
    input: z.object({
      day: civilDate,
      show: serviceFilter.default('all'),
      whose: servicesOf.default('office'),
      /** Only those that were accepted in this hour of the day; null: in any. */
      hour: z.int().min(0).max(23).nullable().default(null),
      /** Only those of kinds that belong together; null: of any. */
      family: serviceFamily.nullable().default(null),
      /** The `next` of the page before. */
      after: servicePlace.nullable().default(null),
      skip: pageSkip,
      limit: pageLimit,
    }),
    /** `total` of all pages; `next` is null on the last one. */
    output: z.object({
      services: z.array(serviceView),
      total: z.int(),
      next: servicePlace.nullable(),
    }),
  },
  /** The day in numbers, for its picture. */
  getDayFigures: {
    who: 'clerk',
    input: z.object({ day: civilDate, whose: servicesOf.default('office') }),
    output: dayFigures,
  },
  listWork: {
    who: 'clerk',
    input: z.object({ after: workPlace.nullable().default(null), skip: pageSkip, limit: pageLimit }),
    output: z.object({ items: z.array(workItem), total: z.int(), next: workPlace.nullable() }),
  },
  /** What waits for the central office, by how long it has waited, for its picture. */
  getWaitingByAge: { who: 'clerk', input: nothing, output: waitingByAge },
  /** What is on the office's work list beside that: the bank's answers that are to be told. */
  listBankAnswers: {
    who: 'clerk',
    input: z.object({ skip: pageSkip, limit: pageLimit }),
    output: z.object({ answers: z.array(bankAnswerToTell), total: z.int() }),
  },
  settleWork: {
    who: 'clerk',
    /** `key` is the item's: its service's number, or the command's id where there is no service. */
    input: z.object({
      key: z.union([serviceNumber, z.uuid()]),
      note: typedText.min(1).max(200),
      /** What became of every paper that the item names. */
      papers: z.array(reclaimedPaper).max(mostPapersOfItem).default([]),
    }),
    output: nothing,
  },
  /** Papers of items that are off the work list, of which nobody has recorded what became of them. */
  listPapersToReclaim: {
    who: 'clerk',
    input: z.object({ skip: pageSkip, limit: pageLimit }),
    output: z.object({ papers: z.array(paperToReclaim), total: z.int() }),
  },
  recordPaperReclaimed: { who: 'clerk', input: reclaimedPaper, output: nothing },
  /** What an export would have in it now, and a name for its file. */
  describeOutbox: { who: 'clerk', input: nothing, output: outboxContent },
  exportOutbox: { who: 'shell', input: z.object({ path: filePath }), output: outboxContent },
  importOutbox: { who: 'shell', input: z.object({ path: filePath }), output: outboxImportResult },
  retryNow: { who: 'clerk', input: nothing, output: nothing },
  getReceipt: { who: 'clerk', input: z.object({ serviceNumber }), output: receiptPaper },
  recordPrint: {
    who: 'clerk',
    input: z
      .discriminatedUnion('paper', [
        z.object({
          paper: z.enum(['issue-receipt', 'collection-slip', ...transferPaperKinds]),
          serviceNumber,
        }),
        z.object({ paper: z.literal('transport-list'), parcelId: serviceNumber }),
        // Told before there is a service: of the person alone.
        z.object({ paper: z.literal('one-time-notice'), personId: identifier }),
        z.object({ paper: z.literal('answer-slip'), personId: identifier, month: month.nullable() }),
        z.object({ paper: z.literal('batch-list'), batchId: serviceNumber }),
        z.object({ paper: z.literal('approval-sheet'), approvalId: identifier }),
        z.object({ paper: z.literal('day-close'), closeId: identifier }),
      ])
      // Without a reason a paper that was printed before is refused: the clerk is asked, and it is called again.
      .and(reprintWords),
    /** Under what its end is told, and how many times this paper was printed before: 0 is the first print. */
    output: z.object({ printId: z.uuid(), reprint: z.int() }),
  },
  /** With what a print has ended: also after the clerk has locked the screen, for it is the queue that says so. */
  recordPrintEnd: { who: 'anybody', input: z.object({ printId: z.uuid(), end: printEnd }), output: nothing },
} as const satisfies Record<
  string,
  {
    readonly who: 'anybody' | 'clerk' | 'pin-pad' | 'shell';
    readonly input: z.ZodType;
    readonly output: z.ZodType;
  }
>;

export type CounterCalls = typeof counterCalls;
export type CallName = keyof CounterCalls;
export type CallInput<Name extends CallName> = z.input<CounterCalls[Name]['input']>;
export type CallRequest<Name extends CallName> = z.output<CounterCalls[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<CounterCalls[Name]['output']>;

export const callNames = Object.keys(counterCalls) as readonly CallName[];

/** Whether a text names a call; inherited names such as `toString` do not. */
export function isCallName(text: string): text is CallName {
  return Object.hasOwn(counterCalls, text);
}
