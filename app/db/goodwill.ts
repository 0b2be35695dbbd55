/** Points of goodwill given in a month by those with a budget. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export async function goodwillGiven(shop: string, month: string): Promise<number> {
  const { rows } = await pool().query<{ points: string }>(
    'SELECT points::text FROM goodwill_uses WHERE shop = $1 AND month = $2',
    [shop, month],
  );
  return Number(rows[0]?.points ?? 0);
}

/** @returns undefined when the budget bears it; otherwise what is left, and nothing is taken. */
export async function takeGoodwill(
  tx: Transaction,
  shop: string,
  month: string,
  points: number,
  budget: number | null,
): Promise<number | undefined> {
  await tx.query('INSERT INTO goodwill_uses (shop, month) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    shop,
    month,
  ]);
  const { rows } = await tx.query<{ points: string }>(
    'SELECT points::text FROM goodwill_uses WHERE shop = $1 AND month = $2 FOR UPDATE',
    [shop, month],
  );
  const given = Number(rows[0]?.points ?? 0);
  if (budget !== null && given + points > budget) return Math.max(0, budget - given);
  await tx.query('UPDATE goodwill_uses SET points = points + $3 WHERE shop = $1 AND month = $2', [
    shop,
    month,
    points,
  ]);
  return undefined;
}
