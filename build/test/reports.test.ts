import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './reports.mjs';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guitai-report-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

function report(content: object): string {
  const file = path.join(folder, 'report.json');
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

it('a test file that cannot be loaded or made ready counts as one failed test', () => {
  const broken = { status: 'failed', message: 'no such module' };
  const wrong = {
    status: 'failed',
    fullName: 'adds',
    failureMessages: ['\u001b[31mexpected 1\u001b[39m\nto be 2'],
  };
  const testResults = [
    { ...broken, name: 'one.test.ts', assertionResults: [] },
    { ...broken, name: 'two.test.ts', assertionResults: [{ status: 'skipped' }] },
    { name: 'three.test.ts', status: 'failed', assertionResults: [wrong, { status: 'passed' }] },
  ];
  expect(countVitest(report({ numPassedTests: 1, numFailedTests: 1, testResults }))).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      'three.test.ts: adds\n    expected 1\n    to be 2',
      'one.test.ts\n    no such module',
      'two.test.ts\n    no such module',
    ],
  });
});

it('a test that passes only at the second try has failed', () => {
  const test = (status: string, ...said: string[]) => ({
    title: `is ${status}`,
    tests: [{ status, results: said.map((message) => ({ errors: [{ message }] })) }],
  });
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  const suites = [
    {
      file: 'a.e2e.ts',
      specs: [test('expected')],
      suites: [
        { file: 'a.e2e.ts', specs: [test('flaky', 'first'), test('unexpected', 'not there', 'nor there')] },
      ],
    },
  ];
  expect(countPlaywright(report({ stats, suites, errors: [{ message: 'no such file' }] }))).toEqual({
    passed: 5,
    failed: 3,
    failures: [
      'a.e2e.ts: is flaky\n    first',
      'a.e2e.ts: is unexpected\n    not there\n    nor there',
      'end-to-end\n    no such file',
    ],
  });
});
