import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { RosterRowView, RosterView } from '../contract/batch-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { refuseMakingHere } from '../domain/issuance/service-facts.ts';
import type { Employer } from '../domain/records/records.ts';
import {
  cardRosterLookups,
  firstRowsByNumber,
  judgeCardRosterRow,
  personOfRow,
  readCardRosterRow,
  type CardRosterEntry,
  type CardRosterVerdict,
} from '../domain/roster/judge-card-roster.ts';
import { cardRosterColumns } from '../domain/roster/roster-columns.ts';
import { loadFacts } from './engine/local-effects.ts';
import type { CounterRoom } from './counter-ports.ts';
import { lookUpEmployer } from './employer-batch/batch-letter.ts';
import { saveResult } from './employer-batch/batch-result.ts';
import type { RosterResult, WrittenResult } from './ports/roster-files.ts';
import { movementResult } from './movement-roster.ts';
import type { JudgedMovements, JudgedRoster, JudgedRow } from './roster-shelf.ts';
import { here } from './workstation.ts';

/** Rows that are judged before others get their turn: a few milliseconds. */
const rowsInTurn = 100;

/** Rows of which the clerk hears at once. */
const rowsTold = 500;

/**
 * 导入名册: reads an employer's roster for a batch of cards and judges every row, before anything is written. Only the
 * county centre makes batches (domain rules section 3).
 */
export async function readRoster(
  room: CounterRoom,
  input: CallRequest<'readRoster'>,
): Promise<Outcome<RosterView>> {
  const clerkId = room.session.clerk()?.id;
  const place = here(room);
  const office = loadFacts(room.storage, [{ table: 'office', by: 'id', value: place.officeId }]);
  const employer = lookUpEmployer(room, input.employerCode);
  const refusals = [...refuseMakingHere(office, place), ...employer.refusals];
  if (employer.record === null || refusals.length > 0) return failRefused(refusals);
  const reading = await room.rosterFiles.read(
    { name: input.fileName, content: input.content },
    cardRosterColumns,
  );
  if (!reading.ok) return fail(reading.problem.code, { ...reading.problem.params });
  const { rows, ...roster } = reading.roster;
  const entries = await inTurns(room, rows, readCardRosterRow);
  const verdicts = await judge(room, entries, employer.record);
  // While the file was read the clerk may have left: what he brought goes with him.
  if (clerkId === undefined || room.session.clerk()?.id !== clerkId) return fail('roster-interrupted');
  const judged: JudgedRoster = {
    id: room.identifiers.newCommandId(),
    fileName: input.fileName,
    employer: employer.record,
    roster,
    rows: rows.flatMap((row, place) => {
      const entry = entries[place];
      const verdict = verdicts[place];
      const cells = roster.columns.map(({ name }) => row.cells[name]);
      return entry === undefined || verdict === undefined ? [] : [{ entry, verdict, cells }];
    }),
  };
  room.session.rosters.put(judged);
  note(room, 'read-roster', judged);
  return succeed(viewRoster(room, judged));
}

/** A page of a roster's rows with their verdicts: ten thousand rows are never one message. */
export function listRosterRows(
  room: CounterRoom,
  input: CallRequest<'listRosterRows'>,
): Outcome<CallOutput<'listRosterRows'>> {
  const judged = room.session.rosters.get(input.rosterId);
  if (judged === undefined) return fail('not-found');
  const { show, reason, limit } = input;
  const shown = judged.rows.filter(({ verdict }) => {
    const isValid = verdict.refusals.length === 0;
    if (reason !== null && !verdict.refusals.some(({ code }) => code === reason)) return false;
    return show === 'all' || isValid === (show === 'valid');
  });
  const begin = (input.after ?? 0) + input.skip;
  const end = begin + limit;
  const rows = shown.slice(begin, end).map(viewRow);
  return succeed({ rows, total: shown.length, next: end < shown.length ? end : null });
}

/** 名册结果: the employer's rows with what became of them, as a spreadsheet to give back. */
export async function writeRosterResult(
  room: CounterRoom,
  input: CallRequest<'writeRosterResult'>,
): Promise<Outcome<CallOutput<'writeRosterResult'>>> {
  const judged = listOf(room, input.rosterId);
  if (judged === undefined) return fail('not-found');
  const written = await writtenResult(room, judged, input);
  if (!written.ok) return written;
  const fileName = `roster-result-${judged.employer.id}-${room.clock.today()}.${input.format}`;
  return succeed({ fileName, ...written.value });
}

/** The same on the disk, where the clerk said in the system's dialogue: whole or not at all. */
export async function saveRosterResult(
  room: CounterRoom,
  input: CallRequest<'saveRosterResult'>,
): Promise<Outcome<Record<string, never>>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const judged = listOf(room, input.rosterId);
  if (judged === undefined) return fail('not-found');
  const written = await writtenResult(room, judged, input);
  return written.ok ? saveResult(room, input.path, written.value.content) : written;
}

