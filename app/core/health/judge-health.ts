/**
 * Whether a shop's part of the app is well: each fact with a verdict, so that whoever is woken at night reads the worst first.
 * Pure: what was measured comes in, times as milliseconds since 1970.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#app/core/time.ts';

export type HealthFacts = {
  now: number;
  /** Since when no token is valid; null while one is. */
  accessLostAt: number | null;
  /** Permissions that are missing. */
  missingScopes: number;
  /** Until when Shopify supports the API version that the app speaks. */
  apiSupportedUntil: number;
  /** When Shopify last reported anything; null when never. */
  heardAt: number | null;
  inbox: { open: number; oldestMs: number; parked: number; failed: number };
  jobs: { waiting: number; failed: number };
  /** Loops of this process, with the time since a round succeeded. */
  loops: { name: string; idleMs: number; failures: number }[];
  standings: { stale: number; refused: number };
  /** Points of the Admin API as this process last heard; null while it has not asked. */
  throttle: { available: number; maximum: number; waiting: number; silentMs: number } | null;
  redemptionsStuck: number;
  /** The latest comparison with Shopify that ended. */
  drift: { finishedAt: number; found: number; failed: boolean } | null;
  /** The latest audit of the books. */
  books: { at: number; violations: number } | null;
  /** Time for one question to the database. */
  databaseMs: number;
};

export const CHECKS = [
  'database',
  'access',
  'scopes',
  'apiVersion',
  'webhooks',
  'inbox',
  'jobs',
  'loops',
  'standings',
  'redemptions',
  'throttle',
  'drift',
  'books',
] as const;
export type CheckName = (typeof CHECKS)[number];
/** `unknown`: nothing has been measured yet, which is no alarm. */
export type Verdict = 'broken' | 'watch' | 'unknown' | 'well';
export type Check = { name: CheckName; verdict: Verdict };

const RANK: Record<Verdict, number> = { broken: 0, watch: 1, unknown: 2, well: 3 };
const SLOW_MS = 250;
const OLD_MS = 5 * MINUTE_MS;
const API_SOON_MS = 60 * DAY_MS;
const QUIET_MS = 2 * DAY_MS;
const STALE_MANY = 1_000;
const COMPARED_MS = 3 * HOUR_MS;
const AUDITED_MS = 36 * HOUR_MS;
const IDLE_MS = 15 * MINUTE_MS;

/** The worst first, otherwise in the order of `CHECKS`. */
export function judgeHealth(facts: HealthFacts): Check[] {
  return CHECKS.map((name) => ({ name, verdict: JUDGES[name](facts) })).sort(
    (one, other) => RANK[one.verdict] - RANK[other.verdict],
  );
}

const JUDGES: Record<CheckName, (facts: HealthFacts) => Verdict> = {
  database: ({ databaseMs }) => (databaseMs > SLOW_MS ? 'watch' : 'well'),
  access: ({ accessLostAt }) => (accessLostAt === null ? 'well' : 'broken'),
  scopes: ({ missingScopes }) => (missingScopes > 0 ? 'broken' : 'well'),
  apiVersion: ({ apiSupportedUntil, now }) => {
    if (now >= apiSupportedUntil) return 'broken';
    return apiSupportedUntil - now < API_SOON_MS ? 'watch' : 'well';
  },
  webhooks: ({ heardAt, now }) => {
    if (heardAt === null) return 'unknown';
    return now - heardAt > QUIET_MS ? 'watch' : 'well';
  },
  inbox: ({ inbox }) => {
    if (inbox.failed > 0 || inbox.oldestMs > OLD_MS) return 'broken';
    return inbox.parked > 0 ? 'watch' : 'well';
  },
  jobs: ({ jobs }) => (jobs.failed > 0 ? 'broken' : 'well'),
  loops: ({ loops }) => {
    if (loops.length === 0) return 'unknown';
    return loops.some(({ idleMs }) => idleMs > IDLE_MS) ? 'broken' : 'well';
  },
  standings: ({ standings }) => (standings.stale > STALE_MANY || standings.refused > 0 ? 'watch' : 'well'),
  redemptions: ({ redemptionsStuck }) => (redemptionsStuck > 0 ? 'watch' : 'well'),
  throttle: ({ throttle }) => {
    if (!throttle) return 'unknown';
    const short = throttle.available < throttle.maximum / 10;
    return throttle.silentMs > 0 || (short && throttle.waiting > 0) ? 'watch' : 'well';
  },
  drift: ({ drift, now }) => {
    if (!drift) return 'unknown';
    return drift.failed || drift.found > 0 || now - drift.finishedAt > COMPARED_MS ? 'watch' : 'well';
  },
  books: ({ books, now }) => {
    if (!books) return 'unknown';
    if (books.violations > 0) return 'broken';
    return now - books.at > AUDITED_MS ? 'watch' : 'well';
  },
};
