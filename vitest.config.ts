import { configDefaults, defineConfig } from 'vitest/config';

/** Rules are pure functions and keep nothing: their tests share a process, which costs a third less than one for each. */
const rules = 'domain/**/*.test.ts';

// Unit tests stand beside their source; property and fault tests stand in test/. Playwright owns test/e2e.
export default defineConfig({
  test: {
    environment: 'node',
    allowOnly: false,
    // No test is about time: a slow machine is no failure, a test that hangs is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Most of them wait for processes of their own: three files at a time on two cores as well, where one is the default.
    maxWorkers: 3,
    // Some rules must hold wherever the machine stands: tests never inherit the machine's time zone.
    env: { TZ: 'America/New_York' },
    projects: [
      { extends: true, test: { name: 'rules', include: [rules], isolate: false } },
      {
        extends: true,
        test: {
          name: 'program',
          include: ['{contract,counter,db,sync,electron,central,renderer,build,test}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, 'dist/**', 'out/**', 'test/e2e/**', 'test/bench/**'],
        },
      },
    ],
  },
});
