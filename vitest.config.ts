import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const SCREENS = ['checkout', 'account', 'account-page', 'pos'].map(
  (name) => `extensions/${name}/vitest.config.ts`,
);
const POSTGRES = ['tests/support/global-postgres.ts'];
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
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: POSTGRES,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          ...alone,
        },
      },
      ...SCREENS.filter((config) => existsSync(config)),
    ],
  },
});
