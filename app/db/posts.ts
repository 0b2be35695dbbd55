/** Posts that members handed in, and what staff decided. */
import type { PostReason, PostState } from '#app/core/contracts/posts.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type PostRow = {
  id: string;
  memberId: number;
  url: string;
  words: string | null;
  state: PostState;
  reason: PostReason | null;
  submittedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  deedId: string | null;
};

const COLUMNS = `p.id, p.member_id AS "memberId", p.url, p.words, p.state, p.reason, p.submitted_at AS "submittedAt",
  p.decided_at AS "decidedAt", p.decided_by AS "decidedBy", p.deed_id AS "deedId"`;

/** Whoever asks holds the member's lock. */
export async function countWaiting(tx: Transaction, shop: string, memberId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM posts WHERE shop = $1 AND member_id = $2 AND state = 'waiting'",
    [shop, memberId],
  );
  return rows[0]?.count ?? 0;
}

/** @returns false when the address is known. */
export async function storePost(
  tx: Transaction,
  shop: string,
  { id, memberId, url, words }: Pick<PostRow, 'id' | 'memberId' | 'url' | 'words'>,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO posts (shop, id, member_id, url, words, state, submitted_at)
      VALUES ($1, $2, $3, $4, $5, 'waiting', $6) ON CONFLICT (shop, url) WHERE state <> 'refused' DO NOTHING`,
    [shop, id, memberId, url, words, at],
  );
  return rowCount === 1;
}

/** Her newest first. */
export async function listPostsOf(
  shop: string,
  memberId: number,
  limit: number,
): Promise<(PostRow & { points: number | null })[]> {
  const { rows } = await pool().query<PostRow & { points: number | null }>(
    `SELECT ${COLUMNS}, a.points FROM posts p
      LEFT JOIN awards a ON a.shop = p.shop AND a.member_id = p.member_id AND a.source = 'deed:' || p.deed_id
      WHERE p.shop = $1 AND p.member_id = $2 ORDER BY p.submitted_at DESC, p.id LIMIT $3`,
    [shop, memberId, limit],
  );
  return rows;
}

export async function findPost(tx: Transaction, shop: string, id: string): Promise<PostRow | undefined> {
  const { rows } = await tx.query<PostRow>(`SELECT ${COLUMNS} FROM posts p WHERE p.shop = $1 AND p.id = $2`, [
    shop,
    id,
  ]);
  return rows[0];
}

/** @returns false when a post of the same address waits or was approved meanwhile. */
export async function decide(
  tx: Transaction,
  shop: string,
  { id, state, reason, decidedBy, deedId }: Pick<PostRow, 'id' | 'state' | 'reason' | 'decidedBy' | 'deedId'>,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE posts p SET state = $3, reason = $4, decided_by = $5, deed_id = $6,
        decided_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE $7::timestamptz END
      WHERE shop = $1 AND id = $2 AND ($3 = 'refused' OR NOT EXISTS (SELECT 1 FROM posts o
        WHERE o.shop = $1 AND o.url = p.url AND o.id <> p.id AND o.state <> 'refused'))`,
    [shop, id, state, reason, decidedBy, deedId, at],
  );
  return rowCount === 1;
}

export type ListedPost = PostRow & { memberName: string | null; points: number | null };

/** What waits longest first; what was decided, the newest first. */
export async function listPosts(
  shop: string,
  which: 'waiting' | 'decided',
  limit: number,
): Promise<ListedPost[]> {
  const [states, order] =
    which === 'waiting' ? [['waiting'], 'p.submitted_at'] : [['approved', 'refused'], 'p.decided_at DESC'];
  const { rows } = await pool().query<ListedPost>(
    `SELECT ${COLUMNS}, m.display_name AS "memberName", a.points FROM posts p
      JOIN members m ON m.shop = p.shop AND m.id = p.member_id
      LEFT JOIN awards a ON a.shop = p.shop AND a.member_id = p.member_id AND a.source = 'deed:' || p.deed_id
      WHERE p.shop = $1 AND p.state = ANY($2::text[]) ORDER BY ${order}, p.id LIMIT $3`,
    [shop, states, limit],
  );
  return rows;
}
