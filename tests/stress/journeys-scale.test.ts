/**
 * Very many members in one journey: a day of the calendar begins them by one statement, the tick takes a batch with the same number of
 * statements however many are in it, and each mail arrives once. Says how many are begun, planned and sent a second.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { advanceJourneys } from '../../app/services/advance-journeys.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { setJourney } from '../../app/services/set-journey.ts';
import { startByCalendar } from '../../app/services/start-journeys.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';

const MEMBERS = Number(process.env.JOURNEY_MEMBERS ?? 300);
const BIRTHDAY = Date.UTC(2027, 4, 17, 6);
const MORNING = Date.UTC(2027, 4, 17, 10);
/** Whatever a batch holds. */
const STATEMENTS_MAX = 40;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let store: InnerStore;
let box: Mailbox;
let shop: string;
let statements = 0;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  store = await startInnerStore();
  box = await startMailbox();
  store.setTime(BIRTHDAY);
  shop = await store.addShop('journeys at scale', {});
  await setMail(store.db, shop, smtpTo(box.port));
  await store.db.query(
    `WITH added AS (INSERT INTO members (shop, customer_id, display_name, email, locale, profile_known, contact_hash, birthday, created_at)
        SELECT $1, (9000000 + n)::text, 'Member ' || n, 'm' || n || '@example.test', CASE n % 2 WHEN 0 THEN 'de' ELSE 'en' END, true,
          'hash-' || n, '05-17', now() FROM generate_series(1, $2::int) AS n RETURNING id),
      balances AS (INSERT INTO member_balances (shop, member_id) SELECT $1, id FROM added)
      INSERT INTO mail_consents (shop, member_id, state, source, at) SELECT $1, id, 'confirmed', 'shopify', now() FROM added`,
    [shop, MEMBERS],
  );
  await store.db.query('ANALYZE');
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    statements += 1;
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
}, 600_000);
afterAll(async () => {
  closeSmtp();
  await store.stop();
  await box.stop();
});

test('a day of very many birthdays', { timeout: 3_400_000 }, async () => {
  await setJourney({ shop, actor: 'staff:1', body: { id: 'birthday', on: true, seen: 0 } });
  const figures: Record<string, number> = {};
  const timed = async (name: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    figures[name] = Math.round(MEMBERS / ((performance.now() - began) / 1_000));
  };
  const before = statements;
  await timed('begun a second', startByCalendar);
  expect(statements - before).toBeLessThan(STATEMENTS_MAX);
  // In the night a line for the panel; at nine in the morning the mail.
  await timed('looked at a second, with a message for the panel', advanceAll);
  expect(await count('member_messages')).toBe(MEMBERS);
  store.setTime(MORNING);
  await timed('looked at a second, with a mail planned', advanceAll);
  expect(await count('mail_messages')).toBe(MEMBERS);
  await timed('mails sent a second, over SMTP', async () => {
    while ((await sendMails()) > 0);
  });
  expect(new Set(box.mails.map(({ to }) => JSON.stringify(to))).size).toBe(MEMBERS);
  expect(box.mails).toHaveLength(MEMBERS);
  process.stdout.write(`journeys of ${MEMBERS} members: ${JSON.stringify(figures)}\n`);
  if (process.env.JOURNEY_MEMBERS === undefined) return;
  const file = path.join(ROOT, 'node_modules/.treuwerk/proof-journeys-details.json');
  writeFileSync(file, JSON.stringify({ members: MEMBERS, perSecond: figures }));
});

async function advanceAll(): Promise<void> {
  for (;;) {
    const before = statements;
    const looked = await advanceJourneys();
    expect(statements - before, `for ${looked} runs`).toBeLessThan(STATEMENTS_MAX);
    if (looked === 0) return;
  }
}

async function count(table: 'member_messages' | 'mail_messages'): Promise<number> {
  const { rows } = await store.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE shop = $1`,
    [shop],
  );
  return rows[0]?.n ?? 0;
}
