import type { ServiceKind, ServiceStage } from '../../domain/records/records.ts';

/** Where a page of a day's services ends: the service itself, by what they are ordered by. */
export interface ServicePlace {
  readonly openedAt: string;
  readonly serviceNumber: string;
}

/** Which services of a day are wanted. */
export interface DayChoice {
  readonly day: string;
  /** Null: of every office of the county. */
  readonly officeId: string | null;
  /** Only those that this clerk accepted; null: whoever did. */
  readonly clerkId: string | null;
  /** Only those that were accepted in this hour; null: in any. */
  readonly hour: number | null;
  /** Only these kinds, or null for any. */
  readonly kinds: readonly ServiceKind[] | null;
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
  /** How many were accepted in each hour, by their kind and what has become of them. */
  hoursOfDay(choice: Pick<DayChoice, 'day' | 'officeId' | 'clerkId'>): readonly {
    readonly hour: number;
    readonly kind: ServiceKind;
    readonly stage: ServiceStage;
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
