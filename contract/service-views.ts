import { z } from 'zod';
import { serviceFamilies } from '../domain/records/service-family.ts';
import { refusal } from './envelope.ts';
import { approvalState } from './ledger-records.ts';
import { pointStanding } from './parcels.ts';
import { paperVerification } from './paper-verification.ts';
import { payoutOnPaper } from './payout-parts.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';
import {
  attachmentKind,
  attachmentMediaType,
  authorisation,
  cardApplicationType,
  collectorRole,
  identityDocumentKind,
  serviceChannel,
  serviceKind,
  serviceStage,
  serviceStep,
} from './records.ts';
import { serviceDetails } from './service-details.ts';
import { transferOnReceipt } from './transfer-records.ts';
import { bankRequestView } from './unfreezing.ts';

/** What the screens and papers see of services and their scans; masked as in counter-views.ts. */

/** How far the central office is with a service: waiting for it, confirmed, or refused and work for a person. */
export const confirmation = z.enum(['waiting', 'confirmed', 'refused', 'settled']);
export type Confirmation = z.infer<typeof confirmation>;

/** Who acted for the insured person, or took his card: his document masked, like everybody's. */
const representativeView = z.object({
  name: z.string(),
  maskedNumber: z.string(),
  documentKind: identityDocumentKind,
  relation: z.string(),
  authorisation,
  maskedPhone: z.string(),
});

const collectorView = z.object({
  role: collectorRole,
  name: z.string(),
  maskedNumber: z.string(),
  documentKind: identityDocumentKind,
});

/** What a service and its receipt say alike of how it was asked for and ended. */
const wayOfACard = {
  channel: serviceChannel,
  applicationType: cardApplicationType,
  /** The card that is replaced or exchanged, or that a loss report is about. */
  formerCardNumber: z.string().nullable(),
  representative: representativeView.nullable(),
  collector: collectorView.nullable(),
  fee: fen,
  /** What only this kind of service says. */
  details: serviceDetails.nullable(),
  /** Of a service that the bank does: how far it is there. */
  bankRequest: bankRequestView.nullable(),
};

/** What a card has that is made at the centre and collected at a service point; null of one made on the spot. */
const cardForAPoint = {
  /** The day by which it is there. */
  dueOn: civilDate.nullable(),
  dueProvisional: z.boolean(),
  standing: pointStanding.nullable(),
};

/** How far the second person 复核 is with a service. */
const approvalOfService = z.object({
  approvalId: identifier,
  state: approvalState,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Why it was sent back. */
  reason: z.string().nullable(),
});

export const serviceView = z.object({
  serviceNumber: z.string(),
  kind: serviceKind,
  ...wayOfACard,
  personId: identifier,
  personName: z.string(),
  /** Of the document that was shown; null where none was (by telephone). */
  maskedNumber: z.string().nullable(),
  officeId: identifier,
  officeName: z.string(),
  workstationNumber: z.int(),
  clerkName: z.string(),
  stage: serviceStage,
  ...cardForAPoint,
  /** Where the card is as far as the records know; null where there is none. */
  cardOffice: z.object({ officeId: identifier, name: z.string() }).nullable(),
  openedOn: civilDate,
  openedAt: instant,
  closedAt: instant.nullable(),
  documentKind: identityDocumentKind.nullable(),
  documentValidUntil: z.string().nullable(),
  blankSerial: z.string().nullable(),
  cardNumber: z.string().nullable(),
  pinSet: z.boolean(),
  /** Whether the card that was handed over is sealed, because contributions have stopped. */
  cardSealed: z.boolean(),
  steps: z.array(serviceStep.extend({ clerkName: z.string() })),
  confirmation,
  refusals: z.array(refusal),
  /** Why the central office could not process it, where it could not; a code of the catalogue. */
  failureCode: z.string().nullable(),
  /** Whether it is among the records; otherwise it is shown as it was done here, and cannot go on. */
  stands: z.boolean(),
  /** Of the paper that belongs to it now: the collection slip, or the receipt. */
  receiptPrints: z.int(),
  /** The latest sheet of a service that a second person approves; null of every other. */
  approval: approvalOfService.nullable(),
  /** The entries that it has posted, `LedgerEntry.groupId`, and that could be reversed; null where there are none. */
  postedGroup: z.string().nullable(),
});
export type ServiceView = z.infer<typeof serviceView>;

