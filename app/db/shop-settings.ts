/** A shop's settings as stored; every default filled in when read. */
import { type Settings, settingsSchema } from '#app/core/settings.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type StoredSettings = { settings: Settings; revision: number };

export function readSettings(stored: unknown): Settings {
  return settingsSchema.parse(stored ?? {});
}

export async function findSettings(shop: string, tx?: Transaction): Promise<StoredSettings> {
  const { rows } = await (tx ?? pool()).query<{ config: unknown; revision: number }>(
    'SELECT config, revision FROM shop_settings WHERE shop = $1',
    [shop],
  );
  return { settings: readSettings(rows[0]?.config), revision: rows[0]?.revision ?? 0 };
}

/** @returns the new revision; undefined when somebody else has saved since `seen`. */
export async function saveSettings(
  tx: Transaction,
  shop: string,
  change: { settings: Settings; seen: number; at: Date; actor: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO shop_settings AS s (shop, config, updated_at, updated_by)
      SELECT $1, $2, $4, $5 WHERE $3::int = 0 OR EXISTS (SELECT 1 FROM shop_settings WHERE shop = $1)
      ON CONFLICT (shop) DO UPDATE SET config = $2, revision = s.revision + 1, updated_at = $4, updated_by = $5
        WHERE s.revision = $3
      RETURNING revision`,
    [shop, JSON.stringify(change.settings), change.seen, change.at, change.actor],
  );
  return rows[0]?.revision;
}
