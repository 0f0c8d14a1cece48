import type { CivilDate } from '../calendar/civil-date.ts';
import { addMonths, monthOf } from '../calendar/month.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { CommandBody } from '../command/command-rules.ts';
import type { AskedByEmployer } from '../contribution-services/contribution-requests.ts';
import { lastPaidMonth } from '../contribution-services/paid-months.ts';
import { sameName } from '../identity/person-name.ts';
import { parseYuan } from '../money/fen.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { readCardRosterRow, type CardRosterEntry } from './judge-card-roster.ts';
import { cardRosterColumns, type RosterColumn } from './roster-columns.ts';
import type { RosterRow } from './roster-rows.ts';

export type MovementColumn =
  'name' | 'documentNumber' | 'documentKind' | 'movement' | 'day' | 'base' | 'remark';

/** 人员增减表: who leaves and who joins, on which day, and the base of those who join. */
export const movementColumns: readonly RosterColumn<MovementColumn>[] = [
  ...cardRosterColumns.flatMap(({ name, ...rest }) =>
    name === 'hiredOn' || name === 'phone' ? [] : [{ name, ...rest }],
  ),
  {
    name: 'movement',
    kind: 'text',
    required: true,
    headings: [
      '增减',
      '增减类型',
      '增减类别',
      '变动类型',
      '变更类型',
      '业务类型',
      '离职/入职',
      '离职入职',
      '类型',
      'leaves/joins',
      'change',
    ],
  },
  {
    name: 'day',
    kind: 'date',
    required: true,
    headings: [
      '日期',
      '变动日期',
      '增减日期',
      '变更日期',
      '离职/入职日期',
      '离职入职日期',
      '入职/离职日期',
      '生效日期',
      'day',
      'date',
    ],
  },
  {
    name: 'base',
    kind: 'text',
    required: false,
    headings: ['缴费基数', '基数', '月缴费基数', '申报基数', '工资', '月工资', 'base', 'contribution base'],
  },
];

const words = {
  leaves: /^(离职|减员|减少|减|停保|退出|leaves?|left|leaver)$/i,
  joins: /^(入职|增员|增加|新增|增|续保|参保|joins?|joined|joiner)$/i,
} as const;

/** One row as it is understood, before anybody looks into the records. */
export interface MovementEntry extends Pick<
  CardRosterEntry,
  'rowNumber' | 'name' | 'documentKind' | 'documentNumber' | 'numberIsRight' | 'warnings'
> {
  readonly movement: 'leaves' | 'joins' | null;
  readonly day: CivilDate | null;
  /** Fen a month; null for who leaves. */
  readonly base: number | null;
  /** What is wrong with the row whatever the records say. */
  readonly refusals: readonly Refusal[];
}

/** Understands one row, and everything that is wrong with it at once. */
export function readMovementRow(row: RosterRow<MovementColumn>): MovementEntry {
  const { cells, problems } = row;
  const isUnread = (column: MovementColumn) => problems.some(({ field }) => field === column);
  const person = readCardRosterRow({
    rowNumber: row.rowNumber,
    cells: {
      name: cells.name,
      documentNumber: cells.documentNumber,
      documentKind: cells.documentKind,
      hiredOn: '',
      phone: '',
      remark: '',
    },
    // A slip in a remark costs nobody his insurance.
    problems: problems.filter(({ field }) => field !== 'remark'),
  });
  const movement = words.leaves.test(cells.movement)
    ? 'leaves'
    : words.joins.test(cells.movement)
      ? 'joins'
      : null;
  const base = parseYuan(cells.base.replace(/元$/, ''));
  const refusals: Refusal[] = [...person.refusals];
  if (movement === null && !isUnread('movement')) {
    refusals.push(refuse('movement-unknown', { text: cells.movement.slice(0, 20) }, 'movement'));
  }
  if (movement === 'joins' && !isUnread('base') && !base.ok) {
    refusals.push(refuse('movement-base-unreadable', { text: cells.base.slice(0, 20) }, 'base'));
  }
  const { rowNumber, name, documentKind, documentNumber, numberIsRight, warnings } = person;
  return {
    rowNumber,
    name,
    documentKind,
    documentNumber,
    numberIsRight,
    warnings,
    movement,
    day: isUnread('day') || cells.day === '' ? null : cells.day,
    base: movement === 'joins' && base.ok ? base.fen : null,
    refusals,
  };
}

export interface MovementFacts {
  readonly person: InsuredPerson | undefined;
  readonly periods: readonly ContributionPeriod[];
  readonly employerId: string;
  readonly today: CivilDate;
  /** An earlier row with the same document number, or null. */
  readonly earlierRow: number | null;
}

/** 'done': the record says already what the row asks for, so that a list that is brought twice changes nothing. */
export type MovementVerdict =
  | {
      readonly verdict: 'valid';
      readonly personId: string;
      readonly command: (asking: MovementAsking) => CommandBody;
    }
  | { readonly verdict: 'done'; readonly personId: string }
  | { readonly verdict: 'refused'; readonly personId: string | null; readonly refusals: readonly Refusal[] };

/** What each row's command takes from the letter, and its own number. */
export interface MovementAsking {
  readonly serviceNumber: string;
  readonly asker: AskedByEmployer;
}

/**
 * Judges one row as far as the list and the person go; what the rules of suspension and resumption refuse comes when the
 * row's command is decided. Who leaves is paid for in the month in which he leaves [practice]; who joins begins with the
 * present month, or the next one where the present one is paid.
 */
export function judgeMovement(entry: MovementEntry, facts: MovementFacts): MovementVerdict {
  const { person, periods, employerId, today, earlierRow } = facts;
  const { movement, day, base } = entry;
  const refusals: Refusal[] = [...entry.refusals];
  if (earlierRow !== null)
    refusals.push(refuse('movement-person-twice', { row: earlierRow }, 'documentNumber'));
  if (person === undefined && entry.numberIsRight) refusals.push(refuse('person-unknown'));
  if (person !== undefined && !sameName(entry.name, person.name)) {
    refusals.push(refuse('roster-name-differs', {}, 'name'));
  }
  const isWhole = movement !== null && day !== null && (movement === 'leaves' || base !== null);
  if (refusals.length > 0 || person === undefined || !isWhole) {
    return { verdict: 'refused', personId: person?.id ?? null, refusals };
  }
  const personId = person.id;
  const isHis = periods.some((one) => one.toMonth === null && one.employerId === employerId);
  if (movement === 'leaves') {
    const lastMonth = monthOf(day);
    const isDone =
      !isHis && periods.some((one) => one.employerId === employerId && one.toMonth === lastMonth);
    if (isDone) return { verdict: 'done', personId };
    return {
      verdict: 'valid',
      personId,
      command: (asking) => ({
        kind: 'suspend-insurance',
        request: { ...asking, personId, ground: 'left-employer', lastMonth },
      }),
    };
  }
  if (isHis) return { verdict: 'done', personId };
  const present = monthOf(today);
  const paid = lastPaidMonth(periods) ?? '';
  const fromMonth = paid >= present ? addMonths(present, 1) : present;
  return {
    verdict: 'valid',
    personId,
    command: (asking) => ({
      kind: 'resume-insurance',
      request: {
        ...asking,
        personId,
        employment: { manner: 'employer', employerId, hiredOn: day },
        fromMonth,
        base: base ?? 0,
      },
    }),
  };
}
