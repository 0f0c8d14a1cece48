import type { CommandContext, Decision } from '../command/command-rule.ts';
import { change, type Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { Clerk, PersonalAccount } from '../records/records.ts';
import { beginning, clerk, context, person, serviceNumber } from './county.ts';
import { published } from './loss.ts';

/** A county with a ledger: two who may approve, what they may approve, and an account with a few entries. */

export const supervisor: Clerk = {
  ...clerk,
  id: 'clerk-li',
  loginName: 'li',
  name: '李明',
  role: 'supervisor',
};
export const colleague: Clerk = { ...clerk, id: 'clerk-zhao', loginName: 'zhao', name: '赵敏' };

/** The same desk, another hand. */
export function actingAs({ id }: Clerk): CommandContext {
  return { ...context, clerkId: id };
}

/** One entry of the account; the serial is its number. */
export function entry(number: number, fields: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: `entry-${String(number)}`,
    personId: person.id,
    serial: number,
    postedOn: '2026-11-02',
    kind: 'allocation',
    insuranceKind: '310',
    groupId: `group-${String(number)}`,
    serviceId: null,
    institution: '桐溪县医疗保障服务中心',
    debitAccount: 'contributions-received',
    creditAccount: 'personal-account',
    amount: 10_000,
    reversesId: null,
    ...fields,
  };
}

export const spent = { debitAccount: 'personal-account', creditAccount: 'designated-institutions' } as const;

export function accountOf(balance: number, fields: Partial<PersonalAccount> = {}): PersonalAccount {
  return { id: person.id, status: 'open', openedOn: '2020-01-01', balance, hold: null, ...fields };
}

/** 100 yuan and 2 yuan of interest posted together, 300 yuan, 250 yuan spent: 152 yuan are left. */
export const entries: readonly LedgerEntry[] = [
  entry(1, { groupId: 'group-1' }),
  entry(2, { groupId: 'group-1', kind: 'interest', debitAccount: 'interest-expense', amount: 200 }),
  entry(3, { amount: 30_000 }),
  entry(4, { kind: 'spending', ...spent, amount: 25_000, institution: '县人民医院' }),
];

export const ledgerCounty: readonly Change[] = [
  ...beginning,
  change('clerk', supervisor),
  change('clerk', colleague),
  change('poolingAreaParameter', published('approval-limit-clerk', '15000', '2000-01-01')),
  change('poolingAreaParameter', published('approval-limit-supervisor', '20000000', '2000-01-01')),
  change('personalAccount', accountOf(15_200)),
  ...entries.map((one) => change('ledgerEntry', one)),
];

/** 冲正 of what was posted as the first group. */
export const reversing = {
  serviceNumber,
  personId: person.id,
  groupId: 'group-1',
  way: 'reverse',
  reason: '重复入账',
  amount: 10_200,
  signature: 'AAAA',
} as const;

/** What a decision does at the central office. */
export function carriedOut(decision: Decision): readonly Change[] {
  if (!decision.accepted) throw new Error(`refused: ${decision.refusals.map(({ code }) => code).join(' ')}`);
  return decision.carriedOut ?? decision.changes;
}
