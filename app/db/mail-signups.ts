/** Who asked for news by mail and confirmed it: the proof of a consent, and what Shopify is still to be told. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type Signup = {
  id: string;
  email: string;
  contactHash: string;
  locale: string;
  /** What stood beside the field when she asked. */
  text: string;
  source: string;
  askedAt: Date;
  confirmedAt: Date | null;
};

/** For a first order. */
export type SignupVoucher = {
  code: string;
  percent: number;
  /** ISO instant. */
  endsAt: string;
  /** Null while Shopify does not have it. */
  discountId: string | null;
};

const COLUMNS = `id, email, contact_hash AS "contactHash", locale, text, source, asked_at AS "askedAt", confirmed_at AS "confirmedAt"`;

export async function insertSignup(tx: Transaction, shop: string, signup: Signup): Promise<boolean> {
  const { id, email, contactHash, locale, text, source, askedAt } = signup;
  const { rowCount } = await tx.query(
    `INSERT INTO mail_signups (shop, id, email, contact_hash, locale, text, source, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (shop, id) DO NOTHING`,
    [shop, id, email, contactHash, locale, text, source, askedAt],
  );
  return rowCount === 1;
}

/** How often this address was entered since, and how many addresses of the shop were. */
export async function countSignups(
  tx: Transaction,
  shop: string,
  contactHash: string,
  since: Date,
): Promise<{ ofAddress: number; ofShop: number }> {
  const { rows } = await tx.query<{ ofAddress: number; ofShop: number }>(
    `SELECT count(*)::int AS "ofShop", (count(*) FILTER (WHERE contact_hash = $2))::int AS "ofAddress"
      FROM mail_signups WHERE shop = $1 AND asked_at > $3`,
    [shop, contactHash, since],
  );
  return rows[0] ?? { ofAddress: 0, ofShop: 0 };
}

export async function findSignup(shop: string, id: string): Promise<Signup | undefined> {
  const { rows } = await pool().query<Signup>(
    `SELECT ${COLUMNS} FROM mail_signups WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  return rows[0];
}

/** The first time counts. @returns false when it was confirmed before. */
export async function confirmSignup(tx: Transaction, shop: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE mail_signups SET confirmed_at = $3, due_at = $3 WHERE shop = $1 AND id = $2 AND confirmed_at IS NULL`,
    [shop, id, at],
  );
  return rowCount === 1;
}

export type DueSignup = Signup & { shop: string; attempts: number };

/** Confirmed, and Shopify does not know it yet. */
export async function claimSignups(at: Date, limit: number, leaseMs: number): Promise<DueSignup[]> {
  const { rows } = await pool().query<DueSignup>(
    `WITH due AS (SELECT g.shop, g.id FROM mail_signups g JOIN shops s ON s.shop = g.shop AND s.uninstalled_at IS NULL
        WHERE g.due_at <= $1 ORDER BY g.due_at LIMIT $2 FOR UPDATE OF g SKIP LOCKED)
      UPDATE mail_signups g SET attempts = attempts + 1, due_at = $3::timestamptz + least(attempts, 6) * interval '10 minutes'
      FROM due WHERE g.shop = due.shop AND g.id = due.id RETURNING g.shop, g.attempts, ${COLUMNS.replace('id,', 'g.id,')}`,
    [at, limit, new Date(at.getTime() + leaseMs)],
  );
  return rows;
}

/** @param error why Shopify will never take it; null when it has. */
export async function settleSignup(shop: string, id: string, at: Date, error: string | null): Promise<void> {
  await pool().query(
    `UPDATE mail_signups SET due_at = NULL, told_at = CASE WHEN $4::text IS NULL THEN $3::timestamptz END, error = $4
      WHERE shop = $1 AND id = $2`,
    [shop, id, at, error?.slice(0, 300) ?? null],
  );
}

/** What nobody confirmed is not kept. */
export async function deleteUnconfirmed(before: Date): Promise<number> {
  const { rowCount } = await pool().query(
    'DELETE FROM mail_signups WHERE confirmed_at IS NULL AND asked_at < $1',
    [before],
  );
  return rowCount ?? 0;
}

/** The voucher of this address, whichever of its requests it came with. */
export async function findVoucher(shop: string, contactHash: string): Promise<SignupVoucher | null> {
  const { rows } = await pool().query<{ voucher: SignupVoucher }>(
    `SELECT voucher FROM mail_signups WHERE shop = $1 AND contact_hash = $2 AND voucher IS NOT NULL ORDER BY confirmed_at LIMIT 1`,
    [shop, contactHash],
  );
  return rows[0]?.voucher ?? null;
}

export async function saveVoucher(shop: string, id: string, voucher: SignupVoucher): Promise<void> {
  await pool().query('UPDATE mail_signups SET voucher = $3 WHERE shop = $1 AND id = $2', [
    shop,
    id,
    JSON.stringify(voucher),
  ]);
}

/** Whether somebody with this address has ordered before. */
export async function hasOrdered(shop: string, contactHash: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT 1 FROM members m JOIN orders o ON o.shop = m.shop AND o.member_id = m.id
      WHERE m.shop = $1 AND m.contact_hash = $2 AND o.cancelled_at IS NULL LIMIT 1`,
    [shop, contactHash],
  );
  return rowCount !== 0;
}
