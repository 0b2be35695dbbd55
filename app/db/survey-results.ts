/** What the answers to a survey amount to: counted in the database, by month, segment and product, and listed for staff. */
import type { AskKey } from '#app/db/survey-answers.ts';
import { pool } from '#app/db/pool.ts';

export type CountRow = { answer: number; count: number };

/** Per survey: how many were asked since, and how often each answer was given. */
export async function countBySurvey(
  shop: string,
  since: Date,
  at: Date,
): Promise<{ asked: Map<string, number>; answers: (CountRow & { surveyId: string })[] }> {
  const [asked, answers] = await Promise.all([
    pool().query<{ surveyId: string; count: number }>(
      `SELECT survey_id AS "surveyId", count(*)::int AS count FROM survey_answers
        WHERE shop = $1 AND asked_at >= $2 AND asked_at <= $3 GROUP BY survey_id`,
      [shop, since, at],
    ),
    pool().query<CountRow & { surveyId: string }>(
      `SELECT survey_id AS "surveyId", answer, count(*)::int AS count FROM survey_answers
        WHERE shop = $1 AND answered_at >= $2 GROUP BY survey_id, answer`,
      [shop, since],
    ),
  ]);
  return {
    asked: new Map(asked.rows.map(({ surveyId, count }) => [surveyId, count])),
    answers: answers.rows,
  };
}

export type SurveyCounts = { asked: number; answers: CountRow[] };

export async function countAnswers(
  shop: string,
  surveyId: string,
  since: Date,
  at: Date,
): Promise<SurveyCounts> {
  const [asked, answers] = await Promise.all([
    pool().query<{ count: number }>(
      `SELECT count(*)::int AS count FROM survey_answers WHERE shop = $1 AND survey_id = $2 AND asked_at >= $3 AND asked_at <= $4`,
      [shop, surveyId, since, at],
    ),
    pool().query<CountRow>(
      `SELECT answer, count(*)::int AS count FROM survey_answers
        WHERE shop = $1 AND survey_id = $2 AND answered_at >= $3 GROUP BY answer`,
      [shop, surveyId, since],
    ),
  ]);
  return { asked: asked.rows[0]?.count ?? 0, answers: answers.rows };
}

export const GROUPINGS = ['month', 'segment', 'product'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export type GroupRow = CountRow & { group: string; label: string };

/** What each grouping counts by, the words for it, and in which order its groups come. */
const BY: Record<Grouping, { group: string; label: string; from: string; order: string; top: string }> = {
  month: {
    group: `to_char(a.answered_at AT TIME ZONE $4, 'YYYY-MM')`,
    label: `''`,
    from: '',
    order: 'g."group"',
    top: '"group" DESC',
  },
  segment: {
    group: 's.segment',
    label: `''`,
    from: 'CROSS JOIN LATERAL unnest(a.segments) AS s(segment)',
    order: 't.total DESC, g."group"',
    top: 'total DESC, "group"',
  },
  product: {
    group: 'a.product_id',
    label: `max(coalesce(a.product_title, ''))`,
    from: '',
    order: 't.total DESC, g."group"',
    top: 'total DESC, "group"',
  },
};

/** The groups with most answers, or of months the latest; of each how often every answer was given. */
export async function groupAnswers(
  shop: string,
  surveyId: string,
  by: Grouping,
  question: { since: Date; zone: string; limit: number },
): Promise<GroupRow[]> {
  const { group, label, from, order, top } = BY[by];
  const { rows } = await pool().query<GroupRow>(
    `WITH g AS (SELECT ${group} AS "group", ${label} AS label, a.answer, count(*)::int AS count FROM survey_answers a ${from}
        WHERE a.shop = $1 AND a.survey_id = $2 AND a.answered_at >= $3 AND $4::text IS NOT NULL GROUP BY 1, a.answer),
      t AS (SELECT "group", sum(count) AS total, max(label) AS label FROM g WHERE "group" IS NOT NULL GROUP BY 1
        ORDER BY ${top} LIMIT $5)
      SELECT g."group", t.label, g.answer, g.count FROM g JOIN t ON t."group" = g."group" ORDER BY ${order}, g.answer`,
    [shop, surveyId, question.since, question.zone, question.limit],
  );
  return rows;
}

export type AnswerRow = Omit<AskKey, 'surveyId' | 'memberId'> & {
  memberId: string;
  memberName: string | null;
  orderId: string | null;
  orderName: string | null;
  productTitle: string | null;
  answeredAt: Date;
  answer: number;
  comment: string | null;
  way: string | null;
  segments: string[];
  theme: string | null;
  replyId: string | null;
};

export type AnswerPlace = { at: Date; memberId: string; occasion: string };
export type AnswerPage = {
  before: AnswerPlace | null;
  /** Only answers up to this one; null for all. */
  answerMax: number | null;
  /** Only those with words of her own. */
  commented: boolean;
  theme: string | null;
  limit: number;
};

/** Newest first, from a place on. */
export async function listAnswers(shop: string, surveyId: string, page: AnswerPage): Promise<AnswerRow[]> {
  const { before, answerMax, commented, theme, limit } = page;
  const { rows } = await pool().query<AnswerRow>(
    `SELECT a.member_id::text AS "memberId", m.display_name AS "memberName", a.occasion, a.order_id AS "orderId",
        a.order_name AS "orderName", a.product_title AS "productTitle", a.answered_at AS "answeredAt", a.answer, a.comment, a.way,
        a.segments, a.theme, a.reply_id AS "replyId"
      FROM (SELECT * FROM survey_answers WHERE shop = $1 AND survey_id = $2 AND answered_at IS NOT NULL
        AND ($3::timestamptz IS NULL OR (answered_at, member_id, occasion) < ($3, $4::bigint, $5))
        AND ($6::int IS NULL OR answer <= $6) AND (NOT $7 OR comment IS NOT NULL) AND ($8::text IS NULL OR theme = $8)
        ORDER BY answered_at DESC, member_id DESC, occasion DESC LIMIT $9) AS a
      LEFT JOIN members m ON m.shop = a.shop AND m.id = a.member_id
      ORDER BY a.answered_at DESC, a.member_id DESC, a.occasion DESC`,
    [
      shop,
      surveyId,
      before?.at ?? null,
      before?.memberId ?? '0',
      before?.occasion ?? '',
      answerMax,
      commented,
      theme,
      limit,
    ],
  );
  return rows;
}

export type ThemeRow = { theme: string; answers: number; untold: number };

/** What staff say the answers are about, most frequent first, with how many of those who said it were told nothing yet. */
export async function listThemes(shop: string, surveyId: string, limit: number): Promise<ThemeRow[]> {
  const { rows } = await pool().query<ThemeRow>(
    `SELECT theme, count(*)::int AS answers, count(*) FILTER (WHERE reply_id IS NULL)::int AS untold FROM survey_answers
      WHERE shop = $1 AND survey_id = $2 AND theme IS NOT NULL GROUP BY theme ORDER BY answers DESC, theme LIMIT $3`,
    [shop, surveyId, limit],
  );
  return rows;
}
