/** At the till: find a member, redeem for her, give back, pay; on a tablet and on a phone, in the words of staff. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionClaims, forgeToken } from '../support/forgery.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';

const TABLET = { width: 1024, height: 768 };
const TIERS = {
  period: { kind: 'lifetime' },
  basis: 'spend',
  list: [
    { id: 'silver', name: { en: 'Silver', de: 'Silber' }, enter: '100.00' },
    { id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '900.00' },
  ],
};
const PROGRAM = {
  tiers: TIERS,
  rewards: [
    { id: 'five', kind: 'amountOff', points: 100, amount: '5.00', unitsMax: 3 },
    { id: 'dozen', kind: 'percentOff', points: 200, percent: 12, minimumSubtotal: '500.00' },
    { id: 'ship', kind: 'freeShipping', points: 150 },
    { id: 'big', kind: 'amountOff', points: 1_000, amount: '60.00' },
  ],
};

let sandbox: TestSandbox;
let browser: Browser;
let anna: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ args: ['--empty'], program: PROGRAM }),
    openBrowser(),
  ]);
  anna = (
    await sandbox.act<{ id: string }>('customers', {
      firstName: 'Anna',
      lastName: 'Berg',
      email: 'anna@till.example.com',
      phone: '+4917612345678',
    })
  ).id;
  for (const [title, price] of [
    ['Teapot', 4_990],
    ['Cup', 1_290],
    ['Assam tea', 890],
  ] as const)
    await sandbox.act('products', { title, price });
  await sandbox.act('orders', { customerId: anna, taxesIncluded: false, lines: [{ unitPrice: 35_000 }] });
  await sandbox.settled();
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function openTill(device: 'tablet' | 'phone', locale: string): Promise<Page> {
  const page = await newVisitor(browser, device === 'phone' ? 'phone' : 'desk');
  if (device === 'tablet') await page.setViewportSize(TABLET);
  await page.goto(`${sandbox.storeUrl}/pos?locale=${locale}`);
  return page;
}

async function findAnna(page: Page, text: string, words: { tile: string; search: string }): Promise<void> {
  await page.locator('s-tile').getByRole('button', { name: words.tile }).click();
  await page.getByRole('searchbox').fill(text);
  await page.getByRole('button', { name: words.search, exact: true }).click();
  await page.getByRole('button', { name: 'Anna Berg' }).click();
}

async function standingOf(): Promise<Record<string, number>> {
  const { json } = await sandbox.proxy<Record<string, number>>('standing', anna);
  return json;
}

test('a member is found by mail, redeems, gives back, redeems again and pays: the order takes the points and earns', async () => {
  const page = await openTill('tablet', 'de-DE');
  await page.getByRole('button', { name: /Teapot/ }).click();
  await expectAccessible(page, 'the till');
  await findAnna(page, 'anna@till.example.com', { tile: 'Mitglied suchen', search: 'Suchen' });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: '350 Punkte' }).waitFor();
  await dialog.getByText('Bis zu 15\u00a0€ Rabatt wert').waitFor();
  await dialog.getByText('Stufe: Silber').waitFor();
  await dialog.getByText('Noch 550\u00a0€ bis Gold').waitFor();
  await dialog.getByText(/Rabatt: ab 500\s€$/).waitFor();
  await expectAccessible(page, 'the member at the till');
  await takePicture(page, 'pos-member-tablet-de');

  await dialog.getByRole('button', { name: 'Einlösen' }).first().click();
  await dialog
    .getByRole('status')
    .filter({ hasText: /im Warenkorb/ })
    .or(dialog.locator('s-banner[tone=success]'))
    .first()
    .waitFor();
  await dialog.getByText(/^Im Warenkorb: TREU-/).waitFor();
  await expectAccessible(page, 'a code in the cart');
  await takePicture(page, 'pos-redeemed-tablet-de');
  expect(await standingOf()).toMatchObject({ available: 50, reserved: 300 });

  await dialog.getByRole('button', { name: 'Zurückgeben' }).click();
  await dialog.getByRole('heading', { name: '350 Punkte' }).waitFor();
  expect(await standingOf()).toMatchObject({ available: 350, reserved: 0 });

  await dialog.getByRole('button', { name: /^−/ }).click();
  await dialog.getByText(/^200 Punkte für 10/).waitFor();
  await dialog.getByRole('button', { name: 'Einlösen' }).first().click();
  await dialog.getByText(/^Im Warenkorb: TREU-/).waitFor();
  await dialog.getByText('2 × 5\u00a0€ Rabatt', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Schließen' }).click();
  await page.locator('aside').getByText('39,90').waitFor();
  await page.locator('s-pos-block').getByRole('heading', { name: '150 Punkte' }).waitFor();
  await page.locator('s-tile').getByText('150 Punkte').waitFor();
  await takePicture(page, 'pos-till-tablet-de');
  await page.getByRole('button', { name: 'Bar bezahlen' }).click();

  await page
    .locator('s-pos-block')
    .getByRole('heading', { name: /Dieser Einkauf: \d+ Punkte/ })
    .waitFor();
  await expectAccessible(page, 'the page after a sale');
  await takePicture(page, 'pos-sale-tablet-de');
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ state: string; surface: string; captured: string }>(
    `SELECT state, surface, captured::text FROM redemptions WHERE shop = $1 AND state = 'captured'`,
    [sandbox.shop],
  );
  expect(rows).toEqual([{ state: 'captured', surface: 'pos', captured: '200' }]);
  expect((await standingOf())['available']).toBeGreaterThan(150);
});

test('on a phone, in French, she is scanned; without a network the till says so and goes on selling', async () => {
  const reply = await fetch(`${sandbox.appUrl}/api/extension/standing`, {
    headers: { authorization: `Bearer ${forgeToken(extensionClaims(sandbox, anna), sandbox.apiSecret)}` },
  });
  const { memberCode } = (await reply.json()) as { memberCode: string };
  const page = await openTill('phone', 'fr');
  await page.locator('s-tile').getByRole('button', { name: 'Chercher un membre' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').waitFor();
  await expectAccessible(page, 'the search on a phone');
  await takePicture(page, 'pos-find-phone-fr');
  await page.evaluate((code) => {
    const form = document.querySelector<HTMLFormElement>('form[data-act=scan]');
    const field = form?.querySelector('input');
    if (field) field.value = code;
    form?.requestSubmit();
  }, memberCode);
  await dialog.getByText(/^Statut : /).waitFor();
  await expectAccessible(page, 'the member on a phone');
  await takePicture(page, 'pos-member-phone-fr');
  await page.getByRole('button', { name: 'Schließen' }).click();
  await page.locator('s-pos-block').getByText('Derniers mouvements').waitFor();
  await takePicture(page, 'pos-till-phone-fr');
  await page.getByRole('button', { name: 'Netz wegnehmen' }).click();
  await page.locator('s-tile').getByText('Pas de connexion').waitFor();
  await page.getByRole('button', { name: /Cup/ }).click();
  await page.getByRole('button', { name: 'Bar bezahlen' }).click();
  await page.getByRole('heading', { name: 'Verkauf abgeschlossen' }).waitFor();
});
