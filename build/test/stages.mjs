import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from '../bundle.mjs';
import { electronEnvironment, readRuntime } from '../runtime.mjs';
import { nodeModules, root, workFolder } from '../setup/paths.mjs';
import { withDisplay } from '../with-display.mjs';
import { countPlaywright, countVitest, failure } from './reports.mjs';
import { checkTranslations } from './translations.mjs';

/** @typedef {import('./reports.mjs').Count} Count */

const LAYERS = ['domain', 'contract', 'counter', 'db', 'sync', 'electron', 'renderer', 'central'];
/** Fewer modules than this in the layers: dependency-cruiser did not see the program. */
const MODULES_AT_LEAST = 300;

/** A central office and a headless counter are started hundreds of times: Node keeps what it has compiled of them. */
const compiledOnce = { NODE_COMPILE_CACHE: path.join(workFolder, 'compiled') };

/** @type {Promise<{ code: number, output: string }> | undefined} */
let lint;

/** Begins to lint; what it finds is told by its stage. */
export function beginLint() {
  // The types of the whole house at one time are more than Node gives a program unasked (4 GB).
  const child = startTool('eslint', ['--max-warnings', '0', '.'], 'pipe', {
    NODE_OPTIONS: '--max-old-space-size=8192',
  });
  const output = /** @type {import('node:stream').Readable} */ (child.stdout).toArray();
  lint = once(child, 'exit').then(async ([code]) => ({
    code: typeof code === 'number' ? code : 1,
    output: (await output).join(''),
  }));
  return lint;
}

/**
 * Every stage says what it finds and answers how much passed and failed.
 * @type {Record<string, () => Promise<Count>>}
 */
export const stages = {
  formatting: () => tool('prettier', ['--check', '--log-level', 'warn', '.']),
  types: () => tool('tsc', ['--build', '--pretty']),
  dependencies: checkDependencies,
  'dead-code': () => tool('knip', ['--no-progress']),
  translations: () => {
    const { texts, problems } = checkTranslations(path.join(root, 'renderer'));
    for (const problem of problems) console.log(problem);
    return Promise.resolve(verdict(texts > 0 && problems.length === 0));
  },
  unit: async () => {
    const report = freshReport('vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runTool('vitest', ['run', ...reporters], compiledOnce);
    return counted(code, () => countVitest(report));
  },
  // Behind the unit tests: it takes longer than everything before them, and nobody waits for it.
  lint: async () => {
    const { code, output } = await (lint ?? beginLint());
    process.stdout.write(output);
    return verdict(code === 0, output);
  },
  'end-to-end': async () => {
    await bundle();
    const report = freshReport('playwright.json');
    const code = await withDisplay((display) =>
      runTool('playwright', ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'], {
        ...electronEnvironment(readRuntime()),
        ...display,
        ...compiledOnce,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      }),
    );
    return counted(code, () => countPlaywright(report));
  },
};

/** @returns {Promise<Count>} */
async function checkDependencies() {
  const seen = [...LAYERS, 'test', 'build'];
  const code = await runTool('depcruise', ['--config', '.dependency-cruiser.cjs', ...seen]);
  const inLayers = ['--no-config', '--output-type', 'json', '--do-not-follow', 'node_modules'];
  const modules = JSON.parse(await outputOfTool('depcruise', [...inLayers, ...LAYERS])).modules.filter(
    (/** @type {{ source: string }} */ { source }) => LAYERS.some((layer) => source.startsWith(`${layer}/`)),
  ).length;
  if (modules >= MODULES_AT_LEAST) return verdict(code === 0);
  console.log(
    `dependency-cruiser saw ${String(modules)} modules, and there are ${String(MODULES_AT_LEAST)} at least`,
  );
  return verdict(false);
}

/**
 * @param {boolean} good
 * @param {string} [said]
 * @returns {Count}
 */
function verdict(good, said = 'what is wrong is told above') {
  if (good) return { passed: 1, failed: 0, failures: [] };
  return { passed: 0, failed: 1, failures: [failure('all of it', said)] };
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
async function tool(name, args) {
  return verdict((await runTool(name, args)) === 0);
}

/**
 * A runner that ran nothing, or that failed without a failed test, has failed.
 * @param {number} code
 * @param {() => Count} count
 * @returns {Count}
 */
function counted(code, count) {
  /** @type {Count} */
  let counts = { passed: 0, failed: 0, failures: [] };
  try {
    counts = count();
  } catch (error) {
    console.log(`there is no report: ${String(error)}`);
  }
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) {
    return { ...counts, failed: 1, failures: [`the runner itself, with exit code ${String(code)}`] };
  }
  return counts;
}

/** @param {string} name */
function freshReport(name) {
  const file = path.join(workFolder, name);
  fs.mkdirSync(workFolder, { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

/**
 * @param {string} name a program of an npm package
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 * @returns {Promise<number>} its exit code
 */
async function runTool(name, args, environment = {}) {
  const child = startTool(name, args, 'inherit', environment);
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<string>}
 */
async function outputOfTool(name, args) {
  const child = startTool(name, args, 'pipe', {});
  const output = /** @type {import('node:stream').Readable} */ (child.stdout);
  return (await output.toArray()).join('');
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} output
 * @param {Record<string, string>} environment
 */
function startTool(name, args, output, environment) {
  return spawn(path.join(nodeModules, '.bin', name), args, {
    cwd: root,
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, ...environment },
  });
}
