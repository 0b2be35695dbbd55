/**
 * Members whose lots are due to mature or expire, and when they are looked at again. Those of a shop that has left wait for
 * its return; Shopify asks for its erasure within days, so they do not pile up.
 */
import type { Transaction } from '#app/db/transaction.ts';

function isThere(row: string): string {
  return `NOT EXISTS (SELECT 1 FROM shops s WHERE s.shop = ${row}.shop AND s.uninstalled_at IS NOT NULL)`;
}

/** Locks a batch of one shop; members that another worker holds are left to it. */
export async function findDueMembers(
  tx: Transaction,
  at: Date,
  limit: number,
): Promise<{ shop: string; memberIds: number[] } | undefined> {
  const { rows } = await tx.query<{ shop: string; member_id: number }>({
    name: 'due-members',
    text: `WITH first AS (SELECT shop FROM member_balances b WHERE next_due_at <= $1 AND ${isThere('b')}
        ORDER BY next_due_at LIMIT 1 FOR UPDATE OF b SKIP LOCKED)
      SELECT shop, member_id FROM member_balances
      WHERE next_due_at <= $1 AND shop = (SELECT shop FROM first)
      ORDER BY member_id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    values: [at, limit],
  });
  const [first] = rows;
  return first && { shop: first.shop, memberIds: rows.map((row) => row.member_id) };
}

/** Looks at a member again no earlier than then: her books cannot be read or written as they are. */
export async function postponeDue(
  tx: Transaction,
  shop: string,
  memberId: number,
  until: Date,
): Promise<void> {
  await tx.query('UPDATE member_balances SET next_due_at = $3 WHERE shop = $1 AND member_id = $2', [
    shop,
    memberId,
    until,
  ]);
}

/** Members whose tier or birthday is due: a batch of one shop, whose balances are locked as every command locks them. */
export async function findMembersToRevisit(
  tx: Transaction,
  at: Date,
  limit: number,
): Promise<{ shop: string; memberIds: number[] } | undefined> {
  const { rows } = await tx.query<{ shop: string; id: number }>({
    name: 'members-to-revisit',
    text: `WITH first AS (SELECT shop FROM members f WHERE revisit_at <= $1 AND ${isThere('f')} ORDER BY revisit_at LIMIT 1)
      SELECT m.shop, m.id FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.revisit_at <= $1 AND m.shop = (SELECT shop FROM first)
      ORDER BY m.id LIMIT $2 FOR UPDATE OF b SKIP LOCKED`,
    values: [at, limit],
  });
  const [first] = rows;
  return first && { shop: first.shop, memberIds: rows.map((row) => row.id) };
}

/** Looks at a member's tier again no earlier than then. */
export async function postponeRevisit(
  tx: Transaction,
  shop: string,
  memberId: number,
  until: Date,
): Promise<void> {
  await tx.query('UPDATE members SET revisit_at = $3 WHERE shop = $1 AND id = $2', [shop, memberId, until]);
}
