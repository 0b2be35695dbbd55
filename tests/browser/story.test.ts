/**
 * The story of one shop in a real browser: the merchant sets up the program, a shopper earns and redeems in the cart
 * and inside the checkout, goods come back, and the merchant reads why the numbers are what they are.
 *
 * Prices hold 19 % tax, tax does not count, 5 points for each 1.00: points = floor((gross − tax) × 5), tax of a line =
 * gross × 19 ÷ 119, rounded to the cent.
 */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, followMenu, openApp, openArea, publishDraft, saveArea } from './merchant.ts';
import { cartBlock, euros, goToCheckout, launcher, pay, putInCart, signUp, total } from './shopper.ts';

const ERIKA = { first: 'Erika', last: 'Muster', email: 'erika@example.com' };
const REWARD = /500\sPunkte einlösen: 5\s€ Rabatt/;

let sandbox: TestSandbox;
let browser: Browser;
let merchant: Page;
let shopper: Page;
let checkoutOrder: string;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ args: ['--empty'] }), openBrowser()]);
  merchant = await newVisitor(browser, 'desk');
  shopper = await newVisitor(browser, 'phone');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

test('the merchant sets the earning rate and a reward, and publishes them', async () => {
  await openApp(merchant, `${sandbox.storeUrl}/admin`, 'Start');
  await expectAccessible(await appFrame(merchant), 'Home');
  const app = await followMenu(merchant, 'Programm');
  await app.getByText('Version 1 ist live').waitFor();
  await openArea(merchant, 'Sammeln');
  await app.getByRole('button', { name: /^1 Punkt für je 1,00\s€ bearbeiten$/ }).click();
  await app.getByLabel('Punkte', { exact: true }).fill('5');
  await saveArea(merchant);
  await openArea(merchant, 'Prämien');
  await app.getByLabel('Prämie hinzufügen').selectOption({ label: 'Betrag' });
  await app.getByLabel('Preis in Punkten').fill('500');
  await app.getByLabel('Betrag', { exact: true }).fill('5,00');
  await saveArea(merchant);
  // 49.90 are 49.90 × 5 = 249.5 points, rounded down.
  await app.getByText(/49,90\s€ bringen 249 Punkte/).waitFor();
  await app.getByRole('heading', { name: 'Sammeln' }).scrollIntoViewIfNeeded();
  // The first heading stands inside the app's frame.
  await expectAccessible(merchant, 'the admin', ['page-has-heading-one']);
  await expectAccessible(await appFrame(merchant), 'Program');
  await takePicture(merchant, 'admin-program');
  await publishDraft(merchant, 2);
});

test('a shopper buys on her phone and sees her points on the next page', async () => {
  await signUp(shopper, sandbox.storeUrl, ERIKA);
  await putInCart(shopper, sandbox.storeUrl, 'tassen', 2);
  await goToCheckout(shopper);
  await pay(shopper);
  await expectAccessible(shopper, 'the thank-you page');
  // 2 × 64.00 = 128.00, of it tax 20.44: 107.56 × 5 = 537.8.
  await standingShows(537);
  await shopper.goto(`${sandbox.storeUrl}/shop`);
  expect(await launcher(shopper).innerText()).toMatch(/537\sPunkte/);
  await launcher(shopper).click();
  await shopper.getByRole('heading', { name: 'Deine Punkte', exact: true }).waitFor();
  await expectAccessible(shopper, 'the storefront with the panel open');
  await takePicture(shopper, 'storefront-panel');
});

test('she redeems in the cart with two taps and buys with the code', async () => {
  await putInCart(shopper, sandbox.storeUrl, 'handmuehle', 2);
  // 2 × 89.00.
  expect(await total(shopper).innerText()).toMatch(euros('178,00'));
  // The first tap sets the points aside, makes the code and puts it into the cart; the second goes to the checkout.
  await cartBlock(shopper).getByRole('button', { name: REWARD }).tap();
  await total(shopper)
    .filter({ hasText: euros('173,00') })
    .waitFor();
  await cartBlock(shopper).getByText('Du hast 37 Punkte.').waitFor();
  await expectAccessible(shopper, 'the cart');
  await cartBlock(shopper).scrollIntoViewIfNeeded();
  await takePicture(shopper, 'cart-redeemed');
  await goToCheckout(shopper);
  expect(await total(shopper).innerText()).toMatch(euros('173,00'));
  await pay(shopper);
  // 173.00, of it tax 27.62: 145.38 × 5 = 726.9. With 537 − 500 = 37 they are 763.
  await standingShows(763);
});

