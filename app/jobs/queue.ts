/** pg-boss: long and scheduled work, with retries, in the same database. Jobs carry ids only. */
import { PgBoss } from 'pg-boss';
import { env } from '#app/env.server.ts';
import { log, messageOf, withTrace } from '#app/log.ts';

export type JobName = keyof JobData;
export type JobData = {
  'import-history': { shop: string; id: string };
  'audit-books': Record<string, never>;
  'reconcile-shops': Record<string, never>;
  'reconcile-shop': { shop: string };
  'take-up-again': { shop: string };
  'read-installation': { shop: string };
  'reschedule-expiry': { shop: string; version: number };
  'simulate-program': { shop: string; id: string };
  'book-past': { shop: string; version: number };
  'answer-person': { shop: string; id: string };
  'tidy-privacy': Record<string, never>;
  'run-transfer': { shop: string; id: string };
  'audit-shop': { shop: string };
  'score-shops': Record<string, never>;
  'score-shop': { shop: string };
};

/** A job whose process has died shows no sign of life any more: then another process takes it up. */
const SIGN_OF_LIFE = { heartbeatSeconds: 30 } as const;
const LOOK_AFTER_SECONDS = 5;

type QueueOptions = {
  retryLimit: number;
  retryDelay: number;
  expireInSeconds: number;
  heartbeatSeconds: number;
};
const QUEUES: Record<JobName, QueueOptions> = {
  'import-history': { retryLimit: 20, retryDelay: 10, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'audit-books': { retryLimit: 2, retryDelay: 300, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'reconcile-shops': { retryLimit: 1, retryDelay: 300, expireInSeconds: 3_600, ...SIGN_OF_LIFE },
  'reconcile-shop': { retryLimit: 2, retryDelay: 30, expireInSeconds: 3_600, ...SIGN_OF_LIFE },
  'take-up-again': { retryLimit: 10, retryDelay: 10, expireInSeconds: 3_600, ...SIGN_OF_LIFE },
  'read-installation': { retryLimit: 10, retryDelay: 10, expireInSeconds: 300, ...SIGN_OF_LIFE },
  'reschedule-expiry': { retryLimit: 10, retryDelay: 10, expireInSeconds: 3_600, ...SIGN_OF_LIFE },
  'book-past': { retryLimit: 10, retryDelay: 10, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'simulate-program': { retryLimit: 2, retryDelay: 10, expireInSeconds: 3_600, ...SIGN_OF_LIFE },
  'answer-person': { retryLimit: 20, retryDelay: 30, expireInSeconds: 600, ...SIGN_OF_LIFE },
  'run-transfer': { retryLimit: 20, retryDelay: 5, expireInSeconds: 6 * 3_600, ...SIGN_OF_LIFE },
  'tidy-privacy': { retryLimit: 2, retryDelay: 300, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'audit-shop': { retryLimit: 2, retryDelay: 30, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'score-shops': { retryLimit: 2, retryDelay: 300, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
  'score-shop': { retryLimit: 5, retryDelay: 30, expireInSeconds: 4 * 3_600, ...SIGN_OF_LIFE },
};

let boss: PgBoss | undefined;

export async function startQueue(): Promise<PgBoss> {
  boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    max: 3,
    schema: 'pgboss',
    superviseIntervalSeconds: LOOK_AFTER_SECONDS,
    monitorIntervalSeconds: 3 * LOOK_AFTER_SECONDS,
    backend: env().TREUWERK_QUEUE_BACKEND,
  });
  boss.on('error', (error) => log.error({ problem: messageOf(error) }, 'job queue'));
  await boss.start();
  for (const [name, options] of Object.entries(QUEUES)) {
    await boss.createQueue(name, { ...options, retryBackoff: true, policy: 'short' });
    // A queue that was there before keeps its options otherwise.
    await boss.updateQueue(name, options);
  }
  return boss;
}

/** Jobs that are still at work after a moment are given back, and another process takes them up. */
export async function stopQueue(): Promise<void> {
  await boss?.stop({ graceful: true, timeout: 5_000 });
  boss = undefined;
}

export function queueHasStarted(): boolean {
  return boss !== undefined;
}

type Executor = { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> };

/** Enqueues within the transaction that causes the work. One job of a key waits at most. */
export async function enqueue<Name extends JobName>(
  tx: Executor,
  name: Name,
  data: JobData[Name],
  singletonKey: string,
  afterSeconds = 0,
): Promise<void> {
  if (!boss) throw new Error('the job queue has not started');
  const db = { executeSql: async (text: string, values?: unknown[]) => tx.query(text, values ?? []) };
  await boss.send(name, data, { singletonKey, startAfter: Math.ceil(afterSeconds), db });
}

/** A failed job has another try at once. @returns false for a queue that does not exist. */
export async function retryJob(queue: string, id: string): Promise<boolean> {
  if (!Object.hasOwn(QUEUES, queue)) return false;
  await boss?.retry(queue, id);
  return true;
}

/** Repeats a job by cron, in UTC; several processes schedule it once. */
export async function schedule(name: JobName, cron: string): Promise<void> {
  await boss?.schedule(name, cron);
}

export async function work<Name extends JobName>(
  name: Name,
  handler: (data: JobData[Name]) => Promise<void>,
): Promise<void> {
  await boss?.work<JobData[Name]>(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await withTrace({ job: `${name}-${job.id}` }, () => run(name, handler, job.data));
  });
}

/** The queue keeps what a failed job has said; the log says it, too, beside the lines of the same job. */
async function run<Name extends JobName>(
  name: Name,
  handler: (data: JobData[Name]) => Promise<void>,
  data: JobData[Name],
): Promise<void> {
  log.info({ queue: name }, 'job begun');
  try {
    await handler(data);
    log.info({ queue: name }, 'job done');
  } catch (error) {
    log.error({ queue: name, problem: messageOf(error) }, 'job failed');
    throw error;
  }
}
