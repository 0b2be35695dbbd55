/**
 * The inbox: every delivery of Shopify, stored raw before the answer. The row is its own job: workers claim open
 * rows, skip those that another worker holds, and leave what became of each. Times are real time.
 */
import { pool, queryIntake } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';

export type Delivery = {
  shop: string;
  deliveryId: string;
  eventId: string | null;
  topic: string;
  apiVersion: string;
  resourceId: string | null;
  triggeredAt: Date;
  body: string;
};

export type InboxEvent = Delivery & { attempts: number };

/** `done` and `ignored` are final; `parked` and `failed` wait for a person. */
export type EventState = 'done' | 'ignored' | 'parked' | 'failed' | 'retry';
export type EventOutcome = {
  shop: string;
  deliveryId: string;
  state: EventState;
  outcome: Record<string, unknown>;
  error?: string;
  nextAttemptAt?: Date;
};

/** Stores a delivery. @returns false when it was here before. @throws within a second when it cannot be stored. */
export async function storeDelivery(delivery: Delivery): Promise<boolean> {
  const { rowCount } = await queryIntake({
    name: 'store-delivery',
    text: `INSERT INTO inbox_events (shop, delivery_id, event_id, topic, api_version, resource_id, triggered_at,
        received_at, body, next_attempt_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8, now()) ON CONFLICT (shop, delivery_id) DO NOTHING`,
    values: [
      delivery.shop,
      delivery.deliveryId,
      delivery.eventId,
      delivery.topic,
      delivery.apiVersion,
      delivery.resourceId,
      delivery.triggeredAt,
      delivery.body,
    ],
  });
  const { shop, deliveryId, topic } = delivery;
  log.info({ shop, delivery: deliveryId, topic, repeated: rowCount !== 1 }, 'delivery stored');
  return rowCount === 1;
}

/** The oldest open deliveries of the shop that has waited longest; they stay locked until the transaction ends. */
export async function claimDeliveries(tx: Transaction, limit: number): Promise<InboxEvent[]> {
  const { rows } = await tx.query<InboxEvent>({
    name: 'claim-deliveries',
    // News of a shop whose books are being brought in whole wait until they are there.
    text: `WITH first AS (SELECT shop FROM inbox_events i WHERE state IN ('received', 'retry') AND next_attempt_at <= now()
          AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.shop = i.shop AND t.kind = 'restore'
            AND t.state IN ('running', 'undoing') AND t.touched_at > now() - interval '15 minutes')
        ORDER BY next_attempt_at, seq LIMIT 1 FOR UPDATE SKIP LOCKED)
      SELECT shop, delivery_id AS "deliveryId", event_id AS "eventId", topic, api_version AS "apiVersion",
        resource_id AS "resourceId", triggered_at AS "triggeredAt", body, attempts
      FROM inbox_events WHERE state IN ('received', 'retry') AND next_attempt_at <= now()
        AND shop = (SELECT shop FROM first)
      ORDER BY next_attempt_at, seq LIMIT $1 FOR UPDATE SKIP LOCKED`,
    values: [limit],
  });
  // With the ids, so that what was stored under a request leads to the job that handled it.
  if (rows.length > 0)
    log.info({ shop: rows[0]?.shop, deliveries: rows.map((row) => row.deliveryId) }, 'deliveries taken up');
  return rows;
}

/** Hides a delivery from other workers while the order is read from Shopify; it comes back if this process dies. */
export async function leaseDeliveries(tx: Transaction, events: InboxEvent[], seconds: number): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'lease-deliveries',
    text: `UPDATE inbox_events e SET state = 'retry', attempts = attempts + 1,
        next_attempt_at = now() + make_interval(secs => $3)
      FROM unnest($1::text[], $2::text[]) AS x(s, d) WHERE e.shop = x.s AND e.delivery_id = x.d`,
    values: [events.map((one) => one.shop), events.map((one) => one.deliveryId), seconds],
  });
}

