/**
 * Around an order, in a real browser: a member chooses units in the checkout and decides between two codes; member and
 * guest read after the order what it brings; the account tells why points went, and lets her leave and join.
 *
 * Prices hold 19 % tax, tax does not count, 5 points for each 1.00 (see story.test.ts).
 */
import '../support/environment.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { LANGUAGES, readLocales } from '../support/contracts/locales.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { euros, goToCheckout, pay, putInCart, signUp, total } from './shopper.ts';

const PROGRAM = {
  earning: { rules: [{ id: 'orders', kind: 'orderAmount', points: 5, perAmount: '1.00' }] },
  rewards: [
    { id: 'euro', kind: 'amountOff', points: 100, amount: '1.00', unitsMax: 10 },
    { id: 'credit', kind: 'storeCredit', points: 200, amount: '2.00' },
    { id: 'far', kind: 'percentOff', points: 9_000, percent: 10 },
  ],
  tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '500.00' }] },
  people: { terms: { version: '3', url: { en: 'https://shop.example/terms' } } },
};
const ADA = { first: 'Ada', last: 'Lang', email: 'ada@example.com' };

let sandbox: TestSandbox;
let browser: Browser;
let ada: Page;
let orderPage: string;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: PROGRAM }), openBrowser()]);
  ada = await newVisitor(browser, 'phone');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

test('after her order a member reads what it brings, first about, then exactly', async () => {
  await signUp(ada, sandbox.storeUrl, ADA);
  await putInCart(ada, sandbox.storeUrl, 'tassen', 2);
  await goToCheckout(ada);
  await pay(ada);
  // 128.00, of it tax 20.44: 107.56 × 5 = 537.8.
  await place(ada).getByText('Diese Bestellung bringt 537 Punkte.').waitFor();
  await place(ada)
    .getByText(/Das sind bis zu 5\s€ Rabatt\./)
    .waitFor();
  orderPage = new URL(ada.url()).pathname;
  await fits(ada, 'the thank-you page of a member');
  await takePicture(ada, 'surfaces-thank-you');
});

test('a guest reads what she would keep by an account', async () => {
  const guest = await newVisitor(browser, 'phone');
  await putInCart(guest, sandbox.storeUrl, 'tassen', 1);
  await goToCheckout(guest);
  await place(guest).getByText('Anmelden und Punkte für diese Bestellung nutzen.').waitFor();
  await guest.getByLabel('E-Mail', { exact: true }).fill('gast@example.com');
  await guest.getByLabel('Vorname').fill('Gast');
  await guest.getByLabel('Nachname').fill('Hof');
  await pay(guest);
  await place(guest)
    .getByText(/Diese Bestellung bringt etwa 2\d\d\sPunkte\. Mit einem Konto/)
    .waitFor();
  expect(await place(guest).getByRole('link', { name: 'Konto anlegen oder anmelden' }).count()).toBe(1);
  await fits(guest, 'the thank-you page of a guest');
  await takePicture(guest, 'surfaces-thank-you-guest');
  // Later, by the link of a mail, somebody who is not signed in.
  await guest.goto(sandbox.storeUrl + orderPage);
  await place(guest).getByRole('button', { name: 'Anmelden' }).click();
  await guest.waitForURL('**/account/login?**');
});

test('in the checkout she chooses units, and between two codes once', async () => {
  await sandbox.act('discounts', { code: 'SALE', amount: 200 });
  await putInCart(ada, sandbox.storeUrl, 'tassen', 1);
  await goToCheckout(ada);
  const points = place(ada);
  await points.getByText('Das sind bis zu 5 € Rabatt.').waitFor();
  await ada.getByLabel('Rabattcode').fill('SALE');
  await ada.getByRole('button', { name: 'Anwenden' }).click();
  await showsTotal('62,00');
  // The most comes first; she takes less.
  await points
    .getByRole('status')
    .getByText(/500\sPunkte · 5\s€/)
    .waitFor();
  const fewer = points.getByRole('button', { name: 'Eins weniger: 1 € Rabatt' });
  await fewer.focus();
  await ada.keyboard.press('Enter');
  await fewer.tap();
  await points
    .getByRole('status')
    .getByText(/300\sPunkte · 3\s€/)
    .waitFor();
  await fits(ada, 'the checkout with a stepper');
  await takePicture(ada, 'surfaces-checkout-units');
  await points.getByRole('button', { name: /300\sPunkte einlösen: 3 × 1\s€ Rabatt/ }).tap();
  await points.getByText(/SALE spart 2\s€\. 3 × 1\s€ Rabatt spart 3\s€\./).waitFor();
  await takePicture(ada, 'surfaces-checkout-question');
  await fits(ada, 'the checkout with its question');
  await points.getByRole('button', { name: 'SALE behalten' }).tap();
  await points.getByRole('heading', { name: /Du hast 537\sPunkte/ }).waitFor();
  await points.getByRole('button', { name: /300\sPunkte einlösen/ }).tap();
  await points.getByRole('button', { name: 'Prämie stattdessen verwenden' }).tap();
  await showsTotal('61,00');
  await points.getByText(/Bis .* nicht verwendet, kommen die Punkte von selbst zurück\./).waitFor();
  await takePicture(ada, 'surfaces-checkout-applied');
  await points.getByRole('button', { name: /rückgängig machen/ }).tap();
  await showsTotal('64,00');
  await points.getByRole('heading', { name: /Du hast 537\sPunkte/ }).waitFor();
});

