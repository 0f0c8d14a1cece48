import type { Approval } from './approval.ts';
import type { BankRequest } from './bank-request.ts';
import type { MedicalBill } from './medical-bill.ts';
import type { Payment } from './payment.ts';
import type { Payout } from './payout.ts';
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
  readonly payout: Payout;
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

/**
 * The one description of the shared tables: storage, synchronisation and facts are driven by it. The order is the
 * order of a first synchronisation: what signing in needs comes first.
 */
export const recordTables: { readonly [T in TableName]: TableDescription<T> } = {
  poolingAreaParameter: {
    sqlName: 'pooling_area_parameter',
    fields: { id: 'text', name: 'text', value: 'text', validFrom: 'text', source: 'text' },
    lookups: ['name'],
    immutable: false,
  },
  calendarYear: {
    sqlName: 'calendar_year',
    fields: { id: 'text', off: 'json', working: 'json', source: 'text' },
    lookups: [],
    immutable: false,
  },
  office: {
    sqlName: 'office',
    fields: { id: 'text', kind: 'text', name: 'text', address: 'text', phone: 'text' },
    lookups: [],
    immutable: false,
  },
  workstation: {
    sqlName: 'workstation',
    fields: { id: 'text', officeId: 'text', number: 'integer', name: 'text' },
    lookups: [],
    immutable: false,
  },
  clerk: {
    sqlName: 'clerk',
    fields: {
      id: 'text',
      officeId: 'text',
      loginName: 'text',
      name: 'text',
      role: 'text',
      passwordHash: 'text',
      active: 'boolean',
    },
    lookups: ['loginName'],
    immutable: false,
  },
  employer: {
    sqlName: 'employer',
    fields: { id: 'text', name: 'text', phone: 'text', active: 'boolean' },
    lookups: [],
    immutable: false,
  },
  insuredPerson: {
    sqlName: 'insured_person',
    fields: {
      id: 'text',
      documentKind: 'text',
      documentNumber: 'text',
      name: 'text',
      pinyin: 'text',
      pinyinInitials: 'text',
      sex: 'text',
      birthDate: 'text',
      address: 'text',
      phone: 'text?',
      employerId: 'text?',
      insuranceStatus: 'text',
      retiredFrom: 'text?',
      deceasedOn: 'text?',
    },
    lookups: ['documentNumber'],
    immutable: false,
  },
  contributionPeriod: {
    sqlName: 'contribution_period',
    fields: {
      id: 'text',
      personId: 'text',
      employerId: 'text?',
      insuranceKind: 'text',
      fromMonth: 'text',
      toMonth: 'text?',
      base: 'integer',
      paidOn: 'text?',
      areaCode: 'text',
    },
    lookups: ['personId'],
    immutable: false,
  },
  personalAccount: {
    sqlName: 'personal_account',
    fields: { id: 'text', status: 'text', openedOn: 'text', balance: 'integer', hold: 'text?' },
    lookups: [],
    immutable: false,
  },
  financialAccount: {
    sqlName: 'financial_account',
    fields: { id: 'text', bankName: 'text', accountNumber: 'text', status: 'text' },
    lookups: [],
    immutable: false,
  },
  ledgerEntry: {
    sqlName: 'ledger_entry',
    fields: {
      id: 'text',
      personId: 'text?',
      serial: 'integer',
      postedOn: 'text',
      kind: 'text',
      institution: 'text',
      debitAccount: 'text',
      creditAccount: 'text',
      amount: 'integer',
      reversesId: 'text?',
      insuranceKind: 'text',
      groupId: 'text',
      serviceId: 'text?',
    },
    lookups: ['personId', 'serviceId'],
    immutable: true,
  },
  blankCard: {
    sqlName: 'blank_card',
    fields: {
      id: 'text',
      cardNumber: 'text',
      bankCardNumber: 'text',
      officeId: 'text',
      workstationId: 'text?',
      status: 'text',
      serviceId: 'text?',
      changedOn: 'text',
    },
    lookups: ['workstationId'],
    immutable: false,
  },
  card: {
    sqlName: 'card',
    fields: {
      id: 'text',
      personId: 'text',
      blankSerial: 'text',
      bankCardNumber: 'text',
      status: 'text?',
      making: 'text',
      applicationType: 'text',
      serviceId: 'text?',
      officeId: 'text',
      issuedOn: 'text?',
      pinSet: 'boolean',
      lossExpiresOn: 'text?',
      statusBeforeLoss: 'text?',
      pinFailures: 'integer',
    },
    lookups: ['personId'],
    immutable: false,
  },
  serviceRecord: {
    sqlName: 'service_record',
    fields: {
      id: 'text',
      kind: 'text',
      channel: 'text',
      personId: 'text',
      officeId: 'text',
      workstationId: 'text',
      clerkId: 'text',
      stage: 'text',
      openedOn: 'text',
      openedAt: 'text',
      closedAt: 'text?',
      documentKind: 'text?',
      documentNumber: 'text?',
      documentValidUntil: 'text?',
      blankSerial: 'text?',
      cardNumber: 'text?',
      steps: 'json',
      applicationType: 'text',
      formerCardNumber: 'text?',
      representative: 'json?',
      collector: 'json?',
      dueOn: 'text?',
      dueProvisional: 'boolean',
      parcelId: 'text?',
      batchId: 'text?',
      fee: 'integer',
      parameters: 'json',
      details: 'json?',
    },
    lookups: ['personId', 'openedOn', 'parcelId', 'batchId'],
    immutable: false,
  },
  attachment: {
    sqlName: 'attachment',
    fields: {
      id: 'text',
      serviceId: 'text',
      personId: 'text',
      kind: 'text',
      mediaType: 'text',
      size: 'integer',
      sha256: 'text',
      addedOn: 'text',
      clerkId: 'text',
      receivedAt: 'text?',
    },
    lookups: ['serviceId'],
    immutable: false,
  },
  parcel: {
    sqlName: 'parcel',
    fields: {
      id: 'text',
      fromOfficeId: 'text',
      toOfficeId: 'text',
      status: 'text',
      cards: 'json',
      differences: 'json',
      sentAt: 'text',
      sentBy: 'text',
      receivedAt: 'text?',
      receivedBy: 'text?',
    },
    lookups: [],
    immutable: false,
  },
  employerBatch: {
    sqlName: 'employer_batch',
    fields: {
      id: 'text',
      employerId: 'text',
      letterNumber: 'text',
      letterDate: 'text',
      representative: 'json',
      officeId: 'text',
      workstationId: 'text',
      clerkId: 'text',
      stage: 'text',
      openedOn: 'text',
      openedAt: 'text',
      closedAt: 'text?',
      rows: 'integer',
      collector: 'json?',
    },
    lookups: ['employerId'],
    immutable: false,
  },
  stockCount: {
    sqlName: 'stock_count',
    fields: {
      id: 'text',
      officeId: 'text',
      workstationId: 'text?',
      countedOn: 'text',
      countedAt: 'text',
      clerkId: 'text',
      book: 'integer',
      counted: 'integer',
      missing: 'json',
      surplus: 'json',
      explanation: 'text?',
      supervisorId: 'text?',
    },
    lookups: [],
    immutable: true,
  },
  bankRequest: {
    sqlName: 'bank_request',
    fields: {
      id: 'text',
      personId: 'text',
      kind: 'text',
      state: 'text',
      bankName: 'text',
      accountNumber: 'text',
      requestedAt: 'text',
      sentAt: 'text?',
      answeredAt: 'text?',
      accountStatus: 'text?',
      reasonCode: 'text?',
      reasonText: 'text?',
      toldAt: 'text?',
      toldBy: 'text?',
      withdrawnAt: 'text?',
      toldOutcome: 'text?',
    },
    lookups: ['personId'],
    immutable: false,
  },
  approval: {
    sqlName: 'approval',
    fields: {
      id: 'text',
      serviceId: 'text',
      personId: 'text',
      kind: 'text',
      officeId: 'text',
      enteredBy: 'json',
      enteredAt: 'text',
      enteredOn: 'text',
      amount: 'integer',
      state: 'text',
      decidedBy: 'text?',
      decidedAt: 'text?',
      reason: 'text?',
    },
    lookups: ['serviceId'],
    immutable: false,
  },
  payment: {
    sqlName: 'payment',
    fields: {
      id: 'text',
      serviceId: 'text',
      personId: 'text',
      purpose: 'text',
      payeeName: 'text',
      bankName: 'text',
      accountNumber: 'text',
      amount: 'integer',
      state: 'text',
      orderedAt: 'text',
      sentAt: 'text?',
      answeredAt: 'text?',
      bankReference: 'text?',
      reasonCode: 'text?',
      reasonText: 'text?',
    },
    lookups: ['serviceId', 'personId'],
    immutable: false,
  },
  medicalBill: {
    sqlName: 'medical_bill',
    fields: {
      id: 'text',
      personId: 'text',
      institution: 'text',
      billedOn: 'text',
      amount: 'integer',
      state: 'text',
    },
    lookups: ['personId'],
    immutable: false,
  },
  payout: {
    sqlName: 'payout',
    fields: {
      id: 'text',
      personId: 'text',
      ground: 'text',
      state: 'text',
      papers: 'json',
      payees: 'json',
      correction: 'json?',
      card: 'json?',
      amount: 'integer',
      interest: 'integer',
      acceptedOn: 'text',
      dueOn: 'text',
      dueProvisional: 'boolean',
      closedAt: 'text?',
    },
    lookups: ['personId'],
    immutable: false,
  },
};

export const tableNames = Object.keys(recordTables) as readonly TableName[];

/** Where a first synchronisation begins in the next table; null behind the last. */
export function behindTable(table: TableName): { readonly table: TableName; readonly after: string } | null {
  const next = tableNames[tableNames.indexOf(table) + 1];
  return next === undefined ? null : { table: next, after: '' };
}

/** The SQL name of a field: camelCase to snake_case. */
export function sqlFieldName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
