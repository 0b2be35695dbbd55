/** Beside a customer and an order in Shopify's admin: staff see points and why, and give goodwill within their budget. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';

const JONAS = '43';
const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }] };

let sandbox: TestSandbox;
let browser: Browser;
let erika: string;
let bought: { id: string };
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ args: ['--empty'], program: PROGRAM }),
    openBrowser(),
  ]);
  const person = { firstName: 'Erika', lastName: 'Muster', email: 'erika@example.com' };
  erika = (await sandbox.act<{ id: string }>('customers', person)).id;
  const lines = [{ unitPrice: 70_000 }];
  bought = await sandbox.act<{ id: string }>('orders', { customerId: erika, taxesIncluded: false, lines });
  await sandbox.settled();
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function openAdmin(path: string, device: 'desk' | 'phone', who = '42'): Promise<Page> {
  const page = await newVisitor(browser, device);
  await page.goto(`${sandbox.storeUrl}/admin/staff/${who}`);
  await page.goto(`${sandbox.storeUrl}/admin/${path}`);
  return page;
}

async function available(): Promise<number | undefined> {
  return (await sandbox.proxy<Record<string, number>>('standing', erika)).json['available'];
}

test('staff see what a customer has and why, and give goodwill that the storefront shows', async () => {
  const page = await openAdmin(`customers/${erika}?locale=en`, 'desk');
  await page.getByText('700 points, worth €7').first().waitFor();
  await page
    .getByText(/ · \+700 points$/)
    .first()
    .waitFor();
  await page.getByText('1 order, €700 in all.').waitFor();
  await expectAccessible(page, 'the block on a customer');
  await page.getByRole('spinbutton', { name: 'Points' }).fill('50');
  await page.getByRole('button', { name: 'Give points', exact: true }).click();
  await page.getByText('50 points given.').waitFor();
  await page.getByText('750 points, worth €7.50').first().waitFor();
  expect(await available()).toBe(750);
  expect(await page.getByRole('textbox', { name: /Summary/ }).inputValue()).toMatch(/750 points/);
  await expectAccessible(page, 'goodwill given');
  await takePicture(page, 'admin-customer-desk-en');
  expect(await page.getByRole('link', { name: 'Open the member’s page' }).getAttribute('href')).toMatch(
    /^\/admin\/apps\/treuwerk\/app\/members\/\d+$/,
  );
});

test('the action takes points for a reason, after a look at the sum', async () => {
  const page = await openAdmin(`customers/${erika}?locale=de`, 'phone');
  await page.getByRole('button', { name: 'Punkte geben oder abziehen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Was geschehen soll' }).selectOption('take');
  await dialog.getByRole('spinbutton', { name: 'Punkte' }).fill('20');
  await dialog.getByRole('combobox', { name: 'Grund' }).selectOption('correction');
  await expectAccessible(page, 'the action');
  await takePicture(page, 'admin-action-phone-de');
  await dialog.getByRole('button', { name: 'Summe prüfen' }).click();
  await dialog.getByText('Danach verfügbar: 730 Punkte.').waitFor();
  await dialog.getByRole('button', { name: 'Punkte jetzt abziehen' }).click();
  await dialog.getByText('20 Punkte abgezogen.').waitFor();
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  await page
    .getByText(/730 Punkte, 7,30\s€ wert/)
    .first()
    .waitFor();
  expect(await available()).toBe(730);
  await takePicture(page, 'admin-customer-phone-de');
});

test('a colleague who serves meets her budget, in words, and nothing is booked', async () => {
  const team = { standardRole: 'serve', goodwillPerMonth: 100, goodwillAtOnce: 80 };
  const saved = await askAsStaff(sandbox, 'settings', { settings: { team }, seen: 0 });
  expect(saved.status).toBe(200);
  const page = await openAdmin(`customers/${erika}?locale=en`, 'desk', JONAS);
  await page.getByText('Up to 80 points at once.').waitFor();
  await page.getByRole('spinbutton', { name: 'Points' }).fill('81');
  await page.getByRole('button', { name: 'Give points', exact: true }).click();
  await page.getByText('At once, up to 80 points of goodwill can be given.').waitFor();
  expect(await available()).toBe(730);
  await page.getByRole('spinbutton', { name: 'Points' }).fill('80');
  await page.getByRole('button', { name: 'Give points', exact: true }).click();
  await page.getByText('80 points given.').waitFor();
  await page.getByText('Left in this month’s budget: 20 points.').waitFor();
  expect(await available()).toBe(810);
});

test('an order says what it brought, and after a refund what was taken back and why', async () => {
  await sandbox.act(`orders/${bought.id}/refund`, { amount: 20_000 });
  await sandbox.settled();
  for (const device of ['desk', 'phone'] as const) {
    const page = await openAdmin(`orders/${bought.id}?locale=de`, device);
    await page.getByText('Hat 700 Punkte gebracht, die nutzbar sind.').waitFor();
    await page.getByText('200 Punkte davon zurückgenommen.').waitFor();
    await page.getByText(/Stand: 610 Punkte/).waitFor();
    await expectAccessible(page, `the block on an order, ${device}`);
    await takePicture(page, `admin-order-${device}-de`);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(width);
  }
});
