/** Asks for a comparison with Shopify now; one of a shop waits at most. */
import { ok, type Result } from '#app/core/result.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startReconcile(shop: string): Promise<Result<{ asked: true }>> {
  await transaction((tx) => enqueue(tx, 'reconcile-shop', { shop }, `reconcile:${shop}`));
  return ok({ asked: true });
}
