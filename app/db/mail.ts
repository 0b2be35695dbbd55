/** Mails that are to go out, and what became of them. */
import type { Consent, MailClass } from '#app/core/mail/decide.ts';
import type { MailReportKind } from '#app/core/mail/reports.ts';
import { pool } from '#app/db/pool.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

/**
 * `taken`: about to be decided. `sending`: handed to the provider, whose answer is not known yet. `unknown`: it never came to be known; only staff send it again, once.
 * `refused`: for good, by the provider. `skipped`: never tried, `because` says why.
 */
export const MAIL_STATES = ['waiting', 'taken', 'sending', 'sent', 'refused', 'skipped', 'unknown'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export type PlannedMail = {
  /** Of the planner's making: the same is never planned twice. */
  id: string;
  to: { memberId: number } | { address: string; contactHash: string | null };
  class: MailClass;
  template: string;
  data: Record<string, unknown>;
  notBefore: Date;
  uselessAfter: Date | null;
  /** Which of the members' interests it is about; null for none. */
  interest: string | null;
};

/** A mail whose id is known is planned already. @returns how many are new. */
export async function insertMails(
  tx: Transaction,
  shop: string,
  mails: PlannedMail[],
  at: Date,
): Promise<number> {
  if (mails.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'insert-mails',
    text: `INSERT INTO mail_messages (shop, id, member_id, address, contact_hash, kind, template, data, state, not_before, useless_after, interest, next_attempt_at, created_at)
      SELECT $1, x.id, x.member_id, x.address, x.contact_hash, x.kind, x.template, x.data, 'waiting', x.not_before, x.useless_after, x.interest, x.not_before, $12
      FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::timestamptz[], $10::timestamptz[],
        $11::text[]) AS x(id, member_id, address, contact_hash, kind, template, data, not_before, useless_after, interest)
      ON CONFLICT (shop, id) DO NOTHING`,
    values: [
      shop,
      mails.map(({ id }) => id),
      mails.map(({ to }) => ('memberId' in to ? to.memberId : null)),
      mails.map(({ to }) => ('address' in to ? to.address : null)),
      mails.map(({ to }) => ('address' in to ? to.contactHash : null)),
      mails.map((mail) => mail.class),
      mails.map(({ template }) => template),
      mails.map(({ data }) => JSON.stringify(data)),
      mails.map(({ notBefore }) => notBefore),
      mails.map(({ uselessAfter }) => uselessAfter),
      mails.map(({ interest }) => interest),
      at,
    ],
  });
  return rowCount ?? 0;
}

export type DueMail = Omit<PlannedMail, 'to'> & {
  shop: string;
  attempts: number;
  /** Null for somebody who is no member. */
  memberId: number | null;
  /** Null when nobody is known by an address any more. */
  email: string | null;
  displayName: string | null;
  locale: string | null;
  customerId: string | null;
  contactHash: string | null;
  consent: Consent;
  /** Null for all of them. */
  interests: string[] | null;
  suppressed: 'bounced' | 'complained' | null;
  /** When marketing went to her in the last seven days. */
  lately: Date[];
  available: number;
};

/** A mail with all that is needed to draw and decide it: `c` is the mail, `$1` now. */
const DUE_COLUMNS = `c.shop, c.id, h.id AS "memberId", c.kind AS class, c.template, c.data, c.not_before AS "notBefore",
  c.useless_after AS "uselessAfter", c.interest, c.attempts, coalesce(c.address, h.email) AS email,
  h.display_name AS "displayName", h.locale, h.customer_id AS "customerId",
  coalesce(c.contact_hash, h.contact_hash) AS "contactHash", coalesce(k.state, 'none') AS consent, k.interests,
  u.because AS suppressed, coalesce(b.available, 0)::int AS available,
  ARRAY(SELECT l.sent_at FROM mail_messages l WHERE l.shop = c.shop AND l.member_id = c.member_id AND l.state = 'sent'
    AND l.kind = 'marketing' AND l.sent_at > $1::timestamptz - interval '7 days') AS lately`;
const DUE_JOINS = `LEFT JOIN members m ON m.shop = c.shop AND m.id = c.member_id
  LEFT JOIN members h ON h.shop = c.shop AND h.id = coalesce(m.heir_id, m.id)
  LEFT JOIN member_balances b ON b.shop = c.shop AND b.member_id = h.id
  LEFT JOIN mail_consents k ON k.shop = c.shop AND k.member_id = h.id
  LEFT JOIN mail_suppressions u ON u.shop = c.shop AND u.contact_hash = coalesce(c.contact_hash, h.contact_hash)`;

const CLAIM_LOCK = 7_201;

/**
 * Takes mails whose time has come, with all that decides about them. Of one member only one at a time is on its way, so that caps
 * hold, whoever sends. What is taken and not settled within `leaseMs` was in a process that ended: it waits again.
 */
