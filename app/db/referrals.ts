/** Referrals: members' codes, vouchers that friends took on their word, and what became of each. */
import type { FraudFinding } from '#app/core/referrals/checks.ts';
import type { ReferralState } from '#app/core/referrals/follow.ts';
import type { FriendOffer } from '#app/core/program/referrals.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** What the friend got, by the program of that day. `minimumMinor`: goods that must remain for the advocate's points. */
export type ReferralTerms = { offer: FriendOffer; minimum: string | null; minimumMinor: number };

export type Referral = {
  shop: string;
  id: string;
  code: string;
  advocateId: number;
  state: ReferralState;
  terms: ReferralTerms;
  programVersion: number;
  voucherCode: string;
  discountId: string | null;
  createdAt: Date;
  endsAt: Date;
  orderId: string | null;
  friendId: number | null;
  orderedAt: Date | null;
  score: number | null;
  verdict: 'pass' | 'review' | 'refuse' | null;
  findings: FraudFinding[];
  decision: 'approved' | 'refused' | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  deedId: string | null;
  rewards: number;
  rewardedAt: Date | null;
  revision: number;
  dueAt: Date | null;
  attempts: number;
};

const COLUMNS = `shop, id, code, advocate_id AS "advocateId", state, terms, program_version AS "programVersion",
  voucher_code AS "voucherCode", discount_id AS "discountId", created_at AS "createdAt", ends_at AS "endsAt", order_id AS "orderId",
  friend_id AS "friendId", ordered_at AS "orderedAt", score, verdict, findings, decision, decided_by AS "decidedBy",
  decided_at AS "decidedAt", deed_id AS "deedId", rewards, rewarded_at AS "rewardedAt", revision, due_at AS "dueAt", attempts`;

/** Members who have no code get the one offered, unless somebody has it: those are returned by their place in the list. */
export async function offerCodes(
  shop: string,
  offers: { memberId: number; code: string }[],
  at: Date,
): Promise<void> {
  await pool().query(
    `INSERT INTO referral_codes (shop, code, member_id, created_at)
      SELECT $1, x.code, x.member_id, $4 FROM unnest($2::text[], $3::bigint[]) AS x(code, member_id)
      WHERE NOT EXISTS (SELECT 1 FROM referral_codes c WHERE c.shop = $1 AND c.member_id = x.member_id)
      ON CONFLICT (shop, code) DO NOTHING`,
    [shop, offers.map(({ code }) => code), offers.map(({ memberId }) => memberId), at],
  );
}

/** The newest code of each. */
export async function findCodesOf(shop: string, memberIds: number[]): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ memberId: number; code: string }>({
    name: 'referral-codes-of',
    text: `SELECT DISTINCT ON (member_id) member_id AS "memberId", code FROM referral_codes
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY member_id, created_at DESC, code`,
    values: [shop, memberIds],
  });
  return new Map(rows.map(({ memberId, code }) => [memberId, code]));
}

/** Whose code it is; blocked and forgotten members recommend nothing. */
export async function findAdvocate(
  shop: string,
  code: string,
): Promise<{ memberId: number; firstName: string | null } | undefined> {
  const { rows } = await pool().query<{ memberId: number; displayName: string | null }>(
    `SELECT m.id AS "memberId", m.display_name AS "displayName" FROM referral_codes c
      JOIN members m ON m.shop = c.shop AND m.id = c.member_id
      WHERE c.shop = $1 AND c.code = $2 AND m.erased_at IS NULL AND m.blocked_at IS NULL AND m.heir_id IS NULL`,
    [shop, code],
  );
  const [row] = rows;
  if (!row) return undefined;
  const first = row.displayName?.trim().split(/\s+/)[0] ?? '';
  // A display name may be a mail address, which is nobody else's business.
  return {
    memberId: row.memberId,
    firstName: first === '' || first.includes('@') ? null : first.slice(0, 40),
  };
}

