/** Reviews as their apps tell of them, and where these come in. */
import type { ReviewApp } from '#app/core/reviews/review.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ReviewSource = {
  app: ReviewApp;
  generation: number;
  secret: string | null;
  heardAt: Date | null;
  trouble: string | null;
  troubleAt: Date | null;
};

const SOURCE = 'app, generation, secret, heard_at AS "heardAt", trouble, trouble_at AS "troubleAt"';

export async function findReviewSource(shop: string, app: ReviewApp): Promise<ReviewSource | undefined> {
  const { rows } = await pool().query<ReviewSource>({
    name: 'review-source',
    text: `SELECT ${SOURCE} FROM review_sources WHERE shop = $1 AND app = $2`,
    values: [shop, app],
  });
  return rows[0];
}

export async function listReviewSources(shop: string): Promise<ReviewSource[]> {
  const { rows } = await pool().query<ReviewSource>(`SELECT ${SOURCE} FROM review_sources WHERE shop = $1`, [
    shop,
  ]);
  return rows;
}

/** Every address shown before is good no more. */
export async function renewReviewSource(tx: Transaction, shop: string, app: ReviewApp): Promise<void> {
  await tx.query(
    `INSERT INTO review_sources (shop, app, generation) VALUES ($1, $2, 2)
      ON CONFLICT (shop, app) DO UPDATE SET generation = review_sources.generation + 1`,
    [shop, app],
  );
}

