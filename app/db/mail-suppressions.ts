/** Addresses that take no mail any more, as keyed hashes, and why. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type Suppression = {
  contactHash: string;
  because: 'bounced' | 'complained';
  /** `smtp` when the server refused it at once; else the provider that told later. */
  toldBy: string;
  /** The mail that led to it. */
  mailId: string | null;
};

/** What was first said of an address stays. */
export async function suppress(
  tx: Transaction,
  shop: string,
  suppressions: Suppression[],
  at: Date,
): Promise<void> {
  if (suppressions.length === 0) return;
  await tx.query({
    name: 'suppress',
    text: `INSERT INTO mail_suppressions (shop, contact_hash, because, at, told_by, mail_id)
      SELECT DISTINCT ON (x.hash) $1, x.hash, x.because, $6, x.told_by, x.mail_id
      FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS x(hash, because, told_by, mail_id) ORDER BY x.hash
      ON CONFLICT (shop, contact_hash) DO NOTHING`,
    values: [
      shop,
      suppressions.map(({ contactHash }) => contactHash),
      suppressions.map(({ because }) => because),
      suppressions.map(({ toldBy }) => toldBy),
      suppressions.map(({ mailId }) => mailId),
      at,
    ],
  });
}

/** @returns what was known of it; undefined when mail went there already. */
export async function unsuppress(
  tx: Transaction,
  shop: string,
  contactHash: string,
): Promise<{ because: string; memberId: number | null } | undefined> {
  const { rows } = await tx.query<{ because: string; memberId: number | null }>(
    `WITH gone AS (DELETE FROM mail_suppressions WHERE shop = $1 AND contact_hash = $2 RETURNING because, mail_id)
      SELECT gone.because, c.member_id AS "memberId" FROM gone LEFT JOIN mail_messages c ON c.shop = $1 AND c.id = gone.mail_id`,
    [shop, contactHash],
  );
  return rows[0];
}

export type SuppressionRow = Suppression & {
  at: Date;
  /** Whose it is, as far as the mail that led to it tells. */
  memberId: string | null;
  name: string | null;
  /** Only where it is still the address that takes no mail. */
  email: string | null;
};

/** Newest first, from a place on. @param among of these addresses, or where a mail to these members led to it; null for all. */
export async function listSuppressions(
  shop: string,
  page: {
    among: { hashes: string[]; memberIds: (string | number)[] } | null;
    before: { at: Date; contactHash: string } | null;
    limit: number;
  },
): Promise<SuppressionRow[]> {
  const { rows } = await pool().query<SuppressionRow>(
    `SELECT s.contact_hash AS "contactHash", s.because, s.told_by AS "toldBy", s.mail_id AS "mailId", s.at,
        m.id::text AS "memberId", m.display_name AS name,
        CASE WHEN m.contact_hash = s.contact_hash THEN m.email WHEN c.contact_hash = s.contact_hash THEN c.address END AS email
      FROM (SELECT * FROM mail_suppressions u WHERE shop = $1 ${page.among ? AMONG : ''}
        AND ($2::timestamptz IS NULL OR (at, contact_hash) < ($2, $3)) ORDER BY at DESC, contact_hash DESC LIMIT $4) AS s
      LEFT JOIN mail_messages c ON c.shop = s.shop AND c.id = s.mail_id
      LEFT JOIN members m ON m.shop = c.shop AND m.id = c.member_id
      ORDER BY s.at DESC, s.contact_hash DESC`,
    [
      ...[shop, page.before?.at ?? null, page.before?.contactHash ?? '', page.limit],
      ...(page.among ? [page.among.hashes, page.among.memberIds] : []),
    ],
  );
  return rows;
}

const AMONG = `AND (u.contact_hash = ANY($5::text[])
  OR u.contact_hash IN (SELECT contact_hash FROM members WHERE shop = $1 AND id = ANY($6::bigint[]))
  OR u.mail_id IN (SELECT id FROM mail_messages WHERE shop = $1 AND member_id = ANY($6::bigint[])))`;
