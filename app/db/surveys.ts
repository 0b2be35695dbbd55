/** The surveys of a shop, and who was asked what: a row per member and occasion, made before anybody can answer. */
import type { Survey, SurveyConfig } from '#app/core/surveys/survey.ts';
import { DAY_MS } from '#app/core/time.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** More than any shop asks at a time; closed ones stay in the list. */
export const SURVEYS_MAX = 50;

export type SurveyRow = Survey & {
  revision: number;
  askSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

type Stored = Omit<SurveyRow, keyof SurveyConfig> & { config: SurveyConfig };

const COLUMNS = `id, config, ask_since AS "askSince", revision, created_at AS "createdAt", updated_at AS "updatedAt"`;

function rowOf({ config, ...rest }: Stored): SurveyRow {
  return { ...config, ...rest };
}

/** Those that are asked first, then the newest. */
export async function listSurveys(shop: string): Promise<SurveyRow[]> {
  const { rows } = await pool().query<Stored>(
    `SELECT ${COLUMNS} FROM surveys WHERE shop = $1 ORDER BY active DESC, created_at DESC, id LIMIT ${SURVEYS_MAX}`,
    [shop],
  );
  return rows.map(rowOf);
}

export async function findSurveys(
  shop: string,
  ids: readonly string[],
  tx?: Transaction,
): Promise<Map<string, SurveyRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await (tx ?? pool()).query<Stored>(
    `SELECT ${COLUMNS} FROM surveys WHERE shop = $1 AND id = ANY($2::text[])`,
    [shop, ids],
  );
  return new Map(rows.map((row) => [row.id, rowOf(row)]));
}

export async function findSurvey(shop: string, id: string, tx?: Transaction): Promise<SurveyRow | undefined> {
  return (await findSurveys(shop, [id], tx)).get(id);
}

/** Whoever changes or asks it beside us waits. */
export async function lockSurvey(tx: Transaction, shop: string, id: string): Promise<SurveyRow | undefined> {
  const { rows } = await tx.query<Stored>(
    `SELECT ${COLUMNS} FROM surveys WHERE shop = $1 AND id = $2 FOR UPDATE`,
    [shop, id],
  );
  return rows[0] && rowOf(rows[0]);
}

export async function countSurveys(tx: Transaction, shop: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM surveys WHERE shop = $1',
    [shop],
  );
  return rows[0]?.count ?? 0;
}

/**
 * @param seen 0 for a new one.
 * @returns the revision; undefined when somebody else has saved since `seen`.
 */
