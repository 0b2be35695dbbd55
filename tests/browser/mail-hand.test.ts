/** Staff look after mail by hand: the provider's news of bounces, stopped addresses released, a mail in doubt sent once more. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { fitsWindow, newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';
import { signUp } from './shopper.ts';

let sandbox: TestSandbox;
let browser: Browser;
let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox();
  [sandbox, browser] = await Promise.all([startSandbox({ args: ['--fresh'] }), openBrowser()]);
  await setMail(sandbox.db, sandbox.shop, smtpTo(box.port));
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  await box.stop();
});

const page = (query = '') => `${sandbox.storeUrl}/admin/apps/treuwerk/app/mail${query}`;

async function enter(first: string): Promise<string> {
  const email = `${first.toLowerCase()}@example.com`;
  const shopper = await newVisitor(browser, 'phone');
  await signUp(shopper, sandbox.storeUrl, { first, last: 'Muster', email });
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM members WHERE email = $1', [email])).rowCount ?? 0,
    (count) => count === 1,
  );
  return email;
}

async function write(email: string, subject: string): Promise<void> {
  const text = { subject, preview: '', blocks: [{ kind: 'text', text: subject }] };
  await sandbox.db.query(
    `INSERT INTO mail_messages (shop, id, member_id, kind, template, data, state, not_before, next_attempt_at, created_at)
      SELECT shop, $2, id, 'transactional', 'text', $3, 'waiting', now(), now(), now() FROM members WHERE email = $1`,
    [email, subject, { contents: { en: text, de: text } }],
  );
}

test('German, at a desk: the address is copied to the provider, a bounce stops an address, staff find and release it', async () => {
  const email = await enter('Greta');
  await write(email, 'Pflege deiner Tasse');
  const sent = (await box.has(1))[0];
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, page('?filter=reports'), 'Mail');
  await app.getByRole('heading', { name: 'Was Ihr Anbieter später erfährt' }).waitFor();
  await app.getByText('Noch nichts gehört').waitFor();
  const address = await app.getByLabel('Adresse', { exact: true }).inputValue();
  await app.getByLabel('Anbieter').selectOption('mailgun');
  await app.getByText(/HTTP webhook signing key/).waitFor();
  await app.getByLabel('Anbieter').selectOption('brevo');
  await expectAccessible(await appFrame(merchant), 'the news of the mail provider');
  await takePicture(merchant, 'admin-mail-reports');
  const bounce = { event: 'hard_bounce', email, 'message-id': sent?.messageId };
  const tell = async () => (await fetch(address, { method: 'POST', body: JSON.stringify(bounce) })).status;
  expect([await tell(), await tell()]).toEqual([200, 200]);
  await app.getByRole('tab', { name: 'Verschickt', exact: true }).click();
  await app.getByText(/Kam später zurück: Die Adresse gibt es nicht/).waitFor();
  const stopped = await openApp(merchant, page('?filter=stopped'), 'Mail');
  await stopped.getByRole('link', { name: email }).waitFor();
  await stopped.getByText('Gibt es nicht', { exact: true }).waitFor();
  await expectAccessible(await appFrame(merchant), 'the stopped addresses');
  await takePicture(merchant, 'admin-mail-stopped');
  await stopped.getByLabel('Adressen suchen').fill('nobody@example.com');
  await stopped.getByRole('button', { name: 'Adressen suchen' }).click();
  await stopped.getByText('Nichts gefunden').waitFor();
  await stopped.getByLabel('Adressen suchen').fill('Greta');
  await stopped.getByLabel('Adressen suchen').press('Enter');
  await stopped.getByRole('button', { name: `${email} freigeben` }).click();
  const dialog = stopped.getByRole('dialog');
  await dialog.getByText(/wenn Sie wissen, dass die Adresse stimmt/).waitFor();
  await dialog.getByRole('button', { name: 'Freigeben' }).click();
  await stopped.getByText('Nichts gefunden').waitFor();
  await write(email, 'Noch eine Tasse');
  expect((await box.has(2))[1]?.subject).toBe('Noch eine Tasse');
  // The address is renewed: what the old one brings is refused.
  const renewed = await openApp(merchant, page('?filter=reports'), 'Mail');
  await renewed.getByText(/^Zuletzt gehört von Brevo/).waitFor();
  await renewed.getByRole('button', { name: 'Neue Adresse' }).click();
  await renewed.getByRole('dialog').getByRole('button', { name: 'Neue Adresse' }).click();
  await until(tell, (status) => status === 401);
});

test('English, on a phone: a mail in doubt is sent once more, and the log says so', async () => {
  const email = await enter('Grace');
  const before = box.mails.length;
  box.trouble = 'cut';
  await write(email, 'Your cup');
  const told = async () =>
    (await sandbox.db.query<{ state: string }>("SELECT state FROM mail_messages WHERE id = 'Your cup'"))
      .rows[0]?.state ?? '';
  await until(told, (state) => state === 'unknown');
  box.trouble = 'none';
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(merchant, page('?filter=trouble&locale=en'), 'Mail');
  await app.getByRole('heading', { name: 'Your cup' }).waitFor();
  await takePicture(merchant, 'admin-mail-doubt-phone');
  await app.getByRole('button', { name: 'Send again: Your cup, Grace Muster' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByText(/the reader may have it twice/).waitFor();
  await expectAccessible(await appFrame(merchant), 'the question before a mail is sent again');
  await takePicture(merchant, 'admin-mail-again-phone');
  await dialog.getByRole('button', { name: 'Send again' }).click();
  expect((await box.has(before + 2)).slice(before).map(({ messageId }) => messageId)).toEqual([
    box.mails[before]?.messageId,
    box.mails[before]?.messageId,
  ]);
  await until(told, (state) => state === 'sent');
  const log = await openApp(merchant, page('?filter=sent&locale=en'), 'Mail');
  await log.getByText(/sent again by staff/).waitFor();
  await fitsWindow(await appFrame(merchant));
  const stopped = await openApp(merchant, page('?filter=stopped&locale=en'), 'Mail');
  await stopped.getByText('Every address takes mail').waitFor();
  await fitsWindow(await appFrame(merchant));
  const reports = await openApp(merchant, page('?filter=reports&locale=en'), 'Mail');
  await reports.getByText(/^Last heard from Brevo/).waitFor();
  await fitsWindow(await appFrame(merchant));
  await takePicture(merchant, 'admin-mail-reports-phone');
});
