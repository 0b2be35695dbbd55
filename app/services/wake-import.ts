/** A reading of the past that waits goes on: Shopify has ended its bulk operation, or its job was lost. */
import { findIdleImports, findReading } from '#app/db/imports.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function wakeImport(tx: Transaction, shop: string, operationId: string): Promise<void> {
  const id = await findReading(tx, shop, operationId);
  if (id !== undefined) await enqueue(tx, 'import-history', { shop, id }, `${id}:${operationId}`);
}

/** Longer than a look is ever put off. */
const IDLE_MINUTES = 30;

export async function wakeIdleImports(): Promise<void> {
  for (const { shop, id } of await findIdleImports(IDLE_MINUTES))
    await enqueue(pool(), 'import-history', { shop, id }, id);
}
