/** Mails from the plan to a real SMTP server: to whom, in which words, once, and what becomes of those that fail. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePool } from '../../app/db/pool.ts';
import { transaction } from '../../app/db/transaction.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { leavePage } from '../../app/services/answer-mail-link.ts';
import { type MailPlan, planMails } from '../../app/services/plan-mail.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { openLink, signLink } from '../../app/services/signed-link.ts';
import { createTestDatabase } from '../support/database.ts';
import { tellDatabase } from '../support/inner-store.ts';
import { addMailShop, addReader, setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';

let db: pg.Pool;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  const { url } = await createTestDatabase();
  await tellDatabase(url, 4);
  db = new pg.Pool({ connectionString: url, max: 2 });
});
afterAll(async () => {
  closeSmtp();
  await db.end();
  await closePool();
});

const CONTENTS = {
  de: {
    subject: 'Für {{firstName}}: Pflege deiner Tasse',
    preview: 'Drei Handgriffe',
    blocks: [
      { kind: 'heading' as const, text: 'Hallo {{firstName}}' },
      { kind: 'text' as const, text: 'So hält sie länger.\nViel Freude damit!' },
      { kind: 'button' as const, text: 'Zum Shop', href: '{{shopUrl}}/pages/care' },
    ],
  },
  en: {
    subject: 'For {{firstName}}: how to care for your cup',
    preview: 'Three simple steps',
    blocks: [{ kind: 'text' as const, text: 'It lasts longer this way.' }],
  },
};

function plan(memberId: number, change: Partial<MailPlan> = {}): MailPlan {
  return {
    id: `care/${memberId}`,
    to: { memberId },
    class: 'marketing',
    template: 'text',
    data: { contents: CONTENTS },
    notBefore: new Date(),
    ...change,
  };
}

async function planAll(shop: string, plans: MailPlan[]): Promise<number> {
  return transaction((tx) => planMails(tx, shop, plans, new Date()));
}

async function states(shop: string): Promise<string[]> {
  const { rows } = await db.query<{ told: string }>(
    `SELECT concat_ws(': ', state, because) AS told FROM mail_messages WHERE shop = $1 ORDER BY created_at, id`,
    [shop],
  );
  return rows.map(({ told }) => told);
}

/** What waits for its next try is due now. */
async function makeDue(shop: string): Promise<void> {
  await db.query(
    `UPDATE mail_messages SET next_attempt_at = now() - interval '1 second' WHERE shop = $1 AND state = 'waiting'`,
    [shop],
  );
}

async function withBox<Value>(work: (box: Mailbox) => Promise<Value>): Promise<Value> {
  const box = await startMailbox();
  try {
    return await work(box);
  } finally {
    closeSmtp();
    await box.stop();
  }
}

test('a mail that sells goes to whom confirmed it, in her language, with the way out in its head', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail once', smtpTo(box.port));
    const erika = await addReader(db, shop, { consent: 'confirmed' });
    expect(await planAll(shop, [plan(erika), plan(erika)])).toBe(1);
    expect(await planAll(shop, [plan(erika)])).toBe(0);
    while ((await sendMails()) > 0);
    await sendMails();
    const [mail, ...others] = await box.has(1);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Für Erika: Pflege deiner Tasse');
    expect(mail?.text).toContain('Hallo Erika');
    expect(mail?.text).toContain(`Zum Shop: https://${shop}/pages/care`);
    expect(mail?.html).toContain('lang="de"');
    expect(mail?.html).toContain('So hält sie länger.<br />Viel Freude damit!');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    const list = mail?.headers.get('list') as unknown as Record<string, { url?: string; name?: string }>;
    expect(list['unsubscribe']?.url).toContain('/m/unsubscribe/');
    expect(list['unsubscribe-post']?.name).toBe('List-Unsubscribe=One-Click');
    expect(await states(shop)).toEqual(['sent']);
  }));

