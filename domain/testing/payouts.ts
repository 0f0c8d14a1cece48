import type { CommandContext } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import type { AcceptPayoutRequest, CheckPayoutRequest } from '../payout/payout-requests.ts';
import { change, type Change } from '../records/change.ts';
import type { Heir, PayeeAccount, PayeeAsked, Payout } from '../records/payout.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { MedicalBill } from '../records/medical-bill.ts';
import type { Clerk, InsuredPerson, PersonalAccount } from '../records/records.ts';
import { publishedYears } from './calendar-years.ts';
import { agent, beginning, card, clerk, context, person as anyone, serviceNumber, today } from './county.ts';
import { ownDocument, published } from './loss.ts';
import { paid, rightsParameters } from './unfreezing.ts';

/** What a payout needs of the county, and people whose balance is paid out on each of the grounds. */

export const approver: Clerk = {
  ...clerk,
  id: 'clerk-li',
  loginName: 'li',
  name: '李静',
  role: 'supervisor',
};
/** The second person, at the same workstation. */
export const byApprover: CommandContext = {
  ...context,
  clerkId: approver.id,
  commandId: '01938f5e-0000-7000-8000-000000000002',
};

export const balance = 128_450;

const payoutParameters: readonly Change[] = [
  ...rightsParameters,
  ...publishedYears.map((year) => change('calendarYear', year)),
  ...[
    published('account-interest-rate', '0.0035', '2000-01-01'),
    published('approval-limit-clerk', '0'),
    published('approval-limit-supervisor', '100000000'),
    published('payout-days-limit', '10'),
    published('payout-earliest-day', '10'),
    published('payout-accepted-at', 'county-centre'),
  ].map((one) => change('poolingAreaParameter', one)),
  change('clerk', approver),
];

/** Of working age, stopped since the end of May. */
export const leaver: InsuredPerson = { ...anyone, insuranceStatus: '2' };
export const retiree: InsuredPerson = { ...anyone, insuranceStatus: '2', retiredFrom: '2010-01' };
/** The relationship was transferred away: only what was credited since is left. */
export const gone: InsuredPerson = { ...anyone, insuranceStatus: '3' };
export const dead: InsuredPerson = { ...anyone, insuranceStatus: '3', deceasedOn: '2026-05-18' };

export function account(fields: Partial<PersonalAccount> = {}): PersonalAccount {
  return { id: anyone.id, status: 'sealed', openedOn: '2020-01-01', balance, hold: null, ...fields };
}

/** Money on the account without interest to come, where it was posted today. */
export function allocated(amount: number, postedOn = today): LedgerEntry {
  return {
    id: 'entry-1',
    personId: anyone.id,
    serial: 1,
    postedOn,
    kind: 'allocation',
    insuranceKind: '310',
    groupId: 'entry-1',
    serviceId: null,
    institution: '桐溪县医疗保障服务中心',
    debitAccount: 'contributions-received',
    creditAccount: 'personal-account',
    amount,
    reversesId: null,
  };
}

export function bill(state: MedicalBill['state'], id = 'bill-1'): Change {
  return change('medicalBill', {
    id,
    personId: anyone.id,
    institution: '桐溪县人民医院',
    billedOn: '2026-05-20',
    amount: 32_000,
    state,
  });
}

/** Everything of somebody with this balance and a card, as the central office has it. */
export function holding(who: InsuredPerson, fields: Partial<PersonalAccount> = {}): readonly Change[] {
  const its = account(fields);
  return [
    ...beginning,
    ...payoutParameters,
    change('insuredPerson', who),
    change('contributionPeriod', paid('2020-01', '2026-05')),
    change('personalAccount', its),
    change('card', card({ status: its.status === 'sealed' ? '0' : '1' })),
    ...(its.balance === 0 ? [] : [change('ledgerEntry', allocated(its.balance))]),
  ];
}

export const ownAccount: PayeeAccount = {
  form: 'bank-card',
  bankName: '示范银行桐溪支行',
  accountName: anyone.name,
  accountNumber: '6217850000001234561',
};
const whole = { numerator: 1, denominator: 1 };
export const toHimself: PayeeAsked = { heir: null, share: whole, account: ownAccount };

