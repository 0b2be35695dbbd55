/**
 * Figures for Prometheus: of this process (requests, loops, connections) and of the database (inbox, redemptions, standings,
 * jobs). The latter are the same from every process: take their maximum, not their sum. docs/operations.md names each.
 */
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import { type Figures, readFigures } from '#app/db/figures.ts';
import { poolFigures } from '#app/db/pool.ts';
import { isStopping } from '#app/health.ts';
import { loopFigures } from '#app/jobs/loop.ts';
import { log, messageOf } from '#app/log.ts';

collectDefaultMetrics();

export const requestSeconds = new Histogram({
  name: 'treuwerk_request_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

export const webhookSeconds = new Histogram({
  name: 'treuwerk_webhook_answer_seconds',
  help: 'Time to answer a webhook; Shopify waits five seconds',
  labelNames: ['status'],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
});

const gauges = {
  databaseUp: gauge('treuwerk_database_up', '1 when the database answered this scrape'),
  stopping: gauge('treuwerk_stopping', '1 from the word to stop on'),
  inboxOpen: gauge('treuwerk_inbox_open', 'Deliveries that wait to be handled'),
  inboxParked: gauge('treuwerk_inbox_parked', 'Deliveries set aside for a person'),
  inboxFailed: gauge('treuwerk_inbox_failed', 'Deliveries that failed too often (dead letters)'),
  inboxOldest: gauge('treuwerk_inbox_oldest_seconds', 'Age of the oldest open delivery'),
  inboxLag: gauge('treuwerk_inbox_lag_seconds', 'Time for which a due delivery has not been taken up'),
  redemptions: gauge('treuwerk_redemptions', 'Redemptions under way', 'state'),
  stuck: gauge('treuwerk_redemptions_stuck', 'Redemptions under way whose last step failed'),
  standings: gauge('treuwerk_standings_stale', 'Members whose standing at Shopify is not the newest'),
  jobs: gauge('treuwerk_jobs', 'Jobs of the queue', 'queue', 'state'),
  loopFailures: gauge('treuwerk_loop_failures', 'Failed rounds of a loop since the start', 'loop'),
  loopIdle: gauge('treuwerk_loop_success_seconds', 'Time since a round of a loop succeeded', 'loop'),
  connections: gauge('treuwerk_database_connections', 'Connections of a pool', 'pool', 'state'),
};

function gauge<Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> {
  return new Gauge({ name, help, labelNames });
}

export async function metricsText(): Promise<string> {
  tellProcess();
  try {
    tellDatabase(await readFigures());
    gauges.databaseUp.set(1);
  } catch (error) {
    log.warn({ problem: messageOf(error) }, 'no figures from the database');
    gauges.databaseUp.set(0);
    // Old figures would look like a healthy database.
    for (const one of DATABASE_GAUGES) one.reset();
  }
  return register.metrics();
}

const DATABASE_GAUGES = [
  gauges.inboxOpen,
  gauges.inboxParked,
  gauges.inboxFailed,
  gauges.inboxOldest,
  gauges.inboxLag,
  gauges.redemptions,
  gauges.stuck,
  gauges.standings,
  gauges.jobs,
];

function tellProcess(): void {
  gauges.stopping.set(isStopping() ? 1 : 0);
  for (const { name, failures, succeededAt } of loopFigures()) {
    gauges.loopFailures.set({ loop: name }, failures);
    gauges.loopIdle.set({ loop: name }, (Date.now() - succeededAt) / 1_000);
  }
  for (const { name, total, idle, waiting } of poolFigures()) {
    gauges.connections.set({ pool: name, state: 'open' }, total);
    gauges.connections.set({ pool: name, state: 'idle' }, idle);
    gauges.connections.set({ pool: name, state: 'waited for' }, waiting);
  }
}

function tellDatabase({ inbox, redemptions, stuckRedemptions, staleStandings, jobs }: Figures): void {
  gauges.inboxOpen.set(inbox.open);
  gauges.inboxParked.set(inbox.parked);
  gauges.inboxFailed.set(inbox.failed);
  gauges.inboxOldest.set(inbox.oldestSeconds);
  gauges.inboxLag.set(inbox.lagSeconds);
  for (const { state, count } of redemptions) gauges.redemptions.set({ state }, count);
  gauges.stuck.set(stuckRedemptions);
  gauges.standings.set(staleStandings);
  for (const { name, state, count } of jobs) gauges.jobs.set({ queue: name, state }, count);
}
