/** Offers in mails that really go out: hers alone, in her language, and never without her word or while trouble is open. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journeySchema } from '../../app/core/journeys/journey.ts';
import { closePool } from '../../app/db/pool.ts';
import { transaction } from '../../app/db/transaction.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { planMails } from '../../app/services/plan-mail.ts';
import { previewJourney } from '../../app/services/preview-journey.ts';
import { previewMail } from '../../app/services/preview-mail.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { setJourney } from '../../app/services/set-journey.ts';
import { createTestDatabase } from '../support/database.ts';
import { tellDatabase } from '../support/inner-store.ts';
import { addMailShop, addReader, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';

let db: pg.Pool;
let box: Mailbox;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  const { url } = await createTestDatabase();
  await tellDatabase(url, 6);
  db = new pg.Pool({ connectionString: url, max: 2 });
  box = await startMailbox();
});
afterAll(async () => {
  closeSmtp();
  await box.stop();
  await db.end();
  await closePool();
});

const VIP = { kind: 'segment', segment: 'vip' };
const PROGRAM = {
  offers: [
    {
      ...{ id: 'autumn', kind: 'percentOff', percent: 20, audience: VIP, code: 'VIP-AUTUMN' },
      ...{ until: '2099-11-30', minimumSubtotal: '50.00' },
      text: { en: 'Thank you for a good year.', de: 'Danke für ein gutes Jahr.' },
    },
    { id: 'past', kind: 'freeShipping', audience: VIP, code: 'VIP-PAST', until: '2020-01-01' },
    { id: 'refused', kind: 'freeShipping', audience: VIP, code: 'VIP-REFUSED' },
    { id: 'gold', kind: 'freeShipping', audience: { kind: 'segment', segment: 'gold' }, code: 'GOLD-ONLY' },
  ],
};
const CONTENTS = Object.fromEntries(
  [
    ['en', 'Hello {{firstName}}'],
    ['de', 'Hallo {{firstName}}'],
  ].map(([language, text]) => [
    language,
    {
      subject: 'News {{offers}}',
      preview: 'News',
      blocks: [{ kind: 'text', text }, { kind: 'offers' }],
    },
  ]),
);
const JOURNEY = journeySchema.parse({
  id: 'news',
  name: { en: 'News' },
  trigger: { kind: 'segment', segment: 'vip' },
  steps: [
    { id: 'sells', tone: 'sells', action: { kind: 'mail', contents: CONTENTS } },
    { id: 'serves', tone: 'service', action: { kind: 'mail', contents: CONTENTS } },
    {
      id: 'alone',
      tone: 'sells',
      action: {
        kind: 'mail',
        contents: { en: { subject: 'For you', preview: 'x', blocks: [{ kind: 'offers' }] } },
      },
    },
  ],
});

async function open(name: string): Promise<string> {
  const shop = await addMailShop(db, name, smtpTo(box.port), PROGRAM);
  // As Shopify has them: one was refused there, and no code of it may be read.
  const given = ['autumn VIP-AUTUMN vip', 'past VIP-PAST vip', 'gold GOLD-ONLY gold'].map((one) => {
    const [offerId, code, segment] = one.split(' ');
    return { offerId, code, audience: `segment:${segment}`, state: 'given' };
  });
  const refused = { offerId: 'refused', code: 'VIP-REFUSED', audience: 'segment:vip', state: 'refused' };
  await db.query(
    `INSERT INTO program_offers (shop, synced_version, synced_at, offers) VALUES ($1, 1, now(), $2)`,
    [shop, JSON.stringify([...given, refused])],
  );
  const body = { journey: JOURNEY, seen: 0 };
  expect(await setJourney({ shop, actor: 'staff:1', body })).toMatchObject({ ok: true });
  return shop;
}

async function member(shop: string, segment: string | null, change: object = {}): Promise<number> {
  const id = await addReader(db, shop, { consent: 'confirmed', locale: 'en', ...change });
  await db.query('INSERT INTO member_balances (shop, member_id) VALUES ($1, $2)', [shop, id]);
  if (segment !== null)
    await db.query(
      `INSERT INTO member_changes (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
        VALUES ($1, $2, $3, 'segment-entered', now(), $4, '', 'test', now())`,
      [shop, `enter-${id}`, id, { segment }],
    );
  return id;
}

async function write(shop: string, memberIds: number[], step = 'sells'): Promise<void> {
  const mails = memberIds.map((memberId) => ({
    id: `${step}/${memberId}`,
    to: { memberId },
    class: step === 'serves' ? ('transactional' as const) : ('marketing' as const),
    template: `journey/news/${step}`,
    data: {},
    notBefore: new Date(),
  }));
  await transaction((tx) => planMails(tx, shop, mails, new Date()));
  await sendMails();
}

async function states(shop: string): Promise<string[]> {
  const { rows } = await db.query<{ told: string }>(
    `SELECT concat_ws(': ', state, because) AS told FROM mail_messages WHERE shop = $1 ORDER BY id`,
    [shop],
  );
  return rows.map(({ told }) => told);
}

/** Numbers are held together by spaces of their own. */
const spaced = (text: string | undefined) => (text ?? '').replaceAll('\u00a0', ' ');

