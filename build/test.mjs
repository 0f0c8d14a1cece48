// npm test: every stage. node build/test.mjs lint types: these stages. All of them run, whichever fail; the last
// lines say what failed, and how much passed and failed.
import { beginLint, stages } from './test/stages.mjs';

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(stages);
const unknown = names.filter((name) => !Object.hasOwn(stages, name));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(' ')}; there are ${Object.keys(stages).join(' ')}`);
  process.exit(2);
}

// Lint needs one processor for longer than all the other checks together: it runs beside them and beside the unit tests.
if (names.includes('lint')) beginLint();

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];
for (const name of names) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const count = await countOf(name);
  passed += count.passed;
  failed += count.failed;
  failures.push(...count.failures.map((failure) => `${name}: ${failure}`));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`== ${name}: ${String(count.passed)} passed, ${String(count.failed)} failed, ${seconds} s`);
}
if (failures.length > 0) console.log(`\nfailed:\n${failures.join('\n')}`);
console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/**
 * @param {string} name
 * @returns {Promise<import('./test/reports.mjs').Count>}
 */
async function countOf(name) {
  const stage = stages[name];
  try {
    return (await stage?.()) ?? { passed: 0, failed: 1, failures: ['there is no such stage'] };
  } catch (error) {
    console.log(error);
    return { passed: 0, failed: 1, failures: [String(error)] };
  }
}
