/** Recommending the shop on a phone: from the member's link to her points, and what staff decide about a suspicious one. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';
import { goToCheckout, launcher, pay, putInCart, signUp } from './shopper.ts';

const DAY_MS = 86_400_000;
const PROGRAM = {
  hold: { days: 14 },
  earning: { rules: [{ points: 1 }, { id: 'friends', kind: 'deed', deed: 'referral', points: 500 }] },
  referrals: { active: true },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
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

async function state(): Promise<string[]> {
  const { rows } = await sandbox.db.query<{ state: string }>(
    'SELECT state FROM referrals ORDER BY created_at',
  );
  return rows.map((row) => row.state);
}

/** From her panel to her link, as she would copy it. */
async function linkOf(page: Page, words: { refer: string; link: string }): Promise<string> {
  await launcher(page).click();
  await page.getByRole('link', { name: words.refer }).click();
  const field = page.getByLabel(words.link, { exact: true });
  await field.waitFor();
  return (await field.inputValue()).replace(`https://${sandbox.shop}`, sandbox.storeUrl);
}

test('German: from share to reward', async () => {
  const anna = await newVisitor(browser, 'phone');
  await signUp(anna, sandbox.storeUrl, { first: 'Anna', last: 'Adler', email: 'anna@example.com' });
  await sandbox.written();
  await anna.goto(`${sandbox.storeUrl}/shop`);
  const link = await linkOf(anna, { refer: 'An Freunde weiterempfehlen', link: 'Dein Link' });
  await anna.getByText('Wer dir folgt, bekommt 10').waitFor();
  await anna.getByText('Du bekommst 500 Punkte, sobald die Bestellung sicher ist.').waitFor();
  await expectAccessible(anna, 'the page with her link');
  await anna.getByRole('button', { name: 'Link kopieren' }).waitFor();
  expect(await anna.getByRole('link', { name: 'WhatsApp' }).getAttribute('href')).toContain('wa.me');
  expect(await anna.getByRole('link', { name: 'E-Mail' }).getAttribute('href')).toContain('mailto:');
  await takePicture(anna, 'referral-link-phone');

  const ben = await newVisitor(browser, 'phone');
  await ben.goto(link);
  await ben.getByRole('heading', { name: 'Anna hat etwas für dich: 10' }).waitFor();
  expect((await ben.context().cookies()).filter(({ name }) => /treuwerk|tw/i.test(name))).toEqual([]);
  await expectAccessible(ben, 'the page of the offer');
  await takePicture(ben, 'referral-offer-phone');
  await ben.getByRole('button', { name: 'Gutschein holen' }).tap();
  await ben.getByRole('heading', { name: 'Der Gutschein gehört dir' }).waitFor();
  await expectAccessible(ben, 'the voucher');
  await ben.getByRole('link', { name: 'Damit einkaufen' }).tap();
  await ben.waitForURL('**/collections/all');
  await putInCart(ben, sandbox.storeUrl, 'tassen', 1);
  await ben
    .getByText(/FRIEND-/)
    .first()
    .waitFor();
  await goToCheckout(ben);
  await ben.getByLabel('E-Mail', { exact: true }).fill('ben@example.com');
  await ben.getByLabel('Vorname').fill('Ben');
  await ben.getByLabel('Nachname').fill('Berg');
  await pay(ben);
  await sandbox.settled();
  await until(state, (states) => states.join() === 'ordered');
  await sandbox.act('clock', { advanceMs: 15 * DAY_MS });
  await until(state, (states) => states.join() === 'rewarded');
  await sandbox.written();
  await anna.goto(`${sandbox.storeUrl}/shop`);
  await launcher(anna).click();
  await anna.locator('#treuwerk-panel').getByText('500 Punkte', { exact: true }).first().waitFor();
});

test('English: a refused one waits with its reasons, staff approve it and take that back', async () => {
  const eve = await newVisitor(browser, 'phone', 'en-GB');
  await signUp(eve, sandbox.storeUrl, { first: 'Eve', last: 'Early', email: 'eve@example.com' });
  await sandbox.written();
  await eve.goto(`${sandbox.storeUrl}/visit/locale/en?return_to=/shop`);
  const link = await linkOf(eve, { refer: 'Recommend us to friends', link: 'Your link' });
  const other = await newVisitor(browser, 'phone', 'en-GB');
  await other.goto(link);
  await other.getByRole('button', { name: 'Take the voucher' }).tap();
  await other.getByRole('heading', { name: 'The voucher is yours' }).waitFor();
  const voucher = await other.locator('[data-treuwerk-code]').innerText();
  const products = await sandbox.read<{ variants: { id: string }[] }[]>('products');
  await sandbox.act('checkout', {
    email: 'eve+again@example.com',
    address: {
      firstName: 'Eve',
      lastName: 'Early',
      address1: 'Way 1',
      zip: '10115',
      city: 'Berlin',
      countryCode: 'DE',
      phone: null,
    },
    codes: [voucher],
    lines: [{ variantId: products[0]?.variants[0]?.id, quantity: 1 }],
  });
  await sandbox.settled();
  await until(state, (states) => states.at(-1) === 'refused');

  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/referrals?filter=refused&locale=en`;
  const app = await openApp(merchant, address, 'Referrals');
  await app.getByText(/Suspicion 100 of 100: The same mailbox under another spelling \(\+100\)/).waitFor();
  await expectAccessible(await appFrame(merchant), 'the referrals');
  await takePicture(merchant, 'referrals-admin-phone');
  await app.getByRole('button', { name: /^Approve: Eve Early/ }).click();
  await app.getByText('Approved by staff.').waitFor({ state: 'detached' });
  await until(state, (states) => states.at(-1) === 'ordered');
  await openApp(merchant, address.replace('refused', 'open'), 'Referrals');
  await app.getByText('Approved by staff.').waitFor();
  await app.getByRole('button', { name: /^Take the decision back: Eve Early/ }).click();
  await until(state, (states) => states.at(-1) === 'refused');
});
