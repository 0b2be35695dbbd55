/** What members answered: stored once per member and occasion, read by staff, tagged with themes, and told what came of it. */
import type { Texts } from '#app/core/surveys/survey.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** Names one asking. */
export type AskKey = { surveyId: string; memberId: number; occasion: string };

export type AskRow = AskKey & {
  orderId: string | null;
  orderName: string | null;
  askedAt: Date;
  answeredAt: Date | null;
  answer: number | null;
  comment: string | null;
  theme: string | null;
  replyId: string | null;
  /** The order is off: nobody is asked about it any more. */
  cancelled: boolean;
};

const ASK_COLUMNS = `a.survey_id AS "surveyId", a.member_id AS "memberId", a.occasion, a.order_id AS "orderId",
  a.order_name AS "orderName", a.asked_at AS "askedAt", a.answered_at AS "answeredAt", a.answer, a.comment, a.theme,
  a.reply_id AS "replyId", coalesce(o.cancelled_at IS NOT NULL, false) AS cancelled`;
const ASK_JOINS = 'LEFT JOIN orders o ON o.shop = a.shop AND o.order_id = a.order_id';

/** However many; one that is gone is left out. */
export async function findAsks(shop: string, keys: readonly AskKey[]): Promise<AskRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await pool().query<AskRow>({
    name: 'find-asks',
    text: `SELECT ${ASK_COLUMNS} FROM unnest($2::text[], $3::bigint[], $4::text[]) AS x(survey_id, member_id, occasion)
      JOIN survey_answers a ON a.shop = $1 AND a.survey_id = x.survey_id AND a.member_id = x.member_id AND a.occasion = x.occasion
      ${ASK_JOINS}`,
    values: [
      shop,
      keys.map(({ surveyId }) => surveyId),
      keys.map(({ memberId }) => memberId),
      keys.map(({ occasion }) => occasion),
    ],
  });
  return rows;
}

/** What a member is asked now and has not answered, newest first. */
export async function listOpenAsks(
  shop: string,
  memberId: number,
  window: { since: Date; at: Date },
  limit: number,
): Promise<AskRow[]> {
  const { rows } = await pool().query<AskRow>(
    `SELECT ${ASK_COLUMNS} FROM survey_answers a ${ASK_JOINS}
      JOIN surveys s ON s.shop = a.shop AND s.id = a.survey_id AND s.active
      WHERE a.shop = $1 AND a.member_id = $2 AND a.answered_at IS NULL AND a.asked_at > $3 AND a.asked_at <= $4
        AND o.cancelled_at IS NULL
      ORDER BY a.asked_at DESC, a.survey_id LIMIT $5`,
    [shop, memberId, window.since, window.at, limit],
  );
  return rows;
}

/** What a member was told came of her answers, newest first. */
export async function listRepliesTo(
  shop: string,
  memberId: number,
  limit: number,
): Promise<{ comment: string | null; texts: Texts; at: Date }[]> {
  const { rows } = await pool().query<{ comment: string | null; texts: Texts; at: Date }>(
    `SELECT a.comment, r.texts, r.created_at AS at FROM survey_answers a
      JOIN survey_replies r ON r.shop = a.shop AND r.id = a.reply_id
      WHERE a.shop = $1 AND a.member_id = $2 ORDER BY r.created_at DESC, r.id LIMIT $3`,
    [shop, memberId, limit],
  );
  return rows;
}

export type GivenAnswer = { answer: number; comment: string | null; way: string; at: Date };
export type StoredAnswer = { orderId: string | null; orderName: string | null };

/** Only the first answer to an asking counts. @returns undefined when there is one, or nobody is asked any more. */
export async function storeAnswer(
  tx: Transaction,
  shop: string,
  { surveyId, memberId, occasion }: AskKey,
  { answer, comment, way, at }: GivenAnswer,
): Promise<StoredAnswer | undefined> {
  const { rows } = await tx.query<StoredAnswer>(
    `UPDATE survey_answers a SET answered_at = $5, answer = $6, comment = $7, way = $8, segments = m.segments
      FROM members m WHERE m.shop = a.shop AND m.id = a.member_id AND m.erased_at IS NULL
        AND a.shop = $1 AND a.survey_id = $2 AND a.member_id = $3 AND a.occasion = $4 AND a.answered_at IS NULL
      RETURNING a.order_id AS "orderId", a.order_name AS "orderName"`,
    [shop, surveyId, memberId, occasion, at, answer, comment, way],
  );
  return rows[0];
}

/** Whether points were given for an answer of hers to this survey. Whoever asks holds her lock. */
export async function hasAnswerDeed(
  tx: Transaction,
  shop: string,
  { surveyId, memberId }: AskKey,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM survey_answers WHERE shop = $1 AND survey_id = $2 AND member_id = $3 AND deed_id IS NOT NULL LIMIT 1',
    [shop, surveyId, memberId],
  );
  return rowCount === 1;
}

export async function setAnswerDeed(
  tx: Transaction,
  shop: string,
  { surveyId, memberId, occasion }: AskKey,
  deedId: string,
): Promise<void> {
  await tx.query(
    'UPDATE survey_answers SET deed_id = $5 WHERE shop = $1 AND survey_id = $2 AND member_id = $3 AND occasion = $4',
    [shop, surveyId, memberId, occasion, deedId],
  );
}

/** What the rules gave for a deed; 0 for nothing. */
export async function pointsOfDeed(
  tx: Transaction,
  shop: string,
  memberId: number,
  deedId: string,
): Promise<number> {
  const { rows } = await tx.query<{ points: number }>(
    'SELECT points FROM awards WHERE shop = $1 AND member_id = $2 AND source = $3',
    [shop, memberId, `deed:${deedId}`],
  );
  return rows[0]?.points ?? 0;
}

