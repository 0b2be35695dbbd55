/** The merchant's members: brought in from another program, found, looked after, taken out; desk and phone, German and English. */
import '../support/environment.ts';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';

const PROGRAM = {
  tiers: {
    basis: 'spend',
    period: { kind: 'lifetime' },
    list: [{ id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '1000' }],
  },
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
};
const FILE = [
  'Email;Points Balance;Birthdate;VIP Tier;Activation Date',
  'ada@example.com;500;24.12.1990;Gold;',
  'bea@example.com;1.200;;;',
  'kein Mitglied;5;;;',
  'cleo@example.com;80;;;',
].join('\r\n');

let sandbox: TestSandbox;
let browser: Browser;
let merchant: Page;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: PROGRAM }), openBrowser()]);
  merchant = await newVisitor(browser, 'desk');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const at = (path: string) => `${sandbox.storeUrl}/admin/apps/treuwerk/app${path}`;

async function choose(app: FrameLocator, name: string, body: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(body) };
  await app.locator('input[type=file]').setInputFiles(file);
}

test('a file of another program is brought in after a look at what would happen, and taken back', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Ada',
    email: 'ada@example.com',
  });
  await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: 2_000 }] });
  await sandbox.settled();
  const app = await openApp(merchant, at('/members/import'), 'Mitglieder importieren');
  await takePicture(merchant, 'admin-import-start');
  await expectAccessible(await appFrame(merchant), 'the import');
  await choose(app, 'rivo.csv', FILE);
  await app.getByText('Erkannt: Rivo').waitFor();
  await takePicture(merchant, 'admin-import-columns');
  await expectAccessible(await appFrame(merchant), 'the columns of a file');
  await app.getByRole('button', { name: 'Datei prüfen' }).click();
  await app.getByText('Was geschehen würde').waitFor();
  await app.getByText('Die Zahl lässt sich auf zwei Arten lesen').waitFor();
  await app.getByLabel('So sind Zahlen geschrieben').selectOption('comma');
  await app.getByRole('button', { name: 'Noch einmal prüfen' }).click();
  await app.getByRole('button', { name: '3 Zeilen buchen' }).waitFor();
  await takePicture(merchant, 'admin-import-check');
  await expectAccessible(await appFrame(merchant), 'what an import would do');
  await app.getByRole('button', { name: '3 Zeilen buchen' }).click();
  await app.getByText('Was geschehen ist').waitFor();
  await takePicture(merchant, 'admin-import-done');
  const sums = async () => {
    const { rows } = await sandbox.db.query<{ sum: number }>(
      `SELECT coalesce(sum(available), 0)::float8 AS sum FROM member_balances WHERE shop = $1`,
      [sandbox.shop],
    );
    return rows[0]?.sum;
  };
  expect(await sums()).toBe(20 + 500 + 1_200 + 80);
  await app.getByRole('button', { name: 'Zurücknehmen' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).click();
  await app.getByText('Punkte zurückgenommen').waitFor();
  expect(await sums()).toBe(20);
});

test('members are found by order and filter, on a phone and in English', async () => {
  const phone = await newVisitor(browser, 'phone', 'en-GB');
  const { rows } = await sandbox.db.query<{ name: string }>(
    `SELECT o.name FROM orders o JOIN members m ON m.shop = o.shop AND m.id = o.member_id
      WHERE o.shop = $1 AND m.email = 'ada@example.com'`,
    [sandbox.shop],
  );
  const order = rows[0]?.name ?? '';
  const app = await openApp(phone, at('/members?locale=en'), 'Members');
  await app.getByRole('searchbox').fill(order);
  await app.getByRole('link', { name: /Ada/ }).waitFor();
  await app.getByRole('button', { name: 'Clear search' }).click();
  await app.getByRole('button', { name: 'Filter' }).click();
  await app.getByLabel('State').selectOption('guest');
  await takePicture(phone, 'admin-members-filters-phone');
  await app.getByRole('button', { name: 'Show' }).click();
  await app.getByText('2 members').waitFor();
  await expectAccessible(await appFrame(phone), 'the members on a phone');
  await phone.context().close();
});

test('a member is given a tier, blocked and let again, and merged with another', async () => {
  const { rows } = await sandbox.db.query<{ id: string; email: string | null }>(
    `SELECT id::text, email FROM members WHERE shop = $1 AND customer_id IS NOT NULL AND email = 'ada@example.com'`,
    [sandbox.shop],
  );
  const member = rows[0]?.id ?? '';
  const app = await openApp(merchant, at(`/members/${member}`), 'Ada');
  await app.getByRole('button', { name: 'Stufe geben' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Stufe geben' }).click();
  await app.getByText('Bekam', { exact: false }).or(app.getByText('von Hand')).first().waitFor();
  await app.getByRole('button', { name: 'Sperren' }).click();
  await takePicture(merchant, 'admin-member-block');
  await app.getByRole('dialog').getByRole('button', { name: 'Sperren' }).click();
  await app.getByText('Gesperrt seit').waitFor();
  await takePicture(merchant, 'admin-member-actions');
  await expectAccessible(await appFrame(merchant), 'a blocked member');
  await app.getByRole('button', { name: 'Entsperren' }).click();
  await app.getByText('Gesperrt seit').waitFor({ state: 'hidden' });
  const guest = await sandbox.db.query<{ id: string }>(
    'SELECT id::text FROM members WHERE shop = $1 AND customer_id IS NULL ORDER BY id LIMIT 1',
    [sandbox.shop],
  );
  await app.getByRole('button', { name: 'Mit anderem Mitglied' }).click();
  await app.getByLabel('Nummer des anderen Mitglieds').fill(guest.rows[0]?.id ?? '');
  await app.getByRole('button', { name: 'Nachsehen' }).click();
  await app.getByText('würde Teil dieses Mitglieds').waitFor();
  await takePicture(merchant, 'admin-member-merge');
  await app.getByRole('button', { name: 'Endgültig zusammenführen' }).click();
  await app.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect
    .poll(async () => {
      const merged = await sandbox.db.query(
        'SELECT heir_id::text AS heir FROM members WHERE shop = $1 AND id = $2',
        [sandbox.shop, guest.rows[0]?.id],
      );
      return merged.rows[0];
    })
    .toEqual({ heir: member });
});

test('everything is exported and downloaded', async () => {
  const app = await openApp(merchant, at('/members/export'), 'Exportieren und einspielen');
  await app.getByRole('button', { name: 'Alles exportieren' }).click();
  await app.getByRole('button', { name: /Herunterladen/ }).waitFor();
  await takePicture(merchant, 'admin-export');
  await expectAccessible(await appFrame(merchant), 'the export');
  const [download] = await Promise.all([
    merchant.waitForEvent('download'),
    app.getByRole('button', { name: /Herunterladen/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^treuwerk-.*\.ndjson\.gz$/);
});
