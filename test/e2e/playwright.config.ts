import { defineConfig } from '@playwright/test';

/** The program itself in real Electron. Each test has folders, ports and a county of its own, and waits half of its time: two at a time. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Beside the test, without the system's name: the faces come with the program, and papers are the same everywhere.
  snapshotPathTemplate: '{testFileDir}/golden/{arg}{ext}',
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
