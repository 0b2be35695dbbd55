/** What the merchant sees of plans, of permissions that are missing, and of access that is lost. */
import '../support/environment.ts';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';

const DAY = 86_400_000;
const PROGRAM = {
  rewards: [
    { id: 'five', kind: 'amountOff', points: 500, amount: '5.00' },
    { id: 'credit', kind: 'storeCredit', points: 1_000, amount: '10.00' },
  ],
};
let sandbox: TestSandbox;
let browser: Browser;
let merchant: Page;
beforeAll(async () => {
  const env = { TREUWERK_PLANS: JSON.stringify({ app: 'treuwerk', graceDays: 14 }) };
  [sandbox, browser] = await Promise.all([startSandbox({ program: PROGRAM, env }), openBrowser()]);
  merchant = await newVisitor(browser, 'desk');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

function home(): Promise<FrameLocator> {
  return openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app`, 'Start');
}

async function untilStored(condition: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (await sandbox.db.query(`SELECT 1 FROM shop_access WHERE shop = $1 AND ${condition}`, [sandbox.shop]))
          .rowCount,
      { timeout: 20_000 },
    )
    .toBe(1);
}

test('Home shows the plan, and when it lapses what goes on and what does not', async () => {
  await sandbox.act('plan', { name: 'Wachstum' });
  await untilStored(`subscriptions @> '[{"name":"Wachstum"}]'`);
  let app = await home();
  await app.getByText('Sie nutzen Treuwerk mit dem Tarif „Wachstum“.').waitFor();
  expect(await app.getByRole('link', { name: 'Tarife ansehen' }).getAttribute('href')).toBe(
    `https://admin.shopify.com/store/${sandbox.shop.replace('.myshopify.com', '')}/charges/treuwerk/pricing_plans`,
  );
  expect(await app.getByText('Kein Tarif ist aktiv').count()).toBe(0);

  await sandbox.act('plan', { status: 'CANCELLED' });
  await untilStored('lapsed_at IS NOT NULL');
  app = await home();
  await app.getByText('Kein Tarif ist aktiv').waitFor();
  await app.getByText(/sammeln und lösen ein wie bisher\. Ab .* können Sie keine neue Version/).waitFor();
  await sandbox.act('clock', { advanceMs: 20 * DAY });
  app = await home();
  await app.getByText(/erst veröffentlichen, wenn Sie einen Tarif wählen/).waitFor();
  await app.getByRole('link', { name: 'Tarif wählen' }).waitFor();
  await expectAccessible(await appFrame(merchant), 'Home without a plan');
  await takePicture(merchant, 'admin-plan-lapsed');
});

test('missing permissions are named in plain words; what rewards need is asked for at once', async () => {
  await sandbox.act('scopes', { withdraw: ['write_customers', 'write_store_credit_account_transactions'] });
  await untilStored(`scopes NOT LIKE '%write_customers%'`);
  const app = await home();
  await app.getByText('Eine Berechtigung fehlt').waitFor();
  await app.getByText(/Punkte und Stufen werden im Shop und im Checkout nicht aktualisiert/).waitFor();
  const again = app.getByRole('link', { name: 'Treuwerk neu öffnen' });
  expect(await again.getAttribute('href')).toBe(`shopify://admin/apps/${sandbox.apiKey}`);
  await app.getByText('Guthaben geben, für Prämien, die Guthaben geben.').waitFor();
  await expectAccessible(await appFrame(merchant), 'Home with missing permissions');
  await takePicture(merchant, 'admin-permissions-missing');

  await app.getByRole('button', { name: 'Erlauben' }).click();
  await untilStored(`scopes LIKE '%write_store_credit_account_transactions%'`);
  await app.getByText('Prämien Ihres Programms fehlt eine Berechtigung').waitFor({ state: 'hidden' });
  await sandbox.act('scopes', { grant: ['write_customers'] });
  await untilStored(`scopes LIKE '%write_customers%'`);
  await expect.poll(async () => (await home()).getByText('Eine Berechtigung fehlt').count()).toBe(0);
});

test('lost access is told on Home and in Activity, in English too and on a phone', async () => {
  await sandbox.db.query('UPDATE shop_access SET lost_at = now(), restored_at = NULL WHERE shop = $1', [
    sandbox.shop,
  ]);
  const phone = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(phone, `${sandbox.storeUrl}/admin/apps/treuwerk/app?locale=en`, 'Home');
  await app.getByText(/Treuwerk has had no access to your shop since/).waitFor();
  await app.getByText(/no points are lost/).waitFor();
  await app.getByRole('link', { name: 'Open Treuwerk again' }).waitFor();
  await expectAccessible(await appFrame(phone), 'Home without access');
  await takePicture(phone, 'admin-access-lost');
  const activity = await openApp(
    phone,
    `${sandbox.storeUrl}/admin/apps/treuwerk/app/activity?locale=en`,
    'Activity',
  );
  await activity.getByText(/Treuwerk has had no access to your shop since/).waitFor();
});
