/** The shop whose data nobody else may see or change: its marks, which no answer to others may hold, and all its rows. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { NEW_SURVEY } from '../../../app/core/surveys/survey.ts';
import { extensionClaims, forgeToken } from '../forgery.ts';
import { addFreshShop } from '../fresh-shop.ts';
import type { TestSandbox } from '../sandbox.ts';
import { askAsStaff } from '../staff.ts';

export const PROGRAM = {
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
};

/** What the shop is preparing: nobody but its staff may know of it yet. */
export const DRAFT = {
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00', title: { en: 'Canary treat' } }],
  hold: { days: 17 },
};

export type Watched = {
  sandbox: TestSandbox;
  /** The other tenant: installed, with a session, a program and a member of its own. */
  intruder: string;
  customerId: string;
  bystanderId: string;
  memberId: string;
  orderId: string;
  redemptionId: string;
  /** What the customer shows at the watched shop's till. */
  memberCode: string;
  /** By which she recommends the watched shop. */
  referralCode: string;
  simulationId: string;
  importId: string;
  privacyId: string;
  transferId: string;
  deliveryId: string;
  /** Texts that stand nowhere but in the watched shop. */
  marks: string[];
};

export async function fillWatched(sandbox: TestSandbox): Promise<Watched> {
  const deliveryId = `canary-${randomUUID()}`;
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Canaria',
    lastName: 'Canary',
    email: 'canary@watched.example.com',
  });
  const { id: bystanderId } = await sandbox.act<{ id: string }>('customers', { firstName: 'Bystander' });
  const { id: orderId } = await sandbox.act<{ id: string }>('orders', {
    customerId,
    taxesIncluded: false,
    lines: [{ unitPrice: 3_133_700 }],
  });
  await sandbox.hook('refunds/create', '{"order_id":"canary"}', { 'X-Shopify-Webhook-Id': deliveryId });
  await sandbox.settled();
  const redeemed = await sandbox.proxy<{ redemptionId: string; code: string }>('redeem', customerId, {
    rewardId: 'five',
    idempotencyKey: 'watched-1',
  });
  const simulation = await askAsStaff(sandbox, 'simulation', { config: PROGRAM });
  await askAsStaff(sandbox, 'draft', { config: DRAFT, seen: 0 });
  const importId = randomUUID();
  await sandbox.db.query(
    `INSERT INTO history_imports (shop, id, state, started_at) VALUES ($1, $2, 'reading', now())`,
    [sandbox.shop, importId],
  );
  const privacyId = randomUUID();
  await sandbox.db.query(
    `INSERT INTO privacy_requests (shop, id, state, customer_id, order_ids, requested_at, due_at)
      VALUES ($1, $2, 'waiting', $3, ARRAY[$4], now(), now() + interval '30 days')`,
    [sandbox.shop, privacyId, customerId, orderId],
  );
  const transferId = randomUUID();
  await sandbox.db.query(
    `INSERT INTO transfers (shop, id, kind, state, created_at, created_by, touched_at)
      VALUES ($1, $2, 'export', 'done', now(), 'staff:42', now())`,
    [sandbox.shop, transferId],
  );
  const { rows } = await sandbox.db.query<{ id: string }>(
    'SELECT id FROM members WHERE shop = $1 AND customer_id = $2',
    [sandbox.shop, customerId],
  );
  const simulationId = String(simulation.json.id);
  const referralCode = 'WATCHED2';
  await sandbox.db.query(
    'INSERT INTO referral_codes (shop, code, member_id, created_at) VALUES ($1, $2, $3, now())',
    [sandbox.shop, referralCode, rows[0]?.id],
  );
  await sandbox.db.query(
    `INSERT INTO tasks (shop, key, kind, member_id, subject, data, state, created_at)
      VALUES ($1, 'watched-task', 'complaint', $2, 'Call canary back', '{}', 'open', now())`,
    [sandbox.shop, rows[0]?.id],
  );
  await sandbox.db.query(
    `INSERT INTO segments (shop, id, config, updated_at, updated_by) VALUES ($1, 'watched-segment', $2, now(), 'staff:42')`,
    [
      sandbox.shop,
      {
        id: 'watched-segment',
        name: { en: 'A segment of canary' },
        match: 'all',
        rules: [{ kind: 'orders', min: 1 }],
      },
    ],
  );
  await sandbox.db.query(
    `INSERT INTO journeys (shop, id, config, on_since, looked_at, updated_at, updated_by)
      VALUES ($1, 'watched-journey', $2, now(), '9999-12-31', now(), 'staff:42')`,
    [
      sandbox.shop,
      {
        id: 'watched-journey',
        name: { en: 'A journey of canary' },
        trigger: { kind: 'date', date: 'birthday' },
        steps: [{ id: 'first', action: { kind: 'message', texts: { en: 'canary' } } }],
      },
    ],
  );
  await sandbox.db.query(
    `INSERT INTO mail_messages (shop, id, member_id, kind, template, data, state, not_before, created_at, sent_at, subject)
      VALUES ($1, 'watched-mail', $2, 'marketing', 'text', $3, 'sent', now(), now(), now(), 'For canary alone')`,
    [
      sandbox.shop,
      rows[0]?.id,
      {
        contents: {
          en: { subject: 'For canary alone', preview: 'canary', blocks: [{ kind: 'text', text: 'canary' }] },
        },
      },
    ],
  );
  await sandbox.db.query(
    `INSERT INTO mail_messages (shop, id, member_id, kind, template, data, state, not_before, created_at, subject)
      VALUES ($1, 'watched-doubt', $2, 'marketing', 'text', '{}', 'unknown', now(), now(), 'In doubt for canary')`,
    [sandbox.shop, rows[0]?.id],
  );
  await sandbox.db.query(
    `INSERT INTO mail_suppressions (shop, contact_hash, because, at, told_by, mail_id)
      VALUES ($1, 'watched-hash', 'bounced', now(), 'smtp', 'watched-mail')`,
    [sandbox.shop],
  );
  await sandbox.db.query(
    `INSERT INTO surveys (shop, id, config, active, created_at, updated_at, updated_by)
      VALUES ($1, 'watched-survey', $2, true, now(), now(), 'staff:42')`,
    [
      sandbox.shop,
      { ...NEW_SURVEY, name: 'Canary survey', ask: 'never', questions: { en: 'Is canary well?' } },
    ],
  );
  await sandbox.db.query(
    `INSERT INTO survey_answers (shop, survey_id, member_id, occasion, asked_at, answered_at, answer, comment, theme)
      SELECT $1, 'watched-survey', $2, x.occasion, now(), x.answered_at, x.answer, x.comment, x.theme
      FROM (VALUES ('watched', now(), 2, 'The canary is ill', 'canary'), ('open', NULL, NULL, NULL, NULL))
        AS x(occasion, answered_at, answer, comment, theme)`,
    [sandbox.shop, rows[0]?.id],
  );
  await sandbox.db.query(
    `INSERT INTO posts (shop, id, member_id, url, words, state, submitted_at, decided_at, decided_by)
      VALUES ($1, 'watched-post', $2, 'https://x.com/canary/1', 'By canary', 'waiting', now(), NULL, NULL),
        ($1, 'watched-done', $2, 'https://x.com/canary/2', NULL, 'approved', now(), now(), 'staff:42')`,
    [sandbox.shop, rows[0]?.id],
  );
  await sandbox.db.query(
    `INSERT INTO reviews (shop, app, review_id, member_id, product_id, rating, with_media, written_at, changed_at, heard_at)
      VALUES ($1, 'judgeme', 'canary-1', $2, '77', 5, false, now(), now(), now())`,
    [sandbox.shop, rows[0]?.id],
  );
  return {
    sandbox,
    intruder: await addIntruder(sandbox),
    customerId,
    bystanderId,
    memberId: rows[0]?.id ?? 'none',
    orderId,
    redemptionId: redeemed.json.redemptionId,
    memberCode: await readMemberCode(sandbox, customerId),
    referralCode,
    simulationId,
    importId,
    privacyId,
    transferId,
    deliveryId,
    marks: [
      ...['Canar', 'canary', '31337', '31,337', '31.337', '31237', '31,237', '31.237', sandbox.shop],
      ...[redeemed.json.redemptionId, redeemed.json.code, simulationId, importId, privacyId, transferId],
    ],
  };
}

