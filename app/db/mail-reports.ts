/** What mail providers told later of mails that went out, and where they tell it. */
import type { MailProvider, MailReportKind, MailReportTrouble } from '#app/core/mail/reports.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type MailReportSource = {
  generation: number;
  /** Whose signature is asked for; null for none. */
  provider: MailProvider | null;
  topic: string | null;
  askedTopic: string | null;
  askedUrl: string | null;
  heardAt: Date | null;
  heardFrom: MailProvider | null;
  trouble: MailReportTrouble | null;
  troubleAt: Date | null;
};

export async function findReportSource(shop: string): Promise<MailReportSource | undefined> {
  const { rows } = await pool().query<MailReportSource>({
    name: 'mail-report-source',
    text: `SELECT generation, provider, topic, asked_topic AS "askedTopic", asked_url AS "askedUrl", heard_at AS "heardAt",
        heard_from AS "heardFrom", trouble, trouble_at AS "troubleAt" FROM mail_reports WHERE shop = $1`,
    values: [shop],
  });
  return rows[0];
}

/** Every address shown before is good no more, and whatever was confirmed for it. */
export async function renewReportSource(tx: Transaction, shop: string): Promise<void> {
  await tx.query(
    `INSERT INTO mail_reports AS r (shop, generation) VALUES ($1, 2)
      ON CONFLICT (shop) DO UPDATE SET generation = r.generation + 1, topic = NULL, asked_topic = NULL, asked_url = NULL`,
    [shop],
  );
}

export async function setReportProvider(
  tx: Transaction,
  shop: string,
  provider: MailProvider | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO mail_reports (shop, provider) VALUES ($1, $2) ON CONFLICT (shop) DO UPDATE SET provider = $2`,
    [shop, provider],
  );
}

/** A topic of Amazon asks to be confirmed: staff decide. */
export async function askForTopic(shop: string, topic: string, url: string): Promise<void> {
  await pool().query(
    `INSERT INTO mail_reports (shop, asked_topic, asked_url) VALUES ($1, $2, $3)
      ON CONFLICT (shop) DO UPDATE SET asked_topic = $2, asked_url = $3`,
    [shop, topic, url],
  );
}

export async function confirmTopic(tx: Transaction, shop: string, topic: string): Promise<void> {
  await tx.query(
    `UPDATE mail_reports SET topic = $2, asked_topic = NULL, asked_url = NULL WHERE shop = $1 AND asked_topic = $2`,
    [shop, topic],
  );
}

/** Written at most once a minute while nothing changes. @param trouble null when it was taken in. */
export async function noteReportsHeard(
  shop: string,
  heard: { from: MailProvider | null; trouble: MailReportTrouble | null },
  at: Date,
): Promise<void> {
  await pool().query({
    name: 'mail-reports-heard',
    text: `INSERT INTO mail_reports AS r (shop, heard_at, heard_from, trouble, trouble_at)
      VALUES ($1, CASE WHEN $3::text IS NULL THEN $4::timestamptz END, $2, $3, CASE WHEN $3::text IS NOT NULL THEN $4::timestamptz END)
      ON CONFLICT (shop) DO UPDATE SET heard_at = coalesce(excluded.heard_at, r.heard_at),
        heard_from = CASE WHEN $3::text IS NULL THEN $2 ELSE r.heard_from END, trouble = excluded.trouble, trouble_at = excluded.trouble_at
      WHERE r.trouble IS DISTINCT FROM $3 OR coalesce(r.heard_at, r.trouble_at) IS NULL
        OR greatest(r.heard_at, r.trouble_at) < $4::timestamptz - interval '1 minute'`,
    values: [shop, heard.from, heard.trouble, at],
  });
}

export type ReportedMail = {
  id: string;
  key: string;
  kind: MailReportKind;
  memberId: number | null;
  /** Of where it went, as far as that is still known. */
  contactHash: string | null;
};

/** What is worse than what was known of a mail is noted; the same again, or less, changes nothing. @returns those that changed. */
export async function markReported(
  tx: Transaction,
  shop: string,
  reports: { key: string; kind: MailReportKind }[],
  at: Date,
): Promise<ReportedMail[]> {
  if (reports.length === 0) return [];
  const { rows } = await tx.query<ReportedMail>({
    name: 'mark-reported',
    text: `WITH told AS (SELECT * FROM unnest($2::text[], $3::text[]) AS x(key, kind)),
        found AS (SELECT m.id FROM mail_messages m WHERE m.shop = $1 AND m.message_key = ANY($2::text[]) ORDER BY m.id FOR UPDATE),
        marked AS (UPDATE mail_messages m SET reported = t.kind, reported_at = $4 FROM told t, found f
          WHERE m.shop = $1 AND m.id = f.id AND m.message_key = t.key
            AND coalesce(array_position($5::text[], m.reported), 0) < array_position($5::text[], t.kind)
          RETURNING m.id, m.member_id, m.contact_hash, t.key, t.kind)
      SELECT c.id, c.key, c.kind, h.id AS "memberId", coalesce(c.contact_hash, h.contact_hash) AS "contactHash" FROM marked c
        LEFT JOIN members m ON m.shop = $1 AND m.id = c.member_id
        LEFT JOIN members h ON h.shop = $1 AND h.id = coalesce(m.heir_id, m.id)`,
    values: [shop, reports.map(({ key }) => key), reports.map(({ kind }) => kind), at, RANKS],
  });
  return rows;
}

const RANKS: readonly MailReportKind[] = ['delayed', 'bounced', 'complained'];
