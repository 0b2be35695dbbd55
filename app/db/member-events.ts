/** What has happened to members, once per key: written with the fact itself, read by whoever answers it. */
import type { EventKind, MemberEvent } from '#app/core/journeys/events.ts';
import { DAY_MS } from '#app/core/time.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** What happened before that is heard of too late to be answered. */
const FRESH_DAYS = 14;

/**
 * One statement however many. Nothing is noted while the past is read (`keepQuiet`), nothing of old, nothing of members who are
 * forgotten.
 */
export async function noteEvents(
  tx: Transaction,
  shop: string,
  events: readonly MemberEvent[],
  notedAt: Date,
): Promise<void> {
  const since = notedAt.getTime() - FRESH_DAYS * DAY_MS;
  const fresh = events.filter(({ at }) => at.getTime() > since);
  if (fresh.length === 0) return;
  await tx.query({
    name: 'note-events',
    text: `INSERT INTO member_events (shop, member_id, kind, key, at, data, noted_at)
      SELECT $1, coalesce(m.heir_id, m.id), x.kind, x.key, x.at, x.data, $7
      FROM unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[]) AS x(member_id, kind, key, at, data)
      JOIN members m ON m.shop = $1 AND m.id = x.member_id AND m.erased_at IS NULL
      WHERE current_setting('treuwerk.quiet', true) IS DISTINCT FROM 'on'
      ON CONFLICT (shop, member_id, kind, key) DO NOTHING`,
    values: [
      shop,
      fresh.map((one) => one.memberId),
      fresh.map((one) => one.kind),
      fresh.map((one) => one.key),
      fresh.map((one) => one.at.toISOString()),
      fresh.map((one) => JSON.stringify(one.data)),
      notedAt,
    ],
  });
}

/** What belongs to one member goes over to another; what both have is one event. */
export async function moveEvents(tx: Transaction, shop: string, fromId: number, toId: number): Promise<void> {
  await tx.query(
    `WITH moved AS (DELETE FROM member_events WHERE shop = $1 AND member_id = $2 RETURNING *)
      INSERT INTO member_events (shop, member_id, kind, key, at, data, noted_at, planned_at)
      SELECT shop, $3, kind, key, at, data, noted_at, planned_at FROM moved
      ON CONFLICT (shop, member_id, kind, key) DO NOTHING`,
    [shop, fromId, toId],
  );
}

export async function eraseEvents(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM member_events WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}

/** @returns how many rows went. */
export async function deleteOldEvents(before: Date, rowsMax: number): Promise<number> {
  const { rowCount } = await pool().query(
    `DELETE FROM member_events WHERE ctid = ANY(ARRAY(SELECT ctid FROM member_events WHERE noted_at < $1 LIMIT $2))`,
    [before, rowsMax],
  );
  return rowCount ?? 0;
}

export type NotedEvent = { kind: EventKind; key: string; at: Date; data: MemberEvent['data'] };

/** Events that no journey has seen yet: of one shop, the oldest first, seen from now on. */
export async function takeUnplanned(
  tx: Transaction,
  at: Date,
  limit: number,
): Promise<{ shop: string; events: MemberEvent[] } | undefined> {
  const { rows: first } = await tx.query<{ shop: string }>({
    name: 'shop-of-unplanned',
    text: `SELECT e.shop FROM member_events e JOIN shops s ON s.shop = e.shop AND s.uninstalled_at IS NULL
      WHERE e.planned_at IS NULL ORDER BY e.shop, e.noted_at LIMIT 1`,
  });
  const shop = first[0]?.shop;
  if (shop === undefined) return undefined;
  const { rows } = await tx.query<MemberEvent>({
    name: 'take-unplanned',
    text: `WITH due AS (SELECT member_id, kind, key FROM member_events WHERE shop = $1 AND planned_at IS NULL
        ORDER BY noted_at LIMIT $3 FOR UPDATE SKIP LOCKED)
      UPDATE member_events e SET planned_at = $2 FROM due
      WHERE e.shop = $1 AND e.member_id = due.member_id AND e.kind = due.kind AND e.key = due.key
      RETURNING e.member_id AS "memberId", e.kind, e.key, e.at, e.data`,
    values: [shop, at, limit],
  });
  return { shop, events: rows };
}

/** What happened lately, the newest first. */
export async function lastEvents(shop: string, since: Date, limit: number): Promise<MemberEvent[]> {
  const { rows } = await pool().query<MemberEvent>(
    `SELECT member_id AS "memberId", kind, key, at, data FROM member_events WHERE shop = $1 AND noted_at >= $2
      ORDER BY noted_at DESC, member_id LIMIT $3`,
    [shop, since, limit],
  );
  return rows;
}
