/**
 * What an export of a whole shop holds, and how its rows are written and read: every table of the shop's own state, row by
 * row as JSON, so that what comes in is what went out. A table is either in SECTIONS or in NOT_EXPORTED; a test says so.
 */
import type { Transaction } from '#app/db/transaction.ts';

export type Section = {
  /** As the file calls it. */
  name: string;
  table: string;
  /** The order of its rows. */
  key: string;
  /** Columns that belong to the installation and not to the shop's state. */
  omit: string[];
};

/** In the order in which a file has them: what others refer to comes first. */
export const SECTIONS: readonly Section[] = [
  { name: 'programVersions', table: 'program_versions', key: 'version', omit: [] },
  { name: 'programDrafts', table: 'program_drafts', key: 'shop', omit: [] },
  { name: 'shopSettings', table: 'shop_settings', key: 'shop', omit: [] },
  {
    name: 'shopScores',
    table: 'shop_scores',
    key: 'shop',
    omit: ['cuts', 'levels', 'model', 'customers', 'computed_at', 'compass'],
  },
  { name: 'goodwillUses', table: 'goodwill_uses', key: 'month', omit: [] },
  { name: 'products', table: 'products', key: 'product_id', omit: [] },
  {
    name: 'members',
    table: 'members',
    key: 'id',
    omit: ['standing_version', 'standing_synced', 'standing_error', 'scalars', 'segments'],
  },
  { name: 'balances', table: 'member_balances', key: 'member_id', omit: [] },
  { name: 'entries', table: 'ledger_entries', key: 'member_id, seq', omit: [] },
  { name: 'lots', table: 'lots', key: 'member_id, seq', omit: [] },
  { name: 'allocations', table: 'lot_allocations', key: 'member_id, seq, lot_seq', omit: [] },
  { name: 'notes', table: 'entry_notes', key: 'member_id, seq', omit: [] },
  { name: 'bookings', table: 'bookings', key: 'member_id, source', omit: [] },
  { name: 'orders', table: 'orders', key: 'order_id', omit: [] },
  { name: 'redemptions', table: 'redemptions', key: 'id', omit: [] },
  { name: 'deeds', table: 'deeds', key: 'id', omit: [] },
  { name: 'changes', table: 'member_changes', key: 'id', omit: [] },
  { name: 'referralCodes', table: 'referral_codes', key: 'code', omit: [] },
  { name: 'referrals', table: 'referrals', key: 'id', omit: [] },
  { name: 'mailMessages', table: 'mail_messages', key: 'id', omit: [] },
  { name: 'mailConsents', table: 'mail_consents', key: 'member_id', omit: [] },
  { name: 'mailSignups', table: 'mail_signups', key: 'id', omit: [] },
  { name: 'mailSuppressions', table: 'mail_suppressions', key: 'contact_hash', omit: [] },
  { name: 'memberEvents', table: 'member_events', key: 'member_id, kind, key', omit: [] },
  { name: 'tasks', table: 'tasks', key: 'key', omit: [] },
  { name: 'acquisitionCosts', table: 'acquisition_costs', key: 'month, channel', omit: [] },
  { name: 'segments', table: 'segments', key: 'id', omit: [] },
  { name: 'journeys', table: 'journeys', key: 'id', omit: [] },
  { name: 'journeyRuns', table: 'journey_runs', key: 'journey_id, member_id, key', omit: [] },
  { name: 'journeySteps', table: 'journey_steps', key: 'journey_id, member_id, key, step', omit: [] },
  { name: 'memberMessages', table: 'member_messages', key: 'member_id, id', omit: [] },
  { name: 'surveys', table: 'surveys', key: 'id', omit: [] },
  {
    name: 'surveyAnswers',
    table: 'survey_answers',
    key: 'survey_id, member_id, occasion',
    omit: [],
  },
  { name: 'surveyReplies', table: 'survey_replies', key: 'id', omit: [] },
  { name: 'reviews', table: 'reviews', key: 'app, review_id', omit: [] },
  { name: 'posts', table: 'posts', key: 'id', omit: [] },
  { name: 'awards', table: 'awards', key: 'member_id, source', omit: [] },
  { name: 'flowNews', table: 'flow_outbox', key: 'trigger, id', omit: [] },
  { name: 'erasedContacts', table: 'erased_contacts', key: 'contact_hash', omit: [] },
  { name: 'erasedCustomers', table: 'erased_customers', key: 'customer_hash', omit: [] },
];

