import Database from 'better-sqlite3';
import { openDatabase } from '../../../db/open-database.ts';
import { databaseIn } from './stored.ts';

/**
 * Opens a file of an earlier version with the ordinary opening, and ends itself by kill -9 before or behind a statement
 * of its migrations. Told where in one line of JSON, its only parameter; ends with 0 where it came to the end before.
 */

/** What the process is told. */
export interface MigrationWork {
  readonly folder: string;
  /** The statement, counted from 0 over all that the opening executes; null: none. */
  readonly at: number | null;
  readonly side: 'before' | 'behind';
}

const work = JSON.parse(process.argv[2] ?? '') as MigrationWork;
// Through a record of functions: the method is called on its own connection below.
const methods: { exec: (this: Database.Database, source: string) => Database.Database } = Database.prototype;
const { exec } = methods;
let statements = 0;
methods.exec = function (source) {
  const place = statements;
  statements += 1;
  if (place === work.at && work.side === 'before') end();
  const result = exec.call(this, source);
  if (place === work.at && work.side === 'behind') end();
  return result;
};
openDatabase(databaseIn(work.folder)).close();

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
