/**
 * News for Shopify Flow: written in the transaction of the booking, only for shops whose workflows ask for it, sent
 * afterwards. A row that was sent goes, but for points that end: it stays so that nobody is told twice of the same day.
 */
import { EXPIRING_NOTICE_DAYS, FLOW_TRIGGERS, type FlowTrigger } from '#app/core/flow/registry.ts';
import type { FlowNews } from '#app/core/flow/news.ts';
import { DAY_MS } from '#app/core/time.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

const HANDLES = Object.keys(FLOW_TRIGGERS);
const EXPIRING: FlowTrigger = 'points-expiring';
const RETRY_SECONDS = 30;
const RETRY_SECONDS_MAX = 3_600;

/** A use that Shopify names by another word than our handles may be of any trigger. */
const usedBy = (shop: string, trigger: string, handles: string) => `EXISTS (SELECT 1 FROM flow_uses u
  WHERE u.shop = ${shop} AND u.enabled AND (u.definition = ${trigger} OR NOT u.definition = ANY(${handles}::text[])))`;

/** Within this transaction nothing is news: the past is being read. */
export async function keepQuiet(tx: Transaction): Promise<void> {
  await tx.query(`SELECT set_config('treuwerk.quiet', 'on', true)`);
}

/** One statement however many, and no look at anybody where no workflow asks; nothing for guests, who are nobody at Shopify. */
export async function queueNews(tx: Transaction, shop: string, news: FlowNews[], at: Date): Promise<void> {
  if (news.length === 0) return;
  await tx.query({
    name: 'queue-news',
    text: `INSERT INTO flow_outbox (shop, trigger, id, member_id, data, redemption_id, state, created_at, next_attempt_at)
      SELECT $1, x.t, x.i, x.m, x.d, x.r, 'waiting', $7, $7
      FROM unnest($2::text[], $3::text[], $4::bigint[], $5::jsonb[], $6::text[]) AS x(t, i, m, d, r)
      JOIN members m ON m.shop = $1 AND m.id = x.m AND m.customer_id IS NOT NULL AND m.erased_at IS NULL
      WHERE EXISTS (SELECT 1 FROM flow_uses WHERE shop = $1 AND enabled) AND ${usedBy('$1', 'x.t', '$8')}
        AND current_setting('treuwerk.quiet', true) IS DISTINCT FROM 'on'
      ON CONFLICT (shop, trigger, id) DO NOTHING`,
    values: [
      shop,
      news.map((one) => one.trigger),
      news.map((one) => one.id),
      news.map((one) => one.memberId),
      news.map((one) => JSON.stringify(one.data)),
      news.map((one) => one.redemptionId),
      at,
      HANDLES,
    ],
  });
}

/** Points that end within the notice, per member and last day in the shop's zone. @returns how many pieces of news. */
export async function queueExpiring(shop: string, at: Date, limit: number): Promise<number> {
  const until = new Date(at.getTime() + EXPIRING_NOTICE_DAYS * DAY_MS);
  const { rowCount } = await pool().query({
    name: 'queue-expiring',
    text: `WITH ending AS (
        SELECT l.member_id, sum(l.remaining)::bigint AS points,
          to_char((l.expires_at - interval '1 millisecond') AT TIME ZONE s.timezone, 'YYYY-MM-DD') AS day
        FROM lots l JOIN shops s ON s.shop = l.shop
        JOIN members m ON m.shop = l.shop AND m.id = l.member_id AND m.customer_id IS NOT NULL AND m.erased_at IS NULL
        WHERE l.shop = $1 AND l.remaining > 0 AND l.matured AND l.expires_at > $2 AND l.expires_at <= $3
        GROUP BY l.member_id, day)
      INSERT INTO flow_outbox (shop, trigger, id, member_id, data, state, created_at, next_attempt_at)
      SELECT $1, $4, 'expiring:' || member_id || ':' || day, member_id,
        jsonb_build_object('Points', points, 'Last day', day), 'waiting', $2, $2
      FROM ending e WHERE NOT EXISTS (SELECT 1 FROM flow_outbox o
        WHERE o.shop = $1 AND o.trigger = $4 AND o.id = 'expiring:' || e.member_id || ':' || e.day)
      ORDER BY day, member_id LIMIT $5 ON CONFLICT (shop, trigger, id) DO NOTHING`,
    values: [shop, at, until, EXPIRING, limit],
  });
  return rowCount ?? 0;
}

