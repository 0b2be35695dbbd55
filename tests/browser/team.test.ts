/** Settings and team as the owner meets them: brand, a colleague's role, the budget for goodwill, and the log of it all. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { appWith, openApp, pressInSaveBar } from './merchant.ts';

let sandbox: TestSandbox;
let browser: Browser;
let owner: Page;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), openBrowser()]);
  owner = await newVisitor(browser, 'desk', 'en-GB');
  // Jonas has looked in once: before that nobody knows of him.
  await askAsStaff(sandbox, 'draft', undefined, 'GET', '43');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const page = (address: string) => `${sandbox.storeUrl}/admin/apps/treuwerk${address}?locale=en`;

test('the picture of the points is chosen and reaches the storefront', async () => {
  const app = await openApp(owner, page('/app/settings'), 'Settings');
  await app.getByText('Heart', { exact: true }).click();
  await app.locator('input[maxlength="7"]').fill('#12');
  await app.getByText('Write the colour as # and six digits').waitFor();
  await app.getByRole('button', { name: 'Colours of the theme' }).click();
  await app.getByRole('button', { name: 'Take #7a2e3a' }).waitFor();
  await app.getByRole('button', { name: 'Take #1f5f4a' }).click();
  await app.getByRole('textbox', { name: 'Answers go to' }).fill('hello');
  await app.getByText('This is not an e-mail address.').waitFor();
  await app.getByRole('textbox', { name: 'Answers go to' }).fill('hello@example.com');
  await pressInSaveBar(owner, 'Save');
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM shops WHERE public_synced = public_version')).rowCount,
    (synced) => synced === 1,
  );
  const { rows } = await sandbox.db.query<{ config: { brand: object; sender: object } }>(
    'SELECT config FROM shop_settings',
  );
  expect(rows[0]?.config).toMatchObject({
    brand: { icon: 'heart', accent: '#1f5f4a' },
    sender: { replyTo: 'hello@example.com' },
  });
  const shopper = await newVisitor(browser, 'phone');
  await shopper.goto(`${sandbox.storeUrl}/shop`);
  expect(await shopper.locator('.treuwerk-launcher path').getAttribute('d')).toMatch(/^M12 21C5/);
  await shopper.context().close();
});

test('a colleague gets a role and a budget; what she may not she does not find, and the log knows it', async () => {
  const app = await openApp(owner, page('/app/settings/team'), 'Team');
  await app.getByText('Mara Winter').waitFor();
  await app.getByRole('combobox', { name: 'Role of Jonas Berg' }).selectOption({ label: 'Serve members' });
  await app.getByRole('textbox', { name: 'Points a month' }).fill('100');
  await pressInSaveBar(owner, 'Save');
  await app.getByText('0 of 100 points given this month.').waitFor();
  const jonas = await newVisitor(browser, 'phone', 'en-GB');
  await jonas.goto(`${sandbox.storeUrl}/admin/staff/43`);
  const his = await openApp(jonas, page('/app/settings/team'), 'Team');
  await his.getByText('Serve members', { exact: true }).first().waitFor();
  expect(await his.getByRole('combobox', { name: 'Whoever opens the app may' }).isDisabled()).toBe(true);
  await jonas.context().close();
  await owner.goto(page('/app/settings/log'));
  const log = await appWith(owner, 'Log');
  await log.getByText('Changed a role').waitFor();
  await log.getByText('new role: serve').waitFor();
  await log.getByText('Changed the settings').first().waitFor();
});

test('somebody else’s save is not overwritten, and what was typed stays', async () => {
  const app = await openApp(owner, page('/app/settings'), 'Settings');
  const { rows } = await sandbox.db.query<{ revision: number }>('SELECT revision FROM shop_settings');
  await askAsStaff(sandbox, 'settings', { settings: { languages: ['de'] }, seen: rows[0]?.revision ?? 0 });
  await app.getByRole('textbox', { name: 'Name of the sender' }).fill('My own words');
  await owner.locator('#save-bar').getByRole('button', { name: 'Save' }).click();
  await app.getByText('Somebody else has changed the settings meanwhile').waitFor();
  expect(await app.getByRole('textbox', { name: 'Name of the sender' }).inputValue()).toBe('My own words');
});
