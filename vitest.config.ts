import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const SCREENS = ['checkout', 'account', 'account-page', 'pos', 'admin'].map(
  (name) => `extensions/${name}/vitest.config.ts`,
);
const POSTGRES = ['tests/support/global-postgres.ts'];
const AND_BROWSER = [...POSTGRES, 'tests/support/global-browser.ts'];
/** What is waited for comes or does not: a busy machine is no reason to fail. */
const POLL_MS = 20_000;
const inBrowser = {
  expect: { poll: { timeout: POLL_MS } },
  environment: 'node',
  globalSetup: AND_BROWSER,
  testTimeout: 240_000,
  hookTimeout: 120_000,
} as const;
/** What measures time has the machine for itself. */
const TIMED = ['tests/browser/storefront-cost.test.ts', 'tests/browser/freshness.test.ts'];
const alone = { fileParallelism: false } as const;

/** Fast first: what needs a database, a sandbox or a browser comes after what needs nothing. */
export default defineConfig({
  test: {
    reporters: ['default'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'app/**/*.test.ts',
            'sandbox/**/*.test.ts',
            'extensions/theme/tests/**/*.test.ts',
            'tests/*.test.ts',
          ],
          environment: 'node',
          setupFiles: ['tests/support/environment.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/stress/**/*.test.ts'],
          environment: 'node',
          globalSetup: POSTGRES,
          setupFiles: ['tests/support/environment.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: POLL_MS } },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: TIMED,
          ...inBrowser,
        },
      },
      { test: { name: 'timed', include: TIMED, ...inBrowser, ...alone } },
      ...SCREENS.filter((config) => existsSync(config)),
    ],
  },
});