/** Under the advocate's lock: how many vouchers are open, so that no script makes them without end. */
export async function countOpen(
  tx: Transaction,
  shop: string,
  advocateId: number,
  at: Date,
): Promise<number> {
  const { rows } = await tx.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM referrals
      WHERE shop = $1 AND advocate_id = $2 AND state = 'claimed' AND ends_at > $3`,
    [shop, advocateId, at],
  );
  return rows[0]?.open ?? 0;
}

/** Claims of one advocate take their turn. */
export async function lockAdvocate(tx: Transaction, shop: string, advocateId: number): Promise<void> {
  await tx.query('SELECT 1 FROM members WHERE shop = $1 AND id = $2 FOR NO KEY UPDATE', [shop, advocateId]);
}

export async function insertReferral(
  tx: Transaction,
  one: Pick<
    Referral,
    | 'shop'
    | 'id'
    | 'code'
    | 'advocateId'
    | 'terms'
    | 'programVersion'
    | 'voucherCode'
    | 'createdAt'
    | 'endsAt'
  >,
): Promise<void> {
  await tx.query(
    `INSERT INTO referrals (shop, id, code, advocate_id, state, terms, program_version, voucher_code, created_at, ends_at, due_at)
      VALUES ($1, $2, $3, $4, 'claimed', $5, $6, $7, $8, $9, $9)`,
    [
      one.shop,
      one.id,
      one.code,
      one.advocateId,
      JSON.stringify(one.terms),
      one.programVersion,
      one.voucherCode,
      one.createdAt,
      one.endsAt,
    ],
  );
}

export async function findReferral(
  shop: string,
  id: string,
  tx?: Transaction,
): Promise<Referral | undefined> {
  const { rows } = await (tx ?? pool()).query<Referral>(
    `SELECT ${COLUMNS} FROM referrals WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  return rows[0];
}

export async function saveVoucher(shop: string, id: string, discountId: string): Promise<void> {
  await pool().query('UPDATE referrals SET discount_id = $3 WHERE shop = $1 AND id = $2', [
    shop,
    id,
    discountId,
  ]);
}

/**
 * Orders that carry vouchers of friends, or did: their referrals are looked at anew. The first order of a voucher is the
 * one that counts, whichever comes later.
 */
export async function markReferralsDue(
  tx: Transaction,
  shop: string,
  orders: { orderId: string; codes: string[]; memberId: number | null; occurredAt: string }[],
  at: Date,
): Promise<void> {
  const used = orders.flatMap(({ codes, ...order }) =>
    codes.map((code) => ({ ...order, code: code.toUpperCase() })),
  );
  if (used.length > 0) {
    await tx.query({
      name: 'referral-orders',
      text: `UPDATE referrals r SET order_id = x.order_id, friend_id = x.member_id, ordered_at = x.ordered_at, revision = r.revision + 1
        FROM (SELECT DISTINCT ON (code) * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[])
          AS u(code, order_id, member_id, ordered_at) ORDER BY code, ordered_at, order_id) AS x
        WHERE r.shop = $1 AND r.voucher_code = x.code AND r.order_id IS NULL`,
      values: [
        shop,
        used.map(({ code }) => code),
        used.map(({ orderId }) => orderId),
        used.map(({ memberId }) => memberId),
        used.map(({ occurredAt }) => occurredAt),
      ],
    });
  }
  await tx.query({
    name: 'referrals-due',
    text: 'UPDATE referrals SET due_at = $3, attempts = 0 WHERE shop = $1 AND order_id = ANY($2::text[])',
    values: [shop, orders.map(({ orderId }) => orderId), at],
  });
}

/** The lease keeps others from the same one; who dies leaves it to be taken up afterwards. */
export async function claimDueReferrals(at: Date, limit: number, leaseMs: number): Promise<Referral[]> {
  const { rows } = await pool().query<Referral>(
    `UPDATE referrals SET due_at = $3, attempts = attempts + 1
      WHERE (shop, id) IN (SELECT shop, id FROM referrals WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING ${COLUMNS}`,
    [at, limit, new Date(at.getTime() + leaseMs)],
  );
  return rows;
}