test('a code that saves more than the reward stays, and no points are set aside', async () => {
  await ada.getByLabel('Rabattcode').fill('SALE');
  await ada.getByRole('button', { name: 'Anwenden' }).click();
  await showsTotal('62,00');
  const fewer = place(ada).getByRole('button', { name: 'Eins weniger: 1 € Rabatt' });
  for (let taps = 0; taps < 4; taps += 1) await fewer.tap();
  await place(ada)
    .getByRole('button', { name: /100\sPunkte einlösen/ })
    .tap();
  await place(ada).locator('s-banner').getByText(/SALE/).waitFor();
  await showsTotal('62,00');
  expect(
    await place(ada)
      .getByRole('heading', { name: /Du hast 537\sPunkte/ })
      .count(),
  ).toBe(1);
});

test('the order’s page and the account say what was taken back and why', async () => {
  const [first] = await sandbox.read<{ id: string }[]>('orders');
  const { lines } = await sandbox.read<{ lines: { id: string }[] }>(`orders/${first?.id}`);
  await sandbox.act(`orders/${first?.id}/refund`, { lines: [{ lineId: lines[0]?.id, quantity: 1 }] });
  await sandbox.settled();
  await ada.goto(sandbox.storeUrl + orderPage);
  // Half stays: 53.78 × 5 = 268.9.
  await place(ada).getByText('Davon wieder abgezogen: 269 Punkte').waitFor();
  await takePicture(ada, 'surfaces-order-status');
  await fits(ada, 'the order status page');
  await ada.goto(`${sandbox.storeUrl}/account`);
  await place(ada)
    .getByRole('heading', { name: /Du hast 268\sPunkte/ })
    .waitFor();
  await takePicture(ada, 'surfaces-profile');
  await fits(ada, 'the account with the profile’s block');
  await place(ada).getByRole('link', { name: 'Alles zu meinen Punkten' }).tap();
  await ada.waitForURL('**/account/points');
  await place(ada).getByText('−269 Punkte').waitFor();
  await place(ada).getByText('Ein Teil der Bestellung zählt nicht mehr').waitFor();
  await place(ada)
    .getByText(/Noch .* bis Gold/)
    .waitFor();
  await fits(ada, 'the page of her points');
  await takeWholePicture(ada, 'surfaces-account-page');
});

test('on her page she redeems, copies and undoes, and gets credit at once', async () => {
  const page = place(ada);
  await page.getByRole('button', { name: /200\sPunkte einlösen: 2 × 1\s€ Rabatt/ }).tap();
  await page.getByText(/der Code TREU-\S+ ist bereit/).waitFor();
  await page.getByRole('button', { name: /^Code .* kopieren$/ }).waitFor();
  await page.getByRole('button', { name: /rückgängig machen/ }).tap();
  await page.getByText('Rückgängig gemacht. Die Punkte sind wieder da.').waitFor();
  await page.getByRole('button', { name: /200\sPunkte einlösen: 2\s€ Shop-Guthaben/ }).tap();
  await page.getByText(/2\s€ Shop-Guthaben: gutgeschrieben/).waitFor();
  await page.getByRole('heading', { name: /Du hast 68\sPunkte/ }).waitFor();
});

test('she leaves, her points stay, and joining again asks for the terms', async () => {
  const page = place(ada);
  await page.getByRole('button', { name: 'Programm verlassen' }).tap();
  await page.getByText(/Vorhandene Punkte bleiben \(68\sPunkte\)/).waitFor();
  await page.getByRole('button', { name: 'Dabeibleiben' }).tap();
  await page.getByRole('button', { name: 'Programm verlassen' }).tap();
  await page.getByRole('button', { name: 'Jetzt verlassen' }).tap();
  await page.getByText(/Die Punkte bleiben: 68\sPunkte/).waitFor();
  await takePicture(ada, 'surfaces-account-left');
  await fits(ada, 'the page of somebody who has left');
  await page.getByRole('button', { name: 'Jetzt beitreten' }).tap();
  await page.getByText('Bitte zuerst den Bedingungen zustimmen.').waitFor();
  await page.getByRole('checkbox', { name: /Fassung 3/ }).check();
  await page.getByRole('button', { name: 'Jetzt beitreten' }).tap();
  await page.getByText('Willkommen! Ab jetzt bringt jede Bestellung Punkte.').waitFor();
  await page.getByRole('button', { name: 'Programm verlassen' }).waitFor();
  await expectBooksClosed(sandbox.shop);
});

