/** What members' orders amount to, and how they stand: read and written for many members at once. */
import type { Level } from '#app/core/scores/levels.ts';
import type { MemberFigures, MonthFigures } from '#app/core/scores/member-figures.ts';
import type { RfmGroup } from '#app/core/scores/rfm.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** Orders that stand: paid once, not cancelled, no test, in the shop's currency. */
export const STANDS = `parked_reason IS NULL AND cancelled_at IS NULL
  AND financial_status IN ('paid', 'partially_refunded', 'refunded') AND NOT coalesce((facts->>'test')::boolean, false)`;
/** Days since 1970 in the zone of the second parameter. */
export const DAY = `((occurred_at AT TIME ZONE $2)::date - DATE '1970-01-01')`;

export type OrderRow = {
  memberId: number;
  day: number;
  totalMinor: number;
  /** When each refund was made, and what moved; null: the order does not say. */
  refundedAt: (string | null)[];
  refundedMinor: number[];
  productIds: (string | null)[];
};

export async function loadPaidOrders(
  tx: Transaction,
  shop: string,
  zone: string,
  memberIds: number[],
): Promise<OrderRow[]> {
  const { rows } = await tx.query<OrderRow>({
    name: 'score-orders',
    text: `SELECT member_id AS "memberId", ${DAY} AS day, total_minor AS "totalMinor",
        jsonb_path_query_array(facts, '$.refunds[*].at') AS "refundedAt",
        jsonb_path_query_array(facts, '$.refunds[*].moneyMinor') AS "refundedMinor",
        jsonb_path_query_array(facts, '$.lines[*].productId') AS "productIds"
      FROM orders WHERE shop = $1 AND member_id = ANY($3::bigint[]) AND ${STANDS}`,
    values: [shop, zone, memberIds],
  });
  return rows;
}

export type MemberScoreRow = MemberFigures & {
  memberId: number;
  recency: number | null;
  frequency: number | null;
  monetary: number | null;
  group: RfmGroup | null;
  level: Level | null;
  nextPurchaseAt: Date | null;
};

/** What members bought by month and which products; members who are not named keep nothing of what was there. */
export async function replaceFigures(
  tx: Transaction,
  shop: string,
  memberIds: number[],
  written: { memberId: number; months: MonthFigures[]; productIds: string[] }[],
): Promise<void> {
  const values = [shop, memberIds];
  const scored = written.map(({ memberId }) => memberId);
  await tx.query(
    'DELETE FROM member_scores WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND NOT member_id = ANY($3::bigint[])',
    [...values, scored],
  );
  await tx.query('DELETE FROM member_months WHERE shop = $1 AND member_id = ANY($2::bigint[])', values);
  const months = written.flatMap(({ memberId, months: list }) => list.map((one) => ({ memberId, ...one })));
  await tx.query({
    name: 'save-member-months',
    text: `INSERT INTO member_months (shop, member_id, month, cohort, orders, revenue_minor, previous_month, next_month)
      SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::bigint[], $7::int[], $8::int[])`,
    values: [
      shop,
      months.map((one) => one.memberId),
      months.map((one) => one.month),
      months.map((one) => one.cohort),
      months.map((one) => one.orders),
      months.map((one) => one.revenueMinor),
      months.map((one) => one.previousMonth),
      months.map((one) => one.nextMonth),
    ],
  });
  const products = written.flatMap(({ memberId, productIds }) =>
    productIds.map((productId) => ({ memberId, productId })),
  );
  await tx.query({
    name: 'save-member-products',
    text: `WITH told AS (SELECT * FROM unnest($3::bigint[], $4::text[]) AS t(member_id, product_id)),
      gone AS (DELETE FROM member_products p WHERE shop = $1 AND member_id = ANY($2::bigint[])
        AND NOT EXISTS (SELECT 1 FROM told t WHERE t.member_id = p.member_id AND t.product_id = p.product_id))
      INSERT INTO member_products (shop, member_id, product_id) SELECT $1, member_id, product_id FROM told
      ON CONFLICT (shop, member_id, product_id) DO NOTHING`,
    values: [...values, products.map((one) => one.memberId), products.map((one) => one.productId)],
  });
}

