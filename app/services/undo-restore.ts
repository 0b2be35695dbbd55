/**
 * Takes a whole import back, as long as nobody has built upon it: no entry since but those of time, no member, order or
 * redemption that it did not bring. Then the shop is as it was before, with the program it had.
 */
import { now } from '#app/clock.ts';
import { pool } from '#app/db/pool.ts';
import { markPublicStale } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { moveTransfer, type Transfer } from '#app/db/transfers.ts';
import {
  columnsOf,
  findBuiltUpon,
  findObstacles,
  sectionOf,
  undoImportRows,
  writeRows,
} from '#app/db/whole-export.ts';

type Kept = { before: Record<string, string[]>; brought: Record<string, number>; caused: number };

/** What stands against taking it back; nothing does when the list is empty. */
export async function whatStandsAgainst(
  tx: Transaction,
  transfer: Transfer,
): Promise<{ what: string; count: number }[]> {
  const { brought, caused } = transfer.setup as Kept;
  return findBuiltUpon(tx, transfer.shop, brought, caused);
}

export async function undoRestore(transfer: Transfer): Promise<void> {
  const { shop } = transfer;
  const against = await transaction(async (tx) => {
    // Whoever books for one of the members waits, and finds her gone.
    await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
    await tx.query('SELECT 1 FROM member_balances WHERE shop = $1 ORDER BY member_id FOR UPDATE', [shop]);
    const found = await whatStandsAgainst(tx, transfer);
    if (found.length > 0) return found;
    const taken = await undoImportRows(tx, shop);
    await bringBack(tx, transfer);
    // What was written while the rows went is not ours to lose.
    const late = await findObstacles(tx, shop);
    if (late.length > 0) throw new Error(`written meanwhile: ${late.join(', ')}`);
    await markPublicStale(tx, shop);
    const summary = { ...transfer.summary, taken };
    await moveTransfer(tx, transfer, ['undoing'], 'undone', { summary, setup: {}, finishedAt: now() });
    return [];
  });
  if (against.length === 0) return;
  await moveTransfer(pool(), transfer, ['undoing'], 'done', { summary: { ...transfer.summary, against } });
}

async function bringBack(tx: Transaction, { shop, setup }: Transfer): Promise<void> {
  const columns = await columnsOf(tx);
  for (const [name, rows] of Object.entries((setup as Kept).before)) {
    const section = sectionOf(name);
    if (section && rows.length > 0) await writeRows(tx, shop, section, columns[name] ?? [], rows);
  }
}