test('a shopper of a Plus shop redeems inside the checkout with two taps, and the total drops', async () => {
  await putInCart(shopper, sandbox.storeUrl, 'tassen', 2);
  await goToCheckout(shopper);
  const points = shopper.locator('[data-extension]');
  await points.getByRole('heading', { name: 'Du hast 763 Punkte' }).waitFor();
  expect(await total(shopper).innerText()).toMatch(euros('128,00'));
  // The first tap redeems in place; the second pays.
  await points.getByRole('button', { name: REWARD }).tap();
  await total(shopper)
    .filter({ hasText: euros('123,00') })
    .waitFor();
  await points.getByRole('heading', { name: 'Du hast 263 Punkte' }).waitFor();
  await expectAccessible(shopper, 'the checkout');
  await points.scrollIntoViewIfNeeded();
  await takePicture(shopper, 'checkout-redeemed');
  checkoutOrder = await pay(shopper);
  // 123.00, of it tax 19.64: 103.36 × 5 = 516.8. With 763 − 500 = 263 they are 779.
  await standingShows(779);
});

test('the order closes the redemption', async () => {
  await openApp(merchant, `${sandbox.storeUrl}/admin`, 'Start');
  const members = await followMenu(merchant, 'Mitglieder');
  await expectAccessible(await appFrame(merchant), 'Members');
  await members.getByRole('link', { name: 'Erika Muster' }).click();
  const member = await appWith(merchant, 'Erika Muster');
  await member.getByText(`verwendet in Bestellung ${checkoutOrder}`).waitFor();
  // Both redemptions: none is open any more.
  expect(await member.getByText('Verwendet', { exact: true }).count()).toBe(2);
  expect(await member.getByText('Bereit', { exact: true }).count()).toBe(0);
});

test('half of the order comes back, the books follow, and the merchant reads why', async () => {
  const { id, lines } = await orderNamed(checkoutOrder);
  await sandbox.act(`orders/${id}/refund`, { lines: [{ lineId: lines[0]?.id, quantity: 1 }] });
  // 61.50 remain, of it tax 9.82: 51.68 × 5 = 258.4, so 516 − 258 = 258 go. Half of the goods, half of the 500
  // points come back: 250. 779 − 258 + 250 = 771.
  await standingShows(771);
  await merchant.reload();
  const member = await appWith(merchant, 'Erika Muster');
  const ledger = member.locator('.Polaris-ShadowBevel', {
    has: member.getByRole('heading', { name: 'Buchungen' }),
  });
  await ledger.getByText('−258').waitFor();
  await ledger.getByText('+250').waitFor();
  await ledger.getByText('Ein Teil der Bestellung zählt nicht mehr').waitFor();
  await ledger.getByText('Ware der Bestellung kam zurück').waitFor();
  await member
    .getByRole('button', { name: /Warum so viele\?/ })
    .first()
    .click();
  await member.getByText('5 Punkte je 1,00 €, einmal abgerundet').waitFor();
  await member.getByText(euros('51,68')).waitFor();
  await expectAccessible(await appFrame(merchant), 'the member');
  await ledger.getByRole('heading', { name: 'Buchungen' }).evaluate((heading) => heading.scrollIntoView());
  await takePicture(merchant, 'admin-ledger');
  await expectBooksClosed(sandbox.shop);
});

