import type { RecordTypes } from '../../domain/records/record-tables.ts';

/** Where a page of a day's services ends: the service itself, by what they are ordered by. */
export interface ServicePlace {
  readonly openedAt: string;
  readonly serviceNumber: string;
}

/** Which of an office's services of a day are wanted. */
export interface DayChoice {
  readonly day: string;
  readonly officeId: string;
  /** Only those that are neither completed nor withdrawn. */
  readonly openOnly: boolean;
  /** Only these, or null for any. */
  readonly among: readonly string[] | null;
  readonly except: readonly string[];
}

/** The services of a day as the records have them, however many there are. */
export interface ServicesOfDay {
  /** Newest first; behind a place, or from the newest on. Only where they are: what a page does not show is not read. */
  servicesOfDay(choice: DayChoice, after: ServicePlace | null, limit: number): readonly ServicePlace[];
  countServicesOfDay(choice: DayChoice): number;
  /** How many were accepted in each hour, by what has become of them. */
  stagesOfDay(
    day: string,
    officeId: string,
  ): readonly {
    readonly hour: number;
    readonly stage: RecordTypes['serviceRecord']['stage'];
    readonly count: number;
  }[];
  /** Those of these services that are not among the records: the central office refused them, or the rules do now. */
  servicesNotKept(serviceNumbers: readonly string[]): readonly string[];
  /**
   * Services of this counter that the central office refused and a person has settled, by the begin of their numbers,
   * each with the instant of its first command.
   */
  settledServices(prefix: string): readonly { readonly service: string; readonly at: string }[];
}
