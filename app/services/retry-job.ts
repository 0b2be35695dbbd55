/** Staff give a failed job another try. Only jobs of their own shop can be named. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { listJobs } from '#app/db/health.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { retryJob as retryAtQueue } from '#app/jobs/queue.ts';

const bodySchema = z.strictObject({ id: z.uuid() });

export async function retryJob(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ retried: string }>> {
  const { shop, actor } = command;
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const job = (await listJobs(shop)).find(({ id, state }) => id === body.data.id && state === 'failed');
  if (!job || !(await retryAtQueue(job.queue, job.id))) return rejected('job-unknown');
  await transaction((tx) =>
    noteDeed(tx, { shop, actor, deed: 'job-retried', data: { queue: job.queue } }, now()),
  );
  return ok({ retried: job.id });
}