/** Tables that stay behind, and why. */
export const NOT_EXPORTED: Record<string, string> = {
  shops: 'facts of the Shopify store, read anew at every installation',
  sessions: 'access tokens belong to one installation',
  shop_access: 'what Shopify allows this installation',
  inbox_events: 'deliveries on their way; what they said is in orders, members and deeds',
  flow_runs: 'guards against repeats of Shopify Flow within minutes',
  flow_uses: 'told anew by Shopify Flow',
  program_perks: 'discounts and segments at Shopify, made anew from the program',
  program_offers: 'code discounts and segments at Shopify, made anew from the program',
  simulations: 'can be run again',
  past_bookings: 'the course of giving orders of the past their points; the points are in the ledger',
  surface_sightings: 'where surfaces were seen, told anew by the next visit',
  history_imports: 'the course of one reading of the shop’s past',
  drift_reports: 'the course of past comparisons',
  book_audits: 'the course of past audits',
  score_dues: 'who is to be scored anew; everybody is after an import',
  member_scores: 'worked out anew from the orders',
  member_months: 'worked out anew from the orders',
  member_products: 'worked out anew from the orders',
  privacy_requests: 'files about single people, answered by this installation',
  staff_members: 'staff of this installation and their roles',
  staff_deeds: 'the log of what staff did here',
  open_checkouts: 'carts in the checkout of the last hour, told anew by Shopify',
  review_sources: 'addresses and secrets of this installation, which the review apps are told anew',
  mail_reports: 'the address and signature of this installation, which the mail provider is told anew',
  mail_secrets: 'what opens this installation’s way to send mail',
  transfers: 'the course of exports and imports themselves',
  transfer_parts: 'their files',
  transfer_rows: 'what became of rows of their files',
};

/** Few rows, which the shop may have before an import: kept beside it, so that taking it back brings them back. */
const REPLACED = [
  'programVersions',
  'programDrafts',
  'shopSettings',
  'shopScores',
  'goodwillUses',
  'journeys',
  'segments',
  'acquisitionCosts',
  'surveys',
];
/** Rows that may be there already and stay: what the shop itself has said is newer, and nobody who was forgotten returns. */
const KEPT = ['products', 'erasedContacts', 'erasedCustomers'];

export function sectionOf(name: string): Section | undefined {
  return SECTIONS.find((section) => section.name === name);
}

/** The columns of each section as they are written, in the order of the table. */
export async function columnsOf(tx: Transaction): Promise<Record<string, string[]>> {
  const { rows } = await tx.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = ANY($1::text[]) ORDER BY table_name, ordinal_position`,
    [SECTIONS.map(({ table }) => table)],
  );
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return Object.fromEntries(
    SECTIONS.map(({ name, table, omit }) => [
      name,
      (byTable.get(table) ?? [])
        .map(({ column }) => column)
        .filter((column) => column !== 'shop' && !omit.includes(column)),
    ]),
  );
}

/** Everything in one snapshot, however long it takes to read; times and numbers as text that says the same everywhere. */
export async function openSnapshot(tx: Transaction): Promise<void> {
  await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await tx.query(`SET LOCAL TimeZone = 'UTC'`);
}

/** Rows of a section as JSON texts, some at a time. */
export async function* readSection(
  tx: Transaction,
  shop: string,
  { table, key, omit }: Section,
  rowsAtOnce: number,
): AsyncGenerator<string[]> {
  const without = ['shop', ...omit].map((column) => `'${column}'`).join(', ');
  await tx.query({
    text: `DECLARE section NO SCROLL CURSOR FOR
      SELECT (to_jsonb(t) - ARRAY[${without}])::text AS row FROM ${table} t WHERE t.shop = ${literal(shop)} ORDER BY ${key}`,
  });
  for (;;) {
    const { rows } = await tx.query<{ row: string }>(`FETCH ${rowsAtOnce} FROM section`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < rowsAtOnce) break;
  }
  await tx.query('CLOSE section');
}

/** A cursor takes no parameters over the wire. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export async function countSections(tx: Transaction, shop: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, table } of SECTIONS) {
    const { rows } = await tx.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${table} WHERE shop = $1`,
      [shop],
    );
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

export async function highestMember(tx: Transaction, shop: string): Promise<number> {
  const { rows } = await tx.query<{ id: number | null }>(
    'SELECT max(id) AS id FROM members WHERE shop = $1',
    [shop],
  );
  return rows[0]?.id ?? 0;
}

/** Writes rows as they came. @returns how many were new. */
export async function writeRows(
  tx: Transaction,
  shop: string,
  { name, table }: Section,
  columns: string[],
  rows: string[],
): Promise<number> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const { rowCount } = await tx.query(
    `INSERT INTO ${table} (shop, ${list}) SELECT $1, ${list} FROM jsonb_populate_recordset(NULL::${table}, $2::jsonb)
      ${KEPT.includes(name) ? 'ON CONFLICT DO NOTHING' : ''}`,
    [shop, `[${rows.join(',')}]`],
  );
  return rowCount ?? 0;
}

/** Members made from now on get numbers above those that came. */
export async function reserveMemberIds(tx: Transaction, highest: number): Promise<void> {
  await tx.query(
    `SELECT setval(pg_get_serial_sequence('members', 'id'), $1::bigint)
      WHERE (SELECT last_value FROM members_id_seq) < $1::bigint`,
    [highest],
  );
}

