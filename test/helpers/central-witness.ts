import { enrolmentAnswer, snapshotPage } from '../../contract/sync-protocol.ts';
import { recordTables, type RecordTypes, type TableName } from '../../domain/records/record-tables.ts';
import { recordSchemas } from '../../contract/records.ts';
import { until } from './until.ts';

/** Asks the central office itself what it holds, as a workstation of its own that never writes. */
export interface CentralWitness {
  readonly records: <T extends TableName>(table: T) => Promise<readonly RecordTypes[T][]>;
}

/** Enrols the witness at a demonstration central office. */
export async function witnessAt(url: string): Promise<CentralWitness> {
  const answer = await ask(`${url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'demonstration', officeId: null }),
  });
  if (!answer.ok) throw new Error(`The central office enrolled no witness: ${answer.status}`);
  const { token } = enrolmentAnswer.parse(await answer.json());
  return { records: (table) => readTable(url, token, table) };
}

async function readTable<T extends TableName>(
  url: string,
  token: string,
  table: T,
): Promise<readonly RecordTypes[T][]> {
  const names = Object.keys(recordTables[table].fields);
  const records: RecordTypes[T][] = [];
  let after: string | null = '';
  while (after !== null) {
    const query = new URLSearchParams({ table, after, limit: '20000' });
    const answer = await ask(`${url}/v1/snapshot?${query.toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`The central office showed no ${table}: ${answer.status}`);
    const page = snapshotPage.parse(await answer.json());
    for (const row of page.rows) {
      const record: unknown = Object.fromEntries(names.map((name, place) => [name, row[place]]));
      // The schema of this very table read it.
      records.push(recordSchemas[table].parse(record) as RecordTypes[T]);
    }
    after = page.next;
  }
  return records;
}

/** A central office that has too much to do says so (503), and is asked again, as a counter does. */
function ask(url: string, options: RequestInit): Promise<Response> {
  return until('the central office has time for the witness', async () => {
    const answer = await fetch(url, options);
    return answer.status !== 503 && answer;
  });
}
