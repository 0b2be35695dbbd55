/** Removes what names a person from every table; entries, lots and sums stay. */
import type { Transaction } from '#app/db/transaction.ts';

/** Orders and stored deliveries keep what counts and lose who it was. */
export async function eraseFacts(
  tx: Transaction,
  shop: string,
  person: { customerId: string; orderIds: string[] },
  memberId: number | null,
): Promise<void> {
  const { rows } = await tx.query<{ order_id: string }>(
    `SELECT order_id FROM orders WHERE shop = $1
      AND (customer_id = $2 OR member_id = $3 OR order_id = ANY($4::text[])) ORDER BY order_id FOR UPDATE`,
    [shop, person.customerId, memberId, person.orderIds],
  );
  const orderIds = [...new Set([...rows.map((row) => row.order_id), ...person.orderIds])];
  await tx.query(
    `UPDATE orders SET customer_id = NULL, facts = jsonb_set(facts, '{customerId}', 'null')
      WHERE shop = $1 AND order_id = ANY($2::text[])`,
    [shop, orderIds],
  );
  await tx.query(
    `UPDATE inbox_events SET body = '{}', resource_id = NULL
      WHERE shop = $1 AND state NOT IN ('received', 'retry')
        AND (resource_id = ANY($2::text[]) OR (resource_id = $3 AND topic LIKE 'customer%'))`,
    [shop, orderIds, person.customerId],
  );
}

export async function erasePerson(
  tx: Transaction,
  shop: string,
  memberId: number,
  erasure: { contactHash: string | null; once: string[]; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO erased_contacts AS e (shop, contact_hash, given, erased_at)
      SELECT $1, h, ARRAY(SELECT DISTINCT kind FROM deeds WHERE shop = $1 AND member_id = $2 AND kind = ANY($4::text[])
        ORDER BY kind), $5
      FROM (SELECT coalesce(contact_hash, $3) FROM members WHERE shop = $1 AND id = $2) AS x(h) WHERE h IS NOT NULL
      ON CONFLICT (shop, contact_hash) DO UPDATE
        SET given = ARRAY(SELECT DISTINCT unnest(e.given || excluded.given) ORDER BY 1), erased_at = excluded.erased_at`,
    [shop, memberId, erasure.contactHash, erasure.once, erasure.at],
  );
  await tx.query('DELETE FROM entry_notes WHERE shop = $1 AND member_id = $2', [shop, memberId]);
  await tx.query(`DELETE FROM member_changes WHERE shop = $1 AND member_id = $2 AND kind LIKE 'tags-%'`, [
    shop,
    memberId,
  ]);
  await tx.query(
    `UPDATE members SET customer_id = NULL, contact_hash = NULL, display_name = NULL, email = NULL, locale = NULL,
        birthday = NULL, birthday_since = NULL, household_id = NULL, revisit_at = NULL, erased_at = $3
      WHERE shop = $1 AND (id = $2 OR heir_id = $2)`,
    [shop, memberId, erasure.at],
  );
}