/** What the shop has that an import would meet. */
export async function findObstacles(tx: Transaction, shop: string): Promise<string[]> {
  const tables = ['members', 'ledger_entries', 'orders', 'redemptions', 'deeds'];
  const found: string[] = [];
  for (const table of tables) {
    const { rowCount } = await tx.query(`SELECT 1 FROM ${table} WHERE shop = $1 LIMIT 1`, [shop]);
    if (rowCount === 1) found.push(table);
  }
  return found;
}

/** Takes out what an import replaces. @returns it, for the way back. */
export async function setAside(tx: Transaction, shop: string): Promise<Record<string, string[]>> {
  const before: Record<string, string[]> = {};
  for (const { name, table } of SECTIONS.filter((one) => REPLACED.includes(one.name))) {
    const { rows } = await tx.query<{ row: string }>(
      `WITH gone AS (DELETE FROM ${table} WHERE shop = $1 RETURNING *) SELECT (to_jsonb(gone) - 'shop')::text AS row FROM gone`,
      [shop],
    );
    before[name] = rows.map(({ row }) => row);
  }
  return before;
}

/** Rows that name a member whom nobody brought, by section. */
export async function countOrphans(tx: Transaction, shop: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { name, table } of SECTIONS.filter(({ table }) => BELONGING.includes(table))) {
    const { rows } = await tx.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${table} t WHERE t.shop = $1 AND t.member_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM members m WHERE m.shop = $1 AND m.id = t.member_id)`,
      [shop],
    );
    if (rows[0]?.count) found[name] = rows[0].count;
  }
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM members m WHERE m.shop = $1
      AND NOT EXISTS (SELECT 1 FROM member_balances b WHERE b.shop = $1 AND b.member_id = m.id)`,
    [shop],
  );
  return rows[0]?.count ? { ...found, members: rows[0].count } : found;
}

const BELONGING = [
  'member_balances',
  'ledger_entries',
  'lots',
  'lot_allocations',
  'entry_notes',
  'bookings',
  'orders',
  'redemptions',
  'deeds',
  'member_changes',
  'awards',
  'flow_outbox',
  'member_events',
  'tasks',
  'journey_runs',
  'journey_steps',
  'member_messages',
  'survey_answers',
  'reviews',
  'posts',
];

/** Mail addresses by member, for hashes under another key; a page at a time. */
export async function pageMails(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<{ id: number; email: string | null }[]> {
  const { rows } = await tx.query<{ id: number; email: string | null }>(
    `SELECT id, email FROM members WHERE shop = $1 AND id > $2 AND (email IS NOT NULL OR contact_hash IS NOT NULL)
      ORDER BY id LIMIT $3`,
    [shop, afterId, limit],
  );
  return rows;
}

export async function setContactHashes(
  tx: Transaction,
  shop: string,
  hashes: { id: number; hash: string | null }[],
): Promise<void> {
  await tx.query(
    `UPDATE members m SET contact_hash = x.h FROM unnest($2::bigint[], $3::text[]) AS x(i, h)
      WHERE m.shop = $1 AND m.id = x.i`,
    [shop, hashes.map(({ id }) => id), hashes.map(({ hash }) => hash)],
  );
}

/** Customers of the members, a page at a time: some may have asked to be forgotten since the export. */
export async function pageCustomers(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<{ id: number; customerId: string; email: string | null }[]> {
  const { rows } = await tx.query<{ id: number; customerId: string; email: string | null }>(
    `SELECT id, customer_id AS "customerId", email FROM members WHERE shop = $1 AND id > $2 AND customer_id IS NOT NULL
      ORDER BY id LIMIT $3`,
    [shop, afterId, limit],
  );
  return rows;
}

/** Entries that somebody caused: points also mature and expire by themselves. */
export async function countCaused(tx: Transaction, shop: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM ledger_entries WHERE shop = $1 AND key NOT LIKE 'time:%'`,
    [shop],
  );
  return rows[0]?.count ?? 0;
}

/** What speaks against taking an import back: entries that somebody caused since, and rows that it did not bring. */
export async function findBuiltUpon(
  tx: Transaction,
  shop: string,
  brought: Record<string, number>,
  caused: number,
): Promise<{ what: string; count: number }[]> {
  const found = [{ what: 'entries', count: (await countCaused(tx, shop)) - caused }];
  const now = await countSections(tx, shop);
  for (const what of ['members', 'orders', 'redemptions', 'deeds', 'changes', 'programVersions']) {
    found.push({ what, count: (now[what] ?? 0) - (brought[what] ?? 0) });
  }
  return found.filter(({ count }) => count !== 0);
}

export async function undoImportRows(tx: Transaction, shop: string): Promise<number> {
  const { rows } = await tx.query<{ taken: number }>('SELECT undo_import_rows($1) AS taken', [shop]);
  return rows[0]?.taken ?? 0;
}
