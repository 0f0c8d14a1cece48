import type { MovementRosterView } from '../contract/movement-views.ts';
import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { commandNeeds, decideCommand } from '../domain/command/command-rules.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import type { AskedByEmployer } from '../domain/contribution-services/contribution-requests.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { firstRowsByNumber, personOfRow } from '../domain/roster/judge-card-roster.ts';
import {
  judgeMovement,
  movementColumns,
  readMovementRow,
  type MovementEntry,
  type MovementVerdict,
} from '../domain/roster/movement-roster.ts';
import type { CounterRoom } from './counter-ports.ts';
import { checkBatchLetter } from './employer-batch/batch-letter.ts';
import { contextOf, executeCommand } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import type { RosterResult } from './ports/roster-files.ts';
import type { JudgedMovements, MovementRow } from './roster-shelf.ts';
import { nextServiceNumber, originOfClerk } from './workstation.ts';

/** Rows after which others get their turn: each valid one is a command with its own transaction. */
const rowsInTurn = 5;
/** A list, and no county: who has more people brings several. */
const mostRows = 2_000;

/**
 * 导入人员增减表: reads an employer's list of leavers and joiners and judges every row by the very rules that decide it;
 * nothing is written. It is kept like a roster, in memory, for the clerk who brought it.
 */
export async function readMovementRoster(
  room: CounterRoom,
  input: CallRequest<'readMovementRoster'>,
): Promise<Outcome<MovementRosterView>> {
  const clerkId = room.session.clerk()?.id;
  const { fileName, content, ...letter } = input;
  const checked = checkBatchLetter(room, letter);
  if (!checked.ok) return checked;
  const employer = checked.value;
  const reading = await room.rosterFiles.read({ name: fileName, content }, movementColumns);
  if (!reading.ok) return fail(reading.problem.code, { ...reading.problem.params });
  const { rows, ...roster } = reading.roster;
  if (rows.length > mostRows) return fail('roster-too-many-rows', { limit: mostRows });
  const { employerCode: _typed, ...asked } = letter;
  const asker: AskedByEmployer = { channel: 'employer', employerId: employer.id, ...asked };
  const entries = rows.map(readMovementRow);
  const firstRows = firstRowsByNumber(entries);
  const judged: MovementRow[] = [];
  for (const [place, entry] of entries.entries()) {
    const firstRow = entry.numberIsRight ? firstRows.get(entry.documentNumber) : undefined;
    const earlierRow = firstRow === undefined || firstRow === entry.rowNumber ? null : firstRow;
    const cells = rows[place]?.cells;
    judged.push({
      entry,
      earlierRow,
      cells: cells === undefined ? [] : roster.columns.map(({ name }) => cells[name]),
      state: stateOf(room, asker, entry, earlierRow),
    });
    if (place % rowsInTurn === rowsInTurn - 1) await room.pause();
  }
  // While the file was read the clerk may have left: what he brought goes with him.
  if (clerkId === undefined || room.session.clerk()?.id !== clerkId) return fail('roster-interrupted');
  const list: JudgedMovements = {
    id: room.identifiers.newCommandId(),
    fileName,
    employer,
    asker,
    roster,
    rows: judged,
  };
  room.session.movements.put(list);
  note(room, 'read-movement-roster', list);
  return succeed(viewOf(list));
}

/**
 * 办理人员增减: one command for each valid row, each written by itself, so that a refused one holds up no other. A program
 * that ends in the middle loses nothing: the rows that were done are told as done when the list is read again.
 */
export async function runMovementRoster(
  room: CounterRoom,
  input: CallRequest<'runMovementRoster'>,
): Promise<Outcome<MovementRosterView>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const list = room.session.movements.get(input.rosterId);
  if (list === undefined) return fail('not-found');
  for (const [place, row] of list.rows.entries()) {
    // A clerk who leaves stops what he began; a row that was decided is not decided again.
    if (room.session.clerk()?.id !== worker.clerk.id) return fail('roster-interrupted');
    const verdict =
      row.state.state === 'valid' ? verdictOf(room, list.asker, row.entry, row.earlierRow) : null;
    if (verdict !== null) row.state = doRow(room, list.asker, verdict);
    if (place % rowsInTurn === rowsInTurn - 1) await room.pause();
  }
  room.emit({ event: 'records-changed', persons: [], services: [] });
  room.emitStatus();
  note(room, 'run-movement-roster', list);
  return succeed(viewOf(list));
}

