/**
 * Everything that a shop's rows say, as one text: two shops with the same history have the same. Serial numbers, random
 * ids, hashes and real-time bookkeeping (attempts, next looks) are left out or named by what they stand for.
 */
import type pg from 'pg';

/** A member's rows under her customer's id, whole but for what is named. */
function ofMembers(table: string, order: string, ...left: string[]): string {
  return `SELECT m.customer_id, ${whole('t', 'member_id', ...left)} FROM ${table} t
    JOIN members m ON m.shop = t.shop AND m.id = t.member_id WHERE t.shop = $1 ORDER BY m.customer_id, ${order}`;
}

function ofShop(table: string, order: string, ...left: string[]): string {
  return `SELECT ${whole('t', ...left)} FROM ${table} t WHERE t.shop = $1 ORDER BY ${order}`;
}

function whole(alias: string, ...left: string[]): string {
  return `to_jsonb(${alias}) - ARRAY[${['shop', ...left].map((name) => `'${name}'`).join(', ')}] AS row`;
}

/** Columns that name another member. */
const KIN = ['household_id', 'merged_into', 'heir_id'];
const customerOf = (column: string) =>
  `(SELECT o.customer_id FROM members o WHERE o.shop = t.shop AND o.id = t.${column})`;
const TRIES = ['attempts', 'next_attempt_at', 'last_error'];
const TABLES: Record<string, string> = {
  shops: `SELECT uninstalled_at, public_version > public_synced AS stale FROM shops WHERE shop = $1`,
  programs: ofShop('program_versions', 'version', 'published_at'),
  members: `SELECT ${whole('t', 'id', 'contact_hash', 'standing_version', 'standing_synced', ...KIN)},
      standing_version > standing_synced AS stale, ${KIN.map((name) => `${customerOf(name)} AS ${name}`).join(', ')}
    FROM members t WHERE shop = $1 ORDER BY customer_id`,
  balances: ofMembers('member_balances', 't.seq'),
  entries: ofMembers('ledger_entries', 't.seq', 'input_hash'),
  notes: ofMembers('entry_notes', 't.seq'),
  lots: ofMembers('lots', 't.seq'),
  allocations: ofMembers('lot_allocations', 't.seq, lot_seq'),
  bookings: ofMembers('bookings', 't.source'),
  orders: ofShop('orders', 'order_id', 'member_id', 'triggered_at', 'facts_hash'),
  redemptions: `SELECT ${whole('t', 'member_id', 'discount_id', 'input_hash', 'effect_at', ...TRIES)},
      discount_id IS NOT NULL AS made, effect_at IS NOT NULL AS tried
    FROM redemptions t WHERE shop = $1 ORDER BY idempotency_key`,
  inbox: `SELECT topic, resource_id, body, CASE WHEN state IN ('received', 'retry') THEN 'open' ELSE state END AS state,
    CASE WHEN state IN ('received', 'retry') THEN NULL ELSE outcome - 'result' - 'points' END AS outcome
    FROM inbox_events WHERE shop = $1 ORDER BY topic, resource_id, body`,
  imports: `SELECT state, phase, done, finished, finished_at IS NOT NULL AS ended FROM history_imports WHERE shop = $1`,
  deeds: ofMembers('deeds', 't.id', 'input_hash'),
  changes: ofMembers('member_changes', 't.id', 'input_hash'),
  awards: ofMembers('awards', 't.source'),
  news: `SELECT m.customer_id, trigger, state, data FROM flow_outbox t JOIN members m ON m.shop = t.shop AND m.id = t.member_id
    WHERE t.shop = $1 ORDER BY m.customer_id, trigger, data::text`,
  drafts: ofShop('program_drafts', 'based_on'),
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
  const { rows: facts } = await db.query<{ id: string; what: string }>(
    `SELECT id, kind || ' of a deed' AS what FROM deeds WHERE shop = $1
      UNION ALL SELECT id, kind || ' at ' || at FROM member_changes WHERE shop = $1`,
    [shop],
  );
  return [
    ...facts.map(({ id, what }): [string, string] => [id, what]),
    ...redemptions.flatMap(({ id, code, key }): [string, string][] => [
      [id, `id of ${key}`],
      [code, `code of ${key}`],
    ]),
    // Keys of entries that name a member.
    ...members.flatMap(({ id, customer }) =>
      [
        ['time:', ':'],
        ['@', ':'],
        ['merge:', ':'],
        [':', ':in'],
        [':', ':out'],
      ].map(([before, after]): [string, string] => [
        `${before}${id}${after}`,
        `${before}${customer}${after}`,
      ]),
    ),
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
