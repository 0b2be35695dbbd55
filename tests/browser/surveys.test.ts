/** A survey on a phone, in German and in English: from the mail to the answer, to the task, to “you said, we did”. */
import '../support/environment.ts';
import type { ParsedMail } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { smtpTo } from '../support/mail-shop.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, openApp, pressInSaveBar } from './merchant.ts';

const PROGRAM = {
  earning: { rules: [{ points: 1 }, { id: 'asked', kind: 'deed', deed: 'survey', points: 20 }] },
};

let sandbox: TestSandbox;
let browser: Browser;
let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox();
  [sandbox, browser] = await Promise.all([
    startSandbox({ program: PROGRAM, args: ['--fresh'] }),
    openBrowser(),
  ]);
  await sandbox.db.query(
    `INSERT INTO shop_settings (shop, config, updated_at, updated_by) VALUES ($1, $2, now(), 'test')
      ON CONFLICT (shop) DO UPDATE SET config = $2`,
    [sandbox.shop, { mail: smtpTo(box.port) }],
  );
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  await box.stop();
});

const page = (address: string, query = '') =>
  `${sandbox.storeUrl}/admin/apps/treuwerk/app/${address}${query}`;

/** A customer who wants news by mail in this language, and her paid order of something with a name. */
async function buy(email: string, firstName: string, locale: string): Promise<void> {
  const { id } = await sandbox.act<{ id: string }>('customers', { email, firstName });
  await sandbox.settled();
  await sandbox.db.query('UPDATE members SET locale = $2 WHERE customer_id = $1', [id, locale]);
  await sandbox.db.query(
    `INSERT INTO mail_consents (shop, member_id, state, source, at)
      SELECT shop, id, 'confirmed', 'shopify', now() FROM members WHERE customer_id = $1
      ON CONFLICT (shop, member_id) DO UPDATE SET state = 'confirmed'`,
    [id],
  );
  await sandbox.act('orders', { customerId: id, taxesIncluded: true, lines: [{ unitPrice: 4_200 }] });
  await sandbox.settled();
}

async function mailTo(email: string, subject: RegExp): Promise<ParsedMail> {
  const found = () =>
    box.mails.find((mail) => mail.subject?.match(subject) && [mail.to].flat()[0]?.text.includes(email));
  const mail = await until(
    async () => found(),
    (one) => one !== undefined,
  );
  if (!mail) throw new Error('the mail has come');
  return mail;
}

function linkFor(mail: ParsedMail, answer: string): string {
  const href = new RegExp(`^${answer}: (\\S+/m/survey/\\S+)$`, 'm').exec(mail.text ?? '')?.[1];
  if (!href) throw new Error(`no link for ${answer} in: ${mail.text ?? 'nothing'}`);
  return href;
}

async function answers(): Promise<(number | null)[]> {
  const { rows } = await sandbox.db.query<{ answer: number | null }>(
    'SELECT answer FROM survey_answers ORDER BY answered_at NULLS LAST, member_id',
  );
  return rows.map(({ answer }) => answer);
}

async function fitsPhone(place: Page): Promise<void> {
  const over = await place.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** She sees the mail on her phone, taps an answer, and sends it with some words. The browser runs no script of a page. */
async function answerFrom(
  mail: ParsedMail,
  told: { answer: string; words: string; comment: string; send: string; thanks: RegExp; picture: string },
): Promise<void> {
  const before = await answers();
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, hasTouch: true },
  });
  const phone = await context.newPage();
  await phone.goto(linkFor(mail, told.answer));
  expect(await phone.getByRole('radio', { name: told.answer, exact: true }).isChecked()).toBe(true);
  expect(await answers()).toEqual(before);
  const scripted = await newVisitor(browser, 'phone');
  await scripted.goto(linkFor(mail, told.answer));
  await expectAccessible(scripted, 'the page of a survey');
  await fitsPhone(scripted);
  await takePicture(scripted, told.picture);
  await scripted.context().close();
  await phone.getByLabel(told.comment).fill(told.words);
  await phone.getByRole('button', { name: told.send }).tap();
  await phone.getByText(told.thanks).waitFor();
  await context.close();
}

