import fs from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * How much passed and failed; of what failed its name, with the beginning of what it said.
 * @typedef {{ passed: number, failed: number, failures: string[] }} Count
 */

/** So much of what a failed test says is told again at the end, where the log is long: enough to know where to look. */
const linesOfFailure = 12;

/**
 * @param {string} file Vitest's JSON report
 * @returns {Count}
 */
export function countVitest(file) {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { name: string, status: string, message: string,
   *   assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} */
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  // A file that could not be loaded, or made ready, has no test that could fail: it counts as one.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(`${name}: ${fullName}`, failureMessages.join('\n'))),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    failures: [...failures, ...brokenFiles.map(({ name, message }) => failure(name, message))],
  };
}

/**
 * @typedef {{ title: string, file: string, specs: { title: string, tests: { status: string,
 *   results: { errors: { message?: string }[] }[] }[] }[], suites?: Suite[] }} Suite
 */

/**
 * @param {string} file Playwright's JSON report
 * @returns {Count}
 */
export function countPlaywright(file) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: { message?: string }[],
   *   suites: Suite[] }} */
  const { stats, errors, suites } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    // What passes only sometimes has not passed.
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: [
      ...suites.flatMap(failuresOf),
      ...errors.map(({ message = '' }) => failure('end-to-end', message)),
    ],
  };
}

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function failuresOf({ file, specs, suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const said = results.flatMap(({ errors }) => errors.map(({ message = '' }) => message));
        return failure(`${file}: ${title}`, said.join('\n'));
      }),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

/**
 * What is told of a failure at the end.
 * @param {string} name
 * @param {string} said
 */
export function failure(name, said) {
  const lines = stripVTControlCharacters(said).trim().split('\n').slice(0, linesOfFailure);
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}
