/** An offer for one segment alone, on phones: seen, taken with one tap and used by its own; refused to everybody else. */
import '../support/environment.ts';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { goToCheckout, launcher, pay, putInCart, signUp } from './shopper.ts';

const PROGRAM = {
  earning: { rules: [{ points: 1 }] },
  offers: [
    {
      id: 'autumn',
      kind: 'percentOff',
      percent: 20,
      audience: { kind: 'segment', segment: 'vip' },
      code: 'VIP-HERBST',
      title: { en: 'Autumn thank-you', de: 'Herbstdank' },
      text: { en: 'A fifth off everything.', de: 'Ein Fünftel auf alles.' },
      until: '2099-11-30',
    },
  ],
};

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ program: PROGRAM, args: ['--fresh'] }),
    openBrowser(),
  ]);
  await until(
    async () =>
      (await sandbox.db.query(`SELECT 1 FROM program_offers WHERE offers @> '[{"state": "given"}]'`))
        .rowCount,
    (count) => count === 1,
  );
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function becomeVip(email: string): Promise<void> {
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ id: string }>(
    'SELECT customer_id AS id FROM members WHERE email = $1',
    [email],
  );
  const fact = { id: randomUUID(), customerId: rows[0]?.id, kind: 'segment-entered', segment: 'vip' };
  expect((await askAsStaff(sandbox, 'facts', { facts: [fact] })).status).toBe(200);
  await sandbox.written();
}

function offerOf(page: Page) {
  return page
    .locator('#treuwerk-panel')
    .getByRole('listitem')
    .filter({ hasText: /Herbstdank|Autumn/ });
}

test('German: seen in the panel, one tap into the cart, off the price', async () => {
  const vera = await newVisitor(browser, 'phone');
  await signUp(vera, sandbox.storeUrl, { first: 'Vera', last: 'Voll', email: 'vera@example.com' });
  await becomeVip('vera@example.com');
  await putInCart(vera, sandbox.storeUrl, 'tassen', 1);
  await vera.goto(`${sandbox.storeUrl}/shop`);
  await launcher(vera).click();
  await offerOf(vera).getByText('Ein Fünftel auf alles.').waitFor();
  await offerOf(vera).getByText('bis 30.11.2099').waitFor();
  await expectAccessible(vera, 'the panel with an offer');
  await takePicture(vera, 'offer-panel-phone');
  await offerOf(vera).getByRole('link', { name: 'Verwenden: Herbstdank' }).tap();
  await vera.waitForURL('**/cart');
  await vera.getByText('VIP-HERBST').first().waitFor();
  await goToCheckout(vera);
  await vera.getByText('VIP-HERBST').first().waitFor();
  await takePicture(vera, 'offer-checkout-phone');
  await pay(vera);
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ codes: { code: string }[] }>(
    "SELECT facts->'codes' AS codes FROM orders",
  );
  expect(rows.at(-1)?.codes.map(({ code }) => code)).toContain('VIP-HERBST');
});

test('English: who is none of them sees nothing, and Shopify refuses her the code', async () => {
  const olga = await newVisitor(browser, 'phone', 'en-GB');
  await signUp(olga, sandbox.storeUrl, { first: 'Olga', last: 'Other', email: 'olga@example.com' });
  await sandbox.written();
  await putInCart(olga, sandbox.storeUrl, 'tassen', 1);
  await olga.goto(`${sandbox.storeUrl}/visit/locale/en?return_to=/shop`);
  await launcher(olga).click();
  await olga.locator('#treuwerk-panel').getByText('Special offers').waitFor({ state: 'detached' });
  expect(await offerOf(olga).count()).toBe(0);
  const before = await cartTotal(olga);
  await olga.goto(`${sandbox.storeUrl}/discount/VIP-HERBST?redirect=/cart`);
  expect(await cartTotal(olga)).toBe(before);

  await becomeVip('olga@example.com');
  await olga.goto(`${sandbox.storeUrl}/shop`);
  await launcher(olga).click();
  await offerOf(olga).getByText('A fifth off everything.').waitFor();
  await takePicture(olga, 'offer-panel-phone-en');
  await offerOf(olga).getByRole('link', { name: 'Use: Autumn thank-you' }).tap();
  await olga.waitForURL('**/cart');
  expect(await cartTotal(olga)).toBeLessThan(before);
});

async function cartTotal(page: Page): Promise<number> {
  const response = await page.request.get(`${sandbox.storeUrl}/cart.js`);
  const cart = (await response.json()) as { total_price: number };
  return cart.total_price;
}
