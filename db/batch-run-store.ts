import type Database from 'better-sqlite3';
import type { BatchRow, BatchRowState, BatchRun, BatchRunStore } from '../counter/ports/batch-runs.ts';

type RunRow = Omit<BatchRun, 'headings'> & { readonly headings: string };

interface RowRow {
  readonly rowNumber: number;
  readonly state: BatchRowState;
  readonly cells: string;
  readonly request: string | null;
  readonly blankSerial: string | null;
  readonly cardNumber: string | null;
  readonly refusals: string;
}

/** Which count a row in this state belongs to, besides the count of all. */
const countOf: Readonly<Record<BatchRowState, 'made' | 'refused' | 'handed_over' | null>> = {
  'not-valid': null,
  waiting: null,
  made: 'made',
  stuck: 'refused',
  refused: 'refused',
  'handed-over': 'handed_over',
  kept: null,
  collected: null,
  withdrawn: null,
};

/** The making of employers' batches: what every row asks for and what has become of it. */
export function createBatchRunStore(database: Database.Database): BatchRunStore {
  const runs = `SELECT batch_id AS "batchId", state, file_name AS "fileName", headings,
    number_prefix AS "numberPrefix", last_number AS "lastNumber", rows, valid, made, refused,
    handed_over AS "handedOver" FROM batch_run`;
  const rows = `SELECT row_number AS "rowNumber", state, cells, request, blank_serial AS "blankSerial",
    card_number AS "cardNumber", refusals FROM batch_row`;
  const insertRun = database.prepare<[string, string, string, string, number]>(
    `INSERT INTO batch_run (batch_id, state, file_name, headings, number_prefix, last_number, rows, valid, made,
       refused, handed_over)
     VALUES (?, 'preparing', ?, ?, ?, ?, 0, 0, 0, 0, 0)`,
  );
  const insertRow = database.prepare<
    [string, number, string, string, string | null, string | null, string | null, string]
  >(
    `INSERT INTO batch_row (batch_id, row_number, state, cells, request, blank_serial, card_number, refusals)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countRows = database.prepare<[number, number, string]>(
    'UPDATE batch_run SET rows = rows + ?, valid = valid + ? WHERE batch_id = ?',
  );
  const setState = database.prepare<[string, string]>('UPDATE batch_run SET state = ? WHERE batch_id = ?');
  const byId = database.prepare<[string], RunRow>(`${runs} WHERE batch_id = ?`);
  const latest = database.prepare<[number], RunRow>(
    `${runs} WHERE state <> 'preparing' ORDER BY batch_id DESC LIMIT ?`,
  );
  const dropRows = database.prepare(
    `DELETE FROM batch_row WHERE batch_id IN (SELECT batch_id FROM batch_run WHERE state = 'preparing')`,
  );
  const dropRuns = database.prepare(`DELETE FROM batch_run WHERE state = 'preparing'`);
  const inState = database.prepare<[string, string, number], RowRow>(
    `${rows} WHERE batch_id = ? AND state = ? ORDER BY row_number LIMIT ?`,
  );
  const after = database.prepare<[string, number, number, number], RowRow>(
    `${rows} WHERE batch_id = ? AND row_number > ? ORDER BY row_number LIMIT ? OFFSET ?`,
  );
  const inStateAfter = database.prepare<[string, string, number, number, number], RowRow>(
    `${rows} WHERE batch_id = ? AND state = ? AND row_number > ? ORDER BY row_number LIMIT ? OFFSET ?`,
  );
  const ofService = database.prepare<[string, string], RowRow>(
    `${rows} WHERE batch_id = ? AND json_extract(request, '$.serviceNumber') = ?`,
  );
  const countAll = database
    .prepare<[string], number>('SELECT count(*) FROM batch_row WHERE batch_id = ?')
    .pluck();
  const countState = database
    .prepare<[string, string], number>('SELECT count(*) FROM batch_row WHERE batch_id = ? AND state = ?')
    .pluck();
  const note = database.prepare<[string, string | null, string | null, string, string, number]>(
    `UPDATE batch_row SET state = ?, blank_serial = ?, card_number = ?, refusals = ?
     WHERE batch_id = ? AND row_number = ?`,
  );
  const counters = new Map(
    (['made', 'refused', 'handed_over'] as const).map((name) => [
      name,
      database.prepare<[string]>(`UPDATE batch_run SET ${name} = ${name} + 1 WHERE batch_id = ?`),
    ]),
  );

  return {
    begin({ batchId, fileName, headings, numberPrefix, lastNumber }) {
      insertRun.run(batchId, fileName, JSON.stringify(headings), numberPrefix, lastNumber);
    },
    addRows(batchId, added) {
      for (const { rowNumber, state, cells, request, blankSerial, cardNumber, refusals } of added) {
        insertRow.run(
          batchId,
          rowNumber,
          state,
          JSON.stringify(cells),
          request === null ? null : JSON.stringify(request),
          blankSerial,
          cardNumber,
          JSON.stringify(refusals),
        );
      }
      countRows.run(added.length, added.filter(({ request }) => request !== null).length, batchId);
    },
    setState(batchId, state) {
      setState.run(state, batchId);
    },
    get(batchId) {
      const found = byId.get(batchId);
      return found === undefined ? undefined : toRun(found);
    },
    list(limit) {
      return latest.all(limit).map(toRun);
    },
    dropUnprepared() {
      dropRows.run();
      dropRuns.run();
    },
    rowsIn(batchId, state, limit) {
      return inState.all(batchId, state, limit).map(toRow);
    },
    rowsAfter(batchId, rowNumber, limit, { state, skip } = { state: 'all', skip: 0 }) {
      const found =
        state === 'all'
          ? after.all(batchId, rowNumber, limit, skip)
          : inStateAfter.all(batchId, state, rowNumber, limit, skip);
      return found.map(toRow);
    },
    rowOfService(batchId, serviceNumber) {
      const found = ofService.get(batchId, serviceNumber);
      return found === undefined ? undefined : toRow(found);
    },
    countRows(batchId, state) {
      return (state === 'all' ? countAll.get(batchId) : countState.get(batchId, state)) ?? 0;
    },
    note(batchId, { rowNumber, state, blankSerial, cardNumber, refusals }) {
      note.run(state, blankSerial, cardNumber, JSON.stringify(refusals), batchId, rowNumber);
      const count = countOf[state];
      if (count !== null) counters.get(count)?.run(batchId);
    },
  };
}

function toRun(row: RunRow): BatchRun {
  return { ...row, headings: JSON.parse(row.headings) as readonly string[] };
}

/** What this very store has written. */
function toRow({ cells, request, refusals, ...row }: RowRow): BatchRow {
  return {
    ...row,
    cells: JSON.parse(cells) as BatchRow['cells'],
    request: request === null ? null : (JSON.parse(request) as BatchRow['request']),
    refusals: JSON.parse(refusals) as BatchRow['refusals'],
  };
}
