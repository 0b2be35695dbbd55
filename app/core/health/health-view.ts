/** What the health page shows: verdicts with the facts behind them; instants as ISO texts. */
import type { Check } from '#app/core/health/judge-health.ts';

export type HealthView = {
  checks: Check[];
  measuredAt: string;
  /** Which half of the app this process runs. */
  role: string;
  apiVersion: string;
  apiSupportedUntil: string;
  accessLostAt: string | null;
  tokenEndsAt: string | null;
  missingScopes: string[];
  topics: { topic: string; count: number; delayMs: number; lastAt: string }[];
  inbox: { open: number; oldestMs: number; parked: number; failed: number };
  jobs: JobView[];
  loops: { name: string; idleMs: number; failures: number }[];
  standings: { stale: number; refused: number };
  throttle: {
    available: number;
    maximum: number;
    restoreRate: number;
    waiting: number;
    silentMs: number;
  } | null;
  redemptionsStuck: number;
  /** The latest comparison with Shopify that ended. */
  drift: { finishedAt: string; failed: boolean; checked: number; found: number; error: string | null } | null;
  books: {
    at: string;
    members: number;
    entries: number;
    violations: number;
    /** The first violation in words. */
    first: string | null;
  } | null;
  databaseMs: number;
};

export type JobView = {
  id: string;
  queue: string;
  state: 'created' | 'retry' | 'active' | 'failed';
  createdAt: string;
  retries: number;
  /** What the last attempt said. */
  said: string | null;
};