test('German: written on a phone, asked by mail, answered without a script, made a task, told what was done', async () => {
  const merchant = await newVisitor(browser, 'phone');
  let app = await openApp(merchant, page('surveys'), 'Umfragen');
  await app
    .getByRole('button', { name: 'Neue Umfrage' })
    .or(app.getByRole('link', { name: 'Neue Umfrage' }))
    .first()
    .click();
  app = await appWith(merchant, 'Neue Umfrage');
  await app.getByLabel('Name, nur für Sie').fill('Nach dem Kauf');
  await app.getByLabel('Art', { exact: true }).selectOption('csat');
  await app.getByLabel('Gefragt wird', { exact: true }).selectOption('after-order');
  await app.getByLabel('Tage danach').fill('0');
  await expectAccessible(await appFrame(merchant), 'the form of a survey');
  await takePicture(merchant, 'admin-survey-form-phone');
  await pressInSaveBar(merchant, 'Speichern');
  await appWith(merchant, 'Nach dem Kauf');

  await buy('frieda@example.com', 'Frieda', 'de');
  const mail = await mailTo('frieda@example.com', /^Eine kurze Frage von /);
  const reader = await newVisitor(browser, 'phone');
  await reader.setContent(typeof mail.html === 'string' ? mail.html : '');
  await reader.getByRole('link', { name: '5', exact: true }).waitFor();
  await fitsPhone(reader);
  await expectAccessible(reader, 'the mail of a survey', ['landmark-one-main', 'region']);
  await takePicture(reader, 'mail-survey-phone');
  await answerFrom(mail, {
    ...{ answer: '2', words: 'So viel Plastik <b>!', comment: 'Was ist der Grund? (freiwillig)' },
    ...{ send: 'Antwort abschicken', thanks: /Dafür bekommst du 20 Punkte/, picture: 'survey-answer-phone' },
  });
  expect(await answers()).toEqual([2]);

  app = await openApp(merchant, page('tasks'), 'Aufgaben');
  await app.getByText('Nach dem Kauf: 2/5 · So viel Plastik <b>!').waitFor();
  await app.getByText(/^fällig .* · angelegt /).waitFor();
  expect(await app.getByLabel('Zuständig').inputValue()).toBe('42');
  await app.getByRole('link', { name: 'Zu den Antworten' }).click();
  app = await appWith(merchant, 'Nach dem Kauf');
  await app.getByText('CSAT = Anteil der Antworten 4 und 5 = 0').waitFor();
  await app.getByText('So viel Plastik <b>!').waitFor();
  await app.getByLabel('Thema der Antwort von Frieda', { exact: true }).fill('Verpackung');
  await app.getByRole('button', { name: 'Thema der Antwort von Frieda merken' }).click();
  await app.getByRole('button', { name: 'Sagen, was Sie getan haben: Verpackung' }).click();
  await app.getByLabel('Was Sie getan haben (Deutsch)').fill('Wir verpacken jetzt in Papier.');
  await app.getByLabel('Was Sie getan haben (Englisch)').fill('We wrap in paper now.');
  await app.getByRole('button', { name: 'Bescheid geben' }).click();
  await app.getByText('Weiß, was getan wurde').waitFor();
  await expectAccessible(await appFrame(merchant), 'the results of a survey');
  await takePicture(merchant, 'admin-survey-results-phone');
  const told = await mailTo('frieda@example.com', /^Du hast es gesagt, wir haben es getan/);
  expect(told.text).toContain('“So viel Plastik <b>!”');
  expect(told.text).toContain('Wir verpacken jetzt in Papier.');
  await reader.goto(linkFor(mail, '5'));
  await reader.getByRole('heading', { name: 'Du hast es gesagt, wir haben es getan' }).waitFor();
  await reader.getByText('Wir verpacken jetzt in Papier.').waitFor();
  await expectAccessible(reader, 'the page that tells what was done');
  await fitsPhone(reader);
  await takePicture(reader, 'survey-told-phone');
});

test('English: the same survey, answered, in a task, and told to her alone', async () => {
  await buy('grace@example.com', 'Grace', 'en');
  const mail = await mailTo('grace@example.com', /^A short question from /);
  expect(mail.text).toContain('1 = very dissatisfied, 5 = very satisfied');
  await answerFrom(mail, {
    ...{ answer: '1', words: 'It came late.', comment: 'What is the reason? (optional)' },
    ...{ send: 'Send answer', thanks: /You get 20 points for it/, picture: 'survey-answer-english-phone' },
  });
  expect(await answers()).toEqual([2, 1]);

  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  let app = await openApp(merchant, page('tasks', '?locale=en'), 'Tasks');
  await app.getByText('Nach dem Kauf: 1/5 · It came late.').waitFor();
  const task = app.getByRole('listitem').filter({ hasText: 'It came late.' });
  await task.getByRole('link', { name: 'To the answers' }).click();
  app = await appWith(merchant, 'Nach dem Kauf');
  await app.getByText('CSAT = share of answers 4 and 5 = 0').waitFor();
  await app.getByRole('button', { name: 'Say what you did about the answer by Grace' }).click();
  await app.getByLabel('What you did (English)').fill('We changed the carrier.');
  await app.getByRole('button', { name: 'Tell them' }).click();
  const told = await mailTo('grace@example.com', /^You said, we did: news from /);
  expect(told.text).toContain('We changed the carrier.');
  expect(told.text).not.toContain('Papier');
  await expectAccessible(await appFrame(merchant), 'the results of a survey in English');

  // As if the first answer had come two months before: the month between is a gap.
  await sandbox.db.query(
    `UPDATE survey_answers SET answered_at = answered_at - interval '2 months' WHERE answer = 2`,
  );
  app = await openApp(merchant, page('surveys', '?locale=en'), 'Surveys');
  await app.getByRole('link', { name: 'Nach dem Kauf' }).first().click();
  app = await appWith(merchant, 'Nach dem Kauf');
  const chart = app.getByRole('application', { name: /^The score by month; in .+ it was 0%\.$/ });
  await chart.waitFor();
  await chart.focus();
  const read = app.getByRole('figure').getByRole('status');
  await merchant.keyboard.press('ArrowRight');
  await read.getByText('Score: –').waitFor();
  await merchant.keyboard.press('ArrowRight');
  await read.getByText('Score: 0%').waitFor();
  await expectAccessible(await appFrame(merchant), 'the results of a survey by month');
  await takePicture(merchant, 'admin-survey-chart-phone');
  app = await openApp(merchant, page('surveys', '?locale=en'), 'Surveys');
  await app.getByText('In the last 90 days: 2 asked, 2 answered').waitFor();
  await app.getByText('CSAT 0%').waitFor();
  await expectAccessible(await appFrame(merchant), 'the list of surveys');
  await takePicture(merchant, 'admin-surveys-phone');
});
