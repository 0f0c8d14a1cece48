import { z } from 'zod';
import type { CommandBody, CommandKind, CommandRequests } from '../domain/command/command-rules.ts';
import { mostCardsHandedOver } from '../domain/employer-batch/employer-batch-requests.ts';
import { applicationChannels, productionSteps } from '../domain/issuance/issue-card-requests.ts';
import { approvalRequests } from './approvals.ts';
import { answerInquiryRequest } from './inquiry.ts';
import { closeDayRequest } from './day-close.ts';
import { issueStatementRequest } from './statements.ts';
import { contributionRequests } from './contribution-services.ts';
import { liftLossReportRequest, reportLossRequest } from './card-loss.ts';
import { largestParcel, mostScanned, notificationWays } from '../domain/parcel/parcel-requests.ts';
import {
  blankSerial,
  cardNumber,
  civilDate,
  identifier,
  instant,
  serviceNumber,
  sha256,
  typedText,
} from './primitives.ts';
import { paperPrintRequests } from './paper-prints.ts';
import { payoutRequests } from './payouts.ts';
import { pinServiceRequests, sealedPin } from './pin-services.ts';
import { transferRequests } from './transfers.ts';
import { phone, presentedCollector, presentedDocument, presentedRepresentative } from './presented.ts';
import {
  attachmentKind,
  attachmentMediaType,
  cardApplicationType,
  documentValidUntil,
  identityDocumentKind,
} from './records.ts';
import { stockRequests } from './stock.ts';
import { unfreezingRequests } from './unfreezing.ts';

const step = { serviceNumber, personId: identifier };
const cardOfService = { serviceNumber, cardNumber };
const cards = (most: number) =>
  z
    .array(z.object(cardOfService))
    .max(most)
    .refine((list) => new Set(list.map((one) => one.cardNumber)).size === list.length, {
      params: { code: 'same-card-twice' },
    });

/** The request of each command; the form on the screen, the counter and the central office use this one shape. */
export const commandRequests = {
  'accept-card-application': z.object({
    ...step,
    channel: z.enum(applicationChannels),
    documentKind: identityDocumentKind,
    documentNumber: typedText.min(1).max(40),
    documentName: z.string().min(1).max(200),
    documentValidUntil,
    photoCompared: z.boolean(),
    // A counter of before there was a choice leaves these out (docs/SYNC.md).
    representative: presentedRepresentative.nullable().optional(),
    applicationType: cardApplicationType.optional(),
    formerCardNumber: cardNumber.nullable().optional(),
    feePaid: z.boolean().optional(),
  }),
  'record-card-production': z.object({
    ...step,
    blankSerial,
    step: z.enum(productionSteps),
    note: typedText.max(200).nullable(),
  }),
  'set-card-pin': z.object({
    ...step,
    cardNumber,
    sealedPin,
    holder: presentedDocument.nullable().optional(),
  }),
  'hand-over-card': z.object({
    ...step,
    cardNumber,
    blankSerial,
    receiptSigned: z.boolean(),
    collector: presentedCollector.nullable().optional(),
    holderDocumentShown: z.boolean().optional(),
    formerCardTakenIn: z.boolean().optional(),
  }),
  'withdraw-card-application': z.object({
    ...step,
    blankSerial: blankSerial.nullable(),
    reason: typedText.min(1).max(200),
  }),
  'spoil-blank-card': z.object({
    blankSerial,
    reason: typedText.min(1).max(200),
    serviceNumber: serviceNumber.nullable(),
  }),
  'attach-document': z.object({
    ...step,
    attachmentId: z.uuid(),
    kind: attachmentKind,
    mediaType: attachmentMediaType,
    size: z.int(),
    sha256,
  }),
  'open-employer-batch': z.object({
    batchId: serviceNumber,
    employerId: identifier,
    letterNumber: typedText.min(1).max(60),
    letterDate: civilDate,
    agent: presentedDocument.extend({ phone }),
    rows: z.int(),
  }),
  'accept-batch-application': z.object({
    ...step,
    batchId: serviceNumber,
    documentKind: identityDocumentKind,
    documentNumber: typedText.min(1).max(40),
    documentName: z.string().min(1).max(200),
  }),
  'close-employer-batch': z.object({ batchId: serviceNumber }),
  'hand-over-batch': z.object({
    batchId: serviceNumber,
    cards: z.array(z.object({ ...step, cardNumber, blankSerial })).max(mostCardsHandedOver),
    agent: presentedDocument,
    listSigned: z.boolean(),
  }),
  'cancel-employer-batch': z.object({
    batchId: serviceNumber,
    reason: typedText.min(1).max(200),
    unfinished: z.array(z.object({ ...step, blankSerial: blankSerial.nullable() })).max(mostCardsHandedOver),
  }),
  'report-loss': reportLossRequest,
  'lift-loss-report': liftLossReportRequest,
  'answer-inquiry': answerInquiryRequest,
  'issue-statement': issueStatementRequest,
  'close-day': closeDayRequest,
  ...unfreezingRequests,
  ...contributionRequests,
  ...pinServiceRequests,
  ...stockRequests,
  'send-parcel': z.object({ parcelId: serviceNumber, toOfficeId: identifier, cards: cards(largestParcel) }),
  'receive-parcel': z.object({ parcelId: serviceNumber, scanned: cards(mostScanned) }),
  'receive-card': z.object({ ...cardOfService, personId: identifier }),
  'remake-missing-card': z.object({
    ...cardOfService,
    personId: identifier,
    blankSerial,
    reason: typedText.min(1).max(200),
  }),
  'recall-parcel': z.object({ parcelId: serviceNumber, reason: typedText.min(1).max(200) }),
  'collect-here': z.object({
    ...cardOfService,
    personId: identifier,
    reason: typedText.min(1).max(200),
  }),
  'record-notification': z.object({ ...step, way: z.enum(notificationWays) }),
  ...approvalRequests,
  ...transferRequests,
  ...payoutRequests,
  ...paperPrintRequests,
} as const satisfies { readonly [K in CommandKind]: z.ZodType<CommandRequests[K]> };

