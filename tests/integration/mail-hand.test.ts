/** What staff do with mail by hand: find and release stopped addresses, and send a mail in doubt once more, once. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePool } from '../../app/db/pool.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { presentMail } from '../../app/presenters/present-mail.ts';
import { presentStopped } from '../../app/presenters/present-stopped.ts';
import { contactHash } from '../../app/services/contact-hash.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { planMails } from '../../app/services/plan-mail.ts';
import { releaseAddress } from '../../app/services/release-address.ts';
import { sendMailAgain } from '../../app/services/send-mail-again.ts';
import { sendMails } from '../../app/services/send-mails.ts';
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

/** With the books that every member has. */
async function member(shop: string, who: { email: string; name: string }): Promise<number> {
  const id = await addReader(db, shop, who);
  await db.query('INSERT INTO member_balances (shop, member_id) VALUES ($1, $2)', [shop, id]);
  return id;
}

const CONTENTS = {
  en: { subject: 'Hello', preview: '', blocks: [{ kind: 'text' as const, text: 'Hello' }] },
};

async function write(shop: string, memberIds: number[], id = 'first'): Promise<void> {
  const mails = memberIds.map((memberId) => ({
    id: `${id}/${memberId}`,
    to: { memberId },
    class: 'transactional' as const,
    template: 'text',
    data: { contents: CONTENTS },
    notBefore: new Date(),
  }));
  await transaction((tx) => planMails(tx, shop, mails, new Date()));
  await sendMails();
}

async function states(shop: string): Promise<string[]> {
  const { rows } = await db.query<{ told: string }>(
    `SELECT concat_ws(': ', state, because) AS told FROM mail_messages WHERE shop = $1 ORDER BY created_at, id`,
    [shop],
  );
  return rows.map(({ told }) => told.replace(/^unknown: .*/, 'unknown'));
}

async function deeds(shop: string): Promise<unknown[]> {
  return (await db.query('SELECT deed, subject, data FROM staff_deeds WHERE shop = $1 ORDER BY id', [shop]))
    .rows;
}

async function find(shop: string, search = '', before: string | null = null) {
  return presentStopped(shop, { search, hash: contactHash(shop, search), before });
}

test('a stopped address is found by all of it or by its member, and released it takes mail again', async () => {
  const shop = await addMailShop(db, 'hand stopped', smtpTo(box.port));
  const [ada, bea] = [
    await member(shop, { email: 'Ada@Example.test', name: 'Ada Lovelace' }),
    await member(shop, { email: 'bea@example.test', name: 'Bea Better' }),
  ];
  box.trouble = 'no-such-address';
  await write(shop, [ada, bea]);
  box.trouble = 'none';
  expect((await find(shop)).list.map(({ email }) => email).sort()).toEqual([
    'Ada@Example.test',
    'bea@example.test',
  ]);
  for (const search of ['ada@example.TEST', 'ada l', 'ADA@'])
    expect((await find(shop, search)).list).toMatchObject([
      { memberId: String(ada), name: 'Ada Lovelace', because: 'bounced', toldBy: 'smtp' },
    ]);
  expect((await find(shop, 'nobody@example.test')).list).toEqual([]);
  const other = await addMailShop(db, 'hand others', smtpTo(box.port));
  expect((await find(other, 'ada@example.test')).list).toEqual([]);
  const hash = contactHash(shop, 'ada@example.test');
  const foreign = await releaseAddress({ shop: other, actor: 'staff:1', body: { contactHash: hash } });
  expect(foreign).toMatchObject({ value: { released: false } });
  await write(shop, [ada, bea], 'second');
  const released = await releaseAddress({ shop, actor: 'staff:1', body: { contactHash: hash } });
  expect(released).toMatchObject({ value: { released: true } });
  await write(shop, [ada, bea], 'third');
  expect((await states(shop)).slice(2)).toEqual([
    ...['skipped: bounced', 'skipped: bounced'],
    ...['sent', 'skipped: bounced'],
  ]);
  expect(await deeds(shop)).toEqual([
    { deed: 'address-released', subject: `member:${ada}`, data: { because: 'bounced' } },
  ]);
  expect(await releaseAddress({ shop, actor: 'staff:1', body: { contactHash: 'x y' } })).toMatchObject({
    ok: false,
  });
});

