/** How a shop's part of the app is doing: measured now, judged, with the facts behind each verdict. */
import { now } from '#app/clock.ts';
import { missingScopes, REQUIRED_SCOPES } from '#app/core/contracts/scopes.ts';
import type { HealthView } from '#app/core/health/health-view.ts';
import { type HealthFacts, judgeHealth } from '#app/core/health/judge-health.ts';
import { findBookAudit } from '#app/db/book-audits.ts';
import { listReports } from '#app/db/drift.ts';
import {
  countInbox,
  countStandings,
  countStuckRedemptions,
  listJobs,
  listTopics,
  timeDatabase,
  tokenEnd,
} from '#app/db/health.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { env } from '#app/env.server.ts';
import { loopFigures } from '#app/jobs/loop.ts';
import { API_SUPPORTED_UNTIL, API_VERSION } from '#app/shopify/admin-client.ts';
import { throttleOf } from '#app/shopify/admin-turns.ts';

type Measured = Omit<HealthView, 'checks'>;

export async function readHealth(shop: string): Promise<HealthView> {
  const at = now();
  const [access, endsAt, topics, inbox, jobs, standings, redemptionsStuck, drift, books, databaseMs] =
    await Promise.all([
      findShopAccess(shop),
      tokenEnd(shop),
      listTopics(shop),
      countInbox(shop, at),
      listJobs(shop),
      countStandings(shop),
      countStuckRedemptions(shop),
      latestComparison(shop),
      latestAudit(shop),
      timeDatabase(),
    ]);
  const { lostAt = null, restoredAt = null } = access ?? {};
  const lost = lostAt !== null && !(restoredAt !== null && restoredAt >= lostAt);
  const measured: Measured = {
    measuredAt: at.toISOString(),
    role: env().TREUWERK_ROLE,
    apiVersion: API_VERSION,
    apiSupportedUntil: API_SUPPORTED_UNTIL.toISOString(),
    accessLostAt: lost ? lostAt.toISOString() : null,
    tokenEndsAt: endsAt?.toISOString() ?? null,
    missingScopes: missingScopes(access?.scopes, REQUIRED_SCOPES),
    topics: topics.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })),
    inbox,
    jobs: jobs.map(({ createdAt, ...job }) => ({ ...job, createdAt: createdAt.toISOString() })),
    loops: loopsHere(),
    standings,
    throttle: throttleOf(shop) ?? null,
    redemptionsStuck,
    drift,
    books,
    databaseMs,
  };
  return { ...measured, checks: judgeHealth(factsOf(measured, at)) };
}

function factsOf(measured: Measured, at: Date): HealthFacts {
  const { drift, books, topics, jobs } = measured;
  const instant = (text: string | null) => (text === null ? null : Date.parse(text));
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  return {
    ...measured,
    now: at.getTime(),
    accessLostAt: instant(measured.accessLostAt),
    missingScopes: measured.missingScopes.length,
    apiSupportedUntil: API_SUPPORTED_UNTIL.getTime(),
    heardAt: topics.length === 0 ? null : Math.max(...topics.map(({ lastAt }) => Date.parse(lastAt))),
    jobs: { waiting: jobs.length - failed, failed },
    drift: drift && { ...drift, finishedAt: Date.parse(drift.finishedAt) },
    books: books && { at: Date.parse(books.at), violations: books.violations },
  };
}

async function latestComparison(shop: string): Promise<HealthView['drift']> {
  for (const report of await listReports(shop, 5)) {
    const { finishedAt, state, checked, drifted, customersDrifted, error } = report;
    if (!finishedAt) continue;
    const found = drifted + customersDrifted;
    return { finishedAt: finishedAt.toISOString(), failed: state === 'failed', checked, found, error };
  }
  return null;
}

async function latestAudit(shop: string): Promise<HealthView['books']> {
  const audit = await findBookAudit(shop);
  if (!audit) return null;
  const { at, members, entries, violations, listed } = audit;
  const [first] = listed;
  const words = first && `${first.member ?? ''} (${first.rule}): ${first.message}`.trim();
  return { at: at.toISOString(), members, entries, violations, first: words ?? null };
}

/** Real time: loops do not know the moved clock. A process that only serves pages has none. */
function loopsHere(): HealthView['loops'] {
  return loopFigures().map(({ name, succeededAt, failures }) => ({
    name,
    idleMs: Date.now() - succeededAt,
    failures,
  }));
}