/** What has come since, by its reader. */
async function read(before: number, count: number): Promise<Map<string, { subject: string; text: string }>> {
  const mails = (await box.has(before + count)).slice(before);
  const to = (mail: (typeof mails)[number]) =>
    Array.isArray(mail.to) ? '' : (mail.to?.value[0]?.address ?? '');
  return new Map(mails.map((mail) => [to(mail), { subject: spaced(mail.subject), text: spaced(mail.text) }]));
}

test('the VIP reads hers, in her language, with code, end and limits; others read nothing of it', async () => {
  const shop = await open('offers hers');
  const people: [email: string, segment: string | null, locale: string][] = [
    ['vip@example.test', 'vip', 'en'],
    ['vip-de@example.test', 'vip', 'de'],
    ['gold@example.test', 'gold', 'en'],
    ['nobody@example.test', null, 'en'],
  ];
  const ids: number[] = [];
  for (const [email, segment, locale] of people) ids.push(await member(shop, segment, { email, locale }));
  const before = box.mails.length;
  await write(shop, ids);
  const mails = await read(before, 4);
  const vip = mails.get('vip@example.test');
  expect(vip?.subject).toBe('News 20% off with the code VIP-AUTUMN until November 30, 2099');
  expect(vip?.text).toContain('Special offers');
  expect(vip?.text).toContain('Thank you for a good year.');
  expect(vip?.text).toContain('Valid until: November 30, 2099');
  expect(vip?.text).toContain('Valid: for orders from €50, once');
  expect(vip?.text).toContain(`Use it now: https://${shop}/discount/VIP-AUTUMN?redirect=/cart`);
  const german = mails.get('vip-de@example.test');
  expect(german?.subject).toBe('News 20 % Rabatt mit dem Code VIP-AUTUMN bis 30. November 2099');
  expect(german?.text).toContain('Danke für ein gutes Jahr.');
  expect(german?.text).toContain('Gilt: für Bestellungen ab 50 €, einmal');
  expect(mails.get('gold@example.test')?.text).toContain('GOLD-ONLY');
  expect(mails.get('gold@example.test')?.text).not.toContain('VIP-');
  expect(mails.get('nobody@example.test')).toMatchObject({ subject: 'News' });
  for (const { text } of mails.values()) expect(text).not.toMatch(/VIP-PAST|VIP-REFUSED/);
  for (const word of ['VIP-', 'GOLD-', 'Special offers'])
    expect(mails.get('nobody@example.test')?.text).not.toContain(word);
  // In the log each looks as it went out.
  const preview = await previewMail(shop, { id: `sells/${ids[0]}` });
  expect(preview).toMatchObject({
    ok: true,
    value: { html: expect.stringContaining('VIP-AUTUMN') as string },
  });
  const none = await previewMail(shop, { id: `sells/${ids[3]}` });
  expect(none.ok && none.value.html.includes('VIP-')).toBe(false);
});

