/**
 * The rows behind the finance figures, page by page: entries, lots, captured redemptions.
 *
 * Pages are cut by key. Entries are only ever added and every list ends at an instant, so pages read one after the other
 * are one consistent list without holding a transaction open.
 */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Reward } from '#app/core/program/program.ts';
import { pool } from '#app/db/pool.ts';

const PAGE = 5_000;

/** Entries recorded from `from` on and before `until`, of all kinds for null; days are those of the time zone. */
export type EntrySpan = { zone: string; from: Date; until: Date; kinds: readonly string[] | null };

export type EntryRow = {
  memberId: number;
  seq: number;
  day: string;
  recordedAt: Date;
  occurredAt: Date;
  kind: string;
  from: string;
  to: string;
  points: number;
  source: string;
  reasons: string[] | null;
  programVersion: number | null;
  actor: string;
  key: string;
  /** Lots with the points taken from each or given to each: "3:100 7:50"; null for an entry that opens one. */
  lots: string | null;
};

export async function* listEntries(shop: string, span: EntrySpan): AsyncGenerator<EntryRow> {
  yield* pages(PAGE, async (last: EntryRow | undefined) => {
    const { rows } = await pool().query<EntryRow>(
      `SELECT member_id AS "memberId", seq, (recorded_at AT TIME ZONE $4)::date::text AS day,
          recorded_at AS "recordedAt", occurred_at AS "occurredAt", kind, from_account AS "from", to_account AS "to",
          points, source, reasons, program_version AS "programVersion", actor, key,
          (SELECT string_agg(a.lot_seq || ':' || a.points, ' ' ORDER BY a.lot_seq) FROM lot_allocations a
            WHERE a.shop = e.shop AND a.member_id = e.member_id AND a.seq = e.seq) AS lots
        FROM ledger_entries e
        WHERE shop = $1 AND (member_id, seq) > ($2, $3) AND recorded_at >= $5 AND recorded_at < $6
          AND ($7::text[] IS NULL OR kind = ANY($7))
        ORDER BY member_id, seq LIMIT $8`,
      [shop, last?.memberId ?? 0, last?.seq ?? 0, span.zone, span.from, span.until, span.kinds, PAGE],
    );
    return rows;
  });
}

/** Lots earned within `earned` and booked within `booked`, with what had become of them by `until`. */
export type LotSpan = {
  until: Date;
  earned: { from: Date; until: Date };
  booked: { from: Date; until: Date };
  /** Leaves out lots of which nothing is outstanding, or those that came by a transfer. */
  only: 'outstanding' | 'given';
};

export type LotRow = {
  memberId: number;
  seq: number;
  source: string;
  earnedAt: Date;
  bookedAt: Date;
  opened: number;
  redeemed: number;
  expired: number;
  /** Revoked, taken by a person, used for debts, or moved to another member. */
  taken: number;
};

export async function* listLots(shop: string, span: LotSpan): AsyncGenerator<LotRow> {
  yield* pages(PAGE, async (last: LotRow | undefined) => {
    const { rows } = await pool().query<LotRow>(LOTS, [
      shop,
      last?.memberId ?? 0,
      last?.seq ?? 0,
      span.until,
      span.earned.from,
      span.earned.until,
      span.booked.from,
      span.booked.until,
      span.only,
      PAGE,
    ]);
    return rows;
  });
}

const LOTS = `SELECT l.member_id AS "memberId", l.seq, l.source, l.opened_at AS "earnedAt",
    o.recorded_at AS "bookedAt", o.points AS opened, m.redeemed, m.expired, m.taken
  FROM lots l
  JOIN ledger_entries o ON o.shop = l.shop AND o.member_id = l.member_id AND o.seq = l.seq
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(CASE WHEN e.kind = 'capture' THEN a.points
        WHEN e.from_account = 'redeemed' THEN -a.points END), 0)::bigint AS redeemed,
      coalesce(sum(a.points) FILTER (WHERE e.kind = 'expire'), 0)::bigint AS expired,
      coalesce(sum(a.points) FILTER (WHERE e.kind IN ('revoke', 'debit', 'settle', 'transfer')), 0)::bigint AS taken
    FROM lot_allocations a
    JOIN ledger_entries e ON e.shop = a.shop AND e.member_id = a.member_id AND e.seq = a.seq
    WHERE a.shop = l.shop AND a.member_id = l.member_id AND a.lot_seq = l.seq AND a.seq <> l.seq
      AND e.recorded_at < $4) m
  WHERE l.shop = $1 AND (l.member_id, l.seq) > ($2, $3) AND o.recorded_at < $4
    AND l.opened_at >= $5 AND l.opened_at < $6 AND o.recorded_at >= $7 AND o.recorded_at < $8
    AND CASE $9 WHEN 'given' THEN o.kind IN ('earn', 'credit')
      ELSE o.points - m.redeemed - m.expired - m.taken <> 0 END
  ORDER BY l.member_id, l.seq LIMIT $10`;

export type CapturedRow = {
  id: string;
  code: string;
  memberId: number;
  reward: Reward;
  captured: number;
  restored: number;
  bookedAt: Date;
  day: string;
  orderId: string | null;
  orderName: string | null;
  orderedAt: Date | null;
  /** Null when the order is not known. */
  order: Pick<OrderFacts, 'lines' | 'refunds' | 'codes' | 'taxesIncluded' | 'cancelledAt'> | null;
};

/** Redemptions by when they were captured: the same instant as that of the ledger's entry. */
export async function* listCaptured(
  shop: string,
  span: { zone: string; from: Date; until: Date },
): AsyncGenerator<CapturedRow> {
  yield* pages(CAPTURED_PAGE, async (last: CapturedRow | undefined) => {
    const { rows } = await pool().query<CapturedRow>(CAPTURED, [
      shop,
      last?.bookedAt ?? new Date(0),
      last?.id ?? '',
      span.from,
      span.until,
      span.zone,
      CAPTURED_PAGE,
    ]);
    return rows;
  });
}

/** Orders are large. */
const CAPTURED_PAGE = 1_000;

const CAPTURED = `SELECT r.id, r.code, r.member_id AS "memberId", r.reward, r.captured, r.restored, r.at AS "bookedAt",
    (r.at AT TIME ZONE $6)::date::text AS day, r.order_id AS "orderId", o.name AS "orderName",
    o.occurred_at AS "orderedAt",
    CASE WHEN o.facts IS NOT NULL THEN jsonb_build_object('lines', o.facts->'lines', 'refunds', o.facts->'refunds',
      'codes', o.facts->'codes', 'taxesIncluded', o.facts->'taxesIncluded', 'cancelledAt', o.facts->'cancelledAt')
      END AS order
  FROM (SELECT *, coalesce(resolved_at, created_at) AS at FROM redemptions
    WHERE shop = $1 AND state = 'captured') r
  LEFT JOIN orders o ON o.shop = r.shop AND o.order_id = r.order_id
  WHERE (r.at, r.id) > ($2, $3) AND r.at >= $4 AND r.at < $5
  ORDER BY r.at, r.id LIMIT $7`;

export async function countCaptured(shop: string, span: { from: Date; until: Date }): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*) AS count FROM redemptions WHERE shop = $1 AND state = 'captured'
      AND coalesce(resolved_at, created_at) >= $2 AND coalesce(resolved_at, created_at) < $3`,
    [shop, span.from, span.until],
  );
  return rows[0]?.count ?? 0;
}

async function* pages<Row>(
  size: number,
  read: (last: Row | undefined) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await read(last);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < size) return;
  }
}
