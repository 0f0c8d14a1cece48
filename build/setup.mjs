// Sets up what is missing to run or package the program, and with --tests to test it too. Node's own modules only,
// any Node from 20 on. Can be run at any time and by several at once; costs well under two seconds when nothing is
// missing.
import fs from 'node:fs';
import path from 'node:path';
import { setUpElectron } from './setup/electron.mjs';
import { setUpNpmPackages } from './setup/npm-packages.mjs';
import { runtimeFile } from './setup/paths.mjs';
import { say, SetupProblem } from './setup/say.mjs';
import { setUpSqliteDriver } from './setup/sqlite-driver.mjs';
import { setUpSystemPackages } from './setup/system-packages.mjs';

try {
  await setUpSystemPackages({ tests: process.argv.includes('--tests') });
  await setUpNpmPackages();
  const electron = await setUpElectron();
  const sqliteBinding = await setUpSqliteDriver(electron);
  keep({ electron, sqliteBinding });
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** @param {import('./runtime.mjs').Runtime} runtime */
function keep(runtime) {
  const text = `${JSON.stringify(runtime, null, 2)}\n`;
  fs.mkdirSync(path.dirname(runtimeFile), { recursive: true });
  const temporary = `${runtimeFile}.${String(process.pid)}`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, runtimeFile);
}
