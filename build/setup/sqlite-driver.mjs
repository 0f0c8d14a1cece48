import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './lock.mjs';
import { cacheFolder, nodeModules, platform } from './paths.mjs';
import { recipeName } from './recipe.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { makeWholeFolder, noteOfWholeFolder, sweepParts } from './whole-folder.mjs';

/** The driver's shipped binary asks for this version of Node-API. */
const SHIPPED_FOR_NODE_API = 10;
const HEADER = fileURLToPath(new URL('../node-api-9.h', import.meta.url));
const DRIVER = path.join(nodeModules, 'better-sqlite3');
const FILE = 'better_sqlite3.node';

/**
 * Sees to it that the chosen Electron can open a database.
 * @param {{ executable: string, nodeApi: number }} electron
 * @returns {Promise<string | null>} the binary to hand to the driver's option `nativeBinding`, or null where the
 *   one that came with the package runs
 */
export async function setUpSqliteDriver(electron) {
  if (electron.nodeApi >= SHIPPED_FOR_NODE_API) {
    say('SQLite driver: as shipped');
    return null;
  }
  const version = JSON.parse(fs.readFileSync(path.join(DRIVER, 'package.json'), 'utf8')).version;
  const recipe = recipeName([HEADER, new URL(import.meta.url)]);
  const folder = path.join(cacheFolder, `sqlite-${String(version)}-napi9-${platform}-${recipe}`);
  if (noteOfWholeFolder(folder) === undefined) {
    await alone('set-up', async () => {
      if (noteOfWholeFolder(folder) !== undefined) return;
      sweepParts(cacheFolder);
      say('SQLite driver: compiling it for Node-API 9, about a minute');
      await makeWholeFolder(folder, async (temporary) => {
        await compile(temporary);
        await tryOut(electron.executable, path.join(temporary, FILE));
        return { version };
      });
    });
  } else {
    say('SQLite driver: compiled for Node-API 9, in the cache');
  }
  return path.join(folder, FILE);
}

/**
 * The two compilations and the link of the package's own binding.gyp, without node-gyp: Node-API's headers come
 * from npm, so no headers of Node itself are looked for on a machine that may not have them.
 * @param {string} folder
 */
async function compile(folder) {
  const sqlite = path.join(DRIVER, 'deps', 'sqlite3');
  const includes = [
    path.join(nodeModules, 'node-api-headers', 'include'),
    path.join(nodeModules, 'node-addon-api'),
    sqlite,
  ].map((include) => `-I${include}`);
  const common = ['-c', '-O3', '-fPIC', '-pthread', '-fvisibility=hidden', '-DNDEBUG', ...includes];
  const objects = ['sqlite3.o', 'driver.o'].map((name) => path.join(folder, name));
  const [sqliteObject, driverObject] = /** @type {[string, string]} */ (objects);
  await Promise.all([
    run('gcc', [
      ...common,
      ...['-std=c99', '-w', ...sqliteDefinitions()],
      ...['-o', sqliteObject, path.join(sqlite, 'sqlite3.c')],
    ]),
    run('g++', [
      ...common,
      ...['-std=c++20', '-w', '-fno-exceptions', '-fno-rtti', '-fvisibility-inlines-hidden'],
      ...['-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
      ...['-include', HEADER],
      ...['-o', driverObject, path.join(DRIVER, 'src', 'better_sqlite3.cpp')],
    ]),
  ]);
  const linking = ['-shared', '-pthread', '-s', '-Wl,-Bsymbolic'];
  await run('g++', [...linking, '-o', path.join(folder, FILE), ...objects, '-ldl', '-lm']);
  for (const object of objects) fs.rmSync(object);
}

/** The options SQLite is compiled with upstream, from the package's own list. */
function sqliteDefinitions() {
  const list = fs.readFileSync(path.join(DRIVER, 'deps', 'defines.gypi'), 'utf8');
  return [...list.matchAll(/^\s*'([A-Z0-9_]+(?:=[^']*)?)',$/gm)].map(([, name]) => `-D${String(name)}`);
}

/**
 * A binary that this Electron cannot use never reaches the cache.
 * @param {string} executable
 * @param {string} nativeBinding
 */
async function tryOut(executable, nativeBinding) {
  const program = `
    const database = new (require(process.argv[1]))(':memory:', { nativeBinding: process.argv[2] });
    database.exec('CREATE TABLE t (a, b)');
    const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
    database.transaction(() => { for (let i = 0; i < 1000; i++) insert.run(i, String(i)); })();
    const row = database.prepare('SELECT sum(a) AS sum, group_concat(b) AS text FROM t').get();
    if (row.sum !== 499500 || row.text.length !== 3889) throw new Error(JSON.stringify(row));
    if (database.pragma('cipher', { simple: true }) !== 'chacha20') throw new Error('no ciphers');
  `;
  await run(executable, ['-e', program, DRIVER, nativeBinding], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    seconds: 60,
  });
}
