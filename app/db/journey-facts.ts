/** What decides about the next step of many members, in one round trip per table. */
import { type EventKind, TROUBLES } from '#app/core/journeys/events.ts';
import type { MemberFacts } from '#app/core/journeys/run-facts.ts';
import type { Consent } from '#app/core/mail/decide.ts';
import { TROUBLE_TASKS } from '#app/core/tasks/task.ts';
import { DAY_MS } from '#app/core/time.ts';
import { pool } from '#app/db/pool.ts';
import { STANDS } from '#app/db/scores.ts';

/** What opens and ends trouble is looked at for so long. */
const TROUBLE_DAYS = 60;
/** Whether a complaint, a late parcel or a return of member `m` is open: `$3` kinds of tasks, `$4` what opens, `$5` what ends it. */
const TROUBLE = `(EXISTS (SELECT 1 FROM tasks t WHERE t.shop = m.shop AND t.member_id = m.id AND t.state = 'open'
    AND t.kind = ANY($3::text[]) AND NOT (t.kind = 'late-parcel' AND EXISTS (SELECT 1 FROM member_events d
      WHERE d.shop = t.shop AND d.member_id = m.id AND d.kind = 'parcel-delivered' AND d.key = t.data->>'order')))
  OR EXISTS (SELECT 1 FROM member_events e JOIN unnest($4::text[], $5::text[]) AS x(opened, closed) ON e.kind = x.opened
    WHERE e.shop = m.shop AND e.member_id = m.id AND e.at > $6 AND NOT EXISTS (SELECT 1 FROM member_events f
      WHERE f.shop = m.shop AND f.member_id = m.id AND f.kind = x.closed AND f.key = e.key)))`;

function troubleValues(at: Date): unknown[] {
  const opened = TROUBLES.map(([one]) => one);
  const closed = TROUBLES.map(([, one]) => one);
  return [TROUBLE_TASKS, opened, closed, new Date(at.getTime() - TROUBLE_DAYS * DAY_MS)];
}

/** @param since the earliest of the runs; @param kinds the events that end one of them. */
export async function loadMemberFacts(
  shop: string,
  memberIds: number[],
  since: Date,
  kinds: readonly EventKind[],
  at: Date,
): Promise<Map<number, MemberFacts>> {
  const [members, events] = await Promise.all([
    pool().query<{
      id: number;
      gone: boolean;
      said: 'joined' | 'left' | null;
      locale: string | null;
      displayName: string | null;
      tierId: string | null;
      segments: string[];
      orders: number;
      returnedOrders: number;
      available: number;
      consent: Consent;
      trouble: boolean;
      nextPurchaseAt: Date | null;
    }>({
      name: 'journey-members',
      text: `SELECT m.id, m.erased_at IS NOT NULL OR m.blocked_at IS NOT NULL OR m.heir_id IS NOT NULL AS gone, m.locale,
          m.display_name AS "displayName", m.tier_id AS "tierId", m.segments, coalesce(o.orders, 0)::int AS orders,
          coalesce(o.returned, 0)::int AS "returnedOrders", coalesce(b.available, 0) AS available, coalesce(k.state, 'none') AS consent,
          s.next_purchase_at AS "nextPurchaseAt",
          (SELECT c.kind FROM member_changes c WHERE c.shop = m.shop AND c.member_id = m.id AND c.kind IN ('joined', 'left')
            ORDER BY c.at DESC, c.id DESC LIMIT 1) AS said,
          ${TROUBLE} AS trouble
        FROM members m
        LEFT JOIN (SELECT member_id, count(*) AS orders, count(*) FILTER (WHERE facts->'refunds' <> '[]'::jsonb) AS returned
          FROM orders WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND ${STANDS} GROUP BY member_id) o ON o.member_id = m.id
        LEFT JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
        LEFT JOIN mail_consents k ON k.shop = m.shop AND k.member_id = m.id
        LEFT JOIN member_scores s ON s.shop = m.shop AND s.member_id = m.id
        WHERE m.shop = $1 AND m.id = ANY($2::bigint[])`,
      values: [shop, memberIds, ...troubleValues(at)],
    }),
    kinds.length === 0
      ? { rows: [] }
      : pool().query<{ memberId: number; kind: EventKind; at: Date; order: string | null }>({
          name: 'journey-events',
          text: `SELECT member_id AS "memberId", kind, at, data->>'order' AS "order" FROM member_events
            WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND kind = ANY($3::text[]) AND at >= $4 ORDER BY at`,
          values: [shop, memberIds, kinds, since],
        }),
  ]);
  const byMember = Map.groupBy(events.rows, ({ memberId }) => memberId);
  return new Map(
    members.rows.map(({ id, nextPurchaseAt, ...row }) => [
      id,
      {
        ...row,
        nextPurchaseAt: nextPurchaseAt?.getTime() ?? null,
        events: (byMember.get(id) ?? []).map(({ kind, at: happened, order }) => ({
          kind,
          at: happened.getTime(),
          order,
        })),
      },
    ]),
  );
}

/** Those of some members who have trouble with us. */
export async function findTroubled(shop: string, memberIds: number[], at: Date): Promise<Set<number>> {
  if (memberIds.length === 0) return new Set();
  const { rows } = await pool().query<{ id: number }>({
    name: 'find-troubled',
    text: `SELECT m.id FROM members m WHERE m.shop = $1 AND m.id = ANY($2::bigint[]) AND ${TROUBLE}`,
    values: [shop, memberIds, ...troubleValues(at)],
  });
  return new Set(rows.map(({ id }) => id));
}
