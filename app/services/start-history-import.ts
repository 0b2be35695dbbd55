/** Begins to read the shop's past, or goes on with a run that failed lately; one run at a time. */
import { randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { insertImport, reopenImport } from '#app/db/imports.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startHistoryImport(command: {
  shop: string;
  actor: string;
}): Promise<Result<{ id: string }>> {
  const { shop } = command;
  const started = await transaction(async (tx) => {
    const fresh = randomUUID();
    const id =
      (await reopenImport(tx, shop, now())) ??
      ((await insertImport(tx, shop, fresh, now())) ? fresh : undefined);
    if (id === undefined) return undefined;
    await enqueue(tx, 'import-history', { shop, id }, id);
    await noteDeed(tx, { shop, actor: command.actor, deed: 'history-started' }, now());
    return id;
  });
  return started === undefined ? rejected('import-running') : ok({ id: started });
}
