import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { run } from './run.mjs';
import { say, SetupProblem } from './say.mjs';

/**
 * What the operating system must give, by its name in Debian 12 and, where it changed, its later name.
 * Electron's libraries; a virtual display; a compiler for the SQLite driver where only the older Electron can be
 * had; fonts for Chinese text, of which the bundle carries what the program's own face lacks (extensions B to F: HanaMin,
 * G and H: BabelStone Han).
 */
const TO_RUN = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['xvfb'],
  ['g++'],
  ['fonts-noto-cjk'],
  ['fonts-hanazono'],
  ['fonts-babelstone-han'],
];

/**
 * The tests of the central office start a PostgreSQL of their own; rosters are saved by a real office program, once in
 * each of its formats; paper goes through a CUPS of the tests' own to a printer that writes PDF, and is read from there.
 */
const TO_TEST = [
  ...TO_RUN,
  ['postgresql'],
  ['libreoffice-calc-nogui'],
  ['cups'],
  ['cups-filters'],
  ['printer-driver-cups-pdf'],
  ['poppler-utils'],
];

/**
 * Installs what is missing (as root), or stops with the command that does.
 * @param {{ tests: boolean }} purpose
 */
export async function setUpSystemPackages({ tests }) {
  const wanted = tests ? TO_TEST : TO_RUN;
  if (!fs.existsSync('/usr/bin/dpkg-query')) {
    const names = wanted.map(([name]) => name).join(' ');
    say(`system packages: this is not Debian, please see to it that these are there: ${names}`);
    return;
  }
  const missing = missingPackages(wanted);
  if (missing.length === 0) {
    say('system packages: all there');
    return;
  }
  if (process.getuid?.() !== 0) {
    const install = `apt-get install --yes --no-install-recommends ${missing.map(([name]) => name).join(' ')}`;
    throw new SetupProblem(
      `system packages are missing; please run this once as root, then the same command again:\n` +
        `sudo sh -c 'apt-get update && ${install}'`,
    );
  }
  await install(missing);
}

/**
 * @param {string[][]} wanted
 * @returns {string[][]}
 */
function missingPackages(wanted) {
  const { stdout } = spawnSync(
    'dpkg-query',
    ['--show', '--showformat=${Package} ${db:Status-Status}\\n', ...wanted.flat()],
    { encoding: 'utf8' },
  );
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/** @param {string[][]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (missing.some(([name]) => name === 'postgresql')) keepFromStartingPostgresql();
  say(`system packages: installing ${missing.map(([name]) => name).join(' ')}`);
  // Another apt (a machine's own updates) may hold the lock: wait for it instead of failing.
  const wait = '-oDPkg::Lock::Timeout=300';
  await run('apt-get', ['update', '--quiet', wait], { env });
  const names = missing.map(nameInThisRelease);
  await run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', wait, ...names], { env });
  const still = missingPackages(missing);
  if (still.length > 0) {
    throw new SetupProblem(`system packages: apt-get did not install ${still.flat().join(' ')}`);
  }
}

/**
 * Debian's package makes and starts a database of its own, which nobody here asked for. Where PostgreSQL was never
 * set up, it is told not to.
 */
function keepFromStartingPostgresql() {
  const settings = '/etc/postgresql-common';
  if (fs.existsSync(settings)) return;
  fs.mkdirSync(`${settings}/createcluster.d`, { recursive: true });
  fs.writeFileSync(`${settings}/createcluster.d/no-main-cluster.conf`, 'create_main_cluster = false\n');
}

/**
 * @param {string[]} names
 * @returns {string}
 */
function nameInThisRelease(names) {
  const known = names.filter(
    (name) => spawnSync('apt-cache', ['show', '--no-all-versions', name]).status === 0,
  );
  return known.at(-1) ?? String(names[0]);
}
