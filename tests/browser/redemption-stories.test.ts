/**
 * What can go otherwise when points become a code in the cart: each story ends with points that are where they belong, a
 * sentence that says so, and books that close.
 */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { cartBlock, euros, putInCart, signUp, total } from './shopper.ts';

const CLICKS = 1_000;
const PROXY = '**/apps/treuwerk/**';
const PROGRAM = {
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
  redemption: { validDays: 3 },
};

let sandbox: TestSandbox;
let browser: Browser;
let serial = 0;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ args: ['--empty'], program: PROGRAM }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await expectBooksClosed(sandbox.shop);
  await browser.close();
  await sandbox.stop();
});

type Shopper = { page: Page; id: string };

/** She has 500 points more than she spends in a story, and two cups in her cart: 128.00. */
async function shopper(points = 1_000): Promise<Shopper> {
  serial += 1;
  const email = `story-${serial}@example.com`;
  const page = await newVisitor(browser, 'phone');
  await signUp(page, sandbox.storeUrl, { first: 'Erika', last: `Nr. ${serial}`, email });
  const customers = await sandbox.read<{ id: string; email: string }[]>('customers');
  const id = customers.find((one) => one.email === email)?.id ?? '';
  await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: points * 100, quantity: 1 }] });
  await sandbox.written();
  await putInCart(page, sandbox.storeUrl, 'tassen', 2);
  return { page, id };
}

const redeemButton = (page: Page) => cartBlock(page).locator('[data-treuwerk-act="redeem"]:visible').first();
const undoButton = (page: Page) => cartBlock(page).locator('[data-treuwerk-act="undo"]:visible').first();
const said = (page: Page) => cartBlock(page).locator('[data-treuwerk-status]');

async function standing({ id }: Shopper): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', id)).json;
}

async function totalIs(page: Page, amount: string): Promise<void> {
  await total(page)
    .filter({ hasText: euros(amount) })
    .waitFor();
}

async function idle(page: Page): Promise<void> {
  await page.locator('.treuwerk-cart[aria-busy="false"]').waitFor();
}

test('applied and undone in place: the total drops and rises, the points go and come', async () => {
  const she = await shopper();
  await redeemButton(she.page).tap();
  await totalIs(she.page, '123,00');
  expect(await standing(she)).toMatchObject({ available: 500, reserved: 500 });
  // A page loaded anew shows the same, the undo with it, as soon as Shopify has her standing.
  await idle(she.page);
  await sandbox.written();
  await she.page.reload();
  await totalIs(she.page, '123,00');
  await undoButton(she.page).tap();
  await totalIs(she.page, '128,00');
  await idle(she.page);
  expect(await standing(she)).toMatchObject({ available: 1_000, reserved: 0, redemptions: [] });
});

test('a cart that is emptied keeps the code for later, and gives it back when she wishes', async () => {
  const she = await shopper();
  await redeemButton(she.page).tap();
  await totalIs(she.page, '123,00');
  await she.page.evaluate(() => fetch('/cart/clear.js', { method: 'POST' }));
  await she.page.goto(`${sandbox.storeUrl}/shop`);
  expect(await standing(she)).toMatchObject({ reserved: 500, redemptions: [{ state: 'ready' }] });
  await she.page.locator('.treuwerk-launcher').click();
  await she.page.locator('.treuwerk-panel [data-treuwerk-act="undo"]:visible').first().click();
  await until(
    async () => (await standing(she)).available,
    (available) => available === 1_000,
  );
});

test('a code whose time is up has gone back by itself, and an old page says so', async () => {
  const she = await shopper();
  await redeemButton(she.page).tap();
  await totalIs(she.page, '123,00');
  await idle(she.page);
  await sandbox.act('clock', { advanceMs: 4 * 86_400_000 });
  await until(
    async () => (await standing(she)).available,
    (available) => available === 1_000,
  );
  await undoButton(she.page).tap();
  await idle(she.page);
  expect((await said(she.page).innerText()).length).toBeGreaterThan(10);
  await she.page.reload();
  await totalIs(she.page, '128,00');
  expect(await cartBlock(she.page).locator('[data-treuwerk-code]:visible').count()).toBe(0);
});