async function readMemberCode(sandbox: TestSandbox, customerId: string): Promise<string> {
  const token = forgeToken(extensionClaims(sandbox, customerId), sandbox.apiSecret);
  const response = await fetch(`${sandbox.appUrl}/api/extension/standing`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { memberCode } = (await response.json()) as { memberCode: string };
  if (!memberCode) throw new Error('the customer has no code');
  return memberCode;
}

async function addIntruder(sandbox: TestSandbox): Promise<string> {
  const shop = await addFreshShop(sandbox, 'intruder', 'EUR', {
    rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
  });
  await sandbox.db.query(
    `INSERT INTO sessions (shop, id, state, "isOnline", scope, "accessToken") VALUES ($1, $2, '', false, '', 'shpat_intruder')`,
    [shop, `offline_${shop}`],
  );
  // Its token is not one of the store's: without this the app would find that out and drop the session.
  await sandbox.db.query(
    `CREATE FUNCTION keep_session() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  );
  await sandbox.db.query(
    `CREATE TRIGGER keep_session BEFORE UPDATE ON sessions FOR EACH ROW WHEN (OLD.shop = '${shop}')
      EXECUTE FUNCTION keep_session()`,
  );
  return shop;
}

/** Every row of the shop in every table, as one text: what nobody else may change. When work is tried next is its own affair. */
export async function dumpShop(db: pg.Pool, shop: string): Promise<string> {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns c
      WHERE table_schema = 'public' AND column_name = 'shop' ORDER BY 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ row: string }>(
      `SELECT (to_jsonb(t) - ARRAY['attempts', 'next_attempt_at'])::text AS row FROM ${name} AS t WHERE shop = $1 ORDER BY 1`,
      [shop],
    );
    parts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return parts.join('\n');
}

/** Whether the shop's own background work is done. */
export async function isAtRest(db: pg.Pool, shop: string): Promise<boolean> {
  const { rows } = await db.query<{ open: number }>(
    `SELECT ((SELECT count(*) FROM members WHERE shop = $1 AND standing_version > standing_synced)
      + (SELECT count(*) FROM shops WHERE shop = $1 AND public_version > public_synced)
      + (SELECT count(*) FROM score_dues WHERE shop = $1)
      + (SELECT count(*) FROM member_events WHERE shop = $1 AND planned_at IS NULL)
      + (SELECT count(*) FROM simulations WHERE shop = $1 AND state NOT IN ('done', 'failed'))
      + (SELECT count(*) FROM pgboss.job WHERE data->>'shop' = $1 AND state IN ('created', 'retry', 'active')))::int AS open`,
    [shop],
  );
  return rows[0]?.open === 0;
}
