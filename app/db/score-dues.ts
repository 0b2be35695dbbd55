/**
 * Members whose scores are due. Whoever changes a fact that scores read marks them in the same transaction; marks are only
 * added, never changed, so that nobody waits for the work and no change that commits meanwhile is missed.
 */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export async function markScoreDues(tx: Transaction, shop: string, memberIds: number[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.query('INSERT INTO score_dues (shop, member_id) SELECT $1, unnest($2::bigint[])', [
    shop,
    memberIds,
  ]);
}

/** For a shop whose orders have come in whole. */
export async function markAllScoreDues(tx: Transaction, shop: string): Promise<void> {
  await tx.query('INSERT INTO score_dues (shop, member_id) SELECT shop, id FROM members WHERE shop = $1', [
    shop,
  ]);
}

/** The next shop with marks after this one, in the order of their names, so that each has its turn. */
export async function nextDueShop(after: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ shop: string }>({
    name: 'next-due-shop',
    text: `(SELECT shop FROM score_dues WHERE shop > $1 ORDER BY shop LIMIT 1)
      UNION ALL (SELECT shop FROM score_dues ORDER BY shop LIMIT 1) LIMIT 1`,
    values: [after],
  });
  return rows[0]?.shop;
}

/** Takes marks away and says whom they meant; what is marked from now on is another mark. */
export async function takeDues(tx: Transaction, shop: string, marks: number): Promise<number[]> {
  const { rows } = await tx.query<{ member_id: number }>({
    name: 'take-score-dues',
    text: `DELETE FROM score_dues WHERE shop = $1 AND id = ANY(ARRAY(SELECT id FROM score_dues WHERE shop = $1 ORDER BY id LIMIT $2))
      RETURNING member_id`,
    values: [shop, marks],
  });
  return [...new Set(rows.map((row) => row.member_id))];
}