test('two tabs redeem the same points once', async () => {
  const she = await shopper(500);
  const other = await she.page.context().newPage();
  await other.goto(`${sandbox.storeUrl}/cart`);
  await redeemButton(she.page).tap();
  await totalIs(she.page, '123,00');
  await redeemButton(other).tap();
  await said(other).filter({ hasText: /\S/ }).waitFor();
  await idle(other);
  expect(await standing(she)).toMatchObject({ available: 0, reserved: 500 });
  expect((await standing(she)).redemptions).toHaveLength(1);
  await other.reload();
  await totalIs(other, '123,00');
});

test('a slow answer is waited for in words, and a second tap meanwhile does nothing', async () => {
  const she = await shopper();
  let asked = 0;
  await she.page.route('**/apps/treuwerk/redeem**', async (route) => {
    asked += 1;
    const response = await route.fetch();
    await release.promise;
    await route.fulfill({ response });
  });
  const release = Promise.withResolvers<undefined>();
  await redeemButton(she.page).tap();
  await she.page.locator('.treuwerk-cart[aria-busy="true"]').waitFor();
  expect((await said(she.page).innerText()).length).toBeGreaterThan(3);
  await redeemButton(she.page).tap({ force: true });
  release.resolve(undefined);
  await totalIs(she.page, '123,00');
  expect(asked).toBe(1);
  expect(await standing(she)).toMatchObject({ available: 500, reserved: 500 });
});

test('with the app gone the page keeps its last standing, says what does not work, and a retry is the same redemption', async () => {
  const she = await shopper();
  const { page } = she;
  // The app has worked, its answer is lost; then it is gone for good.
  let lost = true;
  await page.route(PROXY, async (route) => {
    if (route.request().url().includes('/redeem') && lost) await route.fetch();
    lost = false;
    await route.abort();
  });
  await redeemButton(page).tap();
  await said(page)
    .filter({ hasText: /nichts wird doppelt/ })
    .waitFor();
  await idle(page);
  expect(await cartBlock(page).innerText()).toMatch(/1\.000\sPunkte/);
  await totalIs(page, '128,00');
  await page.unroute(PROXY);
  await redeemButton(page).tap();
  await totalIs(page, '123,00');
  const { available, redemptions } = await standing(she);
  expect([available, redemptions.length]).toEqual([500, 1]);
});

test(`${CLICKS} clicks of a bot redeem once, and ${CLICKS} requests no more than a member may hold`, async () => {
  const she = await shopper(10_000);
  let asked = 0;
  she.page.on('request', (request) => (asked += request.url().includes('/redeem') ? 1 : 0));
  await redeemButton(she.page).evaluate((button, clicks) => {
    for (let click = 0; click < clicks; click += 1) (button as HTMLElement).click();
  }, CLICKS);
  await totalIs(she.page, '123,00');
  await idle(she.page);
  expect(asked).toBe(1);
  expect(await standing(she)).toMatchObject({ available: 9_500, reserved: 500 });
  const answers: Record<number, number> = {};
  for (let sent = 0; sent < CLICKS; sent += 20) {
    const wave = Array.from({ length: 20 }, (_, index) =>
      sandbox.proxy('redeem', she.id, { rewardId: 'five', idempotencyKey: `bot-key-${sent + index}` }),
    );
    for (const { status } of await Promise.all(wave)) answers[status] = (answers[status] ?? 0) + 1;
  }
  expect(answers).toEqual({ 200: 4, 429: CLICKS - 4 });
  expect(await standing(she)).toMatchObject({ available: 7_500, reserved: 2_500 });
});
