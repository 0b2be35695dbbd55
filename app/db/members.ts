/** Members: created with their balance row before anything locks them. Every change locks them in the order of ids. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type Profile = { displayName: string | null; email: string | null; locale: string | null };
export type SeenCustomer = { customerId: string; profile: Profile | null };

/** Ids of the members behind Shopify customers, created where missing. One round trip each for all of them. */
export async function ensureMembers(
  tx: Transaction,
  shop: string,
  customers: SeenCustomer[],
  at: Date,
): Promise<Map<string, number>> {
  const wanted = new Map(customers.map((customer) => [customer.customerId, customer.profile]));
  const ids = [...wanted.keys()].sort();
  if (ids.length === 0) return new Map();
  const found = await findMemberIds(tx, shop, ids);
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  await tx.query({
    name: 'insert-members',
    text: `WITH added AS (
        INSERT INTO members (shop, customer_id, display_name, email, locale, profile_known, created_at)
        SELECT $1, c, n, e, l, n IS NOT NULL OR e IS NOT NULL, $6
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS x(c, n, e, l) ORDER BY c
        ON CONFLICT (shop, customer_id) DO NOTHING RETURNING id)
      INSERT INTO member_balances (shop, member_id) SELECT $1, id FROM added`,
    values: [
      shop,
      missing,
      missing.map((id) => wanted.get(id)?.displayName ?? null),
      missing.map((id) => wanted.get(id)?.email ?? null),
      missing.map((id) => wanted.get(id)?.locale ?? null),
      at,
    ],
  });
  return findMemberIds(tx, shop, ids);
}

async function findMemberIds(
  tx: Transaction,
  shop: string,
  customerIds: string[],
): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; customer_id: string }>({
    name: 'find-member-ids',
    text: 'SELECT id, customer_id FROM members WHERE shop = $1 AND customer_id = ANY($2::text[])',
    values: [shop, customerIds],
  });
  return new Map(rows.map((row) => [row.customer_id, row.id]));
}

export async function findMemberId(shop: string, customerId: string): Promise<number | undefined> {
  const { rows } = await pool().query<{ id: number }>({
    name: 'find-member-id',
    text: 'SELECT id FROM members WHERE shop = $1 AND customer_id = $2',
    values: [shop, customerId],
  });
  return rows[0]?.id;
}

export async function findCustomerId(shop: string, memberId: number): Promise<string | undefined> {
  const { rows } = await pool().query<{ customer_id: string | null }>(
    'SELECT customer_id FROM members WHERE shop = $1 AND id = $2',
    [shop, memberId],
  );
  return rows[0]?.customer_id ?? undefined;
}

/** Name, mail and language of people the shop already knows as members. */
export async function updateProfiles(
  tx: Transaction,
  shop: string,
  profiles: { customerId: string; profile: Profile }[],
): Promise<void> {
  if (profiles.length === 0) return;
  await tx.query({
    name: 'update-profiles',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id = ANY($2::text[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET display_name = coalesce(x.n, m.display_name), email = coalesce(x.e, m.email),
        locale = coalesce(x.l, m.locale), profile_known = true
      FROM locked, unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS x(c, n, e, l)
      WHERE m.shop = $1 AND m.id = locked.id AND m.customer_id = x.c`,
    values: [
      shop,
      profiles.map((one) => one.customerId),
      profiles.map((one) => one.profile.displayName),
      profiles.map((one) => one.profile.email),
      profiles.map((one) => one.profile.locale),
    ],
  });
}

/** The customers' metafields must be written again: counted up in the transaction that changed the books. */
export async function markStandingsStale(tx: Transaction, shop: string, memberIds: number[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.query({
    name: 'mark-standings',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_version = standing_version + 1, standing_error = NULL
      FROM locked WHERE m.shop = $1 AND m.id = locked.id`,
    values: [shop, memberIds],
  });
}

export type StaleStanding = { id: number; customerId: string; version: number };

export async function findStaleStandings(shop: string, limit: number): Promise<StaleStanding[]> {
  const { rows } = await pool().query<StaleStanding>({
    name: 'stale-standings',
    text: `SELECT id, customer_id AS "customerId", standing_version AS version FROM members
      WHERE shop = $1 AND standing_version > standing_synced AND standing_error IS NULL AND customer_id IS NOT NULL
      ORDER BY id LIMIT $2`,
    values: [shop, limit],
  });
  return rows;
}

export async function findShopsWithStaleStandings(): Promise<string[]> {
  const { rows } = await pool().query<{ shop: string }>({
    name: 'stale-shops',
    text: `SELECT s.shop FROM shops s WHERE s.uninstalled_at IS NULL AND EXISTS (
      SELECT 1 FROM members m WHERE m.shop = s.shop AND m.standing_version > m.standing_synced
        AND m.standing_error IS NULL AND m.customer_id IS NOT NULL)`,
    values: [],
  });
  return rows.map((row) => row.shop);
}

export async function markStandingsSynced(
  shop: string,
  written: StaleStanding[],
  refused: Map<string, string>,
): Promise<void> {
  await pool().query({
    name: 'standings-synced',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_synced = CASE WHEN x.e IS NULL THEN greatest(standing_synced, x.v)
        ELSE standing_synced END, standing_error = x.e
      FROM locked, unnest($2::bigint[], $3::int[], $4::text[]) AS x(i, v, e)
      WHERE m.shop = $1 AND m.id = locked.id AND x.i = locked.id`,
    values: [
      shop,
      written.map((one) => one.id),
      written.map((one) => one.version),
      written.map((one) => refused.get(one.customerId) ?? null),
    ],
  });
}
