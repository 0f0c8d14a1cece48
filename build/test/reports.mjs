import fs from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * @param {string} file Vitest's JSON report
 * @returns {Count}
 */
export function countVitest(file) {
  /** @type {{ numPassedTests: number, numFailedTests: number,
   *   testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  // A file that could not be loaded, or made ready, has no test that could fail: it counts as one.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}

/**
 * @param {string} file Playwright's JSON report
 * @returns {Count}
 */
export function countPlaywright(file) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} */
  const { stats, errors } = JSON.parse(fs.readFileSync(file, 'utf8'));
  // What passes only sometimes has not passed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