test('in the dark everything can be read', async () => {
  await ada.goto(`${sandbox.storeUrl}/visit/look/dark?return_to=/account/points`);
  await place(ada).getByRole('heading', { name: 'Verlauf' }).waitFor();
  await fits(ada, 'the page of her points in the dark');
  await takePicture(ada, 'surfaces-account-dark');
  await ada.goto(`${sandbox.storeUrl}${orderPage}?thanks=1`);
  await place(ada).getByText('Davon wieder abgezogen: 269 Punkte').waitFor();
  await fits(ada, 'the thank-you page in the dark');
  await ada.goto(`${sandbox.storeUrl}/visit/look/light?return_to=/account`);
});

test('all screens speak seven languages', async () => {
  const folder = new URL('../../extensions', import.meta.url).pathname;
  const locales = readLocales(`${folder}/account-page`);
  for (const language of LANGUAGES.map((file) => file.replace('.default', ''))) {
    const texts = locales[language === 'en' ? 'en.default' : language] ?? {};
    await ada.goto(`${sandbox.storeUrl}/visit/locale/${language}?return_to=/account/points`);
    await place(ada)
      .getByRole('heading', { name: texts['title'] ?? '', exact: true })
      .waitFor();
    await place(ada)
      .getByRole('heading', { name: texts['history.title'] ?? '' })
      .waitFor();
    for (const path of ['/account', '/checkout', orderPage]) {
      await ada.goto(sandbox.storeUrl + path);
      const balance = texts['balance']?.split('{{')[0]?.trim() ?? '';
      await place(ada).getByText(balance).first().waitFor();
      expect(await place(ada).innerText()).not.toMatch(/\{\{|undefined|NaN/);
      expect(await place(ada).getAttribute('data-failed')).toBeNull();
    }
  }
});

test('in debt, at the top and while the program pauses each screen says what is so', async () => {
  await ada.goto(`${sandbox.storeUrl}/visit/locale/de?return_to=/shop`);
  const customers = await sandbox.read<{ id: string; email: string }[]>('customers');
  const id = customers.find(({ email }) => email === ADA.email)?.id ?? '';
  const order = await sandbox.act<{ id: string; lines: { id: string }[] }>('orders', {
    customerId: id,
    lines: [{ title: 'Bank', unitPrice: 90_000, quantity: 1 }],
  });
  await sandbox.settled();
  await visitAll('Gold', 'of a member at the top');
  // All goes into credit, then the goods come back: what was spent is owed.
  for (let left = 0; left < 12; left += 1)
    await sandbox.proxy('redeem', id, { rewardId: 'credit', idempotencyKey: `surfaces-debt-${left}` });
  await sandbox.act(`orders/${order.id}/refund`, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] });
  await sandbox.settled();
  await visitAll(/im Minus/, 'in debt');
  await askAsStaff(sandbox, 'program', { config: { ...PROGRAM, active: false } });
  await visitAll(/pausiert/, 'while the program pauses');
});

/** The page of her points, the checkout, and the page after an order. */
async function visitAll(says: string | RegExp, name: string): Promise<void> {
  await ada.goto(`${sandbox.storeUrl}/account/points`);
  await place(ada).getByText(says).first().waitFor();
  await fits(ada, `the page of her points ${name}`);
  for (const path of ['/checkout', orderPage]) {
    await ada.goto(sandbox.storeUrl + path);
    await place(ada)
      .getByText(/Punkte/)
      .first()
      .waitFor();
    await fits(ada, `${path} ${name}`);
  }
}

function place(page: Page): Locator {
  return page.locator('[data-extension]');
}

async function showsTotal(amount: string): Promise<void> {
  await total(ada)
    .filter({ hasText: euros(amount) })
    .waitFor();
}

/** Accessible and without sideways scrolling, on a small phone, a tablet and a wide desk. */
async function fits(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page, `${name} at ${width}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(overflow, `${name} at ${width} overflows`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}

async function takeWholePicture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 390, height: 844 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height });
  await takePicture(page, name);
  await page.setViewportSize(before);
}