test('who has not confirmed gets nothing that sells, and what belongs to her points all the same', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail consent', smtpTo(box.port));
    const consents = ['single', 'asked', 'withdrawn', undefined];
    for (const [index, consent] of consents.entries()) {
      const id = await addReader(db, shop, consent === undefined ? {} : { consent });
      await planAll(shop, [
        plan(id, { id: `${index}-sells` }),
        plan(id, { id: `${index}-serves`, class: 'transactional' }),
      ]);
    }
    for (let round = 0; round < 3; round += 1) await sendMails();
    expect(box.mails).toHaveLength(consents.length);
    for (const mail of box.mails) expect(mail.headers.has('list')).toBe(false);
    expect((await states(shop)).sort()).toEqual([
      'sent',
      'sent',
      'sent',
      'sent',
      'skipped: no-consent',
      'skipped: no-consent',
      'skipped: no-consent',
      'skipped: withdrawn',
    ]);
  }));

test('names and texts stay text: neither HTML nor a header comes of them', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail injection', smtpTo(box.port));
    const name = '<img/src=x>{{shop}}\r\nBcc:%%text0%%';
    const id = await addReader(db, shop, { consent: 'confirmed', name });
    await planAll(shop, [plan(id)]);
    await sendMails();
    const [mail] = await box.has(1);
    expect(mail?.html).not.toContain('<img/src');
    expect(mail?.html).toContain('&lt;img/src=x&gt;{{shop}}');
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.subject).toContain('<img/src=x>');
  }));

test('a provider that is busy, away or broken delays, and never loses or doubles', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail trouble', smtpTo(1));
    const id = await addReader(db, shop, { consent: 'confirmed' });
    await planAll(shop, [plan(id)]);
    // Nobody listens at that port.
    await sendMails();
    expect(await states(shop)).toEqual(['waiting']);
    await setMail(db, shop, smtpTo(box.port));
    box.trouble = 'busy';
    for (let round = 0; round < 3; round += 1) {
      await makeDue(shop);
      await sendMails();
    }
    expect(await states(shop)).toEqual(['waiting']);
    const { rows } = await db.query<{ attempts: number; error: string }>(
      'SELECT attempts, error FROM mail_messages WHERE shop = $1',
      [shop],
    );
    expect(rows).toEqual([{ attempts: 4, error: expect.stringContaining('451') as string }]);
    box.trouble = 'none';
    await makeDue(shop);
    await sendMails();
    await makeDue(shop);
    await sendMails();
    expect(box.mails).toHaveLength(1);
    expect(await states(shop)).toEqual(['sent']);
  }));

test('a line that breaks after the mail was handed over leaves it unknown: it is never sent again', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail cut', smtpTo(box.port));
    const id = await addReader(db, shop, { consent: 'confirmed' });
    await planAll(shop, [plan(id)]);
    box.trouble = 'cut';
    await sendMails();
    box.trouble = 'none';
    await makeDue(shop);
    await sendMails();
    expect(box.mails).toHaveLength(1);
    expect(await states(shop)).toEqual([expect.stringMatching(/^unknown: /)]);
  }));

test('an address that does not exist takes nothing more; content that is refused says nothing about it', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail bounce', smtpTo(box.port));
    const [gone, picky] = [
      await addReader(db, shop, { consent: 'confirmed' }),
      await addReader(db, shop, { consent: 'confirmed' }),
    ];
    box.trouble = 'no-such-address';
    await planAll(shop, [plan(gone)]);
    await sendMails();
    box.trouble = 'refused-content';
    await planAll(shop, [plan(picky)]);
    await sendMails();
    box.trouble = 'none';
    await planAll(shop, [plan(gone, { id: 'a', class: 'transactional' }), plan(picky, { id: 'b' })]);
    await sendMails();
    expect(box.mails).toHaveLength(1);
    expect((await states(shop)).map((state) => state.slice(0, 16)).sort()).toEqual([
      "refused: Can't s",
      'refused: Message',
      'sent',
      'skipped: bounced',
    ]);
  }));

