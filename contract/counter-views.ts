import { z } from 'zod';
import { financialAccountStatus } from './bank-records.ts';
import { contributionsView } from './contribution-views.ts';
import { refusal } from './envelope.ts';
import { pointStanding } from './parcels.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';
import {
  attachmentKind,
  attachmentMediaType,
  authorisation,
  cardApplicationType,
  cardStatus,
  statusBeforeLoss,
  clerkRole,
  collectorRole,
  identityDocumentKind,
  officeKind,
  personalAccountStatus,
  serviceChannel,
  serviceKind,
  serviceStage,
  serviceStep,
} from './records.ts';
import { ledgerEntryKind } from './ledger-records.ts';
import { serviceDetails } from './service-details.ts';
import { bankRequestView, holdView } from './unfreezing.ts';

/** What the screens see. ID and bank numbers are masked here; the full number is a call of its own, and is logged. */

export const clerkView = z.object({
  id: identifier,
  loginName: z.string(),
  name: z.string(),
  role: clerkRole,
});
export type ClerkView = z.infer<typeof clerkView>;

/** Whether the central office can be reached, and since when it is so. */
const connectionView = z.object({
  state: z.enum(['connecting', 'online', 'offline']),
  since: instant,
  /** Why it is offline, as a failure code, or null. */
  reason: z.string().nullable(),
  /** When the data was last known to be whole: the "as of" of every page. */
  asOf: instant.nullable(),
});

export const counterStatus = z.object({
  mode: z.enum(['production', 'demonstration']),
  enrolled: z.boolean(),
  centralUrl: z.string().nullable(),
  countyName: z.string().nullable(),
  office: z.object({ id: identifier, kind: officeKind, name: z.string() }).nullable(),
  workstation: z.object({ id: identifier, number: z.int(), name: z.string() }).nullable(),
  clerk: clerkView.nullable(),
  locked: z.boolean(),
  today: civilDate,
  connection: connectionView,
  outbox: z.object({
    /** Services with at least one command that waits for confirmation. */
    waiting: z.int(),
    oldestAt: instant.nullable(),
    /** Services on the work list: refused or set aside, not settled. */
    problems: z.int(),
  }),
  /** Answers of the bank to requests of this office that are still to be told. */
  bankAnswers: z.int(),
  /** Cards for service points with which this office, or at the centre any, is late: an alarm on every page. */
  late: z.object({ count: z.int(), oldest: civilDate.nullable() }),
  firstSynchronisation: z.object({
    done: z.boolean(),
    /** Whether records are coming, or have come as a file and are put in their places. */
    stage: z.enum(['receiving', 'filing']),
    /** Of this stage. */
    received: z.int(),
    /** Null until the central office has said how much there is. */
    total: z.int().nullable(),
  }),
  /** Only in demonstration mode: whom one may sign in as. */
  demonstrationClerks: z.array(
    z.object({ loginName: z.string(), name: z.string(), role: clerkRole, password: z.string() }),
  ),
});
export type CounterStatus = z.infer<typeof counterStatus>;

export const personHit = z.object({
  personId: identifier,
  name: z.string(),
  maskedNumber: z.string(),
  sex: z.enum(['male', 'female']),
  birthDate: civilDate,
  employerName: z.string().nullable(),
  cardStatus: cardStatus.nullable(),
  /** What of him matched. */
  matched: z.enum(['document-number', 'card-number', 'service-number', 'name', 'pinyin', 'initials']),
});
export type PersonHit = z.infer<typeof personHit>;

export const personSearchResult = z.object({
  hits: z.array(personHit),
  /** There are more than were asked for: the clerk should type more. */
  more: z.boolean(),
  /** How the text was understood. */
  understoodAs: z.enum(['nothing', 'number', 'name', 'pinyin', 'service-number']),
});
export type PersonSearchResult = z.infer<typeof personSearchResult>;

/** How far the central office is with a service: waiting for it, confirmed, or refused and work for a person. */
export const confirmation = z.enum(['waiting', 'confirmed', 'refused', 'settled']);
export type Confirmation = z.infer<typeof confirmation>;

export const cardView = z.object({
  cardNumber: z.string(),
  status: cardStatus.nullable(),
  making: z.string(),
  maskedBankCardNumber: z.string(),
  issuedOn: civilDate.nullable(),
  officeName: z.string(),
  pinSet: z.boolean(),
  /** The last day of a provisional loss report that stands, or null. */
  lossExpiresOn: civilDate.nullable(),
  /** What the card goes back to when the report of its loss that stands ends, or null. */
  statusBeforeLoss: statusBeforeLoss.nullable(),
});

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
  steps: z.array(serviceStep.extend({ clerkName: z.string() })),
  confirmation,
  refusals: z.array(refusal),
  /** Why the central office could not process it, where it could not; a code of the catalogue. */
  failureCode: z.string().nullable(),
  /** Whether it is among the records; otherwise it is shown as it was done here, and cannot go on. */
  stands: z.boolean(),
  /** Of the paper that belongs to it now: the collection slip, or the receipt. */
  receiptPrints: z.int(),
});
export type ServiceView = z.infer<typeof serviceView>;

