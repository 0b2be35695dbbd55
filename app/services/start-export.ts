/** Begins an export of everything that a shop has here; one at a time. */
import { randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { insertTransfer, listTransfers } from '#app/db/transfers.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

export async function startExport(command: { shop: string; actor: string }): Promise<Result<{ id: string }>> {
  const { shop, actor } = command;
  const [newest] = await listTransfers(shop, ['export'], 1);
  if (newest && (newest.state === 'waiting' || newest.state === 'running')) return ok({ id: newest.id });
  const id = randomUUID();
  const at = now();
  const fileName = `treuwerk-${shop.replace(/\.myshopify\.com$/, '')}-${at.toISOString().slice(0, 10)}.ndjson.gz`;
  return transaction(async (tx) => {
    // Two people who ask at once get one export.
    const { rowCount } = await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
    if (rowCount !== 1) return rejected('shop-unknown');
    await insertTransfer(tx, { shop, id, kind: 'export', state: 'waiting', fileName, createdBy: actor }, at);
    await noteDeed(tx, { shop, actor, deed: 'export-started', subject: `transfer:${id}` }, at);
    await enqueue(tx, 'run-transfer', { shop, id }, `${id}:export`);
    return ok({ id });
  });
}
