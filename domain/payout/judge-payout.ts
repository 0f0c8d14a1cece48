import { reckonAccount, type AccountReckoning } from '../ledger/reckon-account.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { formatYuan, type Fen } from '../money/fen.ts';
import type { UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { PayeeAsked, Payout, PayoutGround } from '../records/payout.ts';
import type { InsuredPerson, Representative } from '../records/records.ts';
import { refusedTransfer } from '../transfer/relationship-transfer.ts';
import { refusePayees, samePayee } from './payees.ts';
import { conditionParameters, refusePayout, surrendered } from './payout-conditions.ts';
import { refuseGround } from './payout-grounds.ts';
import { refuseWithoutPapers } from './payout-papers.ts';
import type { PayoutPapersAndPayees } from './payout-requests.ts';

/** What is judged: alike when it is accepted, when it is checked, and once more when it is carried out. */
export interface JudgedPayout extends PayoutPapersAndPayees {
  readonly ground: PayoutGround;
  readonly person: InsuredPerson;
  /** Which payout it is itself; null: it is asked for now. */
  readonly own: string | null;
  /** Who came for the dead; null otherwise. */
  readonly applicant: Pick<Representative, 'documentKind' | 'documentNumber' | 'name'> | null;
}

export interface PayoutJudgement {
  /** Every reason why it is not paid out; none: it is. */
  readonly refusals: readonly Refusal[];
  /** Null where no rate is published by which it could be reckoned. */
  readonly reckoning: AccountReckoning | null;
  readonly card: Payout['card'];
  readonly used: readonly UsedParameter[];
}

/** Judges ground, papers, payees, card and everything that stands in the way, all at once; facts: `conditionLookups`. */
export function judgePayout(
  facts: Facts,
  { ground, papers, payees, card, person, own, applicant }: JudgedPayout,
  context: CommandContext,
): PayoutJudgement {
  const { today } = context;
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const transfers = facts.all('relationshipTransfer', 'personId', person.id);
  const reckoned = reckonAccount(facts, person.id, today);
  const given = surrendered(facts, ground, person.id, card);
  const refusals: Refusal[] = [
    ...refuseGround(ground, papers, person, periods, today),
    ...refusePayout(facts, { ground, person, own }, context),
    ...refuseWithoutPapers(ground, papers, payees, refusedTransfer(transfers, periods) !== undefined),
    ...('refusals' in given ? given.refusals : []),
    ...refuseApplicant(applicant, payees),
  ];
  if ('refusals' in reckoned) {
    return { refusals: [...refusals, ...reckoned.refusals], reckoning: null, card: null, used: [] };
  }
  refusals.push(
    ...refusePayees(ground, payees, person, reckoned.amount),
    ...refuseNothing(ground, reckoned.amount),
  );
  return {
    refusals,
    reckoning: reckoned,
    card: 'refusals' in given ? null : given.card,
    used: [...reckoned.used, ...conditionParameters(facts, today)],
  };
}

/**
 * Every reason why this ground is of no use to this person today, whatever papers and payees he brings: what the clerk says
 * before anything is typed. Facts: `conditionLookups`.
 */
export function refuseGroundToday(
  facts: Facts,
  ground: PayoutGround,
  person: InsuredPerson,
  context: Pick<CommandContext, 'county' | 'today' | 'decidedOn' | 'officeId'>,
): readonly Refusal[] {
  const { today } = context;
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const reckoned = reckonAccount(facts, person.id, today);
  return [
    ...refuseGround(ground, [], person, periods, today),
    ...refusePayout(facts, { ground, person, own: null }, context),
    ...('refusals' in reckoned ? reckoned.refusals : refuseNothing(ground, reckoned.amount)),
  ];
}

/** Where the account is kept a payout of nothing is none; where it is closed there may be nothing left to pay. */
function refuseNothing(ground: PayoutGround, amount: Fen): readonly Refusal[] {
  return ground === 'abroad-account-kept' && amount === 0 ? [refuse('payout-nothing-there')] : [];
}

/** Where heirs are paid, who came is one of them: of others nobody knows whether the heirs want it. */
function refuseApplicant(
  applicant: JudgedPayout['applicant'],
  payees: readonly PayeeAsked[],
): readonly Refusal[] {
  const heirs = payees.filter(({ heir }) => heir !== null);
  if (applicant === null || heirs.length === 0) return [];
  const { name, documentKind, documentNumber } = applicant;
  const isHeir = heirs.some((payee) =>
    samePayee(payee, { ...payee, heir: { name, documentKind, documentNumber, relation: 'other' } }),
  );
  return isHeir ? [] : [refuse('payout-applicant-no-heir', { name }, 'asker')];
}

/** What leaves must be what the clerk has seen and signed, fen. */
export function refuseOtherAmount(shown: Fen, amount: Fen): readonly Refusal[] {
  return shown === amount
    ? []
    : [refuse('approval-changed', { shown: formatYuan(shown), amount: formatYuan(amount) })];
}
