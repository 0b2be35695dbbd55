/** What stands in members' panels and accounts for a while. */
import type { Transaction } from '#app/db/transaction.ts';

export type NewMessage = {
  memberId: number;
  id: string;
  texts: Record<string, string>;
  until: Date;
};

/** @returns the members who have a new one. */
export async function insertMessages(
  tx: Transaction,
  shop: string,
  messages: readonly NewMessage[],
  at: Date,
): Promise<number[]> {
  if (messages.length === 0) return [];
  const { rows } = await tx.query<{ member_id: number }>({
    name: 'insert-messages',
    text: `INSERT INTO member_messages (shop, member_id, id, texts, from_at, until_at)
      SELECT $1, x.member_id, x.id, x.texts, $2, x.until_at FROM unnest($3::bigint[], $4::text[], $5::jsonb[], $6::timestamptz[])
        AS x(member_id, id, texts, until_at)
      ON CONFLICT (shop, member_id, id) DO NOTHING RETURNING member_id`,
    values: [
      shop,
      at,
      messages.map((one) => one.memberId),
      messages.map((one) => one.id),
      messages.map((one) => JSON.stringify(one.texts)),
      messages.map((one) => one.until),
    ],
  });
  return [...new Set(rows.map((row) => row.member_id))];
}

/** Takes away what has ended. @returns whose, by shop. */
export async function endMessages(tx: Transaction, at: Date, limit: number): Promise<Map<string, number[]>> {
  const { rows } = await tx.query<{ shop: string; memberId: number }>(
    `DELETE FROM member_messages WHERE ctid = ANY(ARRAY(SELECT ctid FROM member_messages WHERE until_at <= $1 ORDER BY until_at LIMIT $2
      FOR UPDATE SKIP LOCKED)) RETURNING shop, member_id AS "memberId"`,
    [at, limit],
  );
  const byShop = Map.groupBy(rows, ({ shop }) => shop);
  return new Map([...byShop].map(([shop, some]) => [shop, [...new Set(some.map((one) => one.memberId))]]));
}
