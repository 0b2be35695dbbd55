/** Removes what names a person from every table; entries, lots and sums stay. */
import type { Transaction } from '#app/db/transaction.ts';

/** What stands instead of the hash of an order's facts once they are no longer all there. */
export const FACTS_ERASED = 'erased';

export type Person = { customerId: string; orderIds: string[]; memberIds: number[] };

/** Everybody who is meant: the customer's member, a guest of her address, and whoever of the orders is a guest. */
export async function findPerson(
  tx: Transaction,
  shop: string,
  person: { customerId: string; contactHash: string | null; orderIds: string[] },
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `SELECT coalesce(heir_id, id) AS id FROM members WHERE shop = $1 AND customer_id = $2
      UNION SELECT id FROM members WHERE shop = $1 AND contact_hash = $3 AND customer_id IS NULL AND erased_at IS NULL
      UNION SELECT m.id FROM orders o JOIN members m ON m.shop = o.shop AND m.id = o.member_id
        WHERE o.shop = $1 AND o.order_id = ANY($4::text[]) AND m.customer_id IS NULL AND m.erased_at IS NULL
      ORDER BY 1`,
    [shop, person.customerId, person.contactHash, person.orderIds],
  );
  return rows.map((row) => row.id);
}

/** Late news of the customer will find her here and say nothing. */
export async function rememberErased(
  tx: Transaction,
  shop: string,
  customerHash: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO erased_customers (shop, customer_hash, erased_at) VALUES ($1, $2, $3)
      ON CONFLICT (shop, customer_hash) DO NOTHING`,
    [shop, customerHash, at],
  );
}

/** Which of these customers, and which of these orders' buyers, asked to be forgotten. */
export async function findErased(
  tx: Transaction,
  shop: string,
  asked: { customerHashes: string[]; orderIds: string[] },
): Promise<{ customerHashes: Set<string>; orderIds: Set<string> }> {
  const { rows } = await tx.query<{ customer: string | null; order: string | null }>({
    name: 'find-erased',
    text: `SELECT customer_hash AS customer, NULL AS order FROM erased_customers
        WHERE shop = $1 AND customer_hash = ANY($2::text[])
      UNION ALL SELECT NULL, order_id FROM orders
        WHERE shop = $1 AND order_id = ANY($3::text[]) AND erased_at IS NOT NULL`,
    values: [shop, asked.customerHashes, asked.orderIds],
  });
  return {
    customerHashes: new Set(rows.flatMap((row) => row.customer ?? [])),
    orderIds: new Set(rows.flatMap((row) => row.order ?? [])),
  };
}

/**
 * Orders keep what counts and lose who it was: the customer, the words of lines that are no product of the shop's, and
 * codes that are none of ours, for those may bear a name. @returns the ids of all her orders.
 */
export async function eraseOrders(
  tx: Transaction,
  shop: string,
  person: Person,
  at: Date,
): Promise<string[]> {
  const { rows } = await tx.query<{ order_id: string }>(
    `UPDATE orders o SET customer_id = NULL, facts_hash = $5, erased_at = coalesce(erased_at, $6),
        facts = facts || jsonb_build_object('customerId', NULL,
          'lines', coalesce((SELECT jsonb_agg(CASE WHEN l.line->>'productId' IS NULL THEN l.line || '{"title":""}' ELSE l.line END
            ORDER BY l.place) FROM jsonb_array_elements(facts->'lines') WITH ORDINALITY AS l(line, place)), '[]'),
          'codes', coalesce((SELECT jsonb_agg(c.code ORDER BY c.place)
            FROM jsonb_array_elements(facts->'codes') WITH ORDINALITY AS c(code, place)
            WHERE EXISTS (SELECT 1 FROM redemptions r WHERE r.shop = $1 AND r.code = upper(c.code->>'code'))), '[]'))
      WHERE shop = $1 AND (customer_id = $2 OR member_id = ANY($3::bigint[]) OR order_id = ANY($4::text[]))
      RETURNING order_id`,
    [shop, person.customerId, person.memberIds, person.orderIds, FACTS_ERASED, at],
  );
  return rows.map((row) => row.order_id);
}

/** Orders that were heard of only after their buyer was forgotten. */
export async function markOrdersErased(
  tx: Transaction,
  shop: string,
  orderIds: string[],
  at: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.query(
    'UPDATE orders SET erased_at = coalesce(erased_at, $3) WHERE shop = $1 AND order_id = ANY($2::text[])',
    [shop, orderIds, at],
  );
}

/** Stored deliveries about her and her orders lose their bodies. Those that wait are told apart when they are handled. */
export async function scrubDeliveries(
  tx: Transaction,
  shop: string,
  person: { customerId: string; orderIds: string[] },
): Promise<void> {
  await tx.query(
    `UPDATE inbox_events SET body = '{}', resource_id = NULL, error = NULL
      WHERE shop = $1 AND state NOT IN ('received', 'retry')
        AND ((resource_id = ANY($2::text[]) AND topic NOT LIKE 'customer%')
          OR (resource_id = $3 AND topic LIKE 'customer%'))`,
    [shop, person.orderIds, person.customerId],
  );
}

/** Requests of hers are answered or moot: the files and her address go, the fact that she asked stays. */
export async function erasePrivacyRequests(tx: Transaction, shop: string, customerId: string): Promise<void> {
  await tx.query(
    `UPDATE privacy_requests SET customer_id = NULL, email = NULL, order_ids = '{}', file = NULL, error = NULL,
        state = CASE WHEN state = 'sent' THEN state ELSE 'erased' END WHERE shop = $1 AND customer_id = $2`,
    [shop, customerId],
  );
}

export async function erasePerson(
  tx: Transaction,
  shop: string,
  memberId: number,
  erasure: { contactHash: string | null; once: string[]; words: string[]; at: Date },
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
  await tx.query(
    `DELETE FROM flow_outbox WHERE shop = $1 AND member_id IN
      (SELECT id FROM members WHERE shop = $1 AND (id = $2 OR heir_id = $2))`,
    [shop, memberId],
  );
  await eraseWords(tx, shop, memberId, erasure.words);
  await tx.query(
    `UPDATE redemptions SET idempotency_key = id, last_error = NULL WHERE shop = $1 AND member_id = $2`,
    [shop, memberId],
  );
  await tx.query(
    `UPDATE members SET customer_id = NULL, contact_hash = NULL, display_name = NULL, email = NULL, locale = NULL,
        birthday = NULL, birthday_since = NULL, household_id = NULL, revisit_at = NULL, standing_error = NULL, scalars = '{}',
        profile_known = false, erased_at = $3
      WHERE shop = $1 AND (id = $2 OR heir_id = $2)`,
    [shop, memberId, erasure.at],
  );
}

/** Tags, segments and names of deeds go, but for the words that the program itself uses: by those she is judged. */
async function eraseWords(tx: Transaction, shop: string, memberId: number, words: string[]): Promise<void> {
  const values = [shop, memberId, words];
  await tx.query(
    `UPDATE deeds SET name = NULL WHERE shop = $1 AND member_id = $2 AND NOT lower(name) = ANY($3::text[])`,
    values,
  );
  await tx.query(
    `UPDATE member_changes SET input_hash = '', data = jsonb_build_object('tags', coalesce((SELECT jsonb_agg(t)
        FROM jsonb_array_elements_text(data->'tags') AS t WHERE lower(t) = ANY($3::text[])), '[]'))
      WHERE shop = $1 AND member_id = $2 AND kind LIKE 'tags-%'`,
    values,
  );
  await tx.query(
    `DELETE FROM member_changes WHERE shop = $1 AND member_id = $2 AND kind LIKE 'segment-%'
      AND NOT lower(data->>'segment') = ANY($3::text[])`,
    values,
  );
}

/** @returns how many rows went; 0 when nothing of the shop is left. */
export async function eraseShopRows(tx: Transaction, shop: string, rowsMax: number): Promise<number> {
  const { rows } = await tx.query<{ erased: number }>('SELECT erase_shop_rows($1, $2)::int AS erased', [
    shop,
    rowsMax,
  ]);
  return rows[0]?.erased ?? 0;
}
