import { z } from 'zod';
import { largestParcel } from '../domain/parcel/parcel-requests.ts';
import { pointStandings } from '../domain/parcel/point-standing.ts';
import { commandRequests } from './commands.ts';
import { civilDate, identifier, instant, serviceNumber, typedText } from './primitives.ts';
import { cardApplicationType } from './records.ts';

/** Cards for service points: made at the county centre, sent in parcels, received by scan, collected at the point. */

export const pointStanding = z.enum(pointStandings);

/** One list of them: by standing, or what is late, due today, due between two days, or waits too long for its holder. */
export const pointList = z.enum([...pointStandings, 'late', 'due-today', 'due-between', 'uncollected']);
export type PointList = z.infer<typeof pointList>;

/** Behind which row the next page begins. */
const afterRow = z.object({ day: civilDate, id: serviceNumber });

/** One service in such a list. */
export const pointService = z.object({
  serviceNumber: z.string(),
  personId: identifier,
  personName: z.string(),
  maskedNumber: z.string(),
  /** Who accepted it, and where the card is collected. */
  officeId: identifier,
  officeName: z.string(),
  applicationType: cardApplicationType,
  openedOn: civilDate,
  dueOn: civilDate,
  /** The day enters a year whose calendar is not published yet. */
  dueProvisional: z.boolean(),
  standing: pointStanding,
  late: z.boolean(),
  cardNumber: z.string().nullable(),
  /** Since the application was accepted its holder was registered as deceased: nothing more is made or handed over. */
  deceasedOn: civilDate.nullable(),
  /** Of a card that waits to be collected: since when its holder knows, or since when it lies here. */
  liesSince: civilDate.nullable(),
  /** When its holder was told last, where he was told more than once. */
  toldAgainOn: civilDate.nullable(),
});
export type PointService = z.infer<typeof pointService>;

const pointCounts = z.object({
  standings: z.array(z.object({ standing: pointStanding, count: z.int() })),
  late: z.int(),
  dueToday: z.int(),
  uncollected: z.int(),
});

/** How many there are of each, and by the day on which they are due: the numbers and the picture. */
export const pointOverview = z.object({
  counts: pointCounts,
  /** What the offices have still to do, by due day. */
  days: z.array(z.object({ day: civilDate, standing: pointStanding, count: z.int() })),
  /** After how many days a card counts as not collected; null where the pooling area has published none. */
  reminderDays: z.int().nullable(),
});
export type PointOverview = z.infer<typeof pointOverview>;

/** A card as it lies on the table: what was scanned of it, and what that means here. */
export const scannedCard = z.object({
  serviceNumber: z.string(),
  cardNumber: z.string(),
  personId: identifier,
  personName: z.string(),
  maskedNumber: z.string(),
  /** Where it is collected. */
  officeId: identifier,
  officeName: z.string(),
  standing: pointStanding.nullable(),
  /** Whether it lies at this office as far as the records know. */
  liesHere: z.boolean(),
  /** False: cancelled, to be destroyed. */
  live: z.boolean(),
});
export type ScannedCard = z.infer<typeof scannedCard>;

const parcelCard = z.object({
  serviceNumber: z.string(),
  cardNumber: z.string(),
  personName: z.string(),
  maskedNumber: z.string(),
});

export const parcelSummary = z.object({
  parcelId: z.string(),
  fromOfficeId: identifier,
  fromOfficeName: z.string(),
  toOfficeId: identifier,
  toOfficeName: z.string(),
  status: z.enum(['sent', 'received', 'recalled']),
  sentAt: instant,
  /** Or when it was taken back. */
  receivedAt: instant.nullable(),
  count: z.int(),
  /** Listed and not found; found and not listed. */
  missing: z.int(),
  surplus: z.int(),
  /** Not yet confirmed by the central office. */
  waiting: z.boolean(),
});
export type ParcelSummary = z.infer<typeof parcelSummary>;

/** Everything the transport list says, on the screen and on paper. */
export const parcelView = parcelSummary.extend({
  cards: z.array(parcelCard),
  differences: z.array(parcelCard.extend({ difference: z.enum(['missing', 'surplus']) })),
  fromAddress: z.string(),
  toAddress: z.string(),
  toPhone: z.string(),
  sentBy: z.string(),
  receivedBy: z.string().nullable(),
  /** Why it was taken back. */
  recallReason: z.string().nullable(),
  /** How many times its list was printed. */
  prints: z.int(),
});
export type ParcelView = z.infer<typeof parcelView>;

/** 交接: what lies here to be sent, what is on its way to and from here, and what was closed last. */
export const parcelsView = z.object({
  toSend: z.array(z.object({ officeId: identifier, officeName: z.string(), count: z.int(), late: z.int() })),
  arriving: z.array(parcelSummary),
  sent: z.array(parcelSummary),
  received: z.array(parcelSummary),
});
export type ParcelsView = z.infer<typeof parcelsView>;

const parcelId = z.object({ parcelId: serviceNumber });

/** The inputs and answers of the calls on cards for service points. */
export const parcelCalls = {
  getPointOverview: { who: 'clerk', input: z.object({}), output: pointOverview },
  listPointServices: {
    who: 'clerk',
    input: z.object({
      show: pointList,
      /** Of 'due-between': the first and the last day. */
      between: z.object({ from: civilDate, to: civilDate }).nullable().default(null),
      after: afterRow.nullable().default(null),
      limit: z.int().min(1).max(200).default(100),
    }),
    /** `next`: behind which row the following page begins; null on the last page. */
    output: z.object({ services: z.array(pointService), next: afterRow.nullable() }),
  },
  listParcels: { who: 'clerk', input: z.object({}), output: parcelsView },
  getParcel: { who: 'clerk', input: parcelId, output: parcelView },
  /** The finished cards that lie here and are collected at another office. */
  listCardsToSend: {
    who: 'clerk',
    input: z.object({ toOfficeId: identifier }),
    output: z.object({ cards: z.array(scannedCard).max(largestParcel) }),
  },
  /** `text`: the card's number, the serial of its blank, or its service's number. */
  checkScannedCard: {
    who: 'clerk',
    input: z.object({ text: typedText.min(1).max(40) }),
    output: scannedCard,
  },
  sendParcel: {
    who: 'clerk',
    input: commandRequests['send-parcel'].omit({ parcelId: true }),
    output: parcelView,
  },
  receiveParcel: { who: 'clerk', input: commandRequests['receive-parcel'], output: parcelView },
  recallParcel: { who: 'clerk', input: commandRequests['recall-parcel'], output: parcelView },
  revealPhone: {
    who: 'clerk',
    input: z.object({ serviceNumber }),
    output: z.object({
      holder: z.string().nullable(),
      representative: z.object({ name: z.string(), phone: z.string() }).nullable(),
    }),
  },
} as const;
