/**
 * The loyalty page from the theme's section blocks, in a real browser: nothing scrolls sideways and axe finds nothing on a
 * phone, a tablet and a desk, in light and dark, for a guest and a member; she redeems there; the product shows her price.
 *
 * Prices hold 19 % tax, tax does not count, 5 points for each 1.00 (see story.test.ts).
 */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { euros, goToCheckout, pay, putInCart, signUp, total } from './shopper.ts';

const PROGRAM = {
  earning: {
    rules: [
      { id: 'orders', kind: 'orderAmount', points: 5, perAmount: '1.00' },
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
      { id: 'fifth', kind: 'orderCount', count: 5, repeats: true, points: 250 },
    ],
    campaigns: [{ id: 'may', kind: 'factor', factor: 2.5, from: '2026-05-01', until: '2099-05-31' }],
  },
  expiry: { kind: 'afterDays', days: 20 },
  rewards: [
    { id: 'five', kind: 'amountOff', points: 500, amount: '5.00', unitsMax: 10 },
    { id: 'ten', kind: 'percentOff', points: 900, percent: 10 },
    { id: 'card', kind: 'giftCard', points: 25_000, amount: '250.00' },
  ],
  tiers: {
    list: [
      { id: 'silver', name: { en: 'Silver', de: 'Silber' }, enter: '20.00', perks: { discountPercent: 5 } },
      {
        id: 'gold',
        name: { en: 'Gold' },
        enter: '500.00',
        entryGift: 500,
        perks: { discountPercent: 10, freeShipping: { from: '20.00' } },
      },
    ],
  },
};
const WIDTHS = [360, 768, 1440];

let sandbox: TestSandbox;
let browser: Browser;
let ada: Page;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: PROGRAM }), openBrowser()]);
  ada = await newVisitor(browser, 'phone');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

test('a guest’s loyalty page fits every width and is accessible', async () => {
  const guest = await newVisitor(browser, 'desk');
  await fitsEverywhere(guest, '/pages/rewards', 'guest');
  expect(await guest.locator('section.treuwerk').count()).toBe(7);
  await guest.close();
});

test('a member’s loyalty page fits every width, in light and dark, and is accessible', async () => {
  await signUp(ada, sandbox.storeUrl, { first: 'Ada', last: 'Lang', email: 'ada@example.com' });
  await putInCart(ada, sandbox.storeUrl, 'tassen', 2);
  await goToCheckout(ada);
  await pay(ada);
  await sandbox.settled();
  await fitsEverywhere(ada, '/pages/rewards', 'member');
  expect(await ada.locator('tr[aria-current="true"]').innerText()).toContain('Silber');
  expect(await ada.getByText(/verfallen am/).count()).toBeGreaterThan(0);
  await ada.goto(`${sandbox.storeUrl}/visit/look/dark?return_to=/pages/rewards`);
  await fitsEverywhere(ada, '/pages/rewards', 'member-dark');
  await ada.goto(`${sandbox.storeUrl}/visit/look/light?return_to=/pages/rewards`);
});

test('on the product she reads everybody’s price first and then her own, as the cart takes it', async () => {
  await fitsEverywhere(ada, '/products/tassen', 'member-price');
  const told = (await ada.locator('.treuwerk-price').innerText()).replace(/\s/g, ' ');
  const [, all = '', hers = ''] =
    /Preis für alle: ([\d,]+) € Mit Stufe Silber im Warenkorb: ([\d,]+) €/.exec(told) ?? [];
  expect(Math.round(cents(all) * 0.05)).toBe(cents(all) - cents(hers));
  await ada.getByLabel('Menge').fill('1');
  await ada.getByRole('button', { name: 'In den Warenkorb' }).click();
  await ada.waitForURL('**/cart');
  await total(ada).getByText(euros(hers)).waitFor();
});

test('she redeems on the loyalty page, and every block tells the new balance', async () => {
  await ada.goto(`${sandbox.storeUrl}/pages/rewards`);
  const balances = ada.locator('section [data-treuwerk-count="available"]');
  const before = await balances.allInnerTexts();
  await ada.locator('section [data-treuwerk-reward="five"] [data-treuwerk-act="redeem"]').click();
  await ada.locator('section [data-treuwerk-codes] [data-treuwerk-code]').first().waitFor();
  const after = await balances.allInnerTexts();
  expect(after).toHaveLength(2);
  expect(new Set(after).size).toBe(1);
  // Both units that her points buy.
  expect(number(before[0]) - number(after[0])).toBe(1_000);
});

async function fitsEverywhere(page: Page, path: string, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(sandbox.storeUrl + path);
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect.soft(beyond, `${name} at ${width} px scrolls sideways`).toBe(0);
    if (width !== 768) await takePicture(page, `loyalty-${name}-${width}`);
  }
  await expectAccessible(page, name);
  await page.setViewportSize({ width: 360, height: 900 });
  await expectAccessible(page, `${name} on a phone`);
}

function cents(amount: string): number {
  return Math.round(Number(amount.replace('.', '').replace(',', '.')) * 100);
}

function number(text = ''): number {
  return Number(text.replace(/\D/g, ''));
}
