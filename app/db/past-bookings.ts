/** Orders that no version applied to when they were first heard of, and how far giving them one has come. */
import type { Award, LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** Read from an index that holds nothing but such orders. */
const UNVERSIONED = 'shop = $1 AND program_version IS NULL AND parked_reason IS NULL';

export async function hasUnversioned(tx: Transaction, shop: string, from: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM orders WHERE ${UNVERSIONED} AND member_id IS NOT NULL AND occurred_at >= $2 LIMIT 1`,
    [shop, from],
  );
  return rowCount === 1;
}

/** The next members, by their ids, with such orders. */
export async function nextUnversioned(
  shop: string,
  from: Date,
  after: number,
  limit: number,
): Promise<{ memberId: number; facts: OrderFacts; traits: Record<string, LineTraits> | null }[]> {
  const { rows } = await pool().query<{
    member_id: number;
    facts: OrderFacts;
    traits: Record<string, LineTraits> | null;
  }>(
    `WITH members AS (SELECT DISTINCT member_id FROM orders
        WHERE ${UNVERSIONED} AND member_id > $3 AND occurred_at >= $2 ORDER BY member_id LIMIT $4)
      SELECT member_id, facts, traits FROM orders
      WHERE ${UNVERSIONED} AND member_id IN (SELECT member_id FROM members) AND occurred_at >= $2`,
    [shop, from, after, limit],
  );
  return rows.map(({ member_id, facts, traits }) => ({ memberId: member_id, facts, traits }));
}

export type VersionedOrder = {
  orderId: string;
  version: number;
  traits: Record<string, LineTraits> | null;
  revision: number;
  award: Award;
};

/** An order that has a version keeps it. */
export async function saveVersioned(tx: Transaction, shop: string, orders: VersionedOrder[]): Promise<void> {
  if (orders.length === 0) return;
  await tx.query({
    name: 'save-versioned',
    text: `UPDATE orders o SET program_version = x.v, revision = x.r, target = x.t, award = x.a,
        traits = coalesce(o.traits, x.l)
      FROM unnest($2::text[], $3::int[], $4::int[], $5::bigint[], $6::jsonb[], $7::jsonb[]) AS x(o, v, r, t, a, l)
      WHERE o.shop = $1 AND o.order_id = x.o AND o.program_version IS NULL`,
    values: [
      shop,
      orders.map((one) => one.orderId),
      orders.map((one) => one.version),
      orders.map((one) => one.revision),
      orders.map((one) => one.award.points),
      orders.map((one) => JSON.stringify(one.award)),
      orders.map((one) => (one.traits === null ? null : JSON.stringify(one.traits))),
    ],
  });
}

export type PastBooking = {
  version: number;
  state: 'running' | 'done' | 'failed';
  total: number;
  done: number;
  points: number;
  error: string | null;
};

export async function openPastBooking(
  tx: Transaction,
  shop: string,
  version: number,
  from: Date,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO past_bookings (shop, version, state, total, started_at)
      SELECT $1, $2, 'running', count(*), $4 FROM orders
      WHERE ${UNVERSIONED} AND member_id IS NOT NULL AND occurred_at >= $3
      ON CONFLICT (shop, version) DO NOTHING`,
    [shop, version, from, at],
  );
}

/** The newest, if any. */
export async function findPastBooking(shop: string): Promise<PastBooking | undefined> {
  const { rows } = await pool().query<PastBooking>(
    `SELECT version, state, total, done, points, error FROM past_bookings WHERE shop = $1
      ORDER BY version DESC LIMIT 1`,
    [shop],
  );
  return rows[0];
}

export async function notePastBooked(
  tx: Transaction,
  shop: string,
  version: number,
  done: number,
  points: number,
): Promise<void> {
  await tx.query(
    `UPDATE past_bookings SET done = done + $3, points = points + $4 WHERE shop = $1 AND version = $2`,
    [shop, version, done, points],
  );
}

export async function endPastBooking(
  shop: string,
  version: number,
  end: { state: 'done' | 'failed'; error: string | null },
  at: Date,
): Promise<void> {
  await pool().query(
    `UPDATE past_bookings SET state = $3, error = $4, finished_at = $5 WHERE shop = $1 AND version = $2`,
    [shop, version, end.state, end.error, at],
  );
}

export async function listUnfinished(): Promise<{ shop: string; version: number }[]> {
  const { rows } = await pool().query<{ shop: string; version: number }>(
    `SELECT shop, version FROM past_bookings WHERE state <> 'done' ORDER BY shop, version LIMIT 1000`,
  );
  return rows;
}
