import type { Approval } from './approval.ts';
import type { BankRequest } from './bank-request.ts';
import type { DayClose } from './day-close.ts';
import type { MedicalBill } from './medical-bill.ts';
import type { PaperPrint } from './paper-print.ts';
import type { Payment } from './payment.ts';
import type { IncomingRemittance, RelationshipTransfer } from './relationship-transfer.ts';
import type { Payout } from './payout.ts';
import type { RegisteredPaper } from './registered-paper.ts';
import type { StockMovement } from './stock-movement.ts';
import type {
  Attachment,
  BlankCard,
  CalendarYear,
  Card,
  Clerk,
  ContributionPeriod,
  Employer,
  EmployerBatch,
  FinancialAccount,
  InsuredPerson,
  LedgerEntry,
  Office,
  Parcel,
  PersonalAccount,
  PoolingAreaParameter,
  ServiceRecord,
  StockCount,
  Workstation,
} from './records.ts';

/** Every kind of record that the central office and the counters share, by the name of its table. */
export interface RecordTypes {
  readonly poolingAreaParameter: PoolingAreaParameter;
  readonly calendarYear: CalendarYear;
  readonly office: Office;
  readonly workstation: Workstation;
  readonly clerk: Clerk;
  readonly employer: Employer;
  readonly insuredPerson: InsuredPerson;
  readonly contributionPeriod: ContributionPeriod;
  readonly personalAccount: PersonalAccount;
  readonly financialAccount: FinancialAccount;
  readonly ledgerEntry: LedgerEntry;
  readonly blankCard: BlankCard;
  readonly card: Card;
  readonly serviceRecord: ServiceRecord;
  readonly attachment: Attachment;
  readonly parcel: Parcel;
  readonly employerBatch: EmployerBatch;
  readonly stockCount: StockCount;
  readonly bankRequest: BankRequest;
  readonly approval: Approval;
  readonly payment: Payment;
  readonly medicalBill: MedicalBill;
  readonly relationshipTransfer: RelationshipTransfer;
  readonly incomingRemittance: IncomingRemittance;
  readonly payout: Payout;
  readonly registeredPaper: RegisteredPaper;
  readonly paperPrint: PaperPrint;
  readonly stockMovement: StockMovement;
  readonly dayClose: DayClose;
}

export type TableName = keyof RecordTypes;

/** How a field is kept; a '?' admits null. `json` is an array or object kept whole. */
export type FieldForm = 'text' | 'text?' | 'integer' | 'boolean' | 'json' | 'json?';

export interface TableDescription<T extends TableName> {
  /** The SQL name of the table in both databases. */
  readonly sqlName: string;
  readonly fields: { readonly [F in keyof RecordTypes[T]]-?: FieldForm };
  /** Fields by which facts may be looked up besides `id`; each has an index in both databases. */
  readonly lookups: readonly (keyof RecordTypes[T] & string)[];
  /** Immutable records are inserted and never replaced (law 6). */
  readonly immutable: boolean;
}
