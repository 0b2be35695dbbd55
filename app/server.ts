/** Wiring of the process: database, web server and worker, started in order and stopped in order. */
import { writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { provideDatabase } from '#app/db/provide-database.ts';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.ts';

const database = await provideDatabase({ migrate: true });
mkdirSync(env().TREUWERK_DATA_DIR, { recursive: true });
writeFileSync(path.join(env().TREUWERK_DATA_DIR, 'database-url'), database.url, { mode: 0o600 });

const { startWorker } = await import('#app/worker.ts');
const worker = env().TREUWERK_ROLE === 'web' ? await startQueueAlone() : await startWorker();
const server = env().TREUWERK_ROLE === 'worker' ? undefined : await listen();

async function startQueueAlone(): Promise<{ stop: () => Promise<void> }> {
  const { startQueue, stopQueue } = await import('#app/jobs/queue.ts');
  await startQueue();
  return { stop: stopQueue };
}

async function listen() {
  const { createApp } = await import('#app/web.ts');
  const http = createServer(await createApp());
  const host = env().HOST ?? (env().NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(env().PORT, host, resolve);
  });
  log.info({ port: env().PORT }, 'ready');
  return http;
}

let stopping = false;

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  const deadline = setTimeout(() => process.exit(1), 20_000);
  server?.closeIdleConnections();
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  await worker.stop();
  const [{ closePrisma }, { closePool }] = await Promise.all([
    import('#app/db/prisma.ts'),
    import('#app/db/pool.ts'),
  ]);
  await closePrisma();
  await closePool();
  await database.stop();
  clearTimeout(deadline);
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
