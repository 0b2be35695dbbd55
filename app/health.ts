/** Whether this process is alive, and whether it should be given work: in plain words, without addresses or secrets. */
import type { Response, Router } from 'express';
import express from 'express';
import { askDatabase } from '#app/db/figures.ts';
import { isMigrated } from '#app/db/provide-database.ts';
import { env } from '#app/env.server.ts';
import { queueHasStarted } from '#app/jobs/queue.ts';

let phase: 'starting' | 'serving' | 'stopping' = 'starting';
/** What has once been true of the schema stays true while this process runs. */
let migrated = false;

export function announceServing(): void {
  phase = 'serving';
}

/** From now on no load balancer should send anything here. */
export function announceStop(): void {
  phase = 'stopping';
}

export function isStopping(): boolean {
  return phase === 'stopping';
}

/** @returns why this process is not ready; empty when it is. */
export async function reasonsNotReady(): Promise<string[]> {
  const reasons: string[] = phase === 'serving' ? [] : [phase];
  if (!queueHasStarted()) reasons.push('the job queue has not started');
  try {
    await askDatabase();
  } catch {
    return [...reasons, 'the database does not answer'];
  }
  migrated ||= await isMigrated(env().DATABASE_URL ?? '').catch(() => false);
  return migrated ? reasons : [...reasons, 'migrations are missing in the database'];
}

/** `/healthz` and `/readyz`. Load balancers look at the second, whatever restarts processes at the first. */
export function healthRoutes(): Router {
  const router = express.Router();
  router.get(['/healthz', '/health/live'], (_request, response) => void response.type('text').send('alive'));
  router.get(['/readyz', '/health/ready'], (_request, response) => void answerReady(response));
  return router;
}

async function answerReady(response: Response): Promise<void> {
  const reasons = await reasonsNotReady();
  response.set('Cache-Control', 'no-store');
  if (reasons.length === 0) response.type('text').send('ready');
  else
    response
      .status(503)
      .type('text')
      .send(`${reasons.join('\n')}\n`);
}