export async function setReviewSecret(
  tx: Transaction,
  shop: string,
  app: ReviewApp,
  sealed: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO review_sources (shop, app, secret) VALUES ($1, $2, $3)
      ON CONFLICT (shop, app) DO UPDATE SET secret = excluded.secret`,
    [shop, app, sealed],
  );
}

/** @param trouble null when it was taken in. */
export async function noteHeard(
  shop: string,
  app: ReviewApp,
  trouble: string | null,
  at: Date,
): Promise<void> {
  await pool().query({
    name: 'review-heard',
    text: `INSERT INTO review_sources (shop, app, heard_at, trouble, trouble_at)
      VALUES ($1, $2, CASE WHEN $3::text IS NULL THEN $4::timestamptz END, $3, CASE WHEN $3::text IS NOT NULL THEN $4::timestamptz END)
      ON CONFLICT (shop, app) DO UPDATE SET heard_at = coalesce(excluded.heard_at, review_sources.heard_at),
        trouble = excluded.trouble, trouble_at = excluded.trouble_at`,
    values: [shop, app, trouble, at],
  });
}

/** Whoever wrote it, by Shopify's number or by address; members who were merged are the one that they became. */
export async function findAuthor(
  tx: Transaction,
  shop: string,
  { customerId, email }: { customerId: string | null; email: string | null },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'find-author',
    text: `SELECT coalesce(heir_id, id) AS id FROM members WHERE shop = $1 AND erased_at IS NULL
        AND ((customer_id IS NOT NULL AND customer_id = $2) OR lower(email) = $3)
      ORDER BY customer_id IS NOT DISTINCT FROM $2 DESC, id LIMIT 1`,
    values: [shop, customerId, email],
  });
  return rows[0]?.id;
}

export type ReviewRow = {
  app: ReviewApp;
  reviewId: string;
  memberId: number | null;
  productId: string | null;
  rating: number | null;
  withMedia: boolean;
  writtenAt: Date;
  heardAt: Date;
  goneAt: Date | null;
  deedId: string | null;
  nothing: string | null;
};

const COLUMNS = `r.app, r.review_id AS "reviewId", r.member_id AS "memberId", r.product_id AS "productId", r.rating,
  r.with_media AS "withMedia", r.written_at AS "writtenAt", r.heard_at AS "heardAt", r.gone_at AS "goneAt",
  r.deed_id AS "deedId", r.nothing`;

export type HeardReview = {
  app: ReviewApp;
  reviewId: string;
  memberId: number | null;
  productId: string | null;
  rating: number | null;
  withMedia: boolean;
  writtenAt: Date;
  changedAt: Date;
  gone: boolean;
};

/**
 * What is gone stays gone, whoever wrote it stays its author, and its first day stays its day.
 *
 * @returns undefined when something newer is known.
 */
export async function saveReview(
  tx: Transaction,
  shop: string,
  one: HeardReview,
  at: Date,
): Promise<ReviewRow | undefined> {
  const { rows } = await tx.query<ReviewRow>({
    name: 'save-review',
    text: `INSERT INTO reviews AS r (shop, app, review_id, member_id, product_id, rating, with_media, written_at, changed_at,
          heard_at, gone_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $11 THEN $10::timestamptz END)
      ON CONFLICT (shop, app, review_id) DO UPDATE SET member_id = coalesce(r.member_id, excluded.member_id),
        product_id = coalesce(r.product_id, excluded.product_id), rating = coalesce(excluded.rating, r.rating),
        with_media = r.with_media OR excluded.with_media, changed_at = excluded.changed_at, heard_at = excluded.heard_at,
        gone_at = coalesce(r.gone_at, excluded.gone_at)
      WHERE excluded.changed_at >= r.changed_at OR excluded.gone_at IS NOT NULL
      RETURNING ${COLUMNS}`,
    values: [
      shop,
      one.app,
      one.reviewId,
      one.memberId,
      one.productId,
      one.rating,
      one.withMedia,
      one.writtenAt,
      one.changedAt,
      at,
      one.gone,
    ],
  });
  return rows[0];
}

/** Whether she has had points for a review of these goods already, and whether she bought them. */
export async function judgeReview(
  tx: Transaction,
  shop: string,
  { app, reviewId, memberId, productId }: Pick<ReviewRow, 'app' | 'reviewId' | 'memberId' | 'productId'>,
): Promise<{ again: boolean; bought: boolean }> {
  const { rows } = await tx.query<{ again: boolean; bought: boolean }>({
    name: 'judge-review',
    text: `SELECT EXISTS (SELECT 1 FROM reviews WHERE shop = $1 AND member_id = $2 AND product_id IS NOT DISTINCT FROM $3
          AND deed_id IS NOT NULL AND (app, review_id) <> ($4, $5)) AS again,
        EXISTS (SELECT 1 FROM member_products WHERE shop = $1 AND member_id = $2 AND ($3::text IS NULL OR product_id = $3)) AS bought`,
    values: [shop, memberId, productId, app, reviewId],
  });
  return rows[0] ?? { again: false, bought: false };
}

export async function setReviewDeed(
  tx: Transaction,
  shop: string,
  { app, reviewId }: Pick<ReviewRow, 'app' | 'reviewId'>,
  { deedId, nothing }: Pick<ReviewRow, 'deedId' | 'nothing'>,
): Promise<void> {
  await tx.query({
    name: 'set-review-deed',
    text: 'UPDATE reviews SET deed_id = $4, nothing = $5 WHERE shop = $1 AND app = $2 AND review_id = $3',
    values: [shop, app, reviewId, deedId, nothing],
  });
}

export type ListedReview = ReviewRow & {
  memberName: string | null;
  points: number | null;
};

/** The newest first; a page begins after the last of the page before. */
export async function listReviews(
  shop: string,
  before: { heardAt: Date; app: string; reviewId: string } | null,
  limit: number,
): Promise<ListedReview[]> {
  const { rows } = await pool().query<ListedReview>(
    `SELECT ${COLUMNS},
        m.display_name AS "memberName", a.points
      FROM reviews r LEFT JOIN members m ON m.shop = r.shop AND m.id = r.member_id
        LEFT JOIN awards a ON a.shop = r.shop AND a.member_id = r.member_id AND a.source = 'deed:' || r.deed_id
      WHERE r.shop = $1 AND ($2::timestamptz IS NULL OR (r.heard_at, r.app, r.review_id) < ($2, $3, $4))
      ORDER BY r.heard_at DESC, r.app DESC, r.review_id DESC LIMIT $5`,
    [shop, before?.heardAt ?? null, before?.app ?? null, before?.reviewId ?? null, limit],
  );
  return rows;
}

/** What belongs to one member goes over to another. */
export async function moveReviews(
  tx: Transaction,
  shop: string,
  fromId: number,
  toId: number,
): Promise<void> {
  await tx.query('UPDATE reviews SET member_id = $3 WHERE shop = $1 AND member_id = $2', [
    shop,
    fromId,
    toId,
  ]);
  await tx.query('UPDATE posts SET member_id = $3 WHERE shop = $1 AND member_id = $2', [shop, fromId, toId]);
}

export async function eraseReviews(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM reviews WHERE shop = $1 AND member_id = $2', [shop, memberId]);
  await tx.query('DELETE FROM posts WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}
