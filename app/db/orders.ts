/** Orders as last known, with the award each led to. */
import type { Award, LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type StoredOrder = {
  orderId: string;
  memberId: number | null;
  updatedAt: Date;
  triggeredAt: Date;
  factsHash: string;
  programVersion: number | null;
  revision: number;
  parkedReason: string | null;
  deliveredAt: string | null;
  chargedBack: boolean | null;
  traits: Record<string, LineTraits> | null;
};

/** To be read after the members are locked: an order changes only under its member's lock. */
export async function loadOrders(
  tx: Transaction,
  shop: string,
  orderIds: string[],
): Promise<Map<string, StoredOrder>> {
  const { rows } = await tx.query<StoredOrder>({
    name: 'load-orders',
    text: `SELECT order_id AS "orderId", member_id AS "memberId", updated_at AS "updatedAt",
        triggered_at AS "triggeredAt", facts_hash AS "factsHash", program_version AS "programVersion", revision,
        parked_reason AS "parkedReason", facts->>'deliveredAt' AS "deliveredAt",
        (facts->>'chargedBack')::boolean AS "chargedBack", traits
      FROM orders WHERE shop = $1 AND order_id = ANY($2::text[])`,
    values: [shop, orderIds],
  });
  return new Map(rows.map((row) => [row.orderId, row]));
}

export type OrderWrite = {
  facts: OrderFacts;
  factsHash: string;
  triggeredAt: Date;
  memberId: number | null;
  programVersion: number | null;
  revision: number;
  award: Award;
  parkedReason: string | null;
  traits: Record<string, LineTraits> | null;
};

/** Their members are due to be scored anew. */
export async function saveOrders(tx: Transaction, shop: string, orders: OrderWrite[]): Promise<void> {
  if (orders.length === 0) return;
  await tx.query({
    name: 'save-orders',
    text: `WITH saved AS (INSERT INTO orders (shop, order_id, name, member_id, customer_id, occurred_at, updated_at, triggered_at, facts,
        facts_hash, financial_status, cancelled_at, total_minor, program_version, revision, target, award, parked_reason,
        traits)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[],
        $8::timestamptz[], $9::jsonb[], $10::text[], $11::text[], $12::timestamptz[], $13::bigint[], $14::int[],
        $15::int[], $16::bigint[], $17::jsonb[], $18::text[], $19::jsonb[])
      ON CONFLICT (shop, order_id) DO UPDATE SET name = excluded.name, member_id = excluded.member_id,
        customer_id = excluded.customer_id, occurred_at = excluded.occurred_at, updated_at = excluded.updated_at,
        triggered_at = excluded.triggered_at, facts = excluded.facts, facts_hash = excluded.facts_hash,
        financial_status = excluded.financial_status, cancelled_at = excluded.cancelled_at,
        total_minor = excluded.total_minor, program_version = excluded.program_version, revision = excluded.revision,
        target = excluded.target, award = excluded.award, parked_reason = excluded.parked_reason, traits = excluded.traits
        RETURNING member_id)
      INSERT INTO score_dues (shop, member_id) SELECT DISTINCT $1, member_id FROM saved WHERE member_id IS NOT NULL`,
    values: [
      shop,
      orders.map((one) => one.facts.orderId),
      orders.map((one) => one.facts.name),
      orders.map((one) => one.memberId),
      orders.map((one) => one.facts.customerId),
      orders.map((one) => one.facts.occurredAt),
      orders.map((one) => one.facts.updatedAt),
      orders.map((one) => one.triggeredAt.toISOString()),
      orders.map((one) => JSON.stringify(one.facts)),
      orders.map((one) => one.factsHash),
      orders.map((one) => one.facts.financialStatus),
      orders.map((one) => one.facts.cancelledAt),
      orders.map((one) => one.facts.totalMinor),
      orders.map((one) => one.programVersion),
      orders.map((one) => one.revision),
      orders.map((one) => one.award.points),
      orders.map((one) => JSON.stringify(one.award)),
      orders.map((one) => one.parkedReason),
      orders.map((one) => (one.traits === null ? null : JSON.stringify(one.traits))),
    ],
  });
}

export async function findOrderFacts(shop: string, orderId: string): Promise<OrderFacts | null> {
  const { rows } = await pool().query<{ facts: OrderFacts }>(
    'SELECT facts FROM orders WHERE shop = $1 AND order_id = $2',
    [shop, orderId],
  );
  return rows[0]?.facts ?? null;
}

/** What Shopify calls orders, such as "#1001"; who was forgotten has none. */
export async function findOrderNames(
  tx: Pick<Transaction, 'query'>,
  shop: string,
  orderIds: string[],
): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; name: string }>({
    name: 'order-names',
    text: 'SELECT order_id AS id, name FROM orders WHERE shop = $1 AND order_id = ANY($2::text[])',
    values: [shop, orderIds],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