/** 增减结果: the employer's rows with what became of them. */
export function movementResult(
  list: JudgedMovements,
  options: Pick<RosterResult, 'format' | 'language'>,
): RosterResult {
  return {
    ...options,
    headings: list.roster.columns.map(({ heading }) => heading),
    rows: list.rows.map(({ entry, cells, state }) => ({
      rowNumber: entry.rowNumber,
      cells,
      refusals: state.state === 'refused' ? state.refusals : [],
      ...outcomeOf(state.state),
    })),
  };
}

function outcomeOf(state: MovementRow['state']['state']): Pick<RosterResult['rows'][number], 'outcome'> {
  switch (state) {
    case 'valid':
      return {};
    case 'done':
      return { outcome: 'registered-before' };
    case 'registered':
      return { outcome: 'registered' };
    case 'refused':
      return { outcome: 'refused' };
    default:
      return state satisfies never;
  }
}

function doRow(room: CounterRoom, asker: AskedByEmployer, verdict: MovementVerdict): MovementRow['state'] {
  if (verdict.verdict === 'refused')
    return { state: 'refused', personId: verdict.personId, refusals: verdict.refusals };
  if (verdict.verdict === 'done') return { state: 'done', personId: verdict.personId };
  const worker = room.session.worker();
  if (!worker.ok) return { state: 'valid', personId: verdict.personId };
  const executor = { ...room, written: room.wake };
  let serviceNumber = '';
  const execution = executeCommand(executor, originOfClerk(room, worker.clerk), () => {
    serviceNumber = nextServiceNumber(room);
    return verdict.command({ serviceNumber, asker });
  });
  return execution.done
    ? { state: 'registered', personId: verdict.personId, serviceNumber }
    : { state: 'refused', personId: verdict.personId, refusals: execution.refusals };
}

/** What is to be said of a row before anything is done: by the list, and by the rule that would decide it. */
function stateOf(
  room: CounterRoom,
  asker: AskedByEmployer,
  entry: MovementEntry,
  earlierRow: number | null,
): MovementRow['state'] {
  const verdict = verdictOf(room, asker, entry, earlierRow);
  if (verdict.verdict === 'refused') {
    return { state: 'refused', personId: verdict.personId, refusals: verdict.refusals };
  }
  const { personId } = verdict;
  if (verdict.verdict === 'done') return { state: 'done', personId };
  const worker = room.session.worker();
  if (!worker.ok) return { state: 'valid', personId };
  const context = contextOf('', originOfClerk(room, worker.clerk));
  const body = verdict.command({ serviceNumber: nextServiceNumber(room), asker });
  const decision = decideCommand(loadFacts(room.storage, commandNeeds(body, context)), body, context);
  return decision.accepted
    ? { state: 'valid', personId }
    : { state: 'refused', personId, refusals: decision.refusals };
}

function verdictOf(
  room: CounterRoom,
  asker: AskedByEmployer,
  entry: MovementEntry,
  earlierRow: number | null,
): MovementVerdict {
  const { records } = room.storage;
  const persons = entry.numberIsRight
    ? records.find('insuredPerson', 'documentNumber', entry.documentNumber)
    : [];
  const person = personOfRow(entry, persons);
  return judgeMovement(entry, {
    person,
    periods: person === undefined ? [] : records.find('contributionPeriod', 'personId', person.id),
    employerId: asker.employerId,
    today: room.clock.today(),
    earlierRow,
  });
}

/** Who looked at a list of people, for whom, and how many: no name and no number of theirs. */
function note(room: CounterRoom, action: string, list: JudgedMovements): void {
  const registered = list.rows.filter(({ state }) => state.state === 'registered').length;
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action,
      subject: list.employer.id,
      details: { rows: list.rows.length, registered },
    }),
  );
}

function viewOf(list: JudgedMovements): MovementRosterView {
  const count = (state: MovementRow['state']['state']) =>
    list.rows.filter((row) => row.state.state === state).length;
  return {
    rosterId: list.id,
    fileName: list.fileName,
    employer: { ...list.employer },
    skippedRows: [...list.roster.skippedRows],
    valid: count('valid'),
    done: count('done'),
    registered: count('registered'),
    refused: count('refused'),
    rows: list.rows.map(({ entry, state }) => ({
      rowNumber: entry.rowNumber,
      name: entry.name,
      maskedNumber: maskResidentId(entry.documentNumber),
      movement: entry.movement,
      day: entry.day,
      base: entry.base,
      state: state.state,
      serviceNumber: state.state === 'registered' ? state.serviceNumber : null,
      refusals: state.state === 'refused' ? state.refusals.map(copied) : [],
    })),
  };
}

function copied(refusal: Refusal) {
  return { ...refusal, params: { ...refusal.params } };
}