const heirs: readonly Heir[] = [
  {
    name: agent.name,
    documentKind: agent.documentKind,
    documentNumber: agent.documentNumber,
    relation: 'spouse',
  },
  {
    name: '买买提·艾力',
    documentKind: 'resident-id-card',
    documentNumber: '440524188001010014',
    relation: 'child',
  },
  {
    name: '张建国',
    documentKind: 'resident-id-card',
    documentNumber: '34052419800101001X',
    relation: 'child',
  },
];
const heirAccounts = ['6217850000001234561', '6217850000001234579', '6217850000001234587'];

/** The first, second or third heir with a part, on his own account. */
export function toHeir(index: 0 | 1 | 2, numerator = 1, denominator = 1): PayeeAsked {
  const heir = heirs[index];
  if (heir === undefined) throw new Error('there is no such heir');
  return {
    heir,
    share: { numerator, denominator },
    account: {
      form: 'bank-card',
      bankName: '示范银行桐溪支行',
      accountName: heir.name,
      accountNumber: heirAccounts[index] ?? '',
    },
  };
}

const asker = {
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
} as const;
const byHeir: AcceptPayoutRequest['asker'] = {
  channel: 'heir',
  applicant: {
    name: agent.name,
    documentKind: agent.documentKind,
    documentNumber: agent.documentNumber,
    documentValidUntil: 'long-term',
    relation: 'spouse',
    phone: '13900139000',
  },
  photoCompared: true,
};

/** The number by which a paper is found again. */
export const paper = (kind: AcceptPayoutRequest['papers'][number]['kind'], reference = '示范字 1 号') =>
  ({ kind, reference }) as const;

const common = {
  serviceNumber,
  personId: anyone.id,
  amount: balance,
  signature: 'c2ln',
} as const;

/** A request in which nothing is missing, on each ground. */
export const asking = {
  'abroad-account-kept': {
    ...common,
    ground: 'abroad-account-kept',
    papers: [paper('settlement-proof')],
    payees: [toHimself],
    card: null,
    asker,
  },
  'settled-abroad': {
    ...common,
    ground: 'settled-abroad',
    papers: [paper('settlement-proof')],
    payees: [toHimself],
    card: 'taken-in',
    asker,
  },
  'transfer-refused': {
    ...common,
    ground: 'transfer-refused',
    papers: [paper('transfer-refusal')],
    payees: [toHimself],
    card: 'taken-in',
    asker,
  },
  'left-area': {
    ...common,
    ground: 'left-area',
    papers: [],
    payees: [toHimself],
    card: 'taken-in',
    asker,
  },
  death: {
    ...common,
    ground: 'death',
    papers: [paper('death-certificate'), paper('kinship-proof')],
    payees: [toHimself],
    card: 'taken-in',
    asker: byHeir,
  },
} as const satisfies { readonly [G in AcceptPayoutRequest['ground']]: AcceptPayoutRequest };

/** What heirs bring besides: the bank's word that the account of the dead is closed, and how they share. */
export const papersOfHeirs = [
  ...asking.death.papers,
  paper('own-account-closed'),
  paper('share-agreement'),
] as const;

export const accepting = (request: AcceptPayoutRequest): CommandBody => ({ kind: 'accept-payout', request });

/** The check of what was accepted, with nothing mended. */
export function checking(
  request: AcceptPayoutRequest,
  fields: Partial<CheckPayoutRequest> = {},
): CommandBody {
  const { ground: _ground, asker: _asker, ...entered } = request;
  return { kind: 'check-payout', request: { ...entered, ...fields } };
}

const sheet = (service: string, number: number) =>
  ({
    approvalId: `${service}/${String(number)}`,
    serviceNumber: service,
    personId: anyone.id,
    kind: 'payout',
    signature: 'c2ln',
  }) as const;

export const approving = (amount: number, number = 1, service = serviceNumber): CommandBody => ({
  kind: 'approve-service',
  request: { ...sheet(service, number), amount },
});
export const sendingBack = (reason: string, number = 1, service = serviceNumber): CommandBody => ({
  kind: 'refuse-approval',
  request: { ...sheet(service, number), reason },
});

/** A payout as it stands when it was accepted, of nobody yet. */
export const payoutAsked: Payout = {
  id: '440113-20261101-001-0001',
  personId: '',
  ground: 'settled-abroad',
  state: 'accepted',
  papers: [],
  payees: [],
  correction: null,
  card: null,
  amount: balance,
  interest: 0,
  acceptedOn: today,
  dueOn: '2026-12-10',
  dueProvisional: false,
  closedAt: null,
};
