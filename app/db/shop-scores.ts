/** A shop's thresholds, worked out from how its members stand: one pass over an ordered column each. */
import type { LevelThresholds } from '#app/core/scores/levels.ts';
import type { Thresholds } from '#app/core/scores/member-figures.ts';
import type { PurchaseDays } from '#app/core/scores/fit-next-purchase.ts';
import type { RfmCuts } from '#app/core/scores/rfm.ts';
import { pool } from '#app/db/pool.ts';
import { DAY, STANDS } from '#app/db/scores.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ShopScores = Thresholds & {
  /** The merchant's own; null while the proposed ones hold. */
  ownLevels: LevelThresholds | null;
  /** What was proposed last. */
  proposedLevels: LevelThresholds | null;
  customers: number;
  computedAt: Date | null;
};

type Executor = Pick<Transaction, 'query'>;

const COLUMNS = `cuts, coalesce(own_levels, levels) AS levels, own_levels AS "ownLevels", levels AS "proposedLevels", model, customers,
  computed_at AS "computedAt"`;

export async function findShopScores(shop: string, tx: Executor = pool()): Promise<ShopScores | undefined> {
  const { rows } = await tx.query<ShopScores>(`SELECT ${COLUMNS} FROM shop_scores WHERE shop = $1`, [shop]);
  return rows[0];
}

/** Whoever holds this writes the shop's scores alone. @returns undefined when somebody else does. */
export async function lockShopScores(
  tx: Transaction,
  shop: string,
  wait: 'wait' | 'skip',
): Promise<ShopScores | undefined> {
  await tx.query('INSERT INTO shop_scores (shop) VALUES ($1) ON CONFLICT (shop) DO NOTHING', [shop]);
  const { rows } = await tx.query<ShopScores>(
    `SELECT ${COLUMNS} FROM shop_scores WHERE shop = $1 FOR UPDATE ${wait === 'skip' ? 'SKIP LOCKED' : ''}`,
    [shop],
  );
  return rows[0];
}

export async function saveThresholds(
  tx: Transaction,
  shop: string,
  { cuts, levels, model }: Thresholds,
  customers: number,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE shop_scores SET cuts = $2, levels = $3, model = $4, customers = $5, computed_at = $6 WHERE shop = $1`,
    [shop, JSON.stringify(cuts), JSON.stringify(levels), JSON.stringify(model), customers, at],
  );
}

export async function saveOwnLevels(
  tx: Transaction,
  shop: string,
  levels: LevelThresholds | null,
): Promise<void> {
  await tx.query('UPDATE shop_scores SET own_levels = $2 WHERE shop = $1', [
    shop,
    levels === null ? null : JSON.stringify(levels),
  ]);
}

export async function countScored(tx: Executor, shop: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM member_scores WHERE shop = $1',
    [shop],
  );
  return rows[0]?.count ?? 0;
}

/** The values at four places of each column, the smallest value at place 1: as `quintileCuts` takes them. */
export async function readCuts(tx: Executor, shop: string, customers: number): Promise<RfmCuts> {
  const places = [1, 2, 3, 4].map((step) => Math.ceil((step * customers) / 5));
  const { rows } = await tx.query<RfmCuts>(
    `SELECT ${valuesAt('last_day')} AS "lastDay", ${valuesAt('orders')} AS orders, ${valuesAt('revenue_minor')} AS revenue
      FROM member_scores WHERE shop = $1`,
    [shop, fractionsOf(places, customers)],
  );
  return rows[0] ?? { lastDay: [], orders: [], revenue: [] };
}

/** Scores at so many places from the best one down. */
export async function scoresFromTop(
  tx: Executor,
  shop: string,
  customers: number,
  places: number[],
): Promise<number[]> {
  const fromBelow = places.map((place) => customers + 1 - place);
  const { rows } = await tx.query<{ scores: number[] }>(
    `SELECT ${valuesAt('revenue_minor')} AS scores FROM member_scores WHERE shop = $1`,
    [shop, fractionsOf(fromBelow, customers)],
  );
  return rows[0]?.scores ?? [];
}

/** As floats: a list of them is parsed as numbers. */
function valuesAt(column: 'last_day' | 'orders' | 'revenue_minor'): string {
  return `(percentile_disc($2::float8[]) WITHIN GROUP (ORDER BY ${column}))::float8[]`;
}

/** Half a place before each: then no rounding of the division can step over to its neighbour. */
function fractionsOf(places: number[], customers: number): number[] {
  return places.map((place) => (place - 0.5) / customers);
}

/** Purchase days of a sample of the members, each so many-eth by the number. */
export async function samplePurchaseDays(
  tx: Executor,
  shop: string,
  zone: string,
  customers: number,
  size: number,
): Promise<PurchaseDays> {
  const step = Math.max(1, Math.ceil(customers / size));
  const { rows } = await tx.query<{ days: number[] }>(
    `SELECT array_agg(day ORDER BY day) AS days FROM (SELECT DISTINCT member_id, ${DAY} AS day FROM orders
        WHERE shop = $1 AND member_id % $3 = 0 AND ${STANDS}) AS x GROUP BY member_id ORDER BY member_id`,
    [shop, zone, step],
  );
  const offsets = [0];
  for (const { days } of rows) offsets.push((offsets.at(-1) ?? 0) + days.length);
  return { days: Int32Array.from(rows.flatMap(({ days }) => days)), offsets: Int32Array.from(offsets) };
}
