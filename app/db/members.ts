/** Members: created with their balance row before anything locks them. Every change locks them in the order of ids. */
import { randomUUID } from 'node:crypto';
import { newsOfTier } from '#app/core/flow/news.ts';
import { queueNews } from '#app/db/flow-outbox.ts';
import { noteEvents } from '#app/db/member-events.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';
import type { Scalars } from '#app/core/scalars.ts';

export type Profile = { displayName: string | null; email: string | null; locale: string | null };
export type SeenCustomer = { customerId: string; profile: Profile | null; contactHash: string | null };

/** Ids of the members behind Shopify customers, created where missing. One round trip each for all of them. */
export async function ensureMembers(
  tx: Transaction,
  shop: string,
  customers: SeenCustomer[],
  at: Date,
): Promise<Map<string, number>> {
  const wanted = new Map(customers.map((customer) => [customer.customerId, customer]));
  const ids = [...wanted.keys()].sort();
  if (ids.length === 0) return new Map();
  const found = await findMemberIds(tx, shop, ids);
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  await tx.query({
    name: 'insert-members',
    text: `WITH added AS (
        INSERT INTO members (shop, customer_id, display_name, email, locale, profile_known, created_at, contact_hash)
        SELECT $1, c, n, e, l, n IS NOT NULL OR e IS NOT NULL, $6, h
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $7::text[]) AS x(c, n, e, l, h) ORDER BY c
        ON CONFLICT (shop, customer_id) DO NOTHING RETURNING id)
      INSERT INTO member_balances (shop, member_id) SELECT $1, id FROM added`,
    values: [
      shop,
      missing,
      missing.map((id) => wanted.get(id)?.profile?.displayName ?? null),
      missing.map((id) => wanted.get(id)?.profile?.email ?? null),
      missing.map((id) => wanted.get(id)?.profile?.locale ?? null),
      at,
      missing.map((id) => wanted.get(id)?.contactHash ?? null),
    ],
  });
  return findMemberIds(tx, shop, ids);
}

/** Guests whose mail address now belongs to an account that is no member yet: they become that account's member. */
export async function adoptGuests(tx: Transaction, shop: string, customers: SeenCustomer[]): Promise<void> {
  const known = customers.filter((one) => one.contactHash !== null);
  if (known.length === 0) return;
  await tx.query({
    name: 'adopt-guests',
    text: `WITH wanted AS (SELECT DISTINCT ON (h) h, c FROM unnest($2::text[], $3::text[]) AS x(c, h) ORDER BY h, c),
      locked AS (SELECT m.id, w.c FROM members m JOIN wanted w ON w.h = m.contact_hash
        WHERE m.shop = $1 AND m.customer_id IS NULL AND m.erased_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM members o WHERE o.shop = $1 AND o.customer_id = w.c)
        ORDER BY m.id FOR UPDATE OF m)
      UPDATE members m SET customer_id = locked.c, standing_version = standing_version + 1 FROM locked
      WHERE m.shop = $1 AND m.id = locked.id`,
    values: [shop, known.map((one) => one.customerId), known.map((one) => one.contactHash)],
  });
}

/** Members behind mail addresses without an account, by the address's hash, created where missing: the address itself is not kept. */
export async function ensureGuests(
  tx: Transaction,
  shop: string,
  contactHashes: string[],
  at: Date,
): Promise<Map<string, number>> {
  const hashes = [...new Set(contactHashes)].sort();
  if (hashes.length === 0) return new Map();
  await tx.query({
    name: 'insert-guests',
    text: `WITH added AS (
        INSERT INTO members (shop, contact_hash, created_at) SELECT $1, h, $3 FROM unnest($2::text[]) AS x(h) ORDER BY h
        ON CONFLICT (shop, contact_hash) WHERE customer_id IS NULL AND erased_at IS NULL DO NOTHING RETURNING id)
      INSERT INTO member_balances (shop, member_id) SELECT $1, id FROM added`,
    values: [shop, hashes, at],
  });
  return findGuests(tx, shop, hashes);
}

