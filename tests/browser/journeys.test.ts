/** Journeys as a merchant meets them, and what they bring to a shopper's mailbox and panel. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, openApp, pressInSaveBar } from './merchant.ts';
import { goToCheckout, launcher, pay, putInCart, signUp } from './shopper.ts';

const HOUR_MS = 3_600_000;

let sandbox: TestSandbox;
let browser: Browser;
let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox();
  [sandbox, browser] = await Promise.all([startSandbox({ program: { hold: { days: 14 } } }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  await box.stop();
});

const address = (rest = '') => `${sandbox.storeUrl}/admin/apps/treuwerk/app/journeys${rest}`;

test('German at a desk: a path in words, a text of her own, a look at the mail, on', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address(), 'Strecken');
  await app.getByText('Dieser Shop verschickt keine Mails').waitFor();
  await setMail(sandbox.db, sandbox.shop, smtpTo(box.port));
  await openApp(merchant, address(), 'Strecken');
  await app.getByText('Dieser Shop verschickt keine Mails').waitFor({ state: 'detached' });
  await expectAccessible(await appFrame(merchant), 'the journeys');
  await takePicture(merchant, 'admin-journeys');

  await app.getByRole('link', { name: 'Ansehen und bearbeiten: Bestellung aufgegeben' }).click();
  await appWith(merchant, 'Bestellung aufgegeben');
  await app.getByText('Es beginnt, wenn eine Bestellung bezahlt ist.').waitFor();
  await app.getByText('Nach 2 Stunden').waitFor();
  await app
    .getByText('Vorzeitig endet es, wenn eine Bestellung storniert wird (dieselbe Bestellung).')
    .waitFor();
  await app.getByText('Heute niemand.').waitFor();
  await app.getByRole('button', { name: /^Text bearbeiten/ }).click();
  await app.getByLabel('Sprache', { exact: true }).selectOption('de');
  await app.getByLabel('Betreff').fill('Angekommen, {{firstName}}: {{orderName}} mit 20 % Rabatt');
  await app.getByRole('button', { name: 'Fertig' }).click();
  await app.getByText('Das verkauft darin: 20 %, Rabatt.').waitFor();
  await app.getByRole('button', { name: /^Text bearbeiten/ }).click();
  await app.getByLabel('Sprache', { exact: true }).selectOption('de');
  await app.getByLabel('Betreff').fill('Angekommen, {{firstName}}: {{orderName}}');
  await app.getByRole('button', { name: 'Fertig' }).click();
  await app.getByText('Das verkauft darin').waitFor({ state: 'detached' });
  await app.getByRole('button', { name: /^Vorschau/ }).click();
  await app.getByRole('heading', { name: 'Angekommen, Alex: #1001' }).waitFor();
  await takePicture(merchant, 'admin-journey-preview');
  await app.getByRole('button', { name: 'Schließen' }).click();
  await app.getByRole('button', { name: /^Wartezeit ändern/ }).click();
  await app.getByLabel('Stunden').fill('1');
  await app.getByText('Nach 1 Stunde').waitFor();
  await expectAccessible(await appFrame(merchant), 'a journey');
  await takePicture(merchant, 'admin-journey');
  await pressInSaveBar(merchant, 'Speichern');
  await app.getByRole('button', { name: 'Einschalten: Bestellung aufgegeben' }).click();
  await app.getByRole('button', { name: 'Ausschalten: Bestellung aufgegeben' }).waitFor();
  await app.getByRole('link', { name: 'Strecken' }).first().click();
  await appWith(merchant, 'Strecken');
  await app.getByRole('button', { name: 'Einschalten: Punkte sind frei' }).click();
  await app.getByRole('button', { name: 'Ausschalten: Punkte sind frei' }).waitFor();
});

test('a shopper gets the merchant’s words an hour later, and finds a line in her panel', async () => {
  const lena = await newVisitor(browser, 'phone');
  await signUp(lena, sandbox.storeUrl, { first: 'Lena', last: 'Leser', email: 'lena@example.com' });
  await putInCart(lena, sandbox.storeUrl, 'tassen', 1);
  await goToCheckout(lena);
  await pay(lena);
  await sandbox.settled();
  await until(runs, (count) => count > 0);
  await sandbox.act('clock', { advanceMs: HOUR_MS });
  const [mail] = await box.has(1);
  expect(mail?.subject).toMatch(/^Angekommen, Lena: #\d+$/);
  expect(box.mails).toHaveLength(1);
  // Fourteen days later her points are free.
  await sandbox.act('clock', { advanceMs: 15 * 24 * HOUR_MS });
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM member_messages')).rowCount,
    (count) => count === 1,
  );
  await sandbox.written();
  await lena.goto(`${sandbox.storeUrl}/shop`);
  await launcher(lena).click();
  await lena
    .locator('#treuwerk-panel')
    .getByText(/sind jetzt frei\. Du hast/)
    .waitFor();
  await expectAccessible(lena, 'the panel with a message');
  await takePicture(lena, 'panel-message-phone');
  expect(box.mails).toHaveLength(1);
});

async function runs(): Promise<number> {
  return (await sandbox.db.query('SELECT 1 FROM journey_runs')).rowCount ?? 0;
}

test('an announcement is written, and stands there with who gets it, off', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address(), 'Strecken');
  await app.getByRole('button', { name: 'Neue Ankündigung' }).click();
  await app.getByLabel('Name, nur für Sie').fill('Frühling');
  await app.getByLabel('Tag', { exact: true }).fill('2099-03-01');
  await app.getByLabel('Betreff').fill('Der Frühling ist da');
  await app.getByLabel('Wortlaut').fill('Neue Tassen.\n\nUnd neue Teller.');
  await expectAccessible(await appFrame(merchant), 'a new announcement');
  await takePicture(merchant, 'admin-announce');
  await app.getByRole('button', { name: 'Anlegen' }).click();
  await appWith(merchant, 'Frühling');
  await app
    .getByText('Es beginnt einmal, am 1. März 2099, für alle, die den Newsletter bestätigt haben.')
    .waitFor();
  await app.getByText('Am selben Tag um 10:00').waitFor();
  await app.getByRole('heading', { name: 'Wer bekommt das?' }).waitFor();
  await app.getByText('Noch niemand.').waitFor();
});

test('English on a phone: all on one hand, and who would get it today by name', async () => {
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(merchant, `${address('/order-placed')}?locale=en`, 'Order placed');
  await app.getByText('It begins when she has paid an order.').waitFor();
  await app.getByText('in 30 days: done 1, left out 0').waitFor();
  await expectAccessible(await appFrame(merchant), 'a journey on a phone');
  await takePicture(merchant, 'admin-journey-phone');
  await app.getByRole('button', { name: 'Switch off: Order placed' }).click();
  await app.getByRole('button', { name: 'Switch on: Order placed' }).waitFor();
  await app.getByRole('button', { name: 'Ready-made version' }).click();
  await app.getByText('After 2 hours').waitFor();
});

test('who leaves her cart in the checkout is written to hours later; who bought, or sends something back, is not', async () => {
  const before = box.mails.length;
  const people = [];
  for (const first of ['Cora', 'Berta', 'Rita']) {
    const shopper = await newVisitor(browser, 'phone');
    await signUp(shopper, sandbox.storeUrl, { first, last: 'Korb', email: `${first}@carts.example` });
    people.push(shopper);
  }
  const [cora, berta, rita] = people;
  if (!cora || !berta || !rita) throw new Error('three shoppers');
  await putInCart(rita, sandbox.storeUrl, 'tassen', 1);
  await goToCheckout(rita);
  await pay(rita);
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ order: string }>(
    `SELECT o.order_id AS "order" FROM orders o JOIN members m ON m.shop = o.shop AND m.id = o.member_id
      WHERE m.email = 'Rita@carts.example'`,
  );
  await sandbox.act(`orders/${rows[0]?.order ?? ''}/return`, { step: 'request' });
  await sandbox.db.query(
    `INSERT INTO mail_consents (shop, member_id, state, source, at)
      SELECT shop, id, 'confirmed', 'shopify', now() FROM members WHERE email LIKE '%@carts.example'
      ON CONFLICT (shop, member_id) DO UPDATE SET state = 'confirmed'`,
  );
  // Shopify tells no language of hers before her first order; the nightly comparison reads it.
  await sandbox.db.query("UPDATE members SET locale = 'de' WHERE email LIKE '%@carts.example'");
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address('/cart-left'), 'Warenkorb stehen gelassen');
  await app.getByRole('button', { name: 'Einschalten' }).click();
  await app.getByText('An', { exact: true }).first().waitFor();
  await sandbox.db.query(
    `UPDATE shop_settings SET config = jsonb_set(jsonb_set(config, '{mail,quietFrom}', '"00:00"'), '{mail,quietUntil}', '"00:00"')`,
  );
  await sandbox.act('clock', { advanceMs: HOUR_MS });
  for (const shopper of people) {
    await putInCart(shopper, sandbox.storeUrl, 'tassen', 1);
    await goToCheckout(shopper);
  }
  await pay(berta);
  await sandbox.settled();
  await sandbox.act('clock', { advanceMs: 2 * HOUR_MS });
  expect(box.mails.slice(before).filter(({ subject }) => subject?.includes('Warenkorb'))).toEqual([]);
  await sandbox.act('clock', { advanceMs: 3 * HOUR_MS });
  const about = () => box.mails.slice(before).filter(({ subject }) => subject?.includes('Warenkorb'));
  await until(
    async () => about().length,
    (count) => count > 0,
  );
  expect(about().map(({ subject }) => subject)).toEqual(['Dein Warenkorb ist noch da, Cora']);
  const { rows: runs } = await sandbox.db.query<{ name: string }>(
    `SELECT m.display_name AS name FROM journey_runs r JOIN members m ON m.shop = r.shop AND m.id = r.member_id
      WHERE r.journey_id = 'cart-left' ORDER BY 1`,
  );
  expect(runs.map(({ name }) => name)).toEqual(['Cora Korb', 'Rita Korb']);
  for (const shopper of people) await shopper.context().close();
});