/** @returns how many answers have the theme now; those that were never given have none. */
export async function setTheme(
  tx: Transaction,
  shop: string,
  { surveyId, memberId, occasion }: AskKey,
  theme: string | null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE survey_answers SET theme = $5 WHERE shop = $1 AND survey_id = $2 AND member_id = $3 AND occasion = $4
      AND answered_at IS NOT NULL`,
    [shop, surveyId, memberId, occasion, theme],
  );
  return rowCount ?? 0;
}

export type ReplyTarget = { theme: string } | { memberId: number; occasion: string };

/** Those who said it and were told nothing yet get this reply. @returns them, at most `limit`. */
export async function takeReply(
  tx: Transaction,
  shop: string,
  surveyId: string,
  { target, replyId, limit }: { target: ReplyTarget; replyId: string; limit: number },
): Promise<{ memberId: number; occasion: string }[]> {
  const { rows } = await tx.query<{ memberId: number; occasion: string }>(
    `WITH those AS (SELECT member_id, occasion FROM survey_answers WHERE shop = $1 AND survey_id = $2
        AND answered_at IS NOT NULL AND reply_id IS NULL AND ($4::text IS NULL OR theme = $4)
        AND ($5::bigint IS NULL OR (member_id = $5 AND occasion = $6))
        ORDER BY member_id, occasion LIMIT $7 FOR UPDATE)
      UPDATE survey_answers a SET reply_id = $3 FROM those t
      WHERE a.shop = $1 AND a.survey_id = $2 AND a.member_id = t.member_id AND a.occasion = t.occasion
      RETURNING a.member_id AS "memberId", a.occasion`,
    [
      shop,
      surveyId,
      replyId,
      'theme' in target ? target.theme : null,
      'memberId' in target ? target.memberId : null,
      'memberId' in target ? target.occasion : null,
      limit,
    ],
  );
  return rows;
}

export type ReplyRow = {
  id: string;
  surveyId: string;
  theme: string | null;
  texts: Texts;
  members: number;
  createdAt: Date;
  createdBy: string;
};

export async function insertReply(tx: Transaction, shop: string, reply: ReplyRow): Promise<void> {
  await tx.query(
    `INSERT INTO survey_replies (shop, id, survey_id, theme, texts, members, created_at, created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      shop,
      reply.id,
      reply.surveyId,
      reply.theme,
      JSON.stringify(reply.texts),
      reply.members,
      reply.createdAt,
      reply.createdBy,
    ],
  );
}

const REPLY_COLUMNS = `id, survey_id AS "surveyId", theme, texts, members, created_at AS "createdAt", created_by AS "createdBy"`;

export async function findReplies(shop: string, ids: readonly string[]): Promise<Map<string, ReplyRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool().query<ReplyRow>(
    `SELECT ${REPLY_COLUMNS} FROM survey_replies WHERE shop = $1 AND id = ANY($2::text[])`,
    [shop, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Newest first. */
export async function listReplies(shop: string, surveyId: string, limit: number): Promise<ReplyRow[]> {
  const { rows } = await pool().query<ReplyRow>(
    `SELECT ${REPLY_COLUMNS} FROM survey_replies WHERE shop = $1 AND survey_id = $2 ORDER BY created_at DESC, id LIMIT $3`,
    [shop, surveyId, limit],
  );
  return rows;
}

/**
 * What belongs to one member goes over to another; of one occasion that both have the answered one stays. Points for one survey
 * are given once: the later deed is withdrawn, and whoever judges the one that stays takes its points back.
 */
export async function moveAnswers(
  tx: Transaction,
  shop: string,
  fromId: number,
  toId: number,
  at: Date,
): Promise<void> {
  const columns = `occasion, order_id, order_name, product_id, product_title, asked_at, answered_at, answer, comment, way, segments,
    deed_id, theme, reply_id`;
  await tx.query(
    `WITH moved AS (DELETE FROM survey_answers WHERE shop = $1 AND member_id = $2 RETURNING *)
      INSERT INTO survey_answers AS a (shop, survey_id, member_id, ${columns})
      SELECT shop, survey_id, $3, ${columns} FROM moved
      ON CONFLICT (shop, survey_id, member_id, occasion) DO UPDATE SET answered_at = excluded.answered_at,
        answer = excluded.answer, comment = excluded.comment, way = excluded.way, segments = excluded.segments,
        deed_id = excluded.deed_id, theme = excluded.theme, reply_id = excluded.reply_id
      WHERE a.answered_at IS NULL`,
    [shop, fromId, toId],
  );
  await tx.query(
    `WITH ranked AS (SELECT deed_id, row_number() OVER (PARTITION BY survey_id ORDER BY answered_at, occasion) AS place
        FROM survey_answers WHERE shop = $1 AND member_id = $2 AND deed_id IS NOT NULL)
      UPDATE deeds d SET withdrawn_at = coalesce(d.withdrawn_at, $3) FROM ranked r
      WHERE d.shop = $1 AND d.id = r.deed_id AND r.place > 1`,
    [shop, toId, at],
  );
}

/** What she said goes, what she was asked, and what was told to her alone. */
export async function eraseAnswers(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query(
    `DELETE FROM survey_replies r USING survey_answers a
      WHERE r.shop = $1 AND r.theme IS NULL AND a.shop = $1 AND a.member_id = $2 AND a.reply_id = r.id`,
    [shop, memberId],
  );
  await tx.query('DELETE FROM survey_answers WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}
