import type { BlankCardStatus } from '../../domain/records/records.ts';
import type { RecordTypes } from '../../domain/records/record-tables.ts';

/** Where blanks lie: a workstation, or the safe of an office. */
interface StockPlace {
  readonly officeId: string;
  readonly workstationId: string | null;
}

/** A number of blanks at a place. */
export interface BlanksOfPlace extends StockPlace {
  readonly count: number;
}

/** What the page of the stock asks of the storage. */
export interface StockQueries {
  /** The serials of one status at a place, in order; the safe of the office where the workstation is null. */
  blankSerials(place: StockPlace, status: BlankCardStatus): readonly string[];
  blankCounts(place: StockPlace): readonly { readonly status: BlankCardStatus; readonly count: number }[];
  /** What the book knows between two serials, wherever it is. */
  blankSerialsBetween(after: string, before: string): readonly string[];
  placesOfOffice(officeId: string): readonly RecordTypes['workstation'][];
  offices(): readonly RecordTypes['office'][];
  stockCounts(officeId: string, limit: number): readonly RecordTypes['stockCount'][];
  /** How many blanks lie in stock at each place of the county; a place without any may be missing. */
  blanksInStock(): readonly BlanksOfPlace[];
  /** How many blanks were taken at each place for services that were accepted on a day. */
  blanksUsedOn(day: string): readonly BlanksOfPlace[];
  /** The ids of the last commands of the stock that were given here, newest first. */
  stockCommands(limit: number): readonly string[];
}
