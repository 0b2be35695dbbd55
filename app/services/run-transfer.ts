/** The job behind exports and imports: does what a transfer's state asks for, from where the last process stopped. */
import { now } from '#app/clock.ts';
import { pool } from '#app/db/pool.ts';
import { findTransfer, moveTransfer, type Transfer } from '#app/db/transfers.ts';
import { log, messageOf } from '#app/log.ts';
import { exportShop } from '#app/services/export-shop.ts';
import { FileRefused } from '#app/services/file-refused.ts';
import { importRows, Overtaken } from '#app/services/import-rows.ts';
import { restoreShop } from '#app/services/restore-shop.ts';
import { undoRows } from '#app/services/undo-rows.ts';
import { undoRestore } from '#app/services/undo-restore.ts';

export async function runTransfer(shop: string, id: string): Promise<void> {
  const transfer = await findTransfer(shop, id);
  if (!transfer) return;
  try {
    await advance(transfer);
  } catch (error) {
    if (error instanceof Overtaken) return;
    await fail(transfer, error);
  }
}

async function advance(transfer: Transfer): Promise<void> {
  switch (transfer.kind) {
    case 'export':
      return exportShop(transfer);
    case 'restore':
      return transfer.state === 'undoing' ? undoRestore(transfer) : restoreShop(transfer);
    case 'import':
    case 'bulk':
      return transfer.state === 'undoing' ? undoRows(transfer) : importRows(transfer);
  }
}

/** What a whole import or its undo began is not there. What rows began goes on from there when staff say so. */
async function fail(transfer: Transfer, error: unknown): Promise<void> {
  const isWholeUndo = transfer.kind === 'restore' && transfer.state === 'undoing';
  const { shop, id } = transfer;
  const refused = error instanceof FileRefused ? error : undefined;
  if (!refused) log.error({ shop, transfer: id, problem: messageOf(error) }, 'an import or export stopped');
  const isDamaged = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  const code = refused?.code ?? (isDamaged ? 'file-damaged' : 'unexpected');
  const summary = { ...transfer.summary, refusal: { code, ...refused?.details } };
  const to = isWholeUndo ? 'done' : 'failed';
  await moveTransfer(pool(), transfer, ['waiting', 'running', 'undoing', 'checking'], to, {
    ...{ summary, error: code, finishedAt: now() },
  });
}