export async function saveSurvey(
  tx: Transaction,
  shop: string,
  { id, ...config }: Survey,
  change: { seen: number; askSince: Date | null; at: Date; actor: string },
): Promise<number | undefined> {
  const { seen, askSince, at, actor } = change;
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO surveys AS s (shop, id, config, active, ask_since, created_at, updated_at, updated_by)
      SELECT $1, $2, $3, $4, $5, $7, $7, $8 WHERE $6::int = 0 OR EXISTS (SELECT 1 FROM surveys WHERE shop = $1 AND id = $2)
      ON CONFLICT (shop, id) DO UPDATE SET config = $3, active = $4, ask_since = $5, revision = s.revision + 1,
        updated_at = $7, updated_by = $8 WHERE s.revision = $6
      RETURNING revision`,
    [shop, id, JSON.stringify(config), config.active, askSince, seen, at, actor],
  );
  return rows[0]?.revision;
}

export type AutomaticSurvey = { shop: string; survey: SurveyRow };

/** Surveys that are asked by themselves, of shops that have the app, from a place on. */
export async function pageAutomatic(
  after: { shop: string; id: string } | null,
  limit: number,
): Promise<AutomaticSurvey[]> {
  const { rows } = await pool().query<Stored & { shop: string }>(
    `SELECT s.shop, s.id, s.config, s.ask_since AS "askSince", s.revision, s.created_at AS "createdAt",
        s.updated_at AS "updatedAt" FROM surveys s
      JOIN shops h ON h.shop = s.shop AND h.uninstalled_at IS NULL
      WHERE s.active AND s.ask_since IS NOT NULL AND ($1::text IS NULL OR (s.shop, s.id) > ($1, $2))
      ORDER BY s.shop, s.id LIMIT $3`,
    [after?.shop ?? null, after?.id ?? '', limit],
  );
  return rows.map(({ shop, ...row }) => ({ shop, survey: rowOf(row) }));
}

export type Asked = { memberId: number; occasion: string; askedAt: Date };

const RETURNING = 'RETURNING member_id AS "memberId", occasion, asked_at AS "askedAt"';
/** Events are forgotten as news after two weeks (`member-events.ts`). */
const NEWS_DAYS = 15;

/**
 * Asks about what has happened: each member once per occasion, and not again before she has had her rest. Nobody who is forgotten
 * or was merged into another.
 */
export async function askAfterEvents(
  tx: Transaction,
  shop: string,
  survey: SurveyRow,
  question: { kind: 'parcel-delivered' | 'order-paid'; at: Date; limit: number },
): Promise<Asked[]> {
  const { kind, at, limit } = question;
  const since = Math.max(survey.askSince?.getTime() ?? Infinity, at.getTime() - NEWS_DAYS * DAY_MS);
  const { rows } = await tx.query<Asked>({
    name: 'ask-after-events',
    text: `WITH due AS (SELECT DISTINCT ON (e.member_id) e.member_id, e.key, e.at, e.data->>'product' AS product
        FROM member_events e JOIN members m ON m.shop = e.shop AND m.id = e.member_id AND m.erased_at IS NULL AND m.heir_id IS NULL
        WHERE e.shop = $1 AND e.kind = $3 AND e.at >= $4 AND e.at <= $5 AND NOT EXISTS (SELECT 1 FROM survey_answers a
          WHERE a.shop = $1 AND a.survey_id = $2 AND a.member_id = e.member_id
            AND (a.occasion = e.key OR a.asked_at > greatest($5, e.at + make_interval(days => $6)) - make_interval(days => $7)))
        ORDER BY e.member_id, e.at, e.key LIMIT $8)
      INSERT INTO survey_answers (shop, survey_id, member_id, occasion, order_id, order_name, product_id, product_title, asked_at)
      SELECT $1, $2, d.member_id, d.key, d.key, o.name, d.product, (SELECT l->>'title'
          FROM jsonb_array_elements(o.facts->'lines') AS l WHERE l->>'productId' = d.product LIMIT 1),
        greatest($5, d.at + make_interval(days => $6))
      FROM due d LEFT JOIN orders o ON o.shop = $1 AND o.order_id = d.key AND o.erased_at IS NULL
      ON CONFLICT DO NOTHING ${RETURNING}`,
    values: [shop, survey.id, kind, new Date(since), at, survey.waitDays, survey.restDays, limit],
  });
  return rows;
}

/** Asks the members of a segment, or everybody (null), who have had their rest. @param occasion names this asking */
export async function askMembers(
  tx: Transaction,
  shop: string,
  survey: SurveyRow,
  question: { segment: string | null; occasion: string; at: Date; limit: number },
): Promise<Asked[]> {
  const { segment, occasion, at, limit } = question;
  const { rows } = await tx.query<Asked>(
    `INSERT INTO survey_answers (shop, survey_id, member_id, occasion, asked_at)
      SELECT $1, $2, m.id, $3, $4 FROM members m
      WHERE m.shop = $1 AND m.erased_at IS NULL AND m.heir_id IS NULL AND ($5::text IS NULL OR m.segments @> ARRAY[$5::text])
        AND NOT EXISTS (SELECT 1 FROM survey_answers a WHERE a.shop = $1 AND a.survey_id = $2 AND a.member_id = m.id
          AND (a.occasion = $3 OR a.asked_at > $4::timestamptz - make_interval(days => $6)))
      ORDER BY m.id LIMIT $7 ON CONFLICT DO NOTHING ${RETURNING}`,
    [shop, survey.id, occasion, at, segment, survey.restDays, limit],
  );
  return rows;
}
