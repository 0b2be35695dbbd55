/** What a shopper does with the theme's blocks in a real browser: the drawer, units, two codes, history, joining. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { type Kind, openThemeShop, type ThemeShop } from './theme-shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('in the drawer she redeems and undoes, and the block stays while the theme draws the drawer anew', async () => {
  const { stage, page } = await open('member', 'drawer');
  await page.goto(`${stage.address()}/products/${stage.shop.handle}`);
  expect(await page.locator('#treuwerk-drawer').count()).toBe(0);
  await page.getByRole('button', { name: 'In den Warenkorb' }).click();
  const block = page.locator('#treuwerk-drawer');
  await block.getByText('bis zu 99 Punkte').waitFor();
  await expectAccessible(page, 'the drawer');
  await block.getByRole('button', { name: /500\sPunkte einlösen/ }).click();
  await block.getByText('liegt im Warenkorb').waitFor();
  // Drawn anew by the theme: the total is the new one, the standing is hers and not that of the page.
  await page.locator('#cart-drawer [data-total]').filter({ hasText: '14,90' }).waitFor();
  await block.getByText('Du hast 200 Punkte.').waitFor();
  await block.getByText('bis zu 74 Punkte').waitFor();
  await block.getByRole('button', { name: /rückgängig machen/ }).click();
  await block.getByText('Rückgängig gemacht.').waitFor();
  await block.getByText('Du hast 700 Punkte.').waitFor();
  await close(stage, page);
});

test('units go up and down within what she has, and are redeemed together', async () => {
  const { stage, page } = await open('vip');
  await stage.fillCart(page, 2);
  await page.goto(`${stage.address()}/cart`);
  const reward = page.locator('.treuwerk-cart [data-treuwerk-reward="five"]');
  // The most that the cart can use comes first; she takes less.
  await reward.getByText('15 € für 1.500 Punkte').waitFor();
  const less = reward.getByRole('button', { name: 'Eins weniger' });
  for (let taps = 0; taps < 3; taps += 1) await less.click();
  await reward.getByText('5 € für 500 Punkte').waitFor();
  await reward.getByRole('button', { name: 'Eins mehr' }).click();
  await reward.getByRole('button', { name: /1\.000\sPunkte einlösen: 10/ }).click();
  await page.locator('[data-total]').filter({ hasText: '29,80' }).waitFor();
  expect(stage.standing.available).toBe(11_345);
  await close(stage, page);
});

test('of two codes that do not go together she is asked which; the better one of the cart stays without asking', async () => {
  const { stage, page } = await open('member');
  stage.shop.discount('LONE1', 100);
  stage.shop.discount('LONE9', 900);
  await stage.fillCart(page);
  const cart = page.locator('.treuwerk-cart');
  const redeem = cart.getByRole('button', { name: /500\sPunkte einlösen/ });
  await setCode(stage, page, 'LONE9');
  await redeem.click();
  await cart.getByText('Der Code LONE9 spart mehr.').waitFor();
  expect(stage.made.size).toBe(0);

  await setCode(stage, page, 'LONE1');
  await redeem.click();
  const question = cart.getByRole('group', { name: 'Welcher Code soll gelten?' });
  await question.getByText('Stattdessen die Prämie verwenden?').waitFor();
  await expectAccessible(page, 'the question');
  await question.getByRole('button', { name: 'Code behalten' }).click();
  await cart.getByText('Es bleibt alles, wie es war.').waitFor();
  expect(stage.made.size).toBe(0);
  await redeem.click();
  await question.getByRole('button', { name: 'Lieber die Prämie' }).click();
  await cart.getByText('liegt im Warenkorb').waitFor();
  expect(stage.made.size).toBe(1);
  await page.locator('[data-total]').filter({ hasText: '14,90' }).waitFor();
  await close(stage, page);
});

test('the history is asked for when it is opened, ten entries at a time', async () => {
  const { stage, page } = await open('member');
  const heard: string[] = [];
  stage.pretence.heard = (path) => void heard.push(path);
  await page.goto(`${stage.address()}/shop`);
  await page.locator('.treuwerk-launcher').click();
  await expect.poll(() => heard).toEqual(['/apps/treuwerk/standing']);
  await page.getByText('Verlauf').click();
  const rows = page.locator('[data-treuwerk-activity] li');
  await expect.poll(() => rows.count()).toBe(10);
  const more = page.getByRole('button', { name: 'Mehr anzeigen' });
  await more.click();
  await expect.poll(() => rows.count()).toBe(20);
  await more.click();
  await expect.poll(() => rows.count()).toBe(25);
  await expect.poll(() => more.isVisible()).toBe(false);
  await close(stage, page);
});

test('a balance that has changed since is announced once', async () => {
  const { stage, page } = await open('member');
  await page.goto(`${stage.address()}/shop`);
  stage.standing.available = 900;
  await page.locator('.treuwerk-launcher').click();
  const status = page.locator('#treuwerk-panel [role="status"]');
  await status.filter({ hasText: /Neuer Stand: 900\sPunkte/ }).waitFor();
  expect(
    await page
      .locator('[data-treuwerk-bar="next"] [role="progressbar"]')
      .first()
      .getAttribute('aria-valuenow'),
  ).toBe('900');
  await close(stage, page);
});

test('a customer outside joins in the panel', async () => {
  const { stage, page } = await open('outside');
  await page.goto(`${stage.address()}/shop`);
  await page.locator('.treuwerk-launcher').click();
  await page.locator('#treuwerk-panel').getByRole('button', { name: 'Mitmachen' }).click();
  await page.getByText('Ab jetzt zählt jede Bestellung.').first().waitFor();
  await close(stage, page);
});

test('a bot that clicks a thousand times while the app is slow redeems once', async () => {
  const { stage, page } = await open('vip');
  await stage.fillCart(page);
  let redeems = 0;
  let answer = () => undefined as void;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  stage.pretence.heard = async (path) => {
    if (!path.endsWith('redeem')) return;
    redeems += 1;
    await slow;
  };
  await page.goto(`${stage.address()}/cart`);
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('.treuwerk-cart [data-treuwerk-act="redeem"]');
    for (let clicks = 0; clicks < 1_000; clicks += 1) button?.click();
  });
  await page.locator('.treuwerk-cart').getByText('Einen Moment …').waitFor();
  answer();
  await page.locator('.treuwerk-cart').getByText('liegt im Warenkorb').waitFor();
  expect(redeems).toBe(1);
  expect(stage.made.size).toBe(1);
  await close(stage, page);
});

async function open(
  kind: Kind,
  cartIn: 'page' | 'drawer' = 'page',
): Promise<{ stage: ThemeShop; page: Page }> {
  const stage = openThemeShop(kind);
  const page = await newVisitor(browser, 'phone');
  await stage.signIn(page);
  await page.request.get(`${stage.address()}/visit/cart/${cartIn}`, { maxRedirects: 0 });
  return { stage, page };
}

async function close(stage: ThemeShop, page: Page): Promise<void> {
  await page.context().close();
  await stage.close();
}

async function setCode(stage: ThemeShop, page: Page, code: string): Promise<void> {
  await page.request.post(`${stage.address()}/cart/update.js`, { data: { discount: code } });
  await page.goto(`${stage.address()}/cart`);
}