test('caps hold across everything that sends, and quiet hours put off', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail caps', smtpTo(box.port, { perDay: 2, perWeek: 3 }));
    const id = await addReader(db, shop, { consent: 'confirmed' });
    await planAll(
      shop,
      ['a', 'b', 'c', 'd'].map((key) => plan(id, { id: key })),
    );
    await Promise.all(Array.from({ length: 6 }, () => sendMails()));
    for (let round = 0; round < 4; round += 1) await sendMails();
    expect(box.mails).toHaveLength(2);
    expect((await states(shop)).sort()).toEqual(['sent', 'sent', 'waiting', 'waiting']);

    const hour = (offset: number) => {
      const at = new Date(Date.now() + offset * 3_600_000);
      return at.toLocaleTimeString('de', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
    };
    const quiet = await addMailShop(
      db,
      'mail quiet',
      smtpTo(box.port, { quietFrom: hour(-1), quietUntil: hour(1) }),
    );
    const sleeper = await addReader(db, quiet, { consent: 'confirmed' });
    await planAll(quiet, [plan(sleeper)]);
    await sendMails();
    expect(await states(quiet)).toEqual(['waiting']);
    expect(box.mails).toHaveLength(2);
  }));

test('what a process had taken when it ended is sent by the next; what it was sending is not', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail kill', smtpTo(box.port));
    const [one, other] = [
      await addReader(db, shop, { consent: 'confirmed' }),
      await addReader(db, shop, { consent: 'confirmed' }),
    ];
    await planAll(shop, [plan(one, { id: 'taken' }), plan(other, { id: 'sending' })]);
    await db.query(
      `UPDATE mail_messages SET state = id, next_attempt_at = now() - interval '1 second' WHERE shop = $1`,
      [shop],
    );
    await sendMails();
    expect(box.mails).toHaveLength(1);
    expect((await states(shop)).sort()).toEqual(['sent', 'unknown: ended-while-sending']);
  }));

test('what has lost its meaning, its shop or its way is not sent', () =>
  withBox(async (box) => {
    const shop = await addMailShop(db, 'mail late', smtpTo(box.port));
    const id = await addReader(db, shop, { consent: 'confirmed' });
    const past = new Date(Date.now() - 1_000);
    await planAll(shop, [plan(id, { id: 'late', uselessAfter: past })]);
    await sendMails();
    await planAll(shop, [plan(id, { id: 'off' })]);
    await setMail(db, shop, { mode: 'off' });
    await sendMails();
    expect(await planAll(shop, [plan(id, { id: 'later' })])).toBe(0);
    expect((await states(shop)).sort()).toEqual(['skipped: off', 'skipped: too-late']);
    expect(box.mails).toEqual([]);
  }));

test('leaving by POST is idempotent, looking changes nothing, and links of others open nothing', async () => {
  const shop = await addMailShop(db, 'mail leave', smtpTo(1));
  const other = await addMailShop(db, 'mail leave two', smtpTo(1));
  const id = await addReader(db, shop, { consent: 'confirmed' });
  const token = signLink(shop, 'mail', { m: id });
  const ask = (method: string, text = token) =>
    leavePage(
      text,
      new Request('http://127.0.0.1/m', {
        method,
        ...(method === 'POST' && { body: 'List-Unsubscribe=One-Click' }),
      }),
    );
  const consent = async () => {
    const { rows } = await db.query<{ state: string; untold: boolean }>(
      'SELECT state, untold_at IS NOT NULL AS untold FROM mail_consents WHERE shop = $1 AND member_id = $2',
      [shop, id],
    );
    return rows[0];
  };
  expect((await ask('GET'))?.button).toBe('Abmelden');
  expect(await consent()).toEqual({ state: 'confirmed', untold: false });
  for (let round = 0; round < 3; round += 1) expect((await ask('POST'))?.done).toBe(true);
  expect(await consent()).toEqual({ state: 'withdrawn', untold: true });

  const [, body = '', signature = ''] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ m: id, s: other })).toString('base64url');
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  for (const text of [
    `1.${forged}.${signature}`,
    `1.${body}.${flipped}`,
    `1.${body}.`,
    `2.${body}.${signature}`,
    'x',
  ])
    expect(await ask('POST', text)).toBeNull();
  expect(openLink(token, 'confirm')).toBeUndefined();
  expect(openLink(token, 'mail')).toEqual({ shop, payload: { m: id } });
});
