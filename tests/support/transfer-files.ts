/** Files of exports and imports in tests: fetched, laid down as if uploaded, and what a shop's rows say, to compare. */
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { NOT_EXPORTED, SECTIONS } from '../../app/db/whole-export.ts';
import { findTransfer, insertTransfer, readParts, type Transfer } from '../../app/db/transfers.ts';
import { pool } from '../../app/db/pool.ts';
import { addPart } from '../../app/db/transfers.ts';

export { NOT_EXPORTED, SECTIONS };

export async function layDown(
  shop: string,
  kind: Transfer['kind'],
  state: Transfer['state'],
  bytes: Uint8Array = new Uint8Array(),
  fileName = 'file',
): Promise<Transfer> {
  const id = randomUUID();
  await insertTransfer(pool(), { shop, id, kind, state, fileName, createdBy: 'staff:1' }, new Date());
  for (let part = 0; part * PART < bytes.length; part += 1) {
    await addPart(shop, id, part, bytes.subarray(part * PART, (part + 1) * PART));
  }
  return transferOf(shop, id);
}

/** Small, so that rows lie across parts. */
const PART = 10_000;

export async function transferOf(shop: string, id: string): Promise<Transfer> {
  const transfer = await findTransfer(shop, id);
  if (!transfer) throw new Error('no such transfer');
  return transfer;
}

export async function fileOf(shop: string, id: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of readParts(shop, id)) parts.push(part);
  return Buffer.concat(parts);
}

/** The same export with some of its lines changed. */
export function editExport(file: Buffer, edit: (lines: string[]) => string[]): Buffer {
  return gzipSync(edit(gunzipSync(file).toString().trimEnd().split('\n')).join('\n') + '\n');
}

/** Every row of the shop's own state as a text. */
export async function rowsOf(db: Pick<pg.Pool, 'query'>, shop: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, table, key, omit } of SECTIONS) {
    const without = ['shop', ...omit].map((column) => `'${column}'`).join(', ');
    const { rows } = await db.query<{ row: string }>(
      `SELECT (to_jsonb(t) - ARRAY[${without}])::text AS row FROM ${table} t WHERE t.shop = $1 ORDER BY ${key}`,
      [shop],
    );
    found.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return found;
}

/** As if the shop had never had anything but its name and its settings at Shopify. */
export async function emptyShop(db: pg.Pool, shop: string): Promise<void> {
  await db.query('SELECT undo_import_rows($1)', [shop]);
  for (const table of ['products', 'erased_contacts', 'erased_customers']) {
    await db.query(`DELETE FROM ${table} WHERE shop = $1`, [shop]);
  }
}
