/** Shops made for a test: a row, and the bare program (1 point per 1.00) as a version that applies from 1970. */
import { createHash } from 'node:crypto';
import type { TestSandbox } from './sandbox.ts';

/** @returns the shop's domain. It has no session, so that nothing can be read from Shopify for it. */
export async function addFreshShop(
  { db }: Pick<TestSandbox, 'db'>,
  name: string,
  currency: string,
  config: unknown = {},
): Promise<string> {
  // Domains of shops are short; the name of a file need not be.
  const shop = `fx-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.myshopify.com`;
  await db.query(
    `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, installed_at)
      VALUES ($1, $2, $3, 'UTC', 'en', 'basic', now())`,
    [shop, name, currency],
  );
  await db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      VALUES ($1, 1, $2, '1970-01-01T00:00:00Z', now(), 'test')`,
    [shop, JSON.stringify(config)],
  );
  return shop;
}

export type SeenOrder = {
  orderId: string;
  customerId: string | null;
  points: number;
  nothingBecause: string | null;
  parkedReason: string | null;
};

/** The orders of a shop as the app keeps them, with what each should give. */
export async function ordersOf({ db }: Pick<TestSandbox, 'db'>, shop: string): Promise<SeenOrder[]> {
  const { rows } = await db.query<SeenOrder>(
    `SELECT order_id AS "orderId", customer_id AS "customerId", target::int8::float8 AS points,
        award->>'nothingBecause' AS "nothingBecause", parked_reason AS "parkedReason"
      FROM orders WHERE shop = $1 ORDER BY order_id`,
    [shop],
  );
  return rows;
}

/** Points that the ledger of a shop has issued, less those revoked: what was booked, whoever has it. */
export async function bookedIn({ db }: Pick<TestSandbox, 'db'>, shop: string): Promise<number> {
  const { rows } = await db.query<{ booked: number }>(
    `SELECT coalesce(sum(CASE kind WHEN 'earn' THEN points WHEN 'revoke' THEN -points ELSE 0 END), 0)::float8 AS booked
      FROM ledger_entries WHERE shop = $1`,
    [shop],
  );
  return rows[0]?.booked ?? 0;
}

export type SeenEvent = {
  topic: string;
  state: string;
  outcome: Record<string, unknown> | null;
  error: string | null;
};

export async function eventsOf(
  { db }: Pick<TestSandbox, 'db'>,
  shop: string,
  resource?: string,
): Promise<SeenEvent[]> {
  const { rows } = await db.query<SeenEvent>(
    `SELECT topic, state, outcome, error FROM inbox_events
      WHERE shop = $1 AND ($2::text IS NULL OR resource_id = $2) ORDER BY seq`,
    [shop, resource ?? null],
  );
  return rows;
}
