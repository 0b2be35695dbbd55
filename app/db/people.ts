/** What is known of customers, for comparing it with what Shopify says: one round trip per table for all of them. */
import { foldTags } from '#app/db/histories.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type KnownPerson = {
  memberId: number;
  /** She has become another customer. */
  isMerged: boolean;
  displayName: string | null;
  email: string | null;
  locale: string | null;
  contactHash: string | null;
  profileAt: Date | null;
  createdAt: Date;
};

export async function loadKnownPeople(
  tx: Transaction,
  shop: string,
  customerIds: string[],
): Promise<Map<string, KnownPerson>> {
  const { rows } = await tx.query<KnownPerson & { customerId: string }>({
    name: 'known-people',
    text: `SELECT customer_id AS "customerId", id AS "memberId", heir_id IS NOT NULL AS "isMerged",
        display_name AS "displayName", email, locale, contact_hash AS "contactHash", profile_at AS "profileAt",
        created_at AS "createdAt"
      FROM members WHERE shop = $1 AND customer_id = ANY($2::text[])`,
    values: [shop, customerIds],
  });
  return new Map(rows.map(({ customerId, ...person }) => [customerId, person]));
}

/** In lower case; missing for members of whose tags nothing was ever heard. */
export type TagsKnown = { now: string[]; asOf: string[] };

export async function loadKnownTags(
  tx: Transaction,
  shop: string,
  memberIds: number[],
  asOf: Date,
): Promise<Map<number, TagsKnown>> {
  const { rows } = await tx.query<{ member_id: number; kind: string; at: Date; data: { tags: string[] } }>({
    name: 'known-tags',
    text: `SELECT member_id, kind, at, data FROM member_changes
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND kind IN ('tags-added', 'tags-removed', 'tags-set')
      ORDER BY at, id`,
    values: [shop, memberIds],
  });
  const known = new Map<number, TagsKnown>();
  for (const { member_id, kind, at, data } of rows) {
    const before = known.get(member_id) ?? { now: [], asOf: [] };
    const tags = [...foldTags(before.now, kind, data.tags)];
    known.set(member_id, { now: tags, asOf: at <= asOf ? tags : before.asOf });
  }
  return known;
}
