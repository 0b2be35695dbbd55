/** Who pools points with whom. */
import type { Transaction } from '#app/db/transaction.ts';

export async function findHousehold(tx: Transaction, shop: string, memberId: number): Promise<number | null> {
  const { rows } = await tx.query<{ household: number | null }>(
    'SELECT household_id AS household FROM members WHERE shop = $1 AND id = $2',
    [shop, memberId],
  );
  return rows[0]?.household ?? null;
}

export type HouseholdMember = { memberId: number; customerId: string | null };

export async function listHousehold(
  tx: Transaction,
  shop: string,
  household: number,
): Promise<HouseholdMember[]> {
  const { rows } = await tx.query<HouseholdMember>(
    `SELECT id AS "memberId", customer_id AS "customerId" FROM members
      WHERE shop = $1 AND household_id = $2 ORDER BY id`,
    [shop, household],
  );
  return rows;
}

export async function setHousehold(
  tx: Transaction,
  shop: string,
  memberIds: number[],
  household: number | null,
): Promise<void> {
  await tx.query('UPDATE members SET household_id = $3 WHERE shop = $1 AND id = ANY($2::bigint[])', [
    shop,
    memberIds,
    household,
  ]);
}

/** Members of the same household as a member, herself among them; empty when she has none. */
export async function findHousemates(tx: Transaction, shop: string, memberId: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'housemates',
    text: `SELECT h.id FROM members m JOIN members h ON h.shop = m.shop AND h.household_id = m.household_id
      WHERE m.shop = $1 AND m.id = $2 ORDER BY h.id`,
    values: [shop, memberId],
  });
  return rows.map((row) => row.id);
}