export async function saveScores(tx: Transaction, shop: string, rows: MemberScoreRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'save-scores',
    text: `INSERT INTO member_scores (shop, member_id, orders, purchase_days, gross_minor, revenue_minor, first_day, last_day,
        squares, recency, frequency, monetary, rfm_group, level, next_purchase_at)
      SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::int[], $8::int[], $9::float8[],
        $10::smallint[], $11::smallint[], $12::smallint[], $13::text[], $14::text[], $15::timestamptz[])
      ON CONFLICT (shop, member_id) DO UPDATE SET orders = excluded.orders, purchase_days = excluded.purchase_days,
        gross_minor = excluded.gross_minor, revenue_minor = excluded.revenue_minor, first_day = excluded.first_day,
        last_day = excluded.last_day, squares = excluded.squares, recency = excluded.recency, frequency = excluded.frequency,
        monetary = excluded.monetary, rfm_group = excluded.rfm_group, level = excluded.level,
        next_purchase_at = excluded.next_purchase_at`,
    values: [
      shop,
      rows.map((one) => one.memberId),
      rows.map((one) => one.orders),
      rows.map((one) => one.purchaseDays),
      rows.map((one) => one.grossMinor),
      rows.map((one) => one.revenueMinor),
      rows.map((one) => one.firstDay),
      rows.map((one) => one.lastDay),
      rows.map((one) => one.squares),
      rows.map((one) => one.recency),
      rows.map((one) => one.frequency),
      rows.map((one) => one.monetary),
      rows.map((one) => one.group),
      rows.map((one) => one.level),
      rows.map((one) => one.nextPurchaseAt?.toISOString() ?? null),
    ],
  });
}

const COLUMNS = `member_id AS "memberId", orders, purchase_days AS "purchaseDays", gross_minor AS "grossMinor",
  revenue_minor AS "revenueMinor", first_day AS "firstDay", last_day AS "lastDay", squares, recency, frequency, monetary,
  rfm_group AS "group", level, next_purchase_at AS "nextPurchaseAt"`;

/** Some members at a time, in the order of their ids. */
export async function pageScores(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<MemberScoreRow[]> {
  const { rows } = await tx.query<MemberScoreRow>({
    name: 'page-scores',
    text: `SELECT ${COLUMNS} FROM member_scores WHERE shop = $1 AND member_id > $2 ORDER BY member_id LIMIT $3`,
    values: [shop, afterId, limit],
  });
  return rows;
}

/** Members who can be in segments: customers of their own, not forgotten. */
export async function findAddressable(
  tx: Transaction,
  shop: string,
  memberIds: number[],
): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'find-addressable',
    text: `SELECT id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) AND customer_id IS NOT NULL AND heir_id IS NULL
      AND erased_at IS NULL`,
    values: [shop, memberIds],
  });
  return new Set(rows.map((row) => row.id));
}

/** Who entered a segment by her scores. */
export const SCORES_ACTOR = 'scores';

/** Who entered a segment by the merchant's rules. */
export const RULES_ACTOR = 'rules';

/** Segments into which one of these has put members: not those into which somebody else has. */
export async function loadGivenSegments(
  tx: Transaction,
  shop: string,
  memberIds: number[],
  actor: typeof SCORES_ACTOR | typeof RULES_ACTOR,
): Promise<Map<number, string[]>> {
  const { rows } = await tx.query<{ memberId: number; segments: string[] }>({
    name: 'score-segments',
    text: `SELECT member_id AS "memberId", array_agg(segment ORDER BY segment) AS segments FROM (
        SELECT DISTINCT ON (member_id, data->>'segment') member_id, data->>'segment' AS segment, kind, actor
        FROM member_changes WHERE shop = $1 AND member_id = ANY($2::bigint[])
          AND kind IN ('segment-entered', 'segment-left')
        ORDER BY member_id, data->>'segment', at DESC, id DESC) AS latest
      WHERE kind = 'segment-entered' AND actor = $3 GROUP BY member_id`,
    values: [shop, memberIds, actor],
  });
  return new Map(rows.map((row) => [row.memberId, row.segments]));
}