test('who left the segment, used it up, or is blocked, reads nothing of it', async () => {
  const shop = await open('offers over');
  const [left, used, blocked] = [
    await member(shop, 'vip', { email: 'left@example.test' }),
    await member(shop, 'vip', { email: 'used@example.test' }),
    await member(shop, 'vip', { email: 'blocked@example.test' }),
  ];
  await db.query(
    `INSERT INTO member_changes (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
      VALUES ($1, 'left', $2, 'segment-left', now() + interval '1 second', '{"segment":"vip"}', '', 'test', now())`,
    [shop, left],
  );
  await db.query(
    `INSERT INTO orders (shop, order_id, name, member_id, facts, facts_hash, financial_status, total_minor, award, occurred_at, updated_at, triggered_at)
      VALUES ($1, '1', '#1', $2, '{"codes":[{"code":"vip-autumn"}]}', '', 'paid', 1000, '{}', now(), now(), now())`,
    [shop, used],
  );
  await db.query('UPDATE members SET blocked_at = now() WHERE shop = $1 AND id = $2', [shop, blocked]);
  const before = box.mails.length;
  await write(shop, [left, used, blocked]);
  for (const { subject, text } of (await read(before, 3)).values())
    expect(subject + text).not.toContain('VIP-');
});

test('nothing is offered without her word, in service mails, or while trouble is open', async () => {
  const shop = await open('offers quiet');
  const [single, served, troubled] = [
    await member(shop, 'vip', { consent: 'single' }),
    await member(shop, 'vip', { email: 'served@example.test' }),
    await member(shop, 'vip'),
  ];
  await db.query(
    `INSERT INTO member_events (shop, member_id, kind, key, at, data, noted_at) VALUES ($1, $2, 'complaint-opened', 'c1', now(), '{}', now())`,
    [shop, troubled],
  );
  const before = box.mails.length;
  await write(shop, [single, troubled]);
  await write(shop, [served], 'serves');
  const mails = await read(before, 1);
  expect([...mails.keys()]).toEqual(['served@example.test']);
  expect(mails.get('served@example.test')).toMatchObject({ subject: 'News' });
  expect(mails.get('served@example.test')?.text).not.toContain('VIP-');
  expect((await states(shop)).sort()).toEqual(['sent', 'skipped: no-consent', 'skipped: nothing-to-say']);
});

test('a mail of offers alone goes to those who have some', async () => {
  const shop = await open('offers alone');
  const [vip, other] = [await member(shop, 'vip'), await member(shop, null)];
  await write(shop, [vip, other], 'alone');
  expect(await states(shop)).toEqual(['sent', 'skipped: nothing-to-say']);
});

test('the editor shows how it will look, refuses unknown names, and offers in messages', async () => {
  const shop = await open('offers editor');
  const sells = await previewJourney(shop, { journey: JOURNEY, step: 'sells', language: 'de' });
  expect(sells.ok && sells.value.text).toContain('VIP-AUTUMN');
  const serves = await previewJourney(shop, { journey: JOURNEY, step: 'serves' });
  expect(serves.ok && serves.value.text).not.toContain('VIP-');
  const bare = await addMailShop(db, 'offers bare', smtpTo(box.port));
  const example = await previewJourney(bare, { journey: JOURNEY, step: 'sells', language: 'en' });
  expect(example.ok && example.value.text).toContain('EXAMPLE');
  const message = { id: 'm', action: { kind: 'message', texts: { en: 'Look: {{offers}}' } } };
  const body = { journey: { ...JOURNEY, id: 'other', steps: [message] }, seen: 0 };
  expect(await setJourney({ shop, actor: 'staff:1', body })).toMatchObject({
    rejection: { code: 'journey-invalid' },
  });
});