export async function findGuests(
  tx: Transaction,
  shop: string,
  contactHashes: string[],
): Promise<Map<string, number>> {
  if (contactHashes.length === 0) return new Map();
  const { rows } = await tx.query<{ id: number; contact_hash: string }>({
    name: 'find-guests',
    text: `SELECT id, contact_hash FROM members WHERE shop = $1 AND contact_hash = ANY($2::text[])
      AND customer_id IS NULL AND erased_at IS NULL`,
    values: [shop, contactHashes],
  });
  return new Map(rows.map((row) => [row.contact_hash, row.id]));
}

/** The member who stands for each customer by now: after a merge, the one that the other became. */
export async function findMemberIds(
  tx: Transaction,
  shop: string,
  customerIds: string[],
): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; customer_id: string }>({
    name: 'find-member-ids',
    text: `SELECT coalesce(heir_id, id) AS id, customer_id FROM members
      WHERE shop = $1 AND customer_id = ANY($2::text[])`,
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

/** Where members stand, and when time alone may move them; their metafields must be written again if they have moved. */
export async function saveTiers(
  tx: Transaction,
  shop: string,
  rows: { memberId: number; tierId: string | null; tier: unknown; revisitAt: number | null }[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const { rows: saved } = await tx.query<{ id: number; before: string | null; after: string | null }>({
    name: 'save-tiers',
    text: `WITH locked AS (SELECT id, tier_id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET tier_id = x.t, tier = x.s, revisit_at = x.r,
        standing_version = standing_version + CASE WHEN m.tier IS DISTINCT FROM x.s THEN 1 ELSE 0 END
      FROM locked, unnest($2::bigint[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS x(i, t, s, r)
      WHERE m.shop = $1 AND m.id = locked.id AND x.i = locked.id
      RETURNING m.id, locked.tier_id AS before, m.tier_id AS after`,
    values: [
      shop,
      rows.map((row) => row.memberId),
      rows.map((row) => row.tierId),
      rows.map((row) => JSON.stringify(row.tier)),
      rows.map((row) => (row.revisitAt === null ? null : new Date(row.revisitAt).toISOString())),
    ],
  });
  const moved = saved.filter(({ before, after }) => before !== after);
  const news = moved.map(({ id, before, after }) => newsOfTier(randomUUID(), id, before, after));
  await queueNews(tx, shop, news, at);
  const events = moved.map(({ id, before, after }) => ({
    memberId: id,
    kind: 'tier-changed' as const,
    key: `${before ?? ''}>${after ?? ''}@${at.getTime()}`,
    at,
    data: { tier: after, before },
  }));
  await noteEvents(tx, shop, events, at);
}

/** Everybody is judged again once the clock has reached an instant: the rules change then. */
export async function revisitAllMembers(tx: Transaction, shop: string, at: Date): Promise<void> {
  await tx.query(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND (revisit_at IS NULL OR revisit_at > $2)
        ORDER BY id FOR UPDATE)
      UPDATE members m SET revisit_at = $2 FROM locked WHERE m.shop = $1 AND m.id = locked.id`,
    [shop, at],
  );
}

/** Ids of members in their order, after one of them. */
export async function nextMembers(shop: string, after: number, limit: number): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>({
    name: 'next-members',
    text: 'SELECT id FROM members WHERE shop = $1 AND id > $2 ORDER BY id LIMIT $3',
    values: [shop, after, limit],
  });
  return rows.map((row) => row.id);
}

/** Name, mail and language of people the shop already knows as members; one of an earlier time than the known one is left. */
export async function updateProfiles(
  tx: Transaction,
  shop: string,
  profiles: { customerId: string; profile: Profile; contactHash: string | null; at: Date }[],
): Promise<void> {
  if (profiles.length === 0) return;
  await tx.query({
    name: 'update-profiles',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id = ANY($2::text[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET display_name = coalesce(x.n, m.display_name), email = coalesce(x.e, m.email),
        locale = coalesce(x.l, m.locale), contact_hash = coalesce(x.h, m.contact_hash), profile_known = true, profile_at = x.at
      FROM locked, (SELECT DISTINCT ON (c) * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::timestamptz[]) WITH ORDINALITY AS y(c, n, e, l, h, at, o) ORDER BY c, at DESC, o DESC) AS x
      WHERE m.shop = $1 AND m.id = locked.id AND m.customer_id = x.c AND (m.profile_at IS NULL OR m.profile_at <= x.at)`,
    values: [
      shop,
      profiles.map((one) => one.customerId),
      profiles.map((one) => one.profile.displayName),
      profiles.map((one) => one.profile.email),
      profiles.map((one) => one.profile.locale),
      profiles.map((one) => one.contactHash),
      profiles.map((one) => one.at.toISOString()),
    ],
  });
}

/** The language in which somebody bought, for whom no other is known: webhooks about customers do not tell one. */
export async function learnLocales(
  tx: Transaction,
  shop: string,
  bought: { customerId: string; locale: string }[],
): Promise<void> {
  if (bought.length === 0) return;
  await tx.query({
    name: 'learn-locales',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id = ANY($2::text[]) AND locale IS NULL
        AND erased_at IS NULL ORDER BY id FOR UPDATE)
      UPDATE members m SET locale = x.l FROM locked, (SELECT DISTINCT ON (c) c, l FROM unnest($2::text[], $3::text[])
        WITH ORDINALITY AS y(c, l, o) ORDER BY c, o DESC) AS x
      WHERE m.shop = $1 AND m.id = locked.id AND m.customer_id = x.c`,
    values: [shop, bought.map((one) => one.customerId), bought.map((one) => one.locale)],
  });
}

/** Shopify knows the person under another number now. */
export async function renameCustomer(
  tx: Transaction,
  shop: string,
  memberId: number,
  customerId: string,
): Promise<void> {
  await tx.query(
    `UPDATE members SET customer_id = $3, scalars = '{}', standing_version = standing_version + 1
      WHERE shop = $1 AND id = $2`,
    [shop, memberId, customerId],
  );
}

/** The member that has become another: an empty shell that says where everything went, and whose customer is known by it. */
export async function closeMerged(tx: Transaction, shop: string, from: number, to: number): Promise<void> {
  await tx.query(
    `UPDATE members t SET birthday = coalesce(t.birthday, f.birthday),
        birthday_since = coalesce(t.birthday_since, f.birthday_since), household_id = coalesce(t.household_id, f.household_id)
      FROM members f WHERE t.shop = $1 AND t.id = $3 AND f.shop = $1 AND f.id = $2`,
    [shop, from, to],
  );
  // The changes of both are one history by now; the last word in it stands.
  await tx.query(
    `UPDATE members SET blocked_at = (SELECT CASE kind WHEN 'blocked' THEN at END FROM member_changes
        WHERE shop = $1 AND member_id = $2 AND kind IN ('blocked', 'unblocked') ORDER BY at DESC, id DESC LIMIT 1)
      WHERE shop = $1 AND id = $2`,
    [shop, to],
  );
  await tx.query(
    `UPDATE members SET heir_id = $3, standing_synced = standing_version, contact_hash = NULL, display_name = NULL, email = NULL,
        birthday = NULL, birthday_since = NULL, tier_id = NULL, tier = NULL, revisit_at = NULL, household_id = NULL, blocked_at = NULL
      WHERE shop = $1 AND id = $2`,
    [shop, from, to],
  );
  await tx.query('UPDATE members SET heir_id = $3 WHERE shop = $1 AND heir_id = $2', [shop, from, to]);
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

/** Rewards have changed: what is missing for the next one is another number for everybody. */
export async function markAllStandingsStale(tx: Transaction, shop: string): Promise<void> {
  await tx.query(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id IS NOT NULL ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_version = standing_version + 1 FROM locked WHERE m.shop = $1 AND m.id = locked.id`,
    [shop],
  );
}

/** What their standing says beside the books has changed. */
export async function markCustomersStale(
  tx: Transaction,
  shop: string,
  customerIds: string[],
): Promise<void> {
  if (customerIds.length === 0) return;
  await tx.query(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id = ANY($2::text[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_version = standing_version + 1 FROM locked WHERE m.shop = $1 AND m.id = locked.id`,
    [shop, customerIds],
  );
}

/** Shopify may have forgotten what was written: everything is written again. @returns the last of the batch; undefined after the end. */
export async function forgetWritten(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ last: number | null }>(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND id > $2 AND customer_id IS NOT NULL AND erased_at IS NULL
        ORDER BY id LIMIT $3 FOR UPDATE),
      done AS (UPDATE members m SET scalars = '{}', standing_version = standing_version + 1, standing_error = NULL
        FROM locked WHERE m.shop = $1 AND m.id = locked.id RETURNING m.id)
      SELECT max(id) AS last FROM done`,
    [shop, afterId, limit],
  );
  return rows[0]?.last ?? undefined;
}

/** `scalars` is what Shopify has already. */
export type StaleStanding = { id: number; customerId: string; version: number; scalars: Scalars };

/** Those after a member first, then from the beginning: who changes all the time does not hold up who comes later. */
export async function findStaleStandings(
  shop: string,
  limit: number,
  afterId: number,
): Promise<StaleStanding[]> {
  const stale = (
    side: string,
  ) => `(SELECT id, customer_id AS "customerId", standing_version AS version, scalars FROM members
      WHERE shop = $1 AND standing_version > standing_synced AND standing_error IS NULL AND customer_id IS NOT NULL
        AND id ${side} $3 ORDER BY id LIMIT $2)`;
  const { rows } = await pool().query<StaleStanding>({
    name: 'stale-standings',
    text: `${stale('>')} UNION ALL ${stale('<=')} LIMIT $2`,
    values: [shop, limit, afterId],
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

/** Who was erased while Shopify was asked stays erased: nothing that she had is written back. */
export async function markStandingsSynced(
  shop: string,
  /** With the scalars that Shopify has now. */
  written: StaleStanding[],
  refused: Map<string, string>,
): Promise<void> {
  await pool().query({
    name: 'standings-synced',
    text: `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) AND erased_at IS NULL
        ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_synced = CASE WHEN x.e IS NULL THEN greatest(standing_synced, x.v)
        ELSE standing_synced END, standing_error = x.e, scalars = CASE WHEN x.e IS NULL THEN x.s ELSE scalars END
      FROM locked, unnest($2::bigint[], $3::int[], $4::text[], $5::jsonb[]) AS x(i, v, e, s)
      WHERE m.shop = $1 AND m.id = locked.id AND x.i = locked.id`,
    values: [
      shop,
      written.map((one) => one.id),
      written.map((one) => one.version),
      written.map((one) => refused.get(one.customerId) ?? null),
      written.map((one) => JSON.stringify(one.scalars)),
    ],
  });
}

/** In which language a member reads; whoever became another member reads as that one. */
export async function findMemberSpeech(
  shop: string,
  memberId: number,
): Promise<{ id: number; locale: string | null } | undefined> {
  const { rows } = await pool().query<{ id: number; locale: string | null }>(
    `SELECT h.id, h.locale FROM members m JOIN members h ON h.shop = m.shop AND h.id = coalesce(m.heir_id, m.id)
      WHERE m.shop = $1 AND m.id = $2 AND h.erased_at IS NULL`,
    [shop, memberId],
  );
  return rows[0];
}
