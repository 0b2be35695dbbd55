/** What the app's books hold, as the checker needs it: the audit's report and a few reads of the database. */
import type { Machine } from './machine.ts';

/** The report of `npm run books`. */
export type BooksReport = {
  members: {
    member: string;
    customerId: string | null;
    pending: number;
    available: number;
    reserved: number;
    debt: number;
    expired: number;
  }[];
  violations: { member: string | null; rule: number; message: string }[];
};

export type BookedOrder = {
  customerId: string | null;
  orderId: string;
  earned: number;
  booked: number;
  waived: number;
  expired: number;
};

export type RedemptionRow = {
  id: string;
  customerId: string | null;
  rewardId: string;
  code: string;
  key: string;
  state: string;
  points: number;
  orderId: string | null;
  captured: number;
  released: number;
  restored: number;
  /** When its code was used or given back, in milliseconds. */
  overSince: number | null;
};

export type Books = {
  report: BooksReport;
  orders: Map<string, BookedOrder>;
  redemptions: RedemptionRow[];
  /** Deliveries that are neither done nor ignored, in groups. */
  stuck: { topic: string; state: string; reason: string | null; resourceId: string | null; count: number }[];
  adjustments: Map<string, number>;
  standingErrors: { customerId: string; error: string }[];
};

export async function readBooks(machine: Machine): Promise<Books> {
  const rows = async <T extends object>(text: string) =>
    (await machine.db.query<T>(text, [machine.shop])).rows;
  const [report, orders, redemptions, stuck, adjustments, standingErrors] = await Promise.all([
    machine.books() as Promise<BooksReport>,
    rows<BookedOrder>(
      `SELECT m.customer_id AS "customerId", substr(b.source, 7) AS "orderId", earned::float8,
          (earned - revoked - owed - waived - expired)::float8 AS booked, waived::float8, expired::float8
        FROM bookings b JOIN members m ON m.shop = b.shop AND m.id = b.member_id
        WHERE b.shop = $1 AND b.source LIKE 'order:%'`,
    ),
    rows<RedemptionRow>(
      `SELECT r.id, m.customer_id AS "customerId", reward_id AS "rewardId", code, idempotency_key AS key, state,
          r.points::float8, order_id AS "orderId", captured::float8, released::float8, restored::float8,
          (extract(epoch FROM resolved_at) * 1000)::float8 AS "overSince"
        FROM redemptions r JOIN members m ON m.shop = r.shop AND m.id = r.member_id WHERE r.shop = $1`,
    ),
    rows<Books['stuck'][number]>(
      `SELECT topic, state, coalesce(outcome->>'reason', error) AS reason, min(resource_id) AS "resourceId",
          count(*)::int AS count
        FROM inbox_events WHERE shop = $1 AND state NOT IN ('done', 'ignored') GROUP BY 1, 2, 3`,
    ),
    rows<{ source: string; points: number }>(
      `SELECT source, sum(CASE kind WHEN 'credit' THEN points ELSE -points END)::float8 AS points
        FROM ledger_entries WHERE shop = $1 AND kind IN ('credit', 'debit') GROUP BY 1`,
    ),
    rows<Books['standingErrors'][number]>(
      `SELECT customer_id AS "customerId", standing_error AS error FROM members
        WHERE shop = $1 AND standing_error IS NOT NULL`,
    ),
  ]);
  return {
    report,
    orders: new Map(orders.map((row) => [row.orderId, row])),
    redemptions,
    stuck,
    adjustments: new Map(adjustments.map((row) => [row.source, row.points])),
    standingErrors,
  };
}