/** Which services of a day are shown: all, those not ended, or those with which the central office is so far. */
export const serviceFilter = z.enum(['all', 'open', 'waiting', 'confirmed', 'refused']);
export type ServiceFilter = z.infer<typeof serviceFilter>;

/** Where a page of a day's services ends. */
export const servicePlace = z.object({ openedAt: instant, serviceNumber: z.string() });

/** Whose services of a day: those that this clerk accepted, those of his office, or those of all offices. */
export const servicesOf = z.enum(['own', 'office', 'county']);
export type ServicesOf = z.infer<typeof servicesOf>;

export const serviceFamily = z.enum(serviceFamilies);

const dayCounts = z.object({ completed: z.int(), open: z.int(), withdrawn: z.int() });

/** The services of a day: how many, what has become of them, and in which hours they were accepted. */
export const dayFigures = dayCounts.extend({
  accepted: z.int(),
  hours: z.array(
    dayCounts.extend({
      hour: z.int(),
      kinds: z.array(z.object({ kind: serviceKind, count: z.int() })),
    }),
  ),
});
export type DayFigures = z.infer<typeof dayFigures>;

/**
 * Where a scan's content is: still at the counter that has it, on its way, whole at the central office, or nowhere
 * because the central office refused the scan.
 */
const attachmentState = z.enum(['waiting', 'sending', 'received', 'refused']);

export const attachmentView = z.object({
  attachmentId: identifier,
  kind: attachmentKind,
  mediaType: attachmentMediaType,
  /** Bytes. */
  size: z.int(),
  addedOn: civilDate,
  clerkName: z.string(),
  state: attachmentState,
  /** Bytes that the central office has, as far as this counter knows. */
  sent: z.int(),
  /** Why the last try to send it failed, or null. */
  failureCode: z.string().nullable(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

/** Everything the issue receipt says, so that preview, print and PDF are one page. */
export const receiptPaper = z.object({
  serviceNumber: z.string(),
  /** 受理回执 until confirmed, 办结回执 after (ui.md: offline paper never says 办结). */
  standing: z.enum(['provisional', 'final', 'refused']),
  countyName: z.string(),
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  workstationNumber: z.int(),
  clerkName: z.string(),
  personName: z.string(),
  maskedNumber: z.string().nullable(),
  documentKind: identityDocumentKind.nullable(),
  ...wayOfACard,
  cardNumber: z.string().nullable(),
  kind: serviceKind,
  /** Which paper this is: 领卡凭证 until the card is there to be collected, 回执 otherwise. */
  paper: z.enum(['issue-receipt', 'collection-slip']),
  /** The central office has not confirmed it yet. */
  waiting: z.boolean(),
  dueOn: civilDate.nullable(),
  dueProvisional: z.boolean(),
  cardSealed: z.boolean(),
  /** Of a payout: who is paid what, and how far it is. */
  payout: payoutOnPaper.nullable(),
  /** Of a transfer: how far it is; null of every other service, and where the central office has refused it. */
  transfer: transferOnReceipt.nullable(),
  /** Of a provisional loss report: the last day on which it holds. */
  lossExpiresOn: civilDate.nullable(),
  maskedBankCardNumber: z.string().nullable(),
  bankName: z.string().nullable(),
  /** Of a statement: by what it is checked; null of every other service. */
  verification: paperVerification,
  openedAt: instant,
  closedAt: instant.nullable(),
  stage: serviceStage,
  /** 0 for the first print, n for 补打 第n次. */
  reprint: z.int(),
  asOf: instant.nullable(),
  printedAt: instant,
});
export type ReceiptPaper = z.infer<typeof receiptPaper>;