export type ReferralChange = Partial<
  Pick<
    Referral,
    | 'state'
    | 'score'
    | 'verdict'
    | 'findings'
    | 'decision'
    | 'decidedBy'
    | 'decidedAt'
    | 'deedId'
    | 'rewards'
    | 'rewardedAt'
    | 'dueAt'
  >
> & { traces?: string[] };

const CHANGEABLE: Record<keyof ReferralChange, string> = {
  state: 'state',
  score: 'score',
  verdict: 'verdict',
  findings: 'findings',
  traces: 'traces',
  decision: 'decision',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  deedId: 'deed_id',
  rewards: 'rewards',
  rewardedAt: 'rewarded_at',
  dueAt: 'due_at',
};

/** @returns false when somebody was faster: then what was read is no longer so. */
export async function changeReferral(
  tx: Transaction,
  { shop, id, revision }: Pick<Referral, 'shop' | 'id' | 'revision'>,
  change: ReferralChange,
): Promise<boolean> {
  const entries = Object.entries(change) as [keyof ReferralChange, unknown][];
  const sets = entries.map(([key], index) => `${CHANGEABLE[key]} = $${index + 4}`);
  const values = entries.map(([key, value]) => (key === 'findings' ? JSON.stringify(value) : value));
  const { rowCount } = await tx.query(
    `UPDATE referrals SET ${[...sets, 'revision = revision + 1', 'attempts = 0', 'error = NULL'].join(', ')}
      WHERE shop = $1 AND id = $2 AND revision = $3`,
    [shop, id, revision, ...values],
  );
  return rowCount === 1;
}

/** Until the next try. */
export async function saveReferralFailed(
  shop: string,
  id: string,
  error: string,
  dueAt: Date,
): Promise<void> {
  await pool().query('UPDATE referrals SET error = $3, due_at = $4 WHERE shop = $1 AND id = $2', [
    shop,
    id,
    error.slice(0, 500),
    dueAt,
  ]);
}

/** What the checks need beside contact data: how many friends lately, known traces, orders of the friend before. */
export async function readFraudSigns(
  tx: Transaction,
  referral: Pick<Referral, 'shop' | 'id' | 'advocateId' | 'friendId'> & { orderedAt: Date; orderId: string },
  traces: string[],
): Promise<{ today: number; month: number; known: boolean; before: number }> {
  const { shop, id, advocateId, friendId, orderedAt, orderId } = referral;
  const { rows } = await tx.query<{ today: number; month: number; known: boolean; before: number }>(
    `SELECT (SELECT count(*)::int FROM referrals WHERE shop = $1 AND advocate_id = $2 AND ordered_at > $4::timestamptz - interval '24 hours'
        AND ordered_at <= $4) AS today,
      (SELECT count(*)::int FROM referrals WHERE shop = $1 AND advocate_id = $2 AND ordered_at > $4::timestamptz - interval '30 days'
        AND ordered_at <= $4) AS month,
      EXISTS (SELECT 1 FROM referrals WHERE shop = $1 AND id <> $3 AND traces && $5::text[]
        AND (ordered_at, id) < ($4::timestamptz, $3)) AS known,
      (SELECT count(*)::int FROM orders WHERE shop = $1 AND member_id = $6 AND order_id <> $7 AND occurred_at < $4
        AND financial_status IN ('paid', 'partially_refunded', 'refunded') AND facts->>'test' <> 'true') AS before`,
    [shop, advocateId, id, orderedAt, traces, friendId, orderId],
  );
  return rows[0] ?? { today: 0, month: 0, known: false, before: 0 };
}

