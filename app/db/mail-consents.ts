/** Who wants news by mail and of what, and what opens the way on which mails go. */
import type { Consent } from '#app/core/mail/decide.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ConsentNews = {
  memberId: number;
  state: Consent;
  /** Who said so: `shopify`, or a page of ours. */
  source: string;
  at: Date;
  /** When Shopify is to be told; null when it knows. */
  untoldAt: Date | null;
};

/** What was said last counts; the same instant again changes nothing. */
export async function saveConsents(tx: Transaction, shop: string, consents: ConsentNews[]): Promise<void> {
  if (consents.length === 0) return;
  await tx.query({
    name: 'save-consents',
    text: `INSERT INTO mail_consents AS c (shop, member_id, state, source, at, untold_at)
      SELECT DISTINCT ON (x.member_id) $1, x.* FROM unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        AS x(member_id, state, source, at, untold_at) ORDER BY x.member_id, x.at DESC
      ON CONFLICT (shop, member_id) DO UPDATE SET state = excluded.state, source = excluded.source, at = excluded.at,
        untold_at = excluded.untold_at, attempts = 0
      WHERE c.at < excluded.at`,
    values: [
      shop,
      consents.map(({ memberId }) => memberId),
      consents.map(({ state }) => state),
      consents.map(({ source }) => source),
      consents.map(({ at }) => at),
      consents.map(({ untoldAt }) => untoldAt),
    ],
  });
}

export type UntoldConsent = {
  shop: string;
  memberId: number;
  state: Consent;
  at: Date;
  customerId: string | null;
};

/** Said here, and Shopify does not know yet. */
export async function claimUntold(at: Date, limit: number, leaseMs: number): Promise<UntoldConsent[]> {
  const { rows } = await pool().query<UntoldConsent>(
    `WITH due AS (SELECT c.shop, c.member_id FROM mail_consents c JOIN shops s ON s.shop = c.shop AND s.uninstalled_at IS NULL
        WHERE c.untold_at <= $1 ORDER BY c.untold_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED)
      UPDATE mail_consents c SET attempts = c.attempts + 1, untold_at = $3::timestamptz + least(c.attempts, 6) * interval '10 minutes'
      FROM due JOIN members m ON m.shop = due.shop AND m.id = due.member_id
      WHERE c.shop = due.shop AND c.member_id = due.member_id
      RETURNING c.shop, c.member_id AS "memberId", c.state, c.at, m.customer_id AS "customerId"`,
    [at, limit, new Date(at.getTime() + leaseMs)],
  );
  return rows;
}

export async function markTold({ shop, memberId, at }: UntoldConsent): Promise<void> {
  await pool().query(
    'UPDATE mail_consents SET untold_at = NULL WHERE shop = $1 AND member_id = $2 AND at = $3',
    [shop, memberId, at],
  );
}

export type MailSecret = 'smtp' | 'klaviyo' | 'bounces';

/** @returns sealed; undefined when there is none. */
export async function findSecret(shop: string, kind: MailSecret): Promise<string | undefined> {
  const { rows } = await pool().query<{ sealed: string }>(
    'SELECT sealed FROM mail_secrets WHERE shop = $1 AND kind = $2',
    [shop, kind],
  );
  return rows[0]?.sealed;
}

export async function saveSecret(
  tx: Transaction,
  shop: string,
  kind: MailSecret,
  sealed: string | null,
): Promise<void> {
  if (sealed === null) await tx.query('DELETE FROM mail_secrets WHERE shop = $1 AND kind = $2', [shop, kind]);
  else
    await tx.query(
      `INSERT INTO mail_secrets (shop, kind, sealed) VALUES ($1, $2, $3) ON CONFLICT (shop, kind) DO UPDATE SET sealed = $3`,
      [shop, kind, sealed],
    );
}

export type KnownConsent = { state: Consent; source: string; at: Date; interests: string[] | null };

export async function findConsent(shop: string, memberId: number): Promise<KnownConsent | undefined> {
  const { rows } = await pool().query<KnownConsent>(
    'SELECT state, source, at, interests FROM mail_consents WHERE shop = $1 AND member_id = $2',
    [shop, memberId],
  );
  return rows[0];
}

/** What she wants to read of; null for all of it. Says nothing about whether she wants mail. */
export async function saveInterests(
  tx: Transaction,
  shop: string,
  memberId: number,
  interests: string[] | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO mail_consents (shop, member_id, state, source, at, interests) VALUES ($1, $2, 'none', 'preferences', to_timestamp(0), $3)
      ON CONFLICT (shop, member_id) DO UPDATE SET interests = $3`,
    [shop, memberId, interests],
  );
}

/** What belongs to one member goes over to another. */
export async function moveMails(tx: Transaction, shop: string, fromId: number, toId: number): Promise<void> {
  const values = [shop, fromId, toId];
  await tx.query('UPDATE mail_messages SET member_id = $3 WHERE shop = $1 AND member_id = $2', values);
  // Who has said no as either of the two has said no.
  await tx.query(
    `INSERT INTO mail_consents AS c (shop, member_id, state, source, at, interests, untold_at)
      SELECT shop, $3, state, source, at, interests, untold_at FROM mail_consents WHERE shop = $1 AND member_id = $2
      ON CONFLICT (shop, member_id) DO UPDATE SET state = excluded.state, source = excluded.source, at = excluded.at,
        untold_at = excluded.untold_at
      WHERE excluded.state = 'withdrawn' OR (c.state <> 'withdrawn' AND c.at < excluded.at)`,
    values,
  );
  await tx.query('DELETE FROM mail_consents WHERE shop = $1 AND member_id = $2', [shop, fromId]);
}

/** What was written to her goes, with her consent; what is not sent yet never is. */
export async function eraseMails(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM mail_messages WHERE shop = $1 AND member_id = $2', [shop, memberId]);
  await tx.query('DELETE FROM mail_consents WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}

/** Of an address: what went to it and when it was entered, also where no member has it. That it takes no mail stays known. */
export async function eraseContactMails(tx: Transaction, shop: string, contactHash: string): Promise<void> {
  await tx.query('DELETE FROM mail_messages WHERE shop = $1 AND contact_hash = $2', [shop, contactHash]);
  await tx.query('DELETE FROM mail_signups WHERE shop = $1 AND contact_hash = $2', [shop, contactHash]);
}
