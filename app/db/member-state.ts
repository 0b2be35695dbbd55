/** Whether a member is blocked, and what whoever acts upon her must know of her. */
import { findMemberIds } from '#app/db/members.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** Whether staff keep her from redeeming. To be asked under her lock where it decides. */
export async function isBlocked(tx: Transaction, shop: string, memberId: number): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'is-blocked',
    text: 'SELECT 1 FROM members WHERE shop = $1 AND id = $2 AND blocked_at IS NOT NULL',
    values: [shop, memberId],
  });
  return rowCount === 1;
}

export async function isBlockedCustomer(tx: Transaction, shop: string, customerId: string): Promise<boolean> {
  const memberId = (await findMemberIds(tx, shop, [customerId])).get(customerId);
  return memberId !== undefined && isBlocked(tx, shop, memberId);
}

/** A member as whoever acts upon her must know her. */
export async function findMember(
  tx: Transaction,
  shop: string,
  memberId: number,
): Promise<
  { customerId: string | null; email: string | null; isGone: boolean; blockedAt: Date | null } | undefined
> {
  const { rows } = await tx.query<{
    customerId: string | null;
    email: string | null;
    isGone: boolean;
    blockedAt: Date | null;
  }>(
    `SELECT customer_id AS "customerId", email, heir_id IS NOT NULL OR erased_at IS NOT NULL AS "isGone",
        blocked_at AS "blockedAt"
      FROM members WHERE shop = $1 AND id = $2`,
    [shop, memberId],
  );
  return rows[0];
}

export async function setBlocked(
  tx: Transaction,
  shop: string,
  memberId: number,
  since: Date | null,
): Promise<void> {
  await tx.query('UPDATE members SET blocked_at = $3 WHERE shop = $1 AND id = $2', [shop, memberId, since]);
}
