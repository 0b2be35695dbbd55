/** Redemptions and their states: reserved → issued → captured, or → releasing → released. */
import type { StoredReward } from '#app/core/program/rewards.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type RedemptionState = 'reserved' | 'issued' | 'releasing' | 'released' | 'captured';

export type Redemption = {
  shop: string;
  id: string;
  memberId: number;
  rewardId: string;
  reward: StoredReward;
  programVersion: number;
  points: number;
  idempotencyKey: string;
  inputHash: string;
  surface: string;
  code: string;
  state: RedemptionState;
  discountId: string | null;
  createdAt: Date;
  endsAt: Date;
  orderId: string | null;
  captured: number;
  released: number;
  restored: number;
  /** How often what has come back was booked anew. */
  revision: number;
  attempts: number;
  releaseReason: string | null;
  lastError: string | null;
  /** Since when value may have been given, and to which customer; null while nothing was tried. */
  effectAt: Date | null;
  effectTarget: string | null;
};

const COLUMNS = `shop, id, member_id AS "memberId", reward_id AS "rewardId", reward, program_version AS "programVersion",
  points, idempotency_key AS "idempotencyKey", input_hash AS "inputHash", surface, code, state,
  discount_id AS "discountId", created_at AS "createdAt", ends_at AS "endsAt", order_id AS "orderId", captured,
  released, restored, revision, attempts, release_reason AS "releaseReason", effect_at AS "effectAt", effect_target AS "effectTarget", last_error AS "lastError"`;

