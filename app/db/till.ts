/** Members as a till looks for them: by the beginning of name or mail, each through its index, and by number. */
import { pool } from '#app/db/pool.ts';

export type TillMember = {
  customerId: string;
  name: string | null;
  email: string | null;
  available: number;
};

const SELECTED = `m.customer_id AS "customerId", m.display_name AS name, m.email,
  coalesce(b.available, 0)::float8 AS available`;
const OPEN = 'customer_id IS NOT NULL AND heir_id IS NULL AND erased_at IS NULL';

export async function searchAtTill(shop: string, text: string, limit: number): Promise<TillMember[]> {
  const from = text.toLowerCase();
  const beginning = (column: string) => `(SELECT * FROM members WHERE shop = $1
    AND lower(${column}) ~>=~ $2 AND lower(${column}) ~<~ $3 AND ${OPEN} ORDER BY lower(${column}) USING ~<~ LIMIT $4)`;
  const { rows } = await pool().query<TillMember>({
    name: 'till-search',
    text: `SELECT DISTINCT ON (m.id) ${SELECTED}
      FROM (${beginning('display_name')} UNION ALL ${beginning('email')}) m
      LEFT JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id ORDER BY m.id LIMIT $4`,
    values: [shop, from, `${from}\u{10ffff}`, limit],
  });
  return rows;
}

export async function findAtTill(shop: string, customerIds: string[]): Promise<Map<string, TillMember>> {
  const { rows } = await pool().query<TillMember>({
    name: 'till-find',
    text: `SELECT ${SELECTED} FROM members m LEFT JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND m.customer_id = ANY($2::text[])`,
    values: [shop, customerIds],
  });
  return new Map(rows.map((row) => [row.customerId, row]));
}
