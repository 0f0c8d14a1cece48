import { balanceOf, effectOn } from '../ledger/balance.ts';
import { addFen, type Fen } from '../money/fen.ts';
import type { LedgerEntry, LedgerEntryKind } from '../records/ledger-entry.ts';
import type { StatementFigures, StatementQuestion } from '../records/service-details.ts';
import { statementTotals, type StatementMovement } from './statement-totals.ts';

/** An entry of the ledger as the person reads it. */
export interface EntryLine extends StatementMovement {
  readonly of: 'entry';
  /** 流水号 */
  readonly serial: number;
  readonly postedOn: string;
  readonly kind: LedgerEntryKind;
  readonly institution: string;
  /** The balance after it, fen. */
  readonly balance: Fen;
  /** The serial of what this entry takes back; null where it takes nothing back. */
  readonly reverses: number | null;
  /** The serial by which this entry was taken back; null while it stands. */
  readonly reversedBy: number | null;
}

/** Entries between two that are asked for, in one line: what they move is not left out of the sums. */
export interface OthersLine extends StatementMovement {
  readonly of: 'others';
  /** How many entries, above zero. */
  readonly count: number;
  readonly balance: Fen;
}

export type StatementLine = EntryLine | OthersLine;

/** What a statement says: always opening + credits − debits = closing, all in fen. */
export interface PersonalStatement extends StatementFigures {
  /** In the order of days, and of serials within a day. */
  readonly lines: readonly StatementLine[];
}

/**
 * 个人账户交易明细: every movement of a personal account within a period (domain rules section 7).
 *
 * Entries behind `throughSerial` are not looked at: printed again, a statement says what it said. Where one kind alone is asked
 * for, what lies between its entries stands in one line without its particulars, so that every balance is the account's own; a
 * reversal belongs to the kind of what it reverses, and is named beside it.
 * @param entries all entries of the person, in any order; what touches other accounts alone is left out
 */
export function statementOf(
  entries: readonly LedgerEntry[],
  { from, to, scope, throughSerial }: StatementQuestion,
): PersonalStatement {
  const known = entries.filter(
    (entry) => entry.serial <= throughSerial && effectOn('personal-account', entry) !== 0,
  );
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  const reversedBy = new Map(
    known.flatMap(({ reversesId, serial }) => (reversesId === null ? [] : [[reversesId, serial] as const])),
  );
  const opening = balanceOf(known.filter(({ postedOn }) => postedOn < from));
  const within = known
    .filter(({ postedOn }) => from <= postedOn && postedOn <= to)
    .sort((one, other) => byDay(one, other) || one.serial - other.serial);

  const lines: (Omit<EntryLine, 'balance'> | Omit<OthersLine, 'balance'>)[] = [];
  for (const entry of within) {
    const reversed = entry.reversesId === null ? undefined : byId.get(entry.reversesId);
    const moved = movementOf(entry);
    if (scope === 'all' || (reversed ?? entry).kind === scope) {
      const { serial, postedOn, kind } = entry;
      // Who owes the fund is another's affair: a claim stands on the account without his name.
      const institution = entry.debitAccount === 'recovery-claims' ? '' : entry.institution;
      lines.push({
        ...{ of: 'entry', serial, postedOn, kind, institution, ...moved },
        reverses: reversed?.serial ?? null,
        reversedBy: reversedBy.get(entry.id) ?? null,
      });
      continue;
    }
    const last = lines.at(-1);
    const before = last?.of === 'others' ? last : { count: 0, credit: 0, debit: 0 };
    if (last?.of === 'others') lines.pop();
    lines.push({
      of: 'others',
      count: before.count + 1,
      credit: addFen(before.credit, moved.credit),
      debit: addFen(before.debit, moved.debit),
    });
  }
  const { balances, credits, debits, closing } = statementTotals(lines, opening);
  return {
    ...{ opening, credits, debits, closing },
    lines: lines.map((line, index) => ({ ...line, balance: balances[index] ?? closing })),
  };
}

/**
 * The last entry up to which a statement comes to these sums, by its serial: the one that it names, or else the first after which it
 * does. Null where the account never had these sums.
 */
export function serialOf(
  entries: readonly LedgerEntry[],
  asked: Pick<StatementQuestion, 'from' | 'to' | 'throughSerial'>,
  figures: StatementFigures,
): number | null {
  const { from, to, throughSerial } = asked;
  let sums: StatementFigures = { opening: 0, credits: 0, debits: 0, closing: 0 };
  const candidates = [{ serial: 0, sums }];
  for (const entry of entries.toSorted((one, other) => one.serial - other.serial)) {
    const { credit, debit } = movementOf(entry);
    const { opening, credits, debits, closing } = sums;
    if (entry.postedOn > to) continue;
    const after = addFen(closing, credit, -debit);
    sums =
      entry.postedOn < from
        ? { ...sums, opening: addFen(opening, credit, -debit), closing: after }
        : { opening, credits: addFen(credits, credit), debits: addFen(debits, debit), closing: after };
    candidates.push({ serial: entry.serial, sums });
  }
  const named = candidates.findLast(({ serial }) => serial <= throughSerial);
  if (named !== undefined && comeToTheSame(named.sums, figures)) return throughSerial;
  return candidates.find((one) => comeToTheSame(one.sums, figures))?.serial ?? null;
}

/** Whether two statements have the same four sums. */
export function comeToTheSame(one: StatementFigures, other: StatementFigures): boolean {
  return (
    one.opening === other.opening &&
    one.credits === other.credits &&
    one.debits === other.debits &&
    one.closing === other.closing
  );
}

/** The number of the last entry of a person that is known: how far a statement that is made now goes. */
export function lastSerial(entries: readonly LedgerEntry[]): number {
  return entries.reduce((last, { serial }) => Math.max(last, serial), 0);
}

function movementOf(entry: LedgerEntry): StatementMovement {
  const effect = effectOn('personal-account', entry);
  return { credit: Math.max(0, effect), debit: Math.max(0, -effect) };
}

function byDay(one: LedgerEntry, other: LedgerEntry): number {
  if (one.postedOn === other.postedOn) return 0;
  return one.postedOn < other.postedOn ? -1 : 1;
}
