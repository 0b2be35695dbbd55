/** How far the perks of a shop's program have come at Shopify: one row per shop that ever published some. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type PerkState = 'none' | 'given' | 'off' | 'refused';
/** By the app's function, or by discounts of Shopify's own for customer segments. */
export type PerkWay = 'function' | 'segments';
/** One perk of one tier, as Shopify has it. */
export type PerkLine = {
  tierId: string;
  kind: 'percent' | 'shipping';
  percent: number;
  /** Subtotal that free shipping asks for; null for none. */
  from: string | null;
  state: Exclude<PerkState, 'none'>;
  /** Number of the discount in Shopify's admin. */
  discountId: string | null;
  /** Name of the segment, when it is given by one. */
  segment: string | null;
  /** Shopify's words, when it refused. */
  message: string | null;
};
export type PerksRow = {
  state: PerkState;
  way: PerkWay | null;
  perks: PerkLine[];
  /** Why Shopify runs no function for the app, or what went wrong at the last try. */
  message: string | null;
  attempts: number;
};

export async function savePerksSynced(
  shop: string,
  done: { version: number; at: Date } & Omit<PerksRow, 'attempts'>,
): Promise<void> {
  await pool().query(
    `INSERT INTO program_perks AS p (shop, synced_version, synced_at, state, way, perks, message, attempts, next_attempt_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL)
      ON CONFLICT (shop) DO UPDATE SET synced_version = greatest(p.synced_version, $2), synced_at = $3, state = $4,
        way = $5, perks = $6, message = $7, attempts = 0, next_attempt_at = NULL`,
    [shop, done.version, done.at, done.state, done.way, JSON.stringify(done.perks), done.message],
  );
}

/** Before Shopify is asked to make something: whoever comes after a crash knows that there may be more than is written here. */
export async function notePerksBegun(shop: string): Promise<void> {
  await pool().query(
    `INSERT INTO program_perks AS p (shop, synced_version, synced_at, state, attempts)
      VALUES ($1, 0, '-infinity', 'none', 1)
      ON CONFLICT (shop) DO UPDATE SET attempts = greatest(p.attempts, 1), message = NULL`,
    [shop],
  );
}

/** The next try waits; what Shopify has stays as it was. */
export async function savePerksFailed(shop: string, nextAt: Date, message: string): Promise<void> {
  await pool().query(
    `INSERT INTO program_perks AS p (shop, synced_version, synced_at, state, message, attempts, next_attempt_at)
      VALUES ($1, 0, '-infinity', 'none', $3, 1, $2)
      ON CONFLICT (shop) DO UPDATE SET message = $3, attempts = p.attempts + 1, next_attempt_at = $2`,
    [shop, nextAt, message],
  );
}

/** Shopify takes an app's discounts away with the app: whoever comes back gets the perks anew. */
export async function forgetPerks(tx: Transaction, shop: string): Promise<void> {
  await tx.query('DELETE FROM program_perks WHERE shop = $1', [shop]);
}

export async function findPerks(shop: string): Promise<PerksRow | undefined> {
  const { rows } = await pool().query<PerksRow>(
    'SELECT state, way, perks, message, attempts FROM program_perks WHERE shop = $1',
    [shop],
  );
  return rows[0];
}