export async function claimMails(at: Date, limit: number, leaseMs: number): Promise<DueMail[]> {
  return transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
    const { rows } = await tx.query<DueMail>({
      name: 'claim-mails',
      text: `WITH ready AS (
          SELECT m.shop, m.id, m.member_id, m.next_attempt_at FROM mail_messages m
          JOIN shops s ON s.shop = m.shop AND s.uninstalled_at IS NULL
          WHERE m.state = 'waiting' AND m.next_attempt_at <= $1 AND NOT EXISTS (SELECT 1 FROM mail_messages o
            WHERE o.shop = m.shop AND o.member_id = m.member_id AND o.state IN ('taken', 'sending'))
          ORDER BY m.next_attempt_at, m.id LIMIT $2),
        due AS (SELECT DISTINCT ON (shop, coalesce(member_id::text, id)) shop, id FROM ready
          ORDER BY shop, coalesce(member_id::text, id), next_attempt_at, id),
        claimed AS (UPDATE mail_messages m SET state = 'taken', attempts = m.attempts + 1, next_attempt_at = $3 FROM due
          WHERE m.shop = due.shop AND m.id = due.id RETURNING m.*)
        SELECT ${DUE_COLUMNS} FROM claimed c ${DUE_JOINS}
        ORDER BY c.created_at, c.id`,
      values: [at, limit, new Date(at.getTime() + leaseMs)],
    });
    return rows;
  });
}

/**
 * A mail that a process had taken when it ended waits again. Whether one went out that it was sending nobody knows, so nobody sends
 * it again.
 */
export async function settleLeft(at: Date): Promise<number> {
  const { rowCount } = await pool().query(
    `UPDATE mail_messages SET state = CASE state WHEN 'taken' THEN 'waiting' ELSE 'unknown' END,
        because = CASE state WHEN 'taken' THEN NULL ELSE 'ended-while-sending' END,
        next_attempt_at = CASE state WHEN 'taken' THEN next_attempt_at END
      WHERE state IN ('taken', 'sending') AND next_attempt_at <= $1`,
    [at],
  );
  return rowCount ?? 0;
}

/**
 * From here on it may have gone out. Only who finds it taken goes on: of two processes that hold the same mail, one sends.
 * @param key by which the provider's later news name it.
 */
export async function markSending(shop: string, id: string, subject: string, key: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE mail_messages SET state = 'sending', subject = $3, message_key = $4 WHERE shop = $1 AND id = $2 AND state = 'taken'`,
    [shop, id, subject.slice(0, 300), key],
  );
  return rowCount === 1;
}

export type MailOutcome =
  | { state: 'sent'; at: Date }
  | { state: 'refused' | 'skipped' | 'unknown'; because: string }
  /** Another try, at its time; `error` null when it only waits. */
  | { state: 'waiting'; nextAt: Date; error: string | null };

export async function settleMail(shop: string, id: string, outcome: MailOutcome): Promise<void> {
  const because = 'because' in outcome ? outcome.because.slice(0, 500) : null;
  const nextAt = outcome.state === 'waiting' ? outcome.nextAt : null;
  const error = outcome.state === 'waiting' ? (outcome.error?.slice(0, 500) ?? null) : null;
  const sentAt = outcome.state === 'sent' ? outcome.at : null;
  // What only waited for its hour has not been tried.
  const tried = outcome.state === 'waiting' && outcome.error === null ? 0 : null;
  await pool().query(
    `UPDATE mail_messages SET state = $3, because = $4, next_attempt_at = $5, error = $6, sent_at = $7,
        attempts = coalesce($8, attempts) WHERE shop = $1 AND id = $2`,
    [shop, id, outcome.state, because, nextAt, error, sentAt, tried],
  );
}

/** A mail in doubt waits again, once in its life. @returns undefined when there is none like that. */
export async function waitAgain(
  tx: Transaction,
  shop: string,
  id: string,
  at: Date,
): Promise<{ memberId: number | null } | undefined> {
  const { rows } = await tx.query<{ memberId: number | null }>(
    `UPDATE mail_messages SET state = 'waiting', because = NULL, error = NULL, attempts = 0, next_attempt_at = $3, again_at = $3
      WHERE shop = $1 AND id = $2 AND state = 'unknown' AND again_at IS NULL RETURNING member_id AS "memberId"`,
    [shop, id, at],
  );
  return rows[0];
}

export async function findMail(shop: string, id: string, at: Date): Promise<DueMail | undefined> {
  const { rows } = await pool().query<DueMail>(
    `SELECT ${DUE_COLUMNS} FROM mail_messages c ${DUE_JOINS} WHERE c.shop = $2 AND c.id = $3`,
    [at, shop, id],
  );
  return rows[0];
}

export type MailRow = {
  id: string;
  memberId: string | null;
  /** Of somebody who is no member. */
  address: string | null;
  name: string | null;
  class: MailClass;
  template: string;
  state: MailState;
  because: string | null;
  subject: string | null;
  error: string | null;
  /** What the provider told of it later. */
  reported: MailReportKind | null;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  sentAt: Date | null;
  /** When staff sent it again, which they can once. */
  againAt: Date | null;
};

/** Newest first, from a place on. */
export async function listMails(
  shop: string,
  page: { states: readonly MailState[]; before: { at: Date; id: string } | null; limit: number },
): Promise<MailRow[]> {
  const { rows } = await pool().query<MailRow>(
    `SELECT c.id, c.member_id::text AS "memberId", c.address, m.display_name AS name, c.kind AS class, c.template, c.state, c.because, c.subject,
        c.error, c.reported, c.attempts, c.created_at AS "createdAt", c.next_attempt_at AS "nextAttemptAt", c.sent_at AS "sentAt",
        c.again_at AS "againAt"
      FROM (SELECT * FROM mail_messages WHERE shop = $1 AND state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4)) ORDER BY created_at DESC, id DESC LIMIT $5) AS c
      LEFT JOIN members m ON m.shop = c.shop AND m.id = c.member_id ORDER BY c.created_at DESC, c.id DESC`,
    [shop, page.states, page.before?.at ?? null, page.before?.id ?? '', page.limit],
  );
  return rows;
}
