/** What a standing is made of, for many members in one round trip per table. */
import type { StandingFacts } from '#app/core/standing.ts';
import { STANDING_MESSAGES_MAX } from '#app/core/contracts/standing.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export async function loadStandings(shop: string, memberIds: number[]): Promise<Map<number, StandingFacts>> {
  const values = [shop, memberIds];
  const [balances, lots, redemptions, messages] = await Promise.all([
    pool().query<Omit<StandingFacts, 'lots' | 'redemptions' | 'messages'> & { memberId: number }>({
      name: 'standing-balances',
      text: `SELECT b.member_id AS "memberId", b.pending, b.available, b.reserved, b.debt, m.tier, m.blocked_at IS NOT NULL AS blocked,
          coalesce(m.locale, s.locale) AS locale,
          CASE WHEN m.household_id IS NULL THEN NULL ELSE (SELECT json_build_object('available', sum(hb.available), 'members', count(*))
            FROM members h JOIN member_balances hb ON hb.shop = h.shop AND hb.member_id = h.id
            WHERE h.shop = m.shop AND h.household_id = m.household_id) END AS household,
          (SELECT rc.code FROM referral_codes rc WHERE rc.shop = m.shop AND rc.member_id = m.id
            ORDER BY rc.created_at DESC, rc.code LIMIT 1) AS "referralCode",
          (SELECT c.kind FROM member_changes c WHERE c.shop = m.shop AND c.member_id = m.id AND c.kind IN ('joined', 'left')
            ORDER BY c.at DESC, c.id DESC LIMIT 1) AS said
        FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id JOIN shops s ON s.shop = b.shop
        WHERE b.shop = $1 AND b.member_id = ANY($2::bigint[])`,
      values,
    }),
    pool().query<{ memberId: number; points: number; expiresAt: Date | null }>({
      name: 'standing-lots',
      text: `SELECT member_id AS "memberId", sum(remaining)::bigint AS points, expires_at AS "expiresAt" FROM lots
        WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND remaining > 0 AND matured
        GROUP BY member_id, expires_at ORDER BY member_id, expires_at NULLS LAST`,
      values,
    }),
    pool().query<StandingFacts['redemptions'][number] & { memberId: number }>({
      name: 'standing-redemptions',
      text: `SELECT member_id AS "memberId", id, reward_id AS "rewardId", code, points, ends_at AS "endsAt", state,
          CASE WHEN reward->>'kind' = 'product' THEN reward->'variantIds'->>0 END AS "variantId",
          coalesce((reward->>'units')::int, 1) AS units
        FROM redemptions WHERE shop = $1 AND member_id = ANY($2::bigint[])
          AND state IN ('reserved', 'issued', 'releasing') ORDER BY created_at, id`,
      values,
    }),
    pool().query<{ memberId: number; texts: Record<string, string>; until: Date }>({
      name: 'standing-messages',
      text: `SELECT member_id AS "memberId", texts, until_at AS until FROM (SELECT member_id, texts, until_at, from_at, id,
          row_number() OVER (PARTITION BY member_id ORDER BY from_at DESC, id) AS place
          FROM member_messages WHERE shop = $1 AND member_id = ANY($2::bigint[])) AS m
        WHERE place <= $3 ORDER BY member_id, place`,
      values: [...values, STANDING_MESSAGES_MAX],
    }),
  ]);
  const rows = new Map<number, StandingFacts>(
    balances.rows.map(({ memberId, ...row }) => [memberId, { ...row, lots: [], redemptions: [] }]),
  );
  for (const { memberId, ...lot } of lots.rows) rows.get(memberId)?.lots.push(lot);
  for (const { memberId, ...redemption } of redemptions.rows)
    rows.get(memberId)?.redemptions.push(redemption);
  for (const [memberId, some] of Map.groupBy(messages.rows, (one) => one.memberId)) {
    const row = rows.get(memberId);
    if (row) row.messages = some.map(({ texts, until }) => ({ texts, until }));
  }
  return rows;
}

/** The segments that each member has entered and not left since, the last one first. */
export async function loadSegments(
  shop: string,
  memberIds: number[],
  tx: Pick<Transaction, 'query'> = pool(),
): Promise<Map<number, string[]>> {
  const { rows } = await tx.query<{ memberId: number; segments: string[] }>({
    name: 'standing-segments',
    text: `SELECT member_id AS "memberId", array_agg(segment ORDER BY at DESC, id DESC) AS segments FROM (
        SELECT DISTINCT ON (member_id, data->>'segment') member_id, data->>'segment' AS segment, kind, at, id
        FROM member_changes WHERE shop = $1 AND member_id = ANY($2::bigint[])
          AND kind IN ('segment-entered', 'segment-left')
        ORDER BY member_id, data->>'segment', at DESC, id DESC) AS latest
      WHERE kind = 'segment-entered' GROUP BY member_id`,
    values: [shop, memberIds],
  });
  return new Map(rows.map((row) => [row.memberId, row.segments]));
}

/** When each member entered or left a segment last, in milliseconds. */
export async function lastSegmentChanges(
  tx: Pick<Transaction, 'query'>,
  shop: string,
  memberIds: number[],
): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ memberId: number; at: Date }>({
    name: 'last-segment-changes',
    text: `SELECT member_id AS "memberId", max(at) AS at FROM member_changes
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND kind IN ('segment-entered', 'segment-left') GROUP BY member_id`,
    values: [shop, memberIds],
  });
  return new Map(rows.map((row) => [row.memberId, row.at.getTime()]));
}
