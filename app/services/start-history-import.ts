/** Begins to read the shop's past orders; one run at a time. */
import { randomUUID } from 'node:crypto';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { insertImport } from '#app/db/imports.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startHistoryImport(command: {
  shop: string;
  actor: string;
}): Promise<Result<{ id: string }>> {
  const id = randomUUID();
  const started = await transaction(async (tx) => {
    if (!(await insertImport(tx, command.shop, id, new Date()))) return false;
    await enqueue(tx, 'import-history', { shop: command.shop, id }, id);
    return true;
  });
  return started ? ok({ id }) : rejected('import-running');
}
