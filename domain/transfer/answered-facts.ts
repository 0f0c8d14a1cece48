import { centralOffice } from '../command/central-office.ts';
import type { WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Card, InsuredPerson, PersonalAccount, ServiceRecord } from '../records/records.ts';
import type { RegisteredPaper } from '../records/registered-paper.ts';
import type { Payment } from '../records/payment.ts';
import type { IncomingRemittance, RelationshipTransfer } from '../records/relationship-transfer.ts';

/** The records on which an answer works, as they are when it is taken up. */
export interface AnsweredFacts {
  readonly transfer: RelationshipTransfer;
  readonly service: ServiceRecord;
  readonly person: InsuredPerson;
  readonly account: PersonalAccount | undefined;
  readonly cards: readonly Card[];
  readonly payments: readonly Payment[];
  readonly remittances: readonly IncomingRemittance[];
  /** The certificate; none where somebody comes, or left before papers were registered. */
  readonly paper: RegisteredPaper | undefined;
  readonly calendar: WorkingDayCalendar;
}

/** When the central office takes it up. */
export interface TakenUp {
  readonly today: string;
  readonly at: string;
}

/** The service with a step that the central office takes by itself. */
export function stepOf(
  service: ServiceRecord,
  step: string,
  { at }: TakenUp,
  note: string | null = null,
): ServiceRecord {
  return { ...service, steps: [...service.steps, { step, at, clerkId: centralOffice, note }] };
}