export type ReferralRow = Referral & {
  advocateName: string | null;
  friendName: string | null;
  orderName: string | null;
};
/** Keyset: the instant and id after which the page begins. */
export type ReferralPage = { states: ReferralState[]; after: { at: Date; id: string } | null; limit: number };

/** Newest first. */
export async function listReferrals(shop: string, page: ReferralPage): Promise<ReferralRow[]> {
  const { rows } = await pool().query<ReferralRow>(
    `SELECT r.*, a.display_name AS "advocateName", f.display_name AS "friendName", o.name AS "orderName"
      FROM (SELECT ${COLUMNS} FROM referrals WHERE shop = $1 AND state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4)) ORDER BY created_at DESC, id DESC LIMIT $5) AS r
      LEFT JOIN members a ON a.shop = r.shop AND a.id = r."advocateId"
      LEFT JOIN members f ON f.shop = r.shop AND f.id = r."friendId"
      LEFT JOIN orders o ON o.shop = r.shop AND o.order_id = r."orderId"
      ORDER BY r."createdAt" DESC, r.id DESC`,
    [shop, page.states, page.after?.at ?? null, page.after?.id ?? '', page.limit],
  );
  return rows;
}

export async function countReferrals(shop: string): Promise<Map<ReferralState, number>> {
  const { rows } = await pool().query<{ state: ReferralState; count: number }>(
    'SELECT state, count(*)::int AS count FROM referrals WHERE shop = $1 GROUP BY state',
    [shop],
  );
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** How many friends have ordered on her word, and for how many she has her points. */
export async function countOfAdvocate(
  shop: string,
  memberId: number,
): Promise<{ ordered: number; thanked: number }> {
  const { rows } = await pool().query<{ ordered: number; thanked: number }>(
    `SELECT count(*) FILTER (WHERE order_id IS NOT NULL)::int AS ordered, count(*) FILTER (WHERE state = 'rewarded')::int AS thanked
      FROM referrals WHERE shop = $1 AND advocate_id = $2`,
    [shop, memberId],
  );
  return rows[0] ?? { ordered: 0, thanked: 0 };
}

/** Of one member: whom she recommended the shop to, newest first, and who recommended it to her. */
export async function referralsOf(
  shop: string,
  memberId: number,
  limit: number,
): Promise<{ given: Referral[]; taken: Referral | null }> {
  const [given, taken] = await Promise.all([
    pool().query<Referral>(
      `SELECT ${COLUMNS} FROM referrals WHERE shop = $1 AND advocate_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3`,
      [shop, memberId, limit],
    ),
    pool().query<Referral>(
      `SELECT ${COLUMNS} FROM referrals WHERE shop = $1 AND friend_id = $2 ORDER BY ordered_at LIMIT 1`,
      [shop, memberId],
    ),
  ]);
  return { given: given.rows, taken: taken.rows[0] ?? null };
}

/** What was one member's is another's from now on. */
export async function moveReferrals(
  tx: Transaction,
  shop: string,
  fromId: number,
  toId: number,
): Promise<void> {
  const values = [shop, fromId, toId];
  await tx.query('UPDATE referral_codes SET member_id = $3 WHERE shop = $1 AND member_id = $2', values);
  await tx.query(
    'UPDATE referrals SET advocate_id = $3, revision = revision + 1 WHERE shop = $1 AND advocate_id = $2',
    values,
  );
  await tx.query(
    'UPDATE referrals SET friend_id = $3, revision = revision + 1 WHERE shop = $1 AND friend_id = $2',
    values,
  );
}

/** Her code leads nowhere any more, and nothing of hers is recognised again. */
export async function eraseReferrals(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM referral_codes WHERE shop = $1 AND member_id = $2', [shop, memberId]);
  await tx.query(
    `UPDATE referrals SET traces = '{}', findings = '[]', error = NULL, revision = revision + 1
      WHERE shop = $1 AND (friend_id = $2 OR advocate_id = $2)`,
    [shop, memberId],
  );
}
