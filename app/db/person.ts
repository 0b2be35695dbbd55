/**
 * All rows about a person, from whatever tables there are: those that name a member, her orders, what Shopify sent of her
 * and of them, and her own requests. A table that is added later is found by its column.
 */
import type { Transaction } from '#app/db/transaction.ts';

export type PersonRow = Record<string, unknown>;
export type PersonTables = Record<string, PersonRow[]>;

/** More rows of one table than anybody reads; the file says so when it is not all. */
export const ROWS_MAX = 20_000;

export async function collectPerson(
  tx: Transaction,
  shop: string,
  person: { customerId: string | null; orderIds: string[]; memberIds: number[] },
): Promise<PersonTables> {
  const { customerId, orderIds, memberIds } = person;
  const tables: PersonTables = {};
  tables.members = await rowsOf(tx, 'members', 'id = ANY($2::bigint[]) OR heir_id = ANY($2::bigint[])', [
    shop,
    memberIds,
  ]);
  for (const table of await memberTables(tx)) {
    tables[table] = await rowsOf(tx, table, 'member_id = ANY($2::bigint[])', [shop, memberIds]);
  }
  const hash =
    'contact_hash IN (SELECT contact_hash FROM members WHERE shop = $1 AND id = ANY($2::bigint[]))';
  tables.mail_signups = await rowsOf(tx, 'mail_signups', hash, [shop, memberIds]);
  tables.mail_messages = [
    ...(tables.mail_messages ?? []),
    ...(await rowsOf(tx, 'mail_messages', `member_id IS NULL AND ${hash}`, [shop, memberIds])),
  ];
  tables.survey_replies = await rowsOf(
    tx,
    'survey_replies',
    'id IN (SELECT reply_id FROM survey_answers WHERE shop = $1 AND member_id = ANY($2::bigint[]))',
    [shop, memberIds],
  );
  tables.orders = await rowsOf(
    tx,
    'orders',
    'member_id = ANY($2::bigint[]) OR customer_id = $3 OR order_id = ANY($4::text[])',
    [shop, memberIds, customerId, orderIds],
  );
  const hers = [...new Set([...orderIds, ...tables.orders.map((row) => String(row.order_id))])];
  const deliveries = await rowsOf(
    tx,
    'inbox_events',
    `(resource_id = ANY($2::text[]) AND topic NOT LIKE 'customer%') OR (resource_id = $3 AND topic LIKE 'customer%')`,
    [shop, hers, customerId],
  );
  tables.inbox_events = deliveries.map((row) => ({ ...row, body: readable(row.body) }));
  const requests = await rowsOf(tx, 'privacy_requests', 'customer_id = $2', [shop, customerId]);
  tables.privacy_requests = requests.map(({ file: _file, ...row }) => row);
  return tables;
}

async function memberTables(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ table: string }>(
    `SELECT c.table_name AS table FROM information_schema.columns c
      JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
      WHERE c.table_schema = 'public' AND c.column_name = 'member_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'orders'
        AND EXISTS (SELECT 1 FROM information_schema.columns s
          WHERE s.table_schema = 'public' AND s.table_name = c.table_name AND s.column_name = 'shop')
      ORDER BY 1`,
  );
  return rows.map((row) => row.table);
}

/** Table and condition are ours, never a caller's text. */
async function rowsOf(
  tx: Transaction,
  table: string,
  where: string,
  values: unknown[],
): Promise<PersonRow[]> {
  const { rows } = await tx.query<{ row: PersonRow }>(
    `SELECT to_jsonb(t) - 'shop' AS row FROM "${table}" t WHERE shop = $1 AND (${where}) LIMIT ${ROWS_MAX}`,
    values,
  );
  return rows.map(({ row }) => row);
}

function readable(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return body;
  }
}
