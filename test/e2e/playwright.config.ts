import { defineConfig } from '@playwright/test';

/** The program itself in real Electron, one after the other: they share the screen and two cores. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