test('an address that its member no longer has, and one of somebody forgotten, are shown as such', async () => {
  const shop = await addMailShop(db, 'hand earlier', smtpTo(box.port));
  const [moved, gone] = [
    await member(shop, { email: 'old@example.test', name: 'Mona Moved' }),
    await member(shop, { email: 'gone@example.test', name: 'Gone' }),
  ];
  box.trouble = 'no-such-address';
  await write(shop, [moved, gone]);
  box.trouble = 'none';
  await db.query('UPDATE members SET email = $3, contact_hash = $4 WHERE shop = $1 AND id = $2', [
    ...[shop, moved, 'new@example.test', contactHash(shop, 'new@example.test')],
  ]);
  await forget(shop, gone, 'gone@example.test');
  const shown = (await find(shop)).list.map(({ name, email }) => ({ name, email }));
  expect(shown).toHaveLength(2);
  expect(shown).toContainEqual({ name: 'Mona Moved', email: null });
  expect(shown).toContainEqual({ name: null, email: null });
  // Still found: by the member, and by whoever knows the address.
  expect((await find(shop, 'Mona')).list).toHaveLength(1);
  expect((await find(shop, 'gone@example.test')).list).toHaveLength(1);
});

async function forget(shop: string, memberId: number, email: string): Promise<void> {
  const { rows } = await db.query<{ customerId: string }>(
    'SELECT customer_id AS "customerId" FROM members WHERE shop = $1 AND id = $2',
    [shop, memberId],
  );
  const row = await findShop(shop);
  if (!row) throw new Error('no such shop');
  const person = { customerId: rows[0]?.customerId ?? '', email, orderIds: [] };
  await transaction((tx) => eraseMember(tx, row, person, new Date()));
}

test('many are shown a page at a time, none twice', async () => {
  const shop = await addMailShop(db, 'hand pages', smtpTo(box.port));
  await db.query(
    `INSERT INTO mail_suppressions (shop, contact_hash, because, at, told_by)
      SELECT $1, 'hash-' || n, 'bounced', date_trunc('second', now()) - (n / 10) * interval '1 minute', 'smtp' FROM generate_series(1, 60) AS n`,
    [shop],
  );
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page = await find(shop, '', before);
    seen.push(...page.list.map((one) => one.contactHash));
    before = page.older;
  } while (before !== null);
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
});

test('a mail in doubt goes out once more when staff say so, and never a third time', async () => {
  const shop = await addMailShop(db, 'hand doubt', smtpTo(box.port));
  const id = await addReader(db, shop);
  const before = box.mails.length;
  box.trouble = 'cut';
  await write(shop, [id]);
  const again = () => sendMailAgain({ shop, actor: 'staff:1', body: { id: `first/${id}` } });
  const told = await Promise.all([again(), again(), again()]);
  expect(told.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await states(shop)).toEqual(['waiting']);
  await sendMails();
  expect(await states(shop)).toEqual(['unknown']);
  expect(await again()).toMatchObject({ ok: false, rejection: { code: 'mail-not-in-doubt' } });
  box.trouble = 'none';
  await sendMails();
  const [first, second, ...more] = box.mails.slice(before);
  expect(more).toEqual([]);
  expect(second?.messageId).toBe(first?.messageId);
  const { list } = await presentMail(shop, { tab: 'trouble', before: null });
  expect(list).toMatchObject([{ state: 'unknown', againAt: expect.any(String) as string }]);
  expect(await deeds(shop)).toEqual([
    { deed: 'mail-sent-again', subject: `member:${id}`, data: { mail: `first/${id}` } },
  ]);
});

test('sent again it is decided anew: who wants no more meanwhile gets none, and what was sent is not in doubt', async () => {
  const shop = await addMailShop(db, 'hand anew', smtpTo(box.port));
  const [id, other] = [await addReader(db, shop), await addReader(db, shop)];
  box.trouble = 'cut';
  await write(shop, [id]);
  box.trouble = 'none';
  await db.query(
    `INSERT INTO mail_suppressions (shop, contact_hash, because, at, told_by)
      SELECT shop, contact_hash, 'complained', now(), 'postmark' FROM members WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  await write(shop, [other]);
  const again = (mail: string, of = shop) =>
    sendMailAgain({ shop: of, actor: 'staff:1', body: { id: mail } });
  const stranger = await addMailShop(db, 'hand stranger', smtpTo(box.port));
  expect(await again(`first/${id}`, stranger)).toMatchObject({ ok: false });
  expect(await again(`first/${other}`)).toMatchObject({ ok: false });
  expect(await again(`first/${id}`)).toMatchObject({ ok: true });
  await sendMails();
  expect((await states(shop)).sort()).toEqual(['sent', 'skipped: complained']);
});
