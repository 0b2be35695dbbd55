/** What is well, what wants watching, and what is broken. */
import { expect, test } from 'vitest';
import {
  CHECKS,
  type CheckName,
  type HealthFacts,
  judgeHealth,
  type Verdict,
} from '#app/core/health/judge-health.ts';

const NOW = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;
const WELL: HealthFacts = {
  now: NOW,
  accessLostAt: null,
  missingScopes: 0,
  apiSupportedUntil: Date.UTC(2027, 6, 1),
  heardAt: NOW - HOUR,
  inbox: { open: 3, oldestMs: 1_000, parked: 0, failed: 0 },
  jobs: { waiting: 2, failed: 0 },
  loops: [{ name: 'inbox', idleMs: 100, failures: 1 }],
  standings: { stale: 10, refused: 0 },
  throttle: { available: 1_500, maximum: 2_000, waiting: 0, silentMs: 0 },
  redemptionsStuck: 0,
  drift: { finishedAt: NOW - HOUR, found: 0, failed: false },
  books: { at: NOW - 20 * HOUR, violations: 0 },
  databaseMs: 2,
};

test('a shop that is well has nothing to watch', () => {
  expect(judgeHealth(WELL)).toEqual(CHECKS.map((name) => ({ name, verdict: 'well' })));
});

test.each<[string, CheckName, Verdict, Partial<HealthFacts>]>([
  ['a slow database', 'database', 'watch', { databaseMs: 251 }],
  ['no token', 'access', 'broken', { accessLostAt: NOW - 1 }],
  ['a permission is missing', 'scopes', 'broken', { missingScopes: 1 }],
  ['the API version ends soon', 'apiVersion', 'watch', { apiSupportedUntil: NOW + 59 * 24 * HOUR }],
  ['the API version has ended', 'apiVersion', 'broken', { apiSupportedUntil: NOW }],
  ['Shopify has never reported anything', 'webhooks', 'unknown', { heardAt: null }],
  ['two silent days', 'webhooks', 'watch', { heardAt: NOW - 49 * HOUR }],
  ['an old delivery', 'inbox', 'broken', { inbox: { open: 1, oldestMs: 301_000, parked: 0, failed: 0 } }],
  ['a failed delivery', 'inbox', 'broken', { inbox: { open: 0, oldestMs: 0, parked: 0, failed: 1 } }],
  ['a parked delivery', 'inbox', 'watch', { inbox: { open: 0, oldestMs: 0, parked: 1, failed: 0 } }],
  ['a failed job', 'jobs', 'broken', { jobs: { waiting: 0, failed: 1 } }],
  ['a loop without a round', 'loops', 'broken', { loops: [{ name: 'time', idleMs: 901_000, failures: 9 }] }],
  ['no loops here', 'loops', 'unknown', { loops: [] }],
  ['many stale standings', 'standings', 'watch', { standings: { stale: 1_001, refused: 0 } }],
  ['a refused standing', 'standings', 'watch', { standings: { stale: 0, refused: 1 } }],
  ['a stuck redemption', 'redemptions', 'watch', { redemptionsStuck: 1 }],
  ['nothing asked of Shopify yet', 'throttle', 'unknown', { throttle: null }],
  [
    'an empty bucket with a line',
    'throttle',
    'watch',
    { throttle: { available: 10, maximum: 2_000, waiting: 4, silentMs: 0 } },
  ],
  [
    'an empty bucket without one',
    'throttle',
    'well',
    { throttle: { available: 10, maximum: 2_000, waiting: 0, silentMs: 0 } },
  ],
  [
    'Shopify wants silence',
    'throttle',
    'watch',
    { throttle: { available: 999, maximum: 999, waiting: 0, silentMs: 1 } },
  ],
  ['never compared', 'drift', 'unknown', { drift: null }],
  ['something differed', 'drift', 'watch', { drift: { finishedAt: NOW, found: 1, failed: false } }],
  ['a comparison failed', 'drift', 'watch', { drift: { finishedAt: NOW, found: 0, failed: true } }],
  ['compared long ago', 'drift', 'watch', { drift: { finishedAt: NOW - 4 * HOUR, found: 0, failed: false } }],
  ['never audited', 'books', 'unknown', { books: null }],
  ['audited long ago', 'books', 'watch', { books: { at: NOW - 37 * HOUR, violations: 0 } }],
  ['the books do not close', 'books', 'broken', { books: { at: NOW, violations: 1 } }],
])('%s: %s is %s', (_, name, verdict, change) => {
  const checks = judgeHealth({ ...WELL, ...change });
  expect(checks.find((one) => one.name === name)?.verdict).toBe(verdict);
  expect(checks.filter((one) => one.name !== name).every((one) => one.verdict === 'well')).toBe(true);
});

test('the worst stands first', () => {
  const checks = judgeHealth({ ...WELL, redemptionsStuck: 1, books: null, jobs: { waiting: 0, failed: 2 } });
  expect(checks.slice(0, 3)).toEqual([
    { name: 'jobs', verdict: 'broken' },
    { name: 'redemptions', verdict: 'watch' },
    { name: 'books', verdict: 'unknown' },
  ]);
});
