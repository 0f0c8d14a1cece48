import type Database from 'better-sqlite3';
import { refusedReceipt, type PrintQueries } from '../counter/ports/prints.ts';
import { printCommandKinds } from '../domain/paper-print/print-facts.ts';
import type { PaperPrint } from '../domain/records/paper-print.ts';
import { recordColumns } from './record-columns.ts';

/** Commands of which no paper tells: a scan's, and those of the prints themselves. */
const untold = ['attach-document', ...printCommandKinds].map((kind) => `'${kind}'`).join(', ');

/** Which prints of a workstation are to be seen to: told from the commands that came to nothing, which are few. */
export function createPrintQueries(database: Database.Database): PrintQueries {
  const { selection } = recordColumns('paperPrint');
  const columns = selection
    .split(', ')
    .map((column) => `paper_print.${column}`)
    .join(', ');

  /** From the commands that came to nothing to what they wrote, and from there to the papers about it; in this order. */
  function falsePapers(commands: { readonly index: string; readonly where: string }): string {
    return `SELECT DISTINCT ${columns}
     FROM outbox ${commands.index} CROSS JOIN json_each(outbox.effects) CROSS JOIN paper_print
     WHERE ${commands.where} AND outbox.state IN ('refused', 'rejected') AND outbox.kind NOT IN (${untold})
       AND json_each.value ->> '$.table' IN
         ('serviceRecord', 'relationshipTransfer', 'approval', 'parcel', 'employerBatch')
       AND paper_print.subject = json_each.value ->> '$.record.id'
       AND paper_print.workstation_id = ? AND paper_print.paper <> '${refusedReceipt}'
       AND paper_print.reclaim IS NULL
       AND (paper_print.result IS NULL OR paper_print.result NOT IN ('refused', 'cancelled'))
       AND paper_print.printed_at >= outbox.origin ->> '$.at'
       AND (outbox.settled_at IS NULL OR paper_print.printed_at <= outbox.settled_at)
     ORDER BY paper_print.printed_at, paper_print.id`;
  }

  const ofItem = database.prepare<[string, string, string], PaperPrint>(
    falsePapers({
      index: '',
      where: '(outbox.service = ? OR (outbox.id = ? AND outbox.service IS NULL))',
    }),
  );
  const ofOpenWork = database.prepare<[string], PaperPrint>(
    falsePapers({
      index: 'INDEXED BY outbox_open',
      where: `outbox.state <> 'done' AND outbox.settled_at IS NULL`,
    }),
  );
  const ofSettledWork = database.prepare<[string], PaperPrint>(
    falsePapers({ index: 'INDEXED BY outbox_settled', where: 'outbox.settled_at IS NOT NULL' }),
  );
  const withoutEnd = database.prepare<[string, string], PaperPrint>(
    `SELECT ${columns} FROM paper_print WHERE printed_on = ? AND workstation_id = ? AND result IS NULL
     ORDER BY printed_at, id`,
  );

  function papersOfSettledWork(workstationId: string): readonly PaperPrint[] {
    const settled = ofSettledWork.all(workstationId);
    // Nearly always there are none, and nothing else is looked at.
    if (settled.length === 0) return settled;
    const open = new Set(ofOpenWork.all(workstationId).map(({ id }) => id));
    return settled.filter(({ id }) => !open.has(id));
  }

  return {
    papersToReclaim(workstationId, key) {
      if (key !== undefined) return ofItem.all(key, key, workstationId);
      const papers = [...ofOpenWork.all(workstationId), ...papersOfSettledWork(workstationId)];
      return papers.toSorted((one, other) => (one.printedAt < other.printedAt ? -1 : 1));
    },
    papersOfSettledWork,
    printsWithoutEnd: (workstationId, day) => withoutEnd.all(day, workstationId),
  };
}
