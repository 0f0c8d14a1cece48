import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { EmployerBatch, ServiceRecord } from '../../../domain/records/records.ts';
import type { Counter } from './counter.ts';

/** What a clerk sees before he does something: the person in front of him, and his open service, if any. */
export interface Situation {
  readonly counter: Counter;
  readonly personId: string;
  readonly service: {
    readonly serviceNumber: string;
    readonly blankSerial: string | null;
    readonly cardNumber: string | null;
    readonly last: string;
    readonly channel: string;
    readonly applicationType: string;
    readonly record: ServiceRecord;
  } | null;
  /** The person's own page, and a number by which the clerk's choices differ from time to time. */
  readonly page: CallOutput<'getPersonPage'>;
  readonly turn: number;
  /** The batch with which the service came; without a service one into which somebody may be taken. */
  readonly batch: EmployerBatch | null;
  readonly atServicePoint: boolean;
  /** The next blank of the stock. */
  readonly nextBlank: string | null;
}

/** The result of one try: 'ok', a code of a failure or refusal, or null where there was nothing to do. */
export type Tried = Promise<string | null>;
