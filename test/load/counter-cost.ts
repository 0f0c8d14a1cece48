import { join } from 'node:path';
import { z } from 'zod';
import type { PersonSearchResult } from '../../contract/counter-views.ts';
import { connect } from '../../db/open-database.ts';
import { databaseFile, startBackend, type Backend } from '../../electron/backend/backend.ts';
import { askingOf, deskPassword } from '../bench/desk.ts';
import { findApplicants, issueCard } from '../bench/issuing.ts';
import { issuingsMeasured, type CounterCost } from './costs.ts';

/**
 * What one counter costs with its county, in a process of its own so that its memory is its own: started by cost-curve.ts,
 * it says one line of JSON.
 */

const starts = 5;
const lookups = 300;
/** The first ones bring code, statements and pages into memory. */
const lookupsBefore = 60;
const hitsWanted = 12;

const [folder = '', key = '', loginName = ''] = process.argv.slice(2);
const database = { file: join(folder, databaseFile), key, nativeBinding: null };

const started: number[] = [];
for (let run = 0; run < starts; run += 1) {
  const { backend, milliseconds } = await start();
  started.push(milliseconds);
  await stop(backend);
}
const { backend } = await start();
const call = askingOf(backend);
await call('counter', 'signIn', { loginName, password: deskPassword });
const keys = drawKeys();
const times = {
  byNumber: await look(keys.numbers),
  byInitials: await look(keys.initials),
  byCardNumber: await look(keys.cards),
};
const commits: number[] = [];
const services: number[] = [];
for (const applicant of findApplicants({ database }, issuingsMeasured)) {
  const begun = performance.now();
  await issueCard({ call }, applicant, (_step, milliseconds) => commits.push(milliseconds));
  services.push(performance.now() - begun);
}
const cost: CounterCost = {
  starts: started,
  ...times,
  commits,
  services,
  megabytes: process.memoryUsage.rss() / 1e6,
};
await stop(backend);
process.stdout.write(`${JSON.stringify(cost)}\n`);

/** From opening the file to the first answer. */
async function start(): Promise<{ readonly backend: Backend; readonly milliseconds: number }> {
  const begun = performance.now();
  const opened = startBackend({
    dataDirectory: folder,
    databaseKey: key,
    central: null,
    enrolmentCode: null,
    demonstration: false,
    sqliteBinding: null,
    report: (error, where) => console.error(where, error),
  });
  await askingOf(opened)('counter', 'getCounterStatus', {});
  return { backend: opened, milliseconds: performance.now() - begun };
}

async function stop(one: Backend): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await one.stop();
}

async function look(texts: readonly string[]): Promise<readonly number[]> {
  const answered: number[] = [];
  for (const text of texts) {
    const begun = performance.now();
    const outcome = await backend.answer('counter', 'searchPersons', { text, limit: hitsWanted });
    answered.push(performance.now() - begun);
    // The answer of this very call.
    if (!outcome.ok || (outcome.value as PersonSearchResult).hits.length === 0) {
      throw new Error(`nobody was found by ${String(text.length)} characters`);
    }
  }
  return answered.slice(lookupsBefore);
}

/** Keys of people spread over the whole county. */
function drawKeys() {
  const reader = connect(database);
  try {
    const row = z.object({ documentNumber: z.string(), initials: z.string() });
    const people = reader
      .prepare<[number]>(
        `SELECT document_number AS documentNumber, pinyin_initials AS initials FROM insured_person
         WHERE document_kind = 'resident-id-card' ORDER BY substr(document_number, 13), id LIMIT ?`,
      )
      .all(lookups + lookupsBefore)
      .map((one) => row.parse(one));
    const cards = reader
      .prepare<[number], string>(`SELECT id FROM card WHERE status = '1' ORDER BY substr(id, 5), id LIMIT ?`)
      .pluck()
      .all(lookups + lookupsBefore);
    return {
      numbers: people.map(({ documentNumber }) => documentNumber),
      initials: people.map(({ initials }) => initials),
      cards,
    };
  } finally {
    reader.close();
  }
}