test('a signed-out member signs in and finds the same cart', async () => {
  const guest = await newVisitor(browser, 'phone');
  await putInCart(guest, sandbox.storeUrl, 'teekanne', 3);
  await expectAccessible(guest, 'the cart of a guest');
  const signIn = cartBlock(guest).getByRole('link', { name: 'Anmelden' });
  await signIn.evaluate((link) => link.scrollIntoView({ block: 'center' }));
  await takePicture(guest, 'cart-guest');
  await signIn.tap();
  await guest.getByRole('button', { name: /Erika Muster/ }).click();
  await guest.waitForURL('**/cart');
  // 3 × 34.90.
  expect(await total(guest).innerText()).toMatch(euros('104,70'));
  expect(await guest.getByLabel('Menge').inputValue()).toBe('3');
  await cartBlock(guest).getByText('Du hast 771 Punkte.').waitFor();
});

type Metafield = { ownerId: string; key: string; value: string };
type StoreOrder = { id: string; lines: { id: string; quantity: number }[] };

test('the other pages on the way are accessible, in the light and in the dark', async () => {
  const { storeUrl } = sandbox;
  const guest = await newVisitor(browser, 'phone');
  for (const path of [
    '/shop',
    '/products/handtuch',
    '/collections/tee',
    '/account/login',
    '/act-as-shopify',
    '/',
  ]) {
    await guest.goto(storeUrl + path);
    await expectAccessible(guest, path);
  }
  for (const path of ['/account', '/cart']) {
    await shopper.goto(storeUrl + path);
    await expectAccessible(shopper, path);
  }
  await shopper.goto(`${storeUrl}/visit/look/dark?return_to=/shop`);
  await launcher(shopper).click();
  await shopper.getByRole('heading', { name: 'Deine Punkte', exact: true }).waitFor();
  await expectAccessible(shopper, 'the dark storefront with the panel open');
  await putInCart(shopper, storeUrl, 'teekanne', 1);
  await expectAccessible(shopper, 'the dark cart');
  await goToCheckout(shopper);
  await shopper.locator('[data-extension]').getByRole('heading', { name: 'Du hast 771 Punkte' }).waitFor();
  await expectAccessible(shopper, 'the dark checkout');
});

test('the same screens speak English', async () => {
  const { storeUrl } = sandbox;
  const home = await openApp(merchant, `${storeUrl}/admin/language/en`, 'Home');
  await home.getByText('Version 2').first().waitFor();
  await takePicture(merchant, 'admin-home-en');
  await followMenu(merchant, 'Activity');
  await expectAccessible(await appFrame(merchant), 'Activity');
  await takePicture(merchant, 'admin-activity-en');
  const members = await followMenu(merchant, 'Members');
  await members.getByRole('link', { name: 'Erika Muster' }).click();
  const member = await appWith(merchant, 'Erika Muster');
  await member
    .getByRole('button', { name: /Why this many\?/ })
    .first()
    .click();
  await member.getByText('5 points for every €1.00, rounded down once').waitFor();
  await takePicture(merchant, 'admin-member-en');

  await putInCart(shopper, storeUrl, 'teekanne', 1);
  await shopper.getByRole('link', { name: 'English' }).click();
  await cartBlock(shopper).getByText('You have 771 points.').waitFor();
  await shopper.getByRole('button', { name: 'Check out' }).click();
  const points = shopper.locator('[data-extension]');
  await points.getByRole('heading', { name: 'You have 771 points' }).waitFor();
  await points.getByRole('button', { name: /Redeem 500\spoints: €5 off/ }).waitFor();
  await expectAccessible(shopper, 'the checkout in English');
});

/** Waits until Shopify holds this standing, and nothing else, for the one member there is: the next page shows it. */
async function standingShows(available: number): Promise<void> {
  await expect
    .poll(standingAtShopify, { timeout: 20_000 })
    .toMatchObject({ available, pending: 0, reserved: 0, debt: 0 });
}

async function standingAtShopify(): Promise<unknown> {
  const fields = await sandbox.read<Metafield[]>('metafields');
  const standing = fields.find(({ ownerId, key }) => ownerId.includes('Customer') && key === 'standing');
  return standing ? JSON.parse(standing.value) : null;
}

async function orderNamed(name: string): Promise<StoreOrder> {
  const orders = await sandbox.read<{ id: string; name: string }[]>('orders');
  const found = orders.find((order) => order.name === name);
  if (!found) throw new Error(`the store has no order ${name}`);
  return sandbox.read<StoreOrder>(`orders/${found.id}`);
}
