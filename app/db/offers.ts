/** How far the offers of a shop's program have come at Shopify: one row per shop that ever published some. */
import type { GivenOffer } from '#app/core/offers/hers.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** `begun` and `ending` are written before Shopify is asked; `off` is ended by the merchant at Shopify. */
export type OfferState = 'begun' | 'given' | 'off' | 'refused' | 'ending' | 'ended';
/** One offer, as Shopify has it. */
export type OfferLine = {
  offerId: string;
  /** Its own name, per language, for when the program has it no more. */
  names: Record<string, string>;
  code: string;
  /** Every code that it ever had: orders keep those. */
  codes: string[];
  /** As `audienceKey` writes it. */
  audience: string;
  segment: string;
  state: OfferState;
  /** Shopify's own id of the discount. */
  discountId: string | null;
  startsAt: string | null;
  endsAt: string | null;
  /** Shopify's words, when it refused. */
  message: string | null;
  /** ISO instant at which it was first asked for. */
  since: string;
};
export type OffersRow = { offers: OfferLine[]; message: string | null; attempts: number };

export async function findOffers(shop: string): Promise<OffersRow | undefined> {
  const { rows } = await pool().query<OffersRow>({
    name: 'find-offers',
    text: 'SELECT offers, message, attempts FROM program_offers WHERE shop = $1',
    values: [shop],
  });
  return rows[0];
}

/** What Shopify gives just now: no other code may be shown. */
export async function findGivenOffers(shop: string): Promise<GivenOffer[]> {
  const row = await findOffers(shop);
  return (row?.offers ?? []).filter(({ state }) => state === 'given');
}

/** Before Shopify is asked to make something: whoever comes after a crash knows under which codes there may be more. */
export async function noteOffersBegun(shop: string, lines: OfferLine[]): Promise<void> {
  await pool().query(
    `INSERT INTO program_offers AS p (shop, synced_version, synced_at, offers, attempts)
      VALUES ($1, 0, '-infinity', $2, 1)
      ON CONFLICT (shop) DO UPDATE SET offers = $2, attempts = greatest(p.attempts, 1), message = NULL`,
    [shop, JSON.stringify(lines)],
  );
}

export async function saveOffersSynced(
  tx: Transaction,
  shop: string,
  done: { version: number; at: Date; offers: OfferLine[] },
): Promise<void> {
  await tx.query(
    `INSERT INTO program_offers AS p (shop, synced_version, synced_at, offers) VALUES ($1, $2, $3, $4)
      ON CONFLICT (shop) DO UPDATE SET synced_version = greatest(p.synced_version, $2), synced_at = $3, offers = $4,
        message = NULL, attempts = 0, next_attempt_at = NULL`,
    [shop, done.version, done.at, JSON.stringify(done.offers)],
  );
}

/** The next try waits; what Shopify has stays as it was. */
export async function saveOffersFailed(shop: string, nextAt: Date, message: string): Promise<void> {
  await pool().query(
    `INSERT INTO program_offers AS p (shop, synced_version, synced_at, message, attempts, next_attempt_at)
      VALUES ($1, 0, '-infinity', $3, 1, $2)
      ON CONFLICT (shop) DO UPDATE SET message = $3, attempts = p.attempts + 1, next_attempt_at = $2`,
    [shop, nextAt, message],
  );
}

/** The shop has come back: what there is at Shopify is looked for, and brought up to date. */
export async function forgetOffersSynced(tx: Transaction, shop: string): Promise<void> {
  await tx.query(
    `UPDATE program_offers SET synced_version = 0, attempts = greatest(attempts, 1), next_attempt_at = NULL
      WHERE shop = $1`,
    [shop],
  );
}

/** Those for whom an offer has come or gone: their standing says which are theirs. Who has left a segment may be among them. */
export async function markAudiencesStale(
  tx: Transaction,
  shop: string,
  audiences: { tiers: string[]; segments: string[] },
): Promise<void> {
  if (audiences.tiers.length + audiences.segments.length === 0) return;
  await tx.query(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND customer_id IS NOT NULL AND (tier_id = ANY($2::text[])
        OR id IN (SELECT member_id FROM member_changes WHERE shop = $1 AND kind = 'segment-entered'
          AND data->>'segment' = ANY($3::text[]))) ORDER BY id FOR UPDATE)
      UPDATE members m SET standing_version = standing_version + 1, standing_error = NULL
      FROM locked WHERE m.shop = $1 AND m.id = locked.id`,
    [shop, audiences.tiers, audiences.segments],
  );
}

/** Which of these codes each member's orders hold. @param codes in lower case */
export async function loadUsedCodes(
  shop: string,
  memberIds: number[],
  codes: string[],
): Promise<Map<number, string[]>> {
  if (codes.length === 0 || memberIds.length === 0) return new Map();
  const { rows } = await pool().query<{ memberId: number; codes: string[] }>({
    name: 'used-codes',
    text: `SELECT o.member_id AS "memberId", array_agg(DISTINCT lower(c->>'code')) AS codes
      FROM orders o, jsonb_array_elements(o.facts->'codes') AS c
      WHERE o.shop = $1 AND o.member_id = ANY($2::bigint[]) AND lower(c->>'code') = ANY($3::text[])
      GROUP BY o.member_id`,
    values: [shop, memberIds, codes],
  });
  return new Map(rows.map((row) => [row.memberId, row.codes]));
}

export type OfferUse = { code: string; orders: number; totalMinor: number; offMinor: number };

/** Orders that hold one of these codes, with what they came to; cancelled ones left out. @param codes in lower case */
export async function countOfferUses(shop: string, codes: string[]): Promise<OfferUse[]> {
  if (codes.length === 0) return [];
  const { rows } = await pool().query<OfferUse>({
    name: 'offer-uses',
    // The index holds what orders say of codes, in lower case: shoppers type them as they like.
    text: `SELECT w.code, count(o.order_id)::int AS orders, coalesce(sum(o.total_minor), 0)::bigint AS "totalMinor",
        coalesce(sum((SELECT sum((c->>'amountminor')::bigint) FROM jsonb_array_elements(lower(o.facts->>'codes')::jsonb) AS c
          WHERE c->>'code' = w.code)), 0)::bigint AS "offMinor"
      FROM unnest($2::text[]) AS w(code) LEFT JOIN orders o ON o.shop = $1 AND o.cancelled_at IS NULL
        AND o.facts->>'codes' <> '[]' AND lower(o.facts->>'codes')::jsonb @> jsonb_build_array(jsonb_build_object('code', w.code))
      GROUP BY w.code`,
    values: [shop, codes],
  });
  return rows;
}
