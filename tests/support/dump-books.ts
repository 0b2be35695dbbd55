/**
 * Everything that a shop's rows say, as one text: two shops with the same history have the same. Serial numbers, random
 * ids, hashes and real-time bookkeeping (attempts, next looks) are left out or named by what they stand for.
 */
import type pg from 'pg';

const TABLES: Record<string, string> = {
  shops: `SELECT uninstalled_at, public_version > public_synced AS stale FROM shops WHERE shop = $1`,
  programs: `SELECT version, config, applies_from, published_by FROM program_versions WHERE shop = $1
    ORDER BY version`,
  members: `SELECT customer_id, display_name, email, locale, profile_known, standing_version > standing_synced AS stale,
    standing_error FROM members WHERE shop = $1 ORDER BY customer_id`,
  balances: `SELECT m.customer_id, b.seq, pending, available, reserved, debt, earned, redeemed, revoked, expired,
    next_due_at FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id WHERE b.shop = $1
    ORDER BY m.customer_id`,
  entries: `SELECT m.customer_id, seq, kind, from_account, to_account, points, source, key, reasons, program_version, actor,
    occurred_at, recorded_at FROM ledger_entries e JOIN members m ON m.shop = e.shop AND m.id = e.member_id
    WHERE e.shop = $1 ORDER BY m.customer_id, seq`,
  notes: `SELECT m.customer_id, seq, note FROM entry_notes e JOIN members m ON m.shop = e.shop AND m.id = e.member_id
    WHERE e.shop = $1 ORDER BY m.customer_id, seq`,
  lots: `SELECT m.customer_id, seq, source, points, remaining, matured, opened_at, matures_at, l.expires_at,
    expires_in_days, grace_given FROM lots l JOIN members m ON m.shop = l.shop AND m.id = l.member_id
    WHERE l.shop = $1 ORDER BY m.customer_id, seq`,
  allocations: `SELECT m.customer_id, seq, lot_seq, points FROM lot_allocations a
    JOIN members m ON m.shop = a.shop AND m.id = a.member_id WHERE a.shop = $1 ORDER BY m.customer_id, seq, lot_seq`,
  bookings: `SELECT m.customer_id, source, earned, revoked, owed, waived, expired FROM bookings b
    JOIN members m ON m.shop = b.shop AND m.id = b.member_id WHERE b.shop = $1 ORDER BY m.customer_id, source`,
  orders: `SELECT order_id, customer_id, updated_at, facts, financial_status, cancelled_at, total_minor, program_version,
    revision, target, award, parked_reason FROM orders WHERE shop = $1 ORDER BY order_id`,
  redemptions: `SELECT id, idempotency_key, reward_id, points, code, state, discount_id IS NOT NULL AS made, order_id,
    captured, released, restored, release_reason, issued_at, resolved_at FROM redemptions WHERE shop = $1
    ORDER BY idempotency_key`,
  inbox: `SELECT topic, resource_id, body, CASE WHEN state IN ('received', 'retry') THEN 'open' ELSE state END AS state,
    CASE WHEN state IN ('received', 'retry') THEN NULL ELSE outcome - 'result' - 'points' END AS outcome FROM inbox_events WHERE shop = $1
    ORDER BY topic, resource_id, body`,
  imports: `SELECT state, done, finished_at IS NOT NULL AS finished FROM history_imports WHERE shop = $1`,
  sessions: `SELECT count(*)::int AS sessions FROM sessions WHERE shop = $1`,
};

export async function dumpBooks(db: pg.Pool, shop: string): Promise<string> {
  const parts: string[] = [];
  for (const [table, query] of Object.entries(TABLES)) {
    const { rows } = await db.query<Record<string, unknown>>(query, [shop]);
    parts.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`));
  }
  return named(parts.join('\n'), await namesOf(db, shop));
}

/** Ids that chance or a sequence gave, with what they stand for. */
async function namesOf(db: pg.Pool, shop: string): Promise<[string, string][]> {
  const { rows: redemptions } = await db.query<{ id: string; code: string; key: string }>(
    'SELECT id, code, idempotency_key AS key FROM redemptions WHERE shop = $1',
    [shop],
  );
  const { rows: members } = await db.query<{ id: string; customer: string }>(
    'SELECT id, customer_id AS customer FROM members WHERE shop = $1',
    [shop],
  );
  return [
    ...redemptions.flatMap(({ id, code, key }): [string, string][] => [
      [id, `id of ${key}`],
      [code, `code of ${key}`],
    ]),
    ...members.map(({ id, customer }): [string, string] => [`time:${id}:`, `time:${customer}:`]),
  ];
}

function named(text: string, names: [string, string][]): string {
  return names.reduce((all, [id, name]) => all.replaceAll(id, name), text);
}

/** The lines that only one of two dumps has. */
export function differingLines(one: string, other: string): string[] {
  const [left, right] = [new Set(one.split('\n')), new Set(other.split('\n'))];
  return [
    ...[...left].filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...[...right].filter((line) => !left.has(line)).map((line) => `+ ${line}`),
  ].map((line) => line.slice(0, 300));
}
