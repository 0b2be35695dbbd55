/** Asks for an audit of the shop's books now; one waits at most. */
import { now } from '#app/clock.ts';
import { ok, type Result } from '#app/core/result.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startAudit(shop: string, actor: string): Promise<Result<{ asked: true }>> {
  await transaction(async (tx) => {
    await enqueue(tx, 'audit-shop', { shop }, `audit:${shop}`);
    await noteDeed(tx, { shop, actor, deed: 'audit-started' }, now());
  });
  return ok({ asked: true });
}
