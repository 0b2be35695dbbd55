/**
 * Writes everything that a shop has here into one file, from one snapshot of the books: a stream of lines, gzipped, a part of
 * the file at a time, so that memory does not grow with the shop. A process that dies leaves nothing; the next begins anew.
 */
import { createHash } from 'node:crypto';
import { createGzip } from 'node:zlib';
import { now } from '#app/clock.ts';
import { FORMAT, FORMAT_VERSION, writeEnd, writeHead, writeRow } from '#app/services/whole-file.ts';
import { DAY_MS } from '#app/core/time.ts';
import { invariant } from '#app/core/invariant.ts';
import { pool } from '#app/db/pool.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { addPart, dropParts, moveTransfer, noteProgress, type Transfer } from '#app/db/transfers.ts';
import {
  columnsOf,
  countSections,
  highestMember,
  openSnapshot,
  readSection,
  SECTIONS,
} from '#app/db/whole-export.ts';
import { hashKeyOf } from '#app/services/hash-key-of.ts';
import { cutIntoParts } from '#app/services/cut-into-parts.ts';

const ROWS_AT_ONCE = 2_000;
/** How long a finished export can be fetched. */
export const EXPORT_KEPT_DAYS = 7;

export async function exportShop(transfer: Transfer): Promise<void> {
  const { shop, id } = transfer;
  if (
    !(await moveTransfer(pool(), transfer, ['waiting', 'running'], 'running', { startedAt: now(), done: 0 }))
  )
    return;
  await dropParts(pool(), transfer);
  const hash = createHash('sha256');
  let bytes = 0;
  let parts = 0;
  const rows = await transaction(async (tx) => {
    await openSnapshot(tx);
    const row = await findShop(shop, tx);
    invariant(row, 'the shop of an export is known');
    const counted = await countSections(tx, shop);
    const gzip = createGzip({ level: 6 });
    const writing = writeLines(tx, row, transfer, counted, gzip);
    for await (const part of cutIntoParts(gzip)) {
      hash.update(part);
      bytes += part.length;
      await addPart(shop, id, parts, part);
      parts += 1;
    }
    await writing;
    return counted;
  });
  const expiresAt = new Date(now().getTime() + EXPORT_KEPT_DAYS * DAY_MS);
  const summary = { rows };
  await moveTransfer(pool(), transfer, ['running'], 'done', {
    ...{ bytes, parts, summary, expiresAt, finishedAt: now(), sha256: hash.digest('hex') },
  });
}

async function writeLines(
  tx: Transaction,
  shop: ShopRow,
  transfer: Transfer,
  counted: Record<string, number>,
  gzip: ReturnType<typeof createGzip>,
): Promise<void> {
  try {
    const total = Object.values(counted).reduce((sum, count) => sum + count, 0);
    await write(
      gzip,
      writeHead({
        format: FORMAT,
        version: FORMAT_VERSION,
        shop: shop.shop,
        currency: shop.currency,
        timezone: shop.timezone,
        exportedAt: now().toISOString(),
        highestMember: await highestMember(tx, shop.shop),
        hashKey: hashKeyOf(shop.shop),
        columns: await columnsOf(tx),
      }),
    );
    let done = 0;
    for (const section of SECTIONS) {
      for await (const rows of readSection(tx, shop.shop, section, ROWS_AT_ONCE)) {
        await write(gzip, rows.map((row) => writeRow(section.name, row)).join(''));
        done += rows.length;
        await noteProgress(pool(), transfer, { done, total });
      }
    }
    await write(gzip, writeEnd(counted));
    gzip.end();
  } catch (error) {
    gzip.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

function write(gzip: ReturnType<typeof createGzip>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    gzip.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
