/** Asks for a comparison with Shopify now; one of a shop waits at most. */
import { now } from '#app/clock.ts';
import { ok, type Result } from '#app/core/result.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startReconcile(shop: string, actor = 'treuwerk'): Promise<Result<{ asked: true }>> {
  await transaction(async (tx) => {
    await enqueue(tx, 'reconcile-shop', { shop }, `reconcile:${shop}`);
    await noteDeed(tx, { shop, actor, deed: 'comparison-started' }, now());
  });
  return ok({ asked: true });
}
