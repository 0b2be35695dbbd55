/** Wiring of the process: database, web server and worker, started in order and stopped in order. */
import { writeFileSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { provideDatabase } from '#app/db/provide-database.ts';
import { env } from '#app/env.server.ts';
import { announceServing, announceStop } from '#app/health.ts';
import { log, messageOf } from '#app/log.ts';
import { startOpsServer } from '#app/ops.ts';

/** Whatever restarts processes gives them about half a minute; all of this ends well before. */
const REQUESTS_MS = 10_000;
const WORKER_MS = 5_000;
const CLOSE_MS = 2_000;
/** Longer than web servers in front keep an idle line (Caddy 120 s, nginx 60 s): who closes first must not be us, or a request is lost. */
const IDLE_LINE_MS = 130_000;

const database = await provideDatabase({ migrate: true });
mkdirSync(env().TREUWERK_DATA_DIR, { recursive: true });
writeFileSync(path.join(env().TREUWERK_DATA_DIR, 'database-url'), database.url, { mode: 0o600 });

const ops = await startOpsServer();
const { startWorker } = await import('#app/worker.ts');
const worker = env().TREUWERK_ROLE === 'web' ? await startQueueAlone() : await startWorker();
const server = env().TREUWERK_ROLE === 'worker' ? undefined : await listen();
announceServing();
log.info({ role: env().TREUWERK_ROLE, port: server ? env().PORT : undefined }, 'ready');

async function startQueueAlone(): Promise<{ stop: () => Promise<void> }> {
  const { startQueue, stopQueue } = await import('#app/jobs/queue.ts');
  await startQueue();
  return { stop: stopQueue };
}

async function listen(): Promise<Server> {
  const { createApp } = await import('#app/web.ts');
  const http = createServer({ keepAliveTimeout: IDLE_LINE_MS }, await createApp());
  const host = env().HOST ?? (env().NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(env().PORT, host, resolve);
  });
  return http;
}

let stopping = false;

/** Not ready any more, requests under way answered, loops and jobs at rest, then the database let go. */
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  announceStop();
  await new Promise((resolve) => setTimeout(resolve, env().TREUWERK_DRAIN_SECONDS * 1_000));
  // Requests may still enqueue and nudge; so the worker stops after them.
  await within(REQUESTS_MS, 'requests', closeServer(server));
  await within(WORKER_MS, 'background work', worker.stop());
  const [{ closePrisma }, { closePool }] = await Promise.all([
    import('#app/db/prisma.ts'),
    import('#app/db/pool.ts'),
  ]);
  await within(CLOSE_MS, 'connections', Promise.all([closePrisma(), closePool()]));
  ops?.closeAllConnections();
  await database.stop();
  log.info({ signal }, 'stopped');
  process.exit(0);
}

async function closeServer(one: Server | undefined): Promise<void> {
  if (!one) return;
  const closed = new Promise<void>((resolve) => one.close(() => resolve()));
  // Kept-alive connections fall idle one after the other, as their last requests are answered.
  const sweep = setInterval(() => one.closeIdleConnections(), 50);
  await closed;
  clearInterval(sweep);
}

/** What does not end in time is left: a transaction cut off is rolled back, its work is taken up by the next process. */
async function within(ms: number, what: string, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  const ended = work.then(
    () => 'ended' as const,
    (error: unknown) => {
      log.error({ what, problem: messageOf(error) }, 'did not stop in order');
      return 'ended' as const;
    },
  );
  if ((await Promise.race([ended, late])) === 'late') log.warn({ what, ms }, 'still at work: left to itself');
  clearTimeout(timer);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
process.on('uncaughtException', (error) => {
  log.fatal({ problem: messageOf(error), stack: error.stack?.split('\n').slice(1, 8).join('\n') }, 'crashed');
  process.exit(1);
});
