/** Rewarded reviews and posts on a phone, in German and in English: connected, handed in, looked at, told. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';
import { signUp } from './shopper.ts';

const PROGRAM = {
  earning: {
    rules: [
      { points: 1 },
      { id: 'word', kind: 'deed', deed: 'review', points: 20 },
      { id: 'post', kind: 'deed', deed: 'share', points: 80 },
    ],
  },
};

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ program: PROGRAM, args: ['--fresh'] }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const page = (query = '') => `${sandbox.storeUrl}/admin/apps/treuwerk/app/reviews${query}`;

async function fitsPhone(place: Page): Promise<void> {
  const over = await place.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** She buys something, and the shop knows of it. @returns the product's number. */
async function buy(email: string): Promise<string> {
  const products = await sandbox.read<{ id: string; variants: { id: string }[] }[]>('products');
  const [product] = products;
  const address = {
    ...{ firstName: 'Frieda', lastName: 'Früh', address1: 'Weg 1', zip: '10115', city: 'Berlin' },
    ...{ countryCode: 'DE', phone: null },
  };
  await sandbox.act('checkout', {
    email,
    address,
    codes: [],
    lines: [{ variantId: product?.variants[0]?.id, quantity: 1 }],
  });
  await sandbox.settled();
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM member_products')).rowCount ?? 0,
    (count) => count > 0,
  );
  return product?.id ?? '';
}

test('German: a review of the connected app brings points, whatever the stars, and stands in the list', async () => {
  const shopper = await newVisitor(browser, 'phone');
  await signUp(shopper, sandbox.storeUrl, { first: 'Frieda', last: 'Früh', email: 'frieda@example.com' });
  const productId = await buy('frieda@example.com');
  const merchant = await newVisitor(browser, 'phone');
  const app = await openApp(merchant, page('?tab=apps'), 'Bewertungen und Beiträge');
  const address = await app.getByRole('textbox', { name: 'Adresse', exact: true }).nth(5).inputValue();
  await expectAccessible(await appFrame(merchant), 'the review apps');
  await fitsPhone(merchant);
  await takePicture(merchant, 'admin-review-apps-phone');
  const review = { id: 'r1', email: 'frieda@example.com', product_id: productId, rating: 1 };
  const send = async () => (await fetch(address, { method: 'POST', body: JSON.stringify(review) })).status;
  expect([await send(), await send()]).toEqual([200, 200]);
  await app.getByRole('tab', { name: 'Bewertungen', exact: true }).click();
  await app.getByRole('heading', { name: '1 von 5' }).waitFor();
  await app.getByText('Belohnt', { exact: true }).waitFor();
  await app.getByText('20 Punkte', { exact: true }).waitFor();
  await expectAccessible(await appFrame(merchant), 'the list of reviews');
  await takePicture(merchant, 'admin-reviews-phone');
  // The address is renewed: what the old one brings is refused.
  await app.getByRole('tab', { name: 'Bewertungs-Apps' }).click();
  await app.getByRole('button', { name: 'Neue Adresse machen: Jede andere App, über Shopify Flow' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Neue Adresse', exact: true }).click();
  await until(send, (status) => status === 401);
});

async function handIn(
  account: Page,
  words: { address: string; labelled: RegExp; send: string; first: string; url: string },
): Promise<void> {
  await account.getByLabel(words.address).fill(words.url);
  await account.getByRole('button', { name: words.send }).tap();
  await account.getByText(words.first).waitFor();
  await account.getByLabel(words.labelled).check();
  await account.getByRole('button', { name: words.send }).tap();
}

test('German: a post is handed in on the phone, approved at the desk of a phone, and its points are there', async () => {
  const account = await newVisitor(browser, 'phone');
  await signUp(account, sandbox.storeUrl, { first: 'Greta', last: 'Groß', email: 'greta@example.com' });
  await account.goto(`${sandbox.storeUrl}/account/points`);
  await account.getByRole('heading', { name: 'Zeigen und Punkte sammeln' }).waitFor();
  await handIn(account, {
    ...{ address: 'Adresse des Beitrags', labelled: /Der Beitrag sagt selbst/ },
    ...{ send: 'Einreichen', first: 'Bitte zuerst den Beitrag kennzeichnen' },
    url: 'https://www.instagram.com/p/Greta1/?igsh=x',
  });
  await account.getByText('Danke! Wir sehen ihn uns an').waitFor();
  await account.getByText('Wir sehen ihn uns an.', { exact: true }).waitFor();
  await expectAccessible(account, 'the account with a post');
  await fitsPhone(account);
  await takePicture(account, 'account-post-phone');
  const merchant = await newVisitor(browser, 'phone');
  const app = await openApp(merchant, page(), 'Bewertungen und Beiträge');
  await app.getByRole('link', { name: 'Auf Instagram ansehen' }).waitFor();
  await expectAccessible(await appFrame(merchant), 'posts to look at');
  await takePicture(merchant, 'admin-posts-phone');
  await app.getByRole('button', { name: 'Beitrag annehmen: Greta Groß' }).click();
  await app.getByText('Angenommen', { exact: true }).waitFor();
  await account.reload();
  await account.getByText(/Angenommen: 80\sPunkte/).waitFor();
});

test('English: a post that is not labelled is refused with the reason, which she reads', async () => {
  const account = await newVisitor(browser, 'phone', 'en-GB');
  await signUp(account, sandbox.storeUrl, { first: 'Grace', last: 'Hopper', email: 'grace@example.com' });
  await account.goto(`${sandbox.storeUrl}/visit/locale/en?return_to=/account/points`);
  await account.getByRole('heading', { name: 'Show us off, collect points' }).waitFor();
  await handIn(account, {
    ...{ address: 'Address of the post', labelled: /The post itself says/ },
    ...{ send: 'Hand in', first: 'Please mark the post first', url: 'tiktok.com/@grace/video/7' },
  });
  await account.getByText('We are looking at it.', { exact: true }).waitFor();
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(merchant, page('?locale=en'), 'Reviews and posts');
  await app.getByRole('button', { name: 'Refuse the post of Grace Hopper' }).click();
  await app.getByText('Refused', { exact: true }).waitFor();
  await expectAccessible(await appFrame(merchant), 'decided posts');
  await account.reload();
  await account.getByText('Not counted: it does not say that it is rewarded.').waitFor();
  await app.getByRole('button', { name: 'Take back the decision about the post of Grace Hopper' }).click();
  await app.getByRole('button', { name: 'Approve the post of Grace Hopper' }).click();
  await until(
    async () => (await sandbox.db.query("SELECT 1 FROM posts WHERE state = 'approved'")).rowCount ?? 0,
    (count) => count === 2,
  );
  await account.reload();
  await account.getByText(/Approved: 80\spoints/).waitFor();
});
