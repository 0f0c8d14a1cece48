import { z } from 'zod';
import { financialAccountStatus } from './bank-records.ts';
import { contributionsView } from './contribution-views.ts';
import { refusal } from './envelope.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';
import {
  cardApplicationType,
  cardStatus,
  statusBeforeLoss,
  clerkRole,
  identityDocumentKind,
  officeKind,
  personalAccountStatus,
} from './records.ts';
import { ledgerEntryKind } from './ledger-records.ts';
import { serviceView } from './service-views.ts';
import { holdView } from './unfreezing.ts';

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
  /** Papers of settled work that were to be taken back, of which nobody has said what became of them. */
  papersToReclaim: z.int(),
  /** Answers of the bank to requests of this office that are still to be told. */
  bankAnswers: z.int(),
  /** Sheets of this office that wait for a second person. */
  approvals: z.int(),
  /** Transfers of this office that should have been done by now. */
  lateTransfers: z.int(),
  /** Cards for service points with which this office, or at the centre any, is late: an alarm on every page. */
  late: z.object({ count: z.int(), oldest: civilDate.nullable() }),
  firstSynchronisation: z.object({
    done: z.boolean(),
    /** Whether records are coming, have come as a file and are put in their places, or are there but for what has changed meanwhile. */
    stage: z.enum(['receiving', 'filing', 'catching-up']),
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
    'issue-statement',
    'release-account',
    'request-bank-service',
    'suspend-insurance',
    'resume-insurance',
    'register-back-payment',
    'change-card-pin',
    'reset-card-pin',
    'unlock-card',
    'transfer-out',
    'transfer-in',
    'payout',
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
      /** What was posted together, and is only reversed together. */
      groupId: identifier,
      /** It was reversed, or is a reversal: its group is not reversed again. */
      reversal: z.enum(['reversed', 'reverses']).nullable(),
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