export async function findShopsUsing(trigger: FlowTrigger): Promise<string[]> {
  const { rows } = await pool().query<{ shop: string }>(
    `SELECT shop FROM shops s WHERE uninstalled_at IS NULL AND ${usedBy('s.shop', '$1', '$2')} ORDER BY shop`,
    [trigger, HANDLES],
  );
  return rows.map((row) => row.shop);
}

export async function findShopsWithNews(at: Date): Promise<string[]> {
  const { rows } = await pool().query<{ shop: string }>({
    name: 'shops-with-news',
    text: `SELECT DISTINCT o.shop FROM flow_outbox o JOIN shops s ON s.shop = o.shop AND s.uninstalled_at IS NULL
      WHERE o.state = 'waiting' AND o.next_attempt_at <= $1`,
    values: [at],
  });
  return rows.map((row) => row.shop);
}

export type DueNews = {
  trigger: FlowTrigger;
  id: string;
  data: Record<string, string | number>;
  attempts: number;
  /** Null when nobody is known by it any more. */
  customerId: string | null;
  available: number;
  rewardId: string | null;
  orderId: string | null;
};

/** Takes news whose time has come, and puts it off at once: should this process end now, another one sends it then. */
export async function claimNews(shop: string, at: Date, limit: number): Promise<DueNews[]> {
  const { rows } = await pool().query<DueNews>({
    name: 'claim-news',
    text: `WITH due AS (SELECT trigger, id FROM flow_outbox
        WHERE shop = $1 AND state = 'waiting' AND next_attempt_at <= $2
        ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
      claimed AS (UPDATE flow_outbox o SET attempts = o.attempts + 1,
          next_attempt_at = $2::timestamptz + least($4 * 2 ^ o.attempts, $5) * interval '1 second'
        FROM due WHERE o.shop = $1 AND o.trigger = due.trigger AND o.id = due.id
        RETURNING o.trigger, o.id, o.member_id, o.data, o.redemption_id, o.attempts, o.created_at)
      SELECT c.trigger, c.id, c.data, c.attempts, h.customer_id AS "customerId", coalesce(b.available, 0) AS available,
        r.reward_id AS "rewardId", r.order_id AS "orderId"
      FROM claimed c JOIN members m ON m.shop = $1 AND m.id = c.member_id
      JOIN members h ON h.shop = $1 AND h.id = coalesce(m.heir_id, m.id)
      LEFT JOIN member_balances b ON b.shop = $1 AND b.member_id = h.id
      LEFT JOIN redemptions r ON r.shop = $1 AND r.id = c.redemption_id
      ORDER BY c.created_at, c.id`,
    values: [shop, at, limit, RETRY_SECONDS, RETRY_SECONDS_MAX],
  });
  return rows;
}

export async function settleNews(
  shop: string,
  { trigger, id }: Pick<DueNews, 'trigger' | 'id'>,
): Promise<void> {
  await (trigger === EXPIRING
    ? pool().query(
        `UPDATE flow_outbox SET state = 'sent', error = NULL WHERE shop = $1 AND trigger = $2 AND id = $3`,
        [shop, trigger, id],
      )
    : pool().query('DELETE FROM flow_outbox WHERE shop = $1 AND trigger = $2 AND id = $3', [
        shop,
        trigger,
        id,
      ]));
}

export async function markNewsFailed(
  shop: string,
  { trigger, id }: Pick<DueNews, 'trigger' | 'id'>,
  failure: { error: string; final: boolean },
): Promise<void> {
  await pool().query(
    `UPDATE flow_outbox SET error = $4, state = CASE WHEN $5 THEN 'given-up' ELSE state END
      WHERE shop = $1 AND trigger = $2 AND id = $3`,
    [shop, trigger, id, failure.error, failure.final],
  );
}

/** What was sent or given up long ago. @returns how many rows went. */
export async function deleteOldNews(before: Date, rowsMax: number): Promise<number> {
  const { rowCount } = await pool().query(
    `DELETE FROM flow_outbox WHERE ctid = ANY(ARRAY(SELECT ctid FROM flow_outbox
      WHERE state <> 'waiting' AND created_at < $1 LIMIT $2))`,
    [before, rowsMax],
  );
  return rowCount ?? 0;
}
