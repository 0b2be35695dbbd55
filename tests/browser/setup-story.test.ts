/**
 * From a fresh installation to a live program, as somebody who has never seen it: every click is counted, the time is
 * measured, on a desk and on a phone, in German and in English.
 */
import '../support/environment.ts';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith } from './merchant.ts';

const CLICKS_MAX = 12;
const MINUTES_MAX = 5;

const WORDS = {
  de: {
    title: 'Einrichtung',
    read: 'Kunden mit Bestellungen',
    goal: 'Vorhandene Kunden binden',
    other: 'Neue Kunden gewinnen',
    moves: 'Bequemlichkeit',
    rate: 'Punkte je 1,00 €',
    issued: 'Vergebene Punkte',
    past: 'Alle Bestellungen',
    launch: 'Programm starten',
    live: 'Ihr Programm ist live',
    booked: /bisherige Bestellungen wurden gebucht/,
    placed: 'Eingebaut',
    test: 'Selbsttest starten',
    passed: 'Bestanden',
  },
  en: {
    title: 'Set-up',
    read: 'Customers with orders',
    goal: 'Bind the customers you have',
    other: 'Win new customers',
    moves: 'Convenience',
    rate: 'Points for every €1.00',
    issued: 'Points given',
    past: 'All orders',
    launch: 'Launch the program',
    live: 'Your program is live',
    booked: /orders of the past were booked/,
    placed: 'In place',
    test: 'Run the self-test',
    passed: 'Passed',
  },
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

for (const [language, device] of [
  ['de', 'desk'],
  ['en', 'phone'],
] as const) {
  test(`a fresh installation is live within ${CLICKS_MAX} clicks and ${MINUTES_MAX} minutes (${language}, ${device})`, async () => {
    const sandbox = await startSandbox({ args: ['--new'] });
    try {
      await launchFrom(sandbox, language, device);
    } finally {
      await sandbox.stop();
    }
  });
}

async function launchFrom(
  sandbox: TestSandbox,
  language: 'de' | 'en',
  device: 'desk' | 'phone',
): Promise<void> {
  const words = WORDS[language];
  const merchant = await newVisitor(browser, device, language === 'de' ? 'de-DE' : 'en-GB');
  const counter = { clicks: 0 };
  const click = async (target: Locator) => {
    await target.click();
    counter.clicks += 1;
  };
  const started = Date.now();
  await merchant.goto(`${sandbox.storeUrl}/admin/language/${language}`);
  // The first open leads here, and the past is being read without a click.
  const app = await appWith(merchant, words.title);
  await app.getByText(words.read).waitFor();
  await waitUntilRead(sandbox);
  await waitUntilShown(sandbox, app, language);
  const before = await issuedIn(app, words.issued);
  await click(app.locator('label', { hasText: words.other }));
  await click(app.locator('label', { hasText: words.goal }));
  await click(app.locator('label', { hasText: words.moves }));
  await moveWithRate(app, words);
  expect(before).not.toBe('');
  await click(app.locator('label', { hasText: words.past }));
  await show(merchant, `setup-${language}-${device}`);
  await expectAccessible(await appFrame(merchant), `set-up before the launch (${language}, ${device})`);
  await click(app.getByRole('button', { name: words.launch }));
  await app.getByRole('heading', { name: words.live }).waitFor();
  const minutes = (Date.now() - started) / 60_000;
  expect(counter.clicks).toBeLessThanOrEqual(CLICKS_MAX);
  expect(minutes).toBeLessThan(MINUTES_MAX);
  process.stdout.write(
    `set-up (${language}, ${device}): live after ${counter.clicks} clicks and ${Math.round(minutes * 60)} seconds\n`,
  );
  await afterLaunch(sandbox, merchant, app, words, `setup-live-${language}-${device}`);
}

/** The past's orders are booked, the theme is looked at, the self-test passes. */
async function afterLaunch(
  sandbox: TestSandbox,
  merchant: Page,
  app: FrameLocator,
  words: (typeof WORDS)['de'],
  picture: string,
): Promise<void> {
  await app.getByText(words.booked).waitFor({ timeout: 60_000 });
  await app.getByText(words.placed, { exact: true }).first().waitFor();
  await app.getByRole('button', { name: words.test }).click();
  // Order, reward, books, access, metafield, discount; and perhaps that Shopify was heard.
  await expect.poll(() => app.getByText(words.passed, { exact: true }).count()).toBeGreaterThanOrEqual(6);
  await show(merchant, picture);
  await expectAccessible(await appFrame(merchant), 'set-up after the launch');
  const { rows } = await sandbox.db.query<{ open: number; points: string }>(
    `SELECT count(*) FILTER (WHERE program_version IS NULL AND parked_reason IS NULL AND member_id IS NOT NULL)::int AS open,
      sum(target) AS points FROM orders`,
  );
  expect(rows[0]?.open).toBe(0);
  expect(Number(rows[0]?.points)).toBeGreaterThan(0);
  await expectBooksClosed(sandbox.shop);
}

async function waitUntilRead(sandbox: TestSandbox): Promise<void> {
  const state = async () =>
    (await sandbox.db.query<{ state: string }>('SELECT state FROM history_imports')).rows[0]?.state;
  await expect.poll(state, { timeout: 90_000 }).toBe('done');
}

/** The page asks from time to time: what it shows in the end is what there is in the end. */
async function waitUntilShown(sandbox: TestSandbox, app: FrameLocator, language: 'de' | 'en'): Promise<void> {
  const { json } = await askAsStaff(sandbox, 'setup');
  const orders = new Intl.NumberFormat(language).format(Number(json.orders));
  await app.getByText(orders, { exact: true }).first().waitFor();
}

async function issuedIn(app: FrameLocator, label: string): Promise<string> {
  const figure = app.getByText(label, { exact: true }).locator('..').locator('p').nth(1);
  return figure.innerText();
}

/** Another number moves the projection without any request. */
async function moveWithRate(app: FrameLocator, words: (typeof WORDS)['de']): Promise<void> {
  const field = app.getByLabel(words.rate, { exact: true });
  const before = await issuedIn(app, words.issued);
  const rate = Number(await field.inputValue());
  await field.fill(String(rate + 1));
  await expect.poll(() => issuedIn(app, words.issued)).not.toBe(before);
  await field.fill('x');
  await expect.poll(() => app.getByRole('button', { name: words.launch }).isDisabled()).toBe(true);
  await field.fill(String(rate));
  await expect.poll(() => issuedIn(app, words.issued)).toBe(before);
}

/** The page from its top, and further down. */
async function show(page: Page, name: string): Promise<void> {
  const frame = await appFrame(page);
  const height = await frame.evaluate(() => document.documentElement.scrollHeight);
  expect(
    await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  for (const [index, share] of [0, 0.4, 0.75].entries()) {
    await frame.evaluate((top) => window.scrollTo(0, top), height * share);
    await takePicture(page, `${name}-${index + 1}`);
  }
}

test('a trial: customers are found by name, they alone take part, and the launch for everybody follows', async () => {
  const sandbox = await startSandbox({ args: ['--new'] });
  try {
    const merchant = await newVisitor(browser, 'desk', 'en-GB');
    await merchant.goto(`${sandbox.storeUrl}/admin/language/en`);
    const app = await appWith(merchant, 'Set-up');
    await waitUntilRead(sandbox);
    const { rows } = await sandbox.db.query<{ name: string; id: string }>(
      `SELECT display_name AS name, customer_id AS id FROM members
        WHERE display_name IS NOT NULL AND customer_id IS NOT NULL ORDER BY id LIMIT 1`,
    );
    const { name = '', id = '' } = rows[0] ?? {};
    await app.getByRole('button', { name: 'Try it with named customers first' }).click();
    const dialog = app.getByRole('dialog', { name: 'Who tries the program?' });
    await dialog.getByLabel('Find by name or mail').fill(name);
    await dialog
      .getByRole('button', { name: `Add ${name}` })
      .first()
      .click();
    await expectAccessible(await appFrame(merchant), 'the dialog of a trial');
    await takePicture(merchant, 'setup-trial');
    await dialog.getByRole('button', { name: 'Start the trial' }).click();
    await app.getByRole('heading', { name: 'Your program is being tried' }).waitFor();
    const configs = async () =>
      (
        await sandbox.db.query<{ stage: string; testers: string[] }>(
          `SELECT config->>'stage' AS stage, config->'testers' AS testers FROM program_versions ORDER BY version`,
        )
      ).rows;
    expect(await configs()).toEqual([{ stage: 'test', testers: [expect.any(String)] }]);
    expect(id).not.toBe('');
    await app.locator('label', { hasText: 'No points' }).click();
    await app.getByRole('button', { name: 'Launch for everybody' }).click();
    await app.getByRole('heading', { name: 'Your program is live' }).waitFor();
    expect((await configs()).map(({ stage }) => stage)).toEqual(['test', 'live', 'live']);
    await app.getByRole('button', { name: 'Prepare the end' }).click();
    await app.getByLabel('Notice for your customers').scrollIntoViewIfNeeded();
    await takePicture(merchant, 'setup-wind-down');
    await app.getByRole('button', { name: 'Wind the program down' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Wind the program down' }).click();
    await app.getByRole('heading', { name: 'Your program winds down' }).waitFor();
    await expectAccessible(await appFrame(merchant), 'set-up while the program winds down');
    await app.getByRole('button', { name: 'Take the program up again' }).click();
    await app.getByRole('heading', { name: 'Your program is live' }).waitFor();
  } finally {
    await sandbox.stop();
  }
});