async function writtenResult(
  room: CounterRoom,
  judged: JudgedRoster | JudgedMovements,
  { format, language }: Pick<RosterResult, 'format' | 'language'>,
): Promise<Outcome<WrittenResult>> {
  const clerkId = room.session.clerk()?.id;
  const written = await room.rosterFiles.write(
    'asker' in judged
      ? movementResult(judged, { format, language })
      : {
          format,
          language,
          headings: judged.roster.columns.map(({ heading }) => heading),
          rows: judged.rows.map(({ verdict, cells }) => ({
            rowNumber: verdict.rowNumber,
            cells,
            refusals: verdict.refusals,
          })),
        },
  );
  // Neither to nobody nor to the next one: as while it was read.
  if (clerkId === undefined || room.session.clerk()?.id !== clerkId) return fail('roster-interrupted');
  note(room, 'write-roster-result', judged);
  return succeed(written);
}

/** A roster of a batch of cards, or a list of leavers and joiners. */
function listOf(room: CounterRoom, rosterId: string): JudgedRoster | JudgedMovements | undefined {
  return room.session.rosters.get(rosterId) ?? room.session.movements.get(rosterId);
}

export function closeRoster(
  room: CounterRoom,
  input: CallRequest<'closeRoster'>,
): Outcome<Record<string, never>> {
  room.session.rosters.remove(input.rosterId);
  room.session.movements.remove(input.rosterId);
  return succeed({});
}

async function judge(
  room: CounterRoom,
  entries: readonly CardRosterEntry[],
  employer: Employer,
): Promise<readonly CardRosterVerdict[]> {
  const { records } = room.storage;
  const firstRows = firstRowsByNumber(entries);
  const today = room.clock.today();
  return inTurns(room, entries, (entry, judged) => {
    if (judged % rowsTold === 0) room.emit({ event: 'roster-progress', judged, rows: entries.length });
    const persons = entry.numberIsRight
      ? records.find('insuredPerson', 'documentNumber', entry.documentNumber)
      : [];
    const person = personOfRow(entry, persons);
    const held = person === undefined ? null : loadFacts(room.storage, cardRosterLookups(person.id));
    const firstRow = entry.numberIsRight ? firstRows.get(entry.documentNumber) : undefined;
    const earlierRow = firstRow === undefined || firstRow === entry.rowNumber ? null : firstRow;
    return judgeCardRosterRow(entry, { employer, today, person, held, earlierRow });
  });
}

/** Does something with each of many, a few milliseconds at a time. */
async function inTurns<From, To>(
  room: CounterRoom,
  many: readonly From[],
  work: (one: From, before: number) => To,
): Promise<readonly To[]> {
  const done: To[] = [];
  for (const one of many) {
    done.push(work(one, done.length));
    if (done.length % rowsInTurn === 0) await room.pause();
  }
  return done;
}

/** Who looked at a list of people, for whom, and how many: no name and no number of theirs. */
function note(room: CounterRoom, action: string, judged: JudgedRoster | JudgedMovements): void {
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action,
      subject: judged.employer.id,
      details: {
        rows: judged.rows.length,
        ...('asker' in judged ? {} : { valid: countValid(judged) }),
      },
    }),
  );
}

function countValid({ rows }: JudgedRoster): number {
  return rows.filter(({ verdict }) => verdict.refusals.length === 0).length;
}

function viewRoster(room: CounterRoom, judged: JudgedRoster): RosterView {
  const { roster, employer, rows } = judged;
  const counts = new Map<Refusal['code'], number>();
  for (const { verdict } of rows) {
    for (const code of new Set(verdict.refusals.map((refusal) => refusal.code))) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  const valid = countValid(judged);
  return {
    rosterId: judged.id,
    fileName: judged.fileName,
    employer: { id: employer.id, name: employer.name },
    sheetName: roster.sheetName,
    headerRow: roster.headerRow,
    columns: roster.columns.map(({ name, heading }) => ({ name, heading })),
    skippedRows: [...roster.skippedRows],
    otherSheets: [...roster.otherSheets],
    rows: rows.length,
    valid,
    refused: rows.length - valid,
    reasons: [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    asOf: room.storage.memory.get('as-of'),
  };
}

function viewRow({ entry, verdict }: JudgedRow): RosterRowView {
  const copied = (refusals: readonly Refusal[]) =>
    refusals.map((one) => ({ ...one, params: { ...one.params } }));
  return {
    rowNumber: entry.rowNumber,
    personId: verdict.personId,
    name: entry.name,
    maskedNumber: maskResidentId(entry.documentNumber),
    documentKind: entry.documentKind,
    hiredOn: entry.hiredOn,
    refusals: copied(verdict.refusals),
    remarks: copied(verdict.remarks),
    warnings: [...entry.warnings],
  };
}