/** Which services of a day are shown: all, those not ended, or those with which the central office is so far. */
export const serviceFilter = z.enum(['all', 'open', 'waiting', 'confirmed', 'refused']);
export type ServiceFilter = z.infer<typeof serviceFilter>;

/** Where a page of a day's services ends. */
export const servicePlace = z.object({ openedAt: instant, serviceNumber: z.string() });

const dayCounts = z.object({ completed: z.int(), open: z.int(), withdrawn: z.int() });

/** The services of a day: how many, what has become of them, and in which hours they were accepted. */
export const dayFigures = dayCounts.extend({
  accepted: z.int(),
  hours: z.array(dayCounts.extend({ hour: z.int() })),
});
export type DayFigures = z.infer<typeof dayFigures>;

/** A service that may be begun for this person now, or the reasons why not, to be said to the citizen. */
const serviceOffer = z.object({
  kind: z.enum([
    'set-card-pin',
    'issue-card',
    'replace-card',
    'exchange-card',
    'report-loss',
    'lift-loss-report',
    'answer-inquiry',
    'release-account',
    'request-bank-service',
    'suspend-insurance',
    'resume-insurance',
    'register-back-payment',
    'change-card-pin',
    'reset-card-pin',
    'unlock-card',
  ]),
  refusals: z.array(refusal),
});

export const personPage = z.object({
  personId: identifier,
  name: z.string(),
  documentKind: identityDocumentKind,
  maskedNumber: z.string(),
  sex: z.enum(['male', 'female']),
  birthDate: civilDate,
  age: z.int(),
  address: z.string(),
  maskedPhone: z.string().nullable(),
  employerId: identifier.nullable(),
  employerName: z.string().nullable(),
  insuranceStatus: z.enum(['1', '2', '3']),
  retiredFrom: z.string().nullable(),
  deceasedOn: civilDate.nullable(),
  personalAccount: z.object({ status: personalAccountStatus, balance: fen, openedOn: civilDate }).nullable(),
  financialAccount: z
    .object({ bankName: z.string(), maskedNumber: z.string(), status: financialAccountStatus })
    .nullable(),
  cards: z.array(cardView),
  contributions: contributionsView,
  recentEntries: z.array(
    z.object({
      entryId: identifier,
      postedOn: civilDate,
      kind: ledgerEntryKind,
      institution: z.string(),
      /** Credits above zero, debits below, fen. */
      amount: fen,
      balanceAfter: fen,
    }),
  ),
  services: z.array(serviceView),
  offers: z.array(serviceOffer),
  /** Everything that keeps card or account from being used, and who releases it. */
  holds: z.array(holdView),
  /** The service of his employer's batch in which the holder's own password is still to be set. */
  awaitingPin: identifier.nullable(),
  /** What an application is about today: a first card, or the card in use and what its replacement or exchange costs. */
  application: z.object({
    /** The application types that are possible, the usual one first; none where the offers say why. */
    types: z.array(cardApplicationType),
    formerCardNumber: z.string().nullable(),
    /** Fen; null where the pooling area has published none. */
    fee: fen.nullable(),
    /** Applied for here today: the day by which it can be collected here; null where it is made on the spot. */
    dueOn: civilDate.nullable(),
    dueProvisional: z.boolean(),
    /** He is of an age at which his guardian applies for him. */
    needsGuardian: z.boolean(),
  }),
  asOf: instant.nullable(),
});
export type PersonPage = z.infer<typeof personPage>;

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
  /** Of a provisional loss report: the last day on which it holds. */
  lossExpiresOn: civilDate.nullable(),
  maskedBankCardNumber: z.string().nullable(),
  bankName: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  stage: serviceStage,
  /** 0 for the first print, n for 补打 第n次. */
  reprint: z.int(),
  asOf: instant.nullable(),
  printedAt: instant,
});
export type ReceiptPaper = z.infer<typeof receiptPaper>;

export const documentReading = z.object({
  documentKind: identityDocumentKind,
  documentNumber: z.string(),
  name: z.string(),
  validUntil: z.string(),
  /** data: URL of the photo on the chip, or null. */
  photo: z.string().nullable(),
  reader: z.enum(['demonstration', 'device']),
});

export const blankCardView = z.object({
  blankSerial: z.string(),
  cardNumber: z.string(),
  maskedBankCardNumber: z.string(),
});
