/** The last checkout that a member began and has not finished: kept while a journey asks for carts that were left. */
import type { Transaction } from '#app/db/transaction.ts';

/** Whether a journey that is on begins with this event. */
export async function asksForEvent(tx: Transaction, shop: string, event: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'asks-for-event',
    text: `SELECT 1 FROM journeys WHERE shop = $1 AND on_since IS NOT NULL
      AND config->'trigger'->>'kind' = 'event' AND config->'trigger'->>'event' = $2 LIMIT 1`,
    values: [shop, event],
  });
  return rowCount === 1;
}

/** Of members alone, the latest of each; what is older than what is known changes nothing. */
export async function keepCheckouts(
  tx: Transaction,
  shop: string,
  some: { customerId: string; checkoutId: string; at: Date }[],
): Promise<void> {
  if (some.length === 0) return;
  await tx.query({
    name: 'keep-checkouts',
    text: `INSERT INTO open_checkouts AS o (shop, member_id, checkout_id, touched_at)
      SELECT DISTINCT ON (coalesce(m.heir_id, m.id)) $1, coalesce(m.heir_id, m.id), x.checkout_id, x.at
      FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS x(customer_id, checkout_id, at)
      JOIN members m ON m.shop = $1 AND m.customer_id = x.customer_id AND m.erased_at IS NULL
      ORDER BY coalesce(m.heir_id, m.id), x.at DESC
      ON CONFLICT (shop, member_id) DO UPDATE SET checkout_id = excluded.checkout_id, touched_at = excluded.touched_at
      WHERE excluded.touched_at >= o.touched_at`,
    values: [
      shop,
      some.map((one) => one.customerId),
      some.map((one) => one.checkoutId),
      some.map((one) => one.at),
    ],
  });
}

export async function dropCheckouts(tx: Transaction, shop: string, checkoutIds: string[]): Promise<void> {
  if (checkoutIds.length === 0) return;
  await tx.query({
    name: 'drop-checkouts',
    text: 'DELETE FROM open_checkouts WHERE shop = $1 AND checkout_id = ANY($2::text[])',
    values: [shop, checkoutIds],
  });
}

export type LeftCheckout = { memberId: number; checkoutId: string; touchedAt: Date };

/** Those of one shop that nobody has touched since: taken away, and told without whoever ordered after all. */
export async function takeLeftCheckouts(
  tx: Transaction,
  before: Date,
  limit: number,
): Promise<{ shop: string; taken: number; left: LeftCheckout[] } | undefined> {
  const { rows: first } = await tx.query<{ shop: string }>({
    name: 'shop-of-left',
    text: 'SELECT shop FROM open_checkouts WHERE touched_at < $1 ORDER BY touched_at LIMIT 1',
    values: [before],
  });
  const shop = first[0]?.shop;
  if (shop === undefined) return undefined;
  const { rows } = await tx.query<LeftCheckout & { ordered: boolean }>({
    name: 'take-left-checkouts',
    text: `WITH due AS (SELECT member_id FROM open_checkouts WHERE shop = $1 AND touched_at < $2
        ORDER BY touched_at LIMIT $3 FOR UPDATE SKIP LOCKED),
      gone AS (DELETE FROM open_checkouts o USING due WHERE o.shop = $1 AND o.member_id = due.member_id RETURNING o.*)
      SELECT g.member_id AS "memberId", g.checkout_id AS "checkoutId", g.touched_at AS "touchedAt",
        EXISTS (SELECT 1 FROM orders o WHERE o.shop = $1 AND o.member_id = g.member_id
          AND o.occurred_at >= g.touched_at - interval '1 minute') AS ordered FROM gone g`,
    values: [shop, before, limit],
  });
  return { shop, taken: rows.length, left: rows.filter(({ ordered }) => !ordered) };
}

/** To which members these orders belong. */
export async function findMembersOfOrders(
  tx: Transaction,
  shop: string,
  orderIds: string[],
): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await tx.query<{ orderId: string; memberId: number }>({
    name: 'members-of-orders',
    text: `SELECT order_id AS "orderId", member_id AS "memberId" FROM orders
      WHERE shop = $1 AND order_id = ANY($2::text[]) AND member_id IS NOT NULL`,
    values: [shop, orderIds],
  });
  return new Map(rows.map(({ orderId, memberId }) => [orderId, memberId]));
}

export async function moveCheckouts(
  tx: Transaction,
  shop: string,
  fromId: number,
  toId: number,
): Promise<void> {
  await tx.query(
    `WITH moved AS (DELETE FROM open_checkouts WHERE shop = $1 AND member_id = $2 RETURNING *)
      INSERT INTO open_checkouts (shop, member_id, checkout_id, touched_at)
      SELECT shop, $3, checkout_id, touched_at FROM moved ON CONFLICT (shop, member_id) DO NOTHING`,
    [shop, fromId, toId],
  );
}

export async function eraseCheckouts(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM open_checkouts WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}