/** A kind with its request. */
export const commandBody = z.discriminatedUnion('kind', [
  bodyOf('accept-card-application'),
  bodyOf('record-card-production'),
  bodyOf('set-card-pin'),
  bodyOf('hand-over-card'),
  bodyOf('withdraw-card-application'),
  bodyOf('spoil-blank-card'),
  bodyOf('attach-document'),
  bodyOf('open-employer-batch'),
  bodyOf('accept-batch-application'),
  bodyOf('close-employer-batch'),
  bodyOf('hand-over-batch'),
  bodyOf('cancel-employer-batch'),
  bodyOf('report-loss'),
  bodyOf('lift-loss-report'),
  bodyOf('answer-inquiry'),
  bodyOf('issue-statement'),
  bodyOf('close-day'),
  bodyOf('release-account'),
  bodyOf('request-bank-service'),
  bodyOf('withdraw-bank-request'),
  bodyOf('record-bank-answer-told'),
  bodyOf('suspend-insurance'),
  bodyOf('resume-insurance'),
  bodyOf('register-back-payment'),
  bodyOf('change-card-pin'),
  bodyOf('reset-card-pin'),
  bodyOf('unlock-card'),
  bodyOf('receive-blank-cards'),
  bodyOf('move-blank-cards'),
  bodyOf('return-blank-cards'),
  bodyOf('destroy-blank-cards'),
  bodyOf('count-blank-cards'),
  bodyOf('send-parcel'),
  bodyOf('receive-parcel'),
  bodyOf('receive-card'),
  bodyOf('remake-missing-card'),
  bodyOf('recall-parcel'),
  bodyOf('collect-here'),
  bodyOf('record-notification'),
  bodyOf('request-reversal'),
  bodyOf('record-claim-repayment'),
  bodyOf('accept-transfer-out'),
  bodyOf('accept-transfer-in'),
  bodyOf('withdraw-transfer'),
  bodyOf('follow-up-transfer'),
  bodyOf('match-remittance'),
  bodyOf('credit-transfer'),
  bodyOf('return-remittance'),
  bodyOf('accept-payout'),
  bodyOf('check-payout'),
  bodyOf('correct-payout'),
  bodyOf('withdraw-payout'),
  bodyOf('close-payout'),
  bodyOf('approve-service'),
  bodyOf('refuse-approval'),
  bodyOf('record-print'),
  bodyOf('record-print-end'),
  bodyOf('record-paper-reclaimed'),
]) satisfies z.ZodType<CommandBody>;

/** Who commanded, where and when, as the counter recorded it. The county is the one of the workstation's credential. */
export const commandOrigin = z.object({
  officeId: identifier,
  workstationId: identifier,
  clerkId: identifier,
  today: civilDate,
  at: instant,
});
export type CommandOrigin = z.infer<typeof commandOrigin>;

function bodyOf<K extends CommandKind>(kind: K) {
  return z.object({ kind: z.literal(kind), request: commandRequests[kind] });
}
