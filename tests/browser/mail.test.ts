/** Mail as the merchant sets it up, as somebody asks for news and confirms it on a phone, and as a mail looks to who reads it. */
import '../support/environment.ts';
import type { ParsedMail } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp, pressInSaveBar } from './merchant.ts';
import { putInCart } from './shopper.ts';

const LOGIN = { user: 'shop', password: 'not so secret' };
const PROGRAM = {
  earning: { rules: [{ points: 1 }, { id: 'news', kind: 'deed', deed: 'newsletter', points: 50 }] },
};

let sandbox: TestSandbox;
let browser: Browser;
let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox(LOGIN);
  [sandbox, browser] = await Promise.all([
    startSandbox({ program: PROGRAM, args: ['--fresh'] }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  await box.stop();
});

function linkIn(mail: ParsedMail | undefined, part: string): string {
  const found = new RegExp(`https?://[^\\s"<]+/m/${part}/[^\\s"<]+`).exec(mail?.text ?? '');
  if (!found) throw new Error(`no link to ${part} in: ${mail?.text ?? 'nothing'}`);
  return found[0];
}

async function consents(): Promise<{ state: string; untold: boolean }[]> {
  const { rows } = await sandbox.db.query<{ state: string; untold: boolean }>(
    'SELECT state, untold_at IS NOT NULL AS untold FROM mail_consents ORDER BY member_id',
  );
  return rows;
}

test('the merchant connects her provider, and a wrong password is told in its words', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app/mail`, 'Mail');
  await app.getByText('Treuwerk verschickt noch keine Mails').waitFor();
  await app.getByRole('link', { name: 'Mail einstellen' }).click();
  await app.getByLabel('Über SMTP').check({ force: true });
  await app.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await app.getByLabel('Port', { exact: true }).fill(String(box.port));
  await app.getByLabel('Verschlüsselung').selectOption('none');
  await app.getByLabel('Benutzername').fill(LOGIN.user);
  await app.getByLabel('Mails kommen von').fill('neues@kaffeekontor.example');
  await app.getByRole('button', { name: 'Hinzufügen' }).click();
  await app.getByLabel('Name (Deutsch)').fill('Neue Röstungen');
  await app.getByLabel('Gutschein geben').check({ force: true });
  await pressInSaveBar(merchant, 'Speichern');
  await app.getByLabel('Kennwort').fill('wrong');
  await app.getByRole('button', { name: 'Ablegen' }).click();
  await app.getByText('Gespeichert und versiegelt').waitFor();
  await app.getByLabel('An', { exact: true }).fill('chefin@kaffeekontor.example');
  await app.getByRole('button', { name: 'Schicken' }).click();
  await app.getByText(/Die Mail wurde nicht verschickt: .*wrong password/).waitFor();
  await app.getByLabel('Kennwort').fill(LOGIN.password);
  await app.getByRole('button', { name: 'Ablegen' }).click();
  await until(
    async () =>
      (await sandbox.db.query("SELECT 1 FROM staff_deeds WHERE deed = 'mail-secret-changed'")).rowCount ?? 0,
    (count) => count === 2,
  );
  await app.getByRole('button', { name: 'Schicken' }).click();
  const [mail] = await box.has(1);
  expect(mail?.subject).toBe('Ein Test von Treuwerk');
  expect(mail?.from?.text).toContain('neues@kaffeekontor.example');
  await expectAccessible(await appFrame(merchant), 'the settings of mail');
  await takePicture(merchant, 'admin-mail-settings');
  const { rows } = await sandbox.db.query<{ sealed: string }>('SELECT sealed FROM mail_secrets');
  expect(rows[0]?.sealed).not.toContain(LOGIN.password);
});

/** From the form of the shop to the confirmed address. @returns the mail that asked. */
async function subscribe(
  page: Page,
  email: string,
  words: {
    title: RegExp;
    field: string;
    box: RegExp;
    button: string;
    sent: RegExp;
    confirm: string;
    done: RegExp;
  },
  from = '/apps/treuwerk/newsletter',
): Promise<ParsedMail | undefined> {
  const before = box.mails.length;
  await page.goto(`${sandbox.storeUrl}${from}`);
  await page.getByRole('heading', { name: words.title }).waitFor();
  await expectAccessible(page, 'the form for news');
  await page.getByLabel(words.field).fill(email);
  await page.getByLabel(words.box).check();
  if (from.startsWith('/pages')) await takePicture(page, 'newsletter-block-phone');
  await page.getByRole('button', { name: words.button }).tap();
  await page.getByText(words.sent).waitFor();
  const mail = (await box.has(before + 1)).at(-1);
  await page.goto(linkIn(mail, 'confirm'));
  await expectAccessible(page, 'the page that confirms');
  expect(await consentOf(email)).toBeUndefined();
  await page.getByRole('button', { name: words.confirm }).tap();
  await page.getByText(words.done).waitFor();
  await until(
    () => consentOf(email),
    (state) => state === 'confirmed',
  );
  return mail;
}

async function cartTotal(page: Page): Promise<number> {
  const response = await page.request.get(`${sandbox.storeUrl}/cart.js`);
  return ((await response.json()) as { total_price: number }).total_price;
}

async function consentOf(email: string): Promise<string | undefined> {
  const { rows } = await sandbox.db.query<{ state: string }>(
    'SELECT c.state FROM mail_consents c JOIN members m ON m.shop = c.shop AND m.id = c.member_id WHERE m.email = $1',
    [email],
  );
  return rows[0]?.state;
}

test('German: asked for on a phone, confirmed by mail, told to Shopify, points given', async () => {
  const page = await newVisitor(browser, 'phone');
  await putInCart(page, sandbox.storeUrl, 'tassen', 1);
  const full = await cartTotal(page);
  const words = {
    title: /^Neuigkeiten von /,
    field: 'E-Mail-Adresse',
    box: /Ich möchte Neuigkeiten und Angebote von/,
    button: 'Abonnieren',
    sent: /^Fast geschafft/,
    confirm: 'Ja, schickt mir Neuigkeiten',
    done: /^Erledigt\. Ab jetzt bekommst du Neuigkeiten/,
  };
  // The theme's block: a plain form on the shop's own page.
  const mail = await subscribe(page, 'frieda@example.com', words, '/pages/rewards');
  await page.getByRole('heading', { name: 'Danke: 10 % für deine erste Bestellung' }).waitFor();
  await expectAccessible(page, 'the page with the voucher');
  await takePicture(page, 'mail-confirmed-phone');
  const [code = ''] = /HELLO-\w+/.exec(await page.locator('main').innerText()) ?? [];
  // Confirmed again it is the same one.
  await page.goto(linkIn(mail, 'confirm'));
  await page.getByText(code).waitFor();
  const use = page.getByRole('link', { name: 'In meinen Warenkorb legen' });
  const { pathname, search } = new URL((await use.getAttribute('href')) ?? '');
  await page.goto(`${sandbox.storeUrl}${pathname}${search}`);
  await page.getByText(code).first().waitFor();
  expect(await cartTotal(page)).toBe(Math.round(full * 0.9));
  await takePicture(page, 'mail-voucher-cart-phone');
  expect(mail?.subject).toMatch(/^Bitte bestätige: Neuigkeiten von /);
  expect(mail?.headers.has('list')).toBe(false);
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ points: number }>(
    `SELECT (b.pending + b.available)::int AS points FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id
      WHERE m.email = 'frieda@example.com'`,
  );
  expect(rows).toEqual([{ points: 50 }]);
  const { rows: proof } = await sandbox.db.query<{ text: string; confirmed: boolean }>(
    'SELECT text, confirmed_at > asked_at AS confirmed FROM mail_signups',
  );
  expect(proof).toEqual([
    { text: expect.stringContaining('Abmelden kann ich mich jederzeit') as string, confirmed: true },
  ]);
});

test('English: the same in her language, then choosing, then leaving', async () => {
  const page = await newVisitor(browser, 'phone', 'en-GB');
  await page.goto(`${sandbox.storeUrl}/visit/locale/en?return_to=/shop`);
  await subscribe(page, 'grace@example.com', {
    title: /^Get news from /,
    field: 'Your e-mail address',
    box: /I want news and offers from/,
    button: 'Subscribe',
    sent: /^Almost done/,
    confirm: 'Yes, send me news',
    done: /^Done\. You get news/,
  });
  const before = box.mails.length;
  await sandbox.db.query(
    `INSERT INTO mail_messages (shop, id, member_id, kind, template, data, state, not_before, next_attempt_at, created_at)
      SELECT shop, 'news', id, 'marketing', 'text', $1, 'waiting', now(), now(), now() FROM members WHERE email = 'grace@example.com'`,
    [{ contents: NEWS }],
  );
  await sandbox.db.query(
    `UPDATE shop_settings SET config = jsonb_set(jsonb_set(config, '{mail,quietFrom}', '"00:00"'), '{mail,quietUntil}', '"00:00"')`,
  );
  const mail = (await box.has(before + 1)).at(-1);
  await page.goto(linkIn(mail, 'preferences'));
  await page.getByLabel('Neue Röstungen').uncheck();
  await expectAccessible(page, 'the page of preferences');
  await takePicture(page, 'mail-preferences-phone');
  await page.getByRole('button', { name: 'Save' }).tap();
  await page.getByText('Saved.').waitFor();
  expect(await page.getByLabel('Neue Röstungen').isChecked()).toBe(false);
  await page.goto(linkIn(mail, 'unsubscribe'));
  expect(await consentOf('grace@example.com')).toBe('confirmed');
  await page.getByRole('button', { name: 'Unsubscribe' }).tap();
  await page.getByText(/^Done\. .* sends you no more news/).waitFor();
  await expectAccessible(page, 'the page that says goodbye');
  await takePicture(page, 'mail-left-phone');
  await until(consents, (all) => all.every(({ untold }) => !untold) && all.at(-1)?.state === 'withdrawn');
  const customers = await sandbox.read<{ email: string; marketing: { state: string } }[]>('customers');
  expect(customers.find(({ email }) => email === 'grace@example.com')?.marketing.state).toBe('unsubscribed');
});

const NEWS = {
  en: {
    subject: 'Three ways to brew it',
    preview: 'For the beans that you have',
    blocks: [
      { kind: 'heading', text: 'Hello {{firstName}}' },
      { kind: 'text', text: 'Your beans are at their best in the second week. Here is how we like them.' },
      { kind: 'fact', label: 'You have', value: '{{points}}' },
      { kind: 'button', text: 'Read on', href: '{{shopUrl}}/pages/brew' },
    ],
  },
};

test.for([
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desk', 'light'],
  ['desk', 'dark'],
] as const)('a mail on a %s, %s', async ([device, scheme]) => {
  const mail = box.mails.find(({ subject }) => subject === NEWS.en.subject);
  const page = await newVisitor(browser, device);
  await page.emulateMedia({ colorScheme: scheme });
  await page.setContent(typeof mail?.html === 'string' ? mail.html : '');
  await page.getByRole('heading', { name: 'Hello' }).waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(width).toBeLessThanOrEqual(0);
  // A mail is an article within a page that is not ours: landmarks are that page's.
  await expectAccessible(page, `a mail on a ${device}, ${scheme}`, ['landmark-one-main', 'region']);
  await takePicture(page, `mail-${device}-${scheme}`);
});

test('the log says what went to whom, and shows each as its reader sees it', async () => {
  const merchant = await newVisitor(browser, 'phone');
  const app = await openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app/mail`, 'Mail');
  await app.getByRole('heading', { name: 'Three ways to brew it' }).waitFor();
  await takePicture(merchant, 'admin-mail-phone');
  await app.getByRole('button', { name: /^Mail Three ways to brew it/ }).click();
  await app.frameLocator('iframe').getByText('Your beans are at their best').waitFor();
  await expectAccessible(await appFrame(merchant), 'the preview of a mail');
  await takePicture(merchant, 'admin-mail-preview-phone');
});
