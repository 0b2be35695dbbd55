/** Discounts at Shopify whose redemptions are over: which of them are due to be deleted, and that they were. */
import type { Reward } from '#app/core/program/program.ts';
import { pool } from '#app/db/pool.ts';

export type OldDiscount = { shop: string; id: string; code: string; discountId: string | null };

/** Store credit and gift cards are no discounts. The words are those of the index. */
const VALUE_KINDS = `'storeCredit', 'giftCard'` satisfies `'${Reward['kind']}', '${Reward['kind']}'`;

/**
 * Takes some that were resolved by then, of several shops. Whatever becomes of them is not tried again before the lease is
 * over, in real time: a shop that does not answer is not asked for the same ones over and over.
 */
export async function claimOldDiscounts(
  resolvedBy: Date,
  limits: { shops: number; perShop: number; leaseMinutes: number },
): Promise<OldDiscount[]> {
  const { rows } = await pool().query<OldDiscount>(
    `UPDATE redemptions r SET next_attempt_at = now() + make_interval(mins => $4)
      FROM (SELECT old.shop, old.id FROM (
          SELECT shop FROM shops s WHERE uninstalled_at IS NULL AND EXISTS (
            SELECT 1 FROM redemptions WHERE shop = s.shop AND resolved_at <= $1 AND discount_deleted_at IS NULL
              AND reward->>'kind' NOT IN (${VALUE_KINDS}) AND (next_attempt_at IS NULL OR next_attempt_at <= now()))
          ORDER BY shop LIMIT $2) s
        CROSS JOIN LATERAL (
          SELECT shop, id FROM redemptions WHERE shop = s.shop AND resolved_at <= $1 AND discount_deleted_at IS NULL
            AND reward->>'kind' NOT IN (${VALUE_KINDS}) AND (next_attempt_at IS NULL OR next_attempt_at <= now())
          ORDER BY resolved_at LIMIT $3 FOR UPDATE SKIP LOCKED) old) due
      WHERE r.shop = due.shop AND r.id = due.id RETURNING r.shop, r.id, r.code, r.discount_id AS "discountId"`,
    [resolvedBy, limits.shops, limits.perShop, limits.leaseMinutes],
  );
  return rows;
}

export async function saveDiscountDeleted(shop: string, id: string, at: Date): Promise<void> {
  await pool().query(
    `UPDATE redemptions SET discount_deleted_at = $3, next_attempt_at = NULL
      WHERE shop = $1 AND id = $2 AND resolved_at IS NOT NULL AND discount_deleted_at IS NULL`,
    [shop, id, at],
  );
}