export async function settleDeliveries(tx: Transaction, outcomes: EventOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.query({
    name: 'settle-deliveries',
    text: `UPDATE inbox_events e SET state = x.st, outcome = x.o, error = x.er, handled_at = now(),
        next_attempt_at = coalesce(x.n, e.next_attempt_at)
      FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[])
        AS x(s, d, st, o, er, n)
      WHERE e.shop = x.s AND e.delivery_id = x.d`,
    values: [
      outcomes.map((one) => one.shop),
      outcomes.map((one) => one.deliveryId),
      outcomes.map((one) => one.state),
      outcomes.map((one) => JSON.stringify(one.outcome)),
      outcomes.map((one) => one.error ?? null),
      outcomes.map((one) => one.nextAttemptAt?.toISOString() ?? null),
    ],
  });
  for (const { shop, deliveryId, state, outcome } of outcomes)
    if (state === 'parked' || state === 'failed' || state === 'retry')
      log.warn({ shop, delivery: deliveryId, state, reason: outcome.reason }, 'delivery waits');
}

/** What names somebody who is forgotten is forgotten with her; what still waits is told apart once it is handled. */
export async function blankDeliveries(
  tx: Transaction,
  events: Pick<InboxEvent, 'shop' | 'deliveryId'>[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `UPDATE inbox_events e SET body = '{}', resource_id = NULL, error = NULL
      FROM unnest($1::text[], $2::text[]) AS x(s, d)
      WHERE e.shop = x.s AND e.delivery_id = x.d AND e.state NOT IN ('received', 'retry')`,
    [events.map((one) => one.shop), events.map((one) => one.deliveryId)],
  );
}

/** A shop that is not known asked to be forgotten: there is nothing to keep, the request included. */
export async function deleteDelivery({ shop, deliveryId }: InboxEvent): Promise<void> {
  await pool().query('DELETE FROM inbox_events WHERE shop = $1 AND delivery_id = $2', [shop, deliveryId]);
}

/** Bodies of deliveries that came before an instant, but for those that are still open. @returns how many. */
export async function blankOldDeliveries(before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool().query(
    `UPDATE inbox_events SET body = '{}', error = NULL WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM inbox_events WHERE received_at < $1 AND body <> '{}' AND state NOT IN ('received', 'retry') LIMIT $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** What shops sent that are not known, or not any more. @returns how many. */
export async function deleteStrangersDeliveries(before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool().query(
    `DELETE FROM inbox_events WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM inbox_events e WHERE state = 'ignored' AND outcome->>'reason' = 'shop-unknown' AND received_at < $1
        AND NOT EXISTS (SELECT 1 FROM shops s WHERE s.shop = e.shop) LIMIT $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** Opens a parked or failed delivery again. @returns its former state, or undefined when there is none such. */
export async function reopenDelivery(shop: string, deliveryId: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ state: string }>(
    `WITH found AS (SELECT state, body FROM inbox_events WHERE shop = $1 AND delivery_id = $2 FOR UPDATE),
      opened AS (UPDATE inbox_events SET state = 'received', attempts = 0, error = NULL, next_attempt_at = now()
        WHERE shop = $1 AND delivery_id = $2 AND state IN ('parked', 'failed') AND body <> '{}')
      SELECT CASE WHEN body = '{}' THEN 'blank' ELSE state END AS state FROM found`,
    [shop, deliveryId],
  );
  return rows[0]?.state;
}

/** Opens the oldest parked and failed deliveries of a shop again. @returns how many, and whether more are left. */
export async function reopenDeliveries(
  shop: string,
  limit: number,
): Promise<{ opened: number; more: boolean }> {
  const { rowCount } = await pool().query(
    `UPDATE inbox_events SET state = 'received', attempts = 0, error = NULL, next_attempt_at = now()
      WHERE shop = $1 AND delivery_id = ANY(ARRAY(
        SELECT delivery_id FROM inbox_events
        WHERE shop = $1 AND state IN ('parked', 'failed') AND body <> '{}' ORDER BY seq LIMIT $2))
      AND state IN ('parked', 'failed')`,
    [shop, limit],
  );
  const opened = rowCount ?? 0;
  return { opened, more: opened === limit };
}

/** When Shopify last told of anything; null when never. */
export async function lastHeardAt(shop: string): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date }>(
    'SELECT received_at AS at FROM inbox_events WHERE shop = $1 ORDER BY seq DESC LIMIT 1',
    [shop],
  );
  return rows[0]?.at ?? null;
}
