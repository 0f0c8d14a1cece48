import type { PointStanding } from '../../domain/parcel/point-standing.ts';
import type { Parcel, ServiceRecord } from '../../domain/records/records.ts';

/** Where a page of a list begins: behind the row with this day and id. */
export interface AfterRow {
  readonly day: string;
  readonly id: string;
}

/** Cards for service points, of one of them or of the whole county (`officeId` null); every list in pages. */
export interface PointQueries {
  /** By the day on which they are due. */
  servicesStanding(
    standing: PointStanding,
    officeId: string | null,
    after: AfterRow | null,
    limit: number,
  ): readonly ServiceRecord[];
  /** What the offices have still to do by a day in this span, both ends included. */
  servicesToDo(
    span: { readonly from: string; readonly to: string },
    officeId: string | null,
    after: AfterRow | null,
    limit: number,
  ): readonly ServiceRecord[];
  /** Cards that have waited for their holders since this day or longer, the longest first. */
  servicesLying(
    since: string,
    officeId: string | null,
    after: AfterRow | null,
    limit: number,
  ): readonly ServiceRecord[];
  countByStanding(officeId: string | null): readonly StandingCount[];
  /** What is to be done, by day and standing. */
  countToDo(officeId: string | null): readonly (StandingCount & { readonly day: string })[];
  countLying(since: string, officeId: string | null): number;
  /** How many are late on this day, and since when the oldest. */
  lateOn(today: string, officeId: string | null): { readonly count: number; readonly oldest: string | null };
  /** Finished cards that lie at this office and are collected at another, due first first. */
  cardsToSend(officeId: string, limit: number): readonly ServiceRecord[];
  /** Newest first. */
  parcels(
    office: { readonly to: string } | { readonly from: string },
    status: Parcel['status'],
    limit: number,
  ): readonly Parcel[];
}

export interface StandingCount {
  readonly standing: PointStanding;
  readonly count: number;
}