export async function insertRedemption(
  tx: Transaction,
  redemption: Redemption,
  nextAttemptAt: Date,
): Promise<void> {
  const { shop, id, memberId, rewardId, reward, programVersion, points, idempotencyKey, inputHash } =
    redemption;
  const { surface, code, state, createdAt, endsAt, orderId, captured, released } = redemption;
  await tx.query({
    name: 'insert-redemption',
    text: `INSERT INTO redemptions (shop, id, member_id, reward_id, reward, program_version, points, idempotency_key,
        input_hash, surface, code, state, created_at, ends_at, next_attempt_at, order_id, captured, released)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    values: [
      shop,
      id,
      memberId,
      rewardId,
      JSON.stringify(reward),
      programVersion,
      points,
      idempotencyKey,
      inputHash,
      surface,
      code,
      state,
      createdAt,
      endsAt,
      nextAttemptAt,
      orderId,
      captured,
      released,
    ],
  });
}

export async function findRedemption(
  shop: string,
  id: string,
  tx?: Transaction,
): Promise<Redemption | undefined> {
  const lock = tx ? 'FOR UPDATE' : '';
  const { rows } = await (tx ?? pool()).query<Redemption>(
    `SELECT ${COLUMNS} FROM redemptions WHERE shop = $1 AND id = $2 ${lock}`,
    [shop, id],
  );
  return rows[0];
}

export async function findByKey(
  shop: string,
  memberId: number,
  idempotencyKey: string,
  tx?: Transaction,
): Promise<Redemption | undefined> {
  const { rows } = await (tx ?? pool()).query<Redemption>(
    `SELECT ${COLUMNS} FROM redemptions WHERE shop = $1 AND member_id = $2 AND idempotency_key = $3`,
    [shop, memberId, idempotencyKey],
  );
  return rows[0];
}

/** Redemptions whose codes orders carry; codes are compared as Shopify does, without regard to case. */
export async function findByCodes(
  tx: Transaction,
  shop: string,
  codes: string[],
): Promise<Map<string, Redemption>> {
  if (codes.length === 0) return new Map();
  const { rows } = await tx.query<Redemption>({
    name: 'redemptions-by-code',
    text: `SELECT ${COLUMNS} FROM redemptions WHERE shop = $1 AND code = ANY($2::text[])`,
    values: [shop, codes.map((code) => code.toUpperCase())],
  });
  return new Map(rows.map((row) => [row.code, row]));
}

/** Redemptions of a member that no order has used and no release has ended. */
export async function listOpen(shop: string, memberId: number, tx?: Transaction): Promise<Redemption[]> {
  const { rows } = await (tx ?? pool()).query<Redemption>({
    name: 'open-redemptions',
    text: `SELECT ${COLUMNS} FROM redemptions WHERE shop = $1 AND member_id = $2
      AND state IN ('reserved', 'issued', 'releasing') ORDER BY created_at, id`,
    values: [shop, memberId],
  });
  return rows;
}

/**
 * Takes a redemption that gives value for one attempt, so that no two go on at once: an attempt whose end nobody heard of
 * holds it for the lease. Real time, for it is about calls in flight. @returns what was known before, or undefined.
 */
export async function claimEffect(
  { shop, id }: Pick<Redemption, 'shop' | 'id'>,
  target: string,
  leaseSeconds: number,
): Promise<{ tried: boolean; target: string } | undefined> {
  const { rows } = await pool().query<{ tried: boolean; target: string }>(
    `UPDATE redemptions r SET effect_at = now(), effect_target = coalesce(r.effect_target, $3),
        next_attempt_at = now() + make_interval(secs => $4)
      FROM (SELECT effect_at FROM redemptions WHERE shop = $1 AND id = $2 FOR UPDATE) before
      WHERE r.shop = $1 AND r.id = $2 AND r.state = 'reserved'
        AND (before.effect_at IS NULL OR before.effect_at < now() - make_interval(secs => $4))
      RETURNING before.effect_at IS NOT NULL AS tried, r.effect_target AS target`,
    [shop, id, target, leaseSeconds],
  );
  return rows[0];
}

/** What redemptions other than this one have been given at Shopify. */
export async function findGranted(
  { shop, id }: Pick<Redemption, 'shop' | 'id'>,
  grantIds: string[],
): Promise<string[]> {
  const { rows } = await pool().query<{ grant: string }>(
    'SELECT discount_id AS grant FROM redemptions WHERE shop = $1 AND id <> $2 AND discount_id = ANY($3::text[])',
    [shop, id, grantIds],
  );
  return rows.map(({ grant }) => grant);
}

export async function updateRedemption(
  tx: Transaction,
  redemption: Pick<Redemption, 'shop' | 'id'>,
  change: Partial<
    Pick<
      Redemption,
      'state' | 'discountId' | 'orderId' | 'captured' | 'released' | 'restored' | 'revision' | 'releaseReason'
    >
  > & {
    issuedAt?: Date;
    resolvedAt?: Date;
    nextAttemptAt?: Date | null;
    attempts?: number;
    lastError?: string | null;
  },
): Promise<void> {
  const names = Object.keys(change) as (keyof typeof change)[];
  const columns = names.map((name, index) => `${COLUMN_OF[name]} = $${index + 3}`);
  await tx.query(`UPDATE redemptions SET ${columns.join(', ')} WHERE shop = $1 AND id = $2`, [
    redemption.shop,
    redemption.id,
    ...names.map((name) => change[name]),
  ]);
}

const COLUMN_OF = {
  state: 'state',
  discountId: 'discount_id',
  orderId: 'order_id',
  captured: 'captured',
  released: 'released',
  restored: 'restored',
  revision: 'revision',
  releaseReason: 'release_reason',
  issuedAt: 'issued_at',
  resolvedAt: 'resolved_at',
  nextAttemptAt: 'next_attempt_at',
  attempts: 'attempts',
  lastError: 'last_error',
} as const;

/**
 * Takes redemptions that need a step: interrupted ones (real time) and unused codes past their end (business time).
 * A lease keeps other workers away while Shopify is asked.
 */
export async function claimDue(businessNow: Date, limit: number): Promise<{ shop: string; id: string }[]> {
  const { rows } = await pool().query<{ shop: string; id: string }>(
    `UPDATE redemptions r SET next_attempt_at = now() + interval '30 seconds', attempts = r.attempts + 1
      FROM (SELECT shop, id FROM redemptions
        WHERE state IN ('reserved', 'issued', 'releasing')
          AND ((state IN ('reserved', 'releasing') AND next_attempt_at <= now())
            OR (state = 'issued' AND ends_at <= $1 AND next_attempt_at <= now()))
          AND NOT EXISTS (SELECT 1 FROM shops s WHERE s.shop = redemptions.shop AND s.uninstalled_at IS NOT NULL)
        ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
      WHERE r.shop = due.shop AND r.id = due.id RETURNING r.shop, r.id`,
    [businessNow, limit],
  );
  return rows;
}

/** Redemptions whose state disagrees with the points that the ledger holds for them. */
export async function findRedemptionDrift(
  shop: string,
  tx?: Transaction,
): Promise<{ memberId: number; message: string }[]> {
  const { rows } = await (tx ?? pool()).query<{ memberId: number; message: string }>(
    `SELECT r.member_id AS "memberId",
        'redemption ' || r.id || ' is ' || r.state || ', the ledger holds ' || held || ' of ' || r.points AS message
      FROM redemptions r CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN e.kind = 'reserve' THEN e.points
          WHEN e.kind IN ('release', 'capture') THEN -e.points ELSE 0 END), 0)::bigint AS held
        FROM ledger_entries e WHERE e.shop = r.shop AND e.member_id = r.member_id AND e.source = 'redemption:' || r.id) l
      WHERE r.shop = $1 AND held <> CASE WHEN r.state IN ('captured', 'released') THEN 0 ELSE r.points END LIMIT 100`,
    [shop],
  );
  return [...rows, ...(await findUseDrift(shop, tx))];
}

/** Used redemptions of which the ledger holds other points than the order uses: captured or owed, and not given back. */
async function findUseDrift(
  shop: string,
  tx?: Transaction,
): Promise<{ memberId: number; message: string }[]> {
  const { rows } = await (tx ?? pool()).query<{ memberId: number; message: string }>(
    `SELECT r.member_id AS "memberId",
        'redemption ' || r.id || ' uses ' || (r.captured - r.restored) || ', the ledger holds ' || used AS message
      FROM redemptions r CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN e.kind = 'capture' THEN e.points
          WHEN e.from_account = 'redeemed' THEN -e.points ELSE 0 END), 0)::bigint
          + coalesce((SELECT b.owed - b.earned FROM bookings b WHERE b.shop = r.shop AND b.member_id = r.member_id
            AND b.source = 'redemption:' || r.id), 0) AS used
        FROM ledger_entries e WHERE e.shop = r.shop AND e.member_id = r.member_id AND e.source = 'redemption:' || r.id) l
      WHERE r.shop = $1 AND r.state = 'captured' AND used <> r.captured - r.restored LIMIT 100`,
    [shop],
  );
  return rows;
}
