/** The merchant prepares a program: draft, a try on the past, publishing what moves tiers, and the way back. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, openApp } from './merchant.ts';

const PROGRAM = {
  earning: {
    rules: [
      {},
      {
        id: 'big',
        kind: 'orderFlat',
        points: 50,
        minimumSubtotal: '100',
        title: { en: 'Big order', de: 'Große Bestellung' },
      },
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
    ],
    campaigns: [{ id: 'double', kind: 'factor', factor: 2, from: '2020-01-01', until: '2020-01-31' }],
  },
  tiers: {
    period: { kind: 'lifetime' },
    list: [
      {
        id: 'silver',
        name: { en: 'Silver', de: 'Silber' },
        enter: '100.00',
        entryGift: 10,
        earningFactor: 1.5,
      },
      { id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '1000.00' },
    ],
  },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

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

test('a draft is saved, tried on the past, published, and the version before is brought back', async () => {
  const customer = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Erika',
    lastName: 'Muster',
    email: 'erika@example.com',
  });
  await sandbox.act('orders', {
    customerId: customer.id,
    taxesIncluded: false,
    lines: [{ unitPrice: 20_000 }],
  });
  await sandbox.settled();
  const app = await openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app/program`, 'Programm');
  await app.getByText('Version 1 ist live').waitFor();

  await app.getByLabel('Punkte', { exact: true }).fill('3');
  await app.getByRole('button', { name: 'Als Entwurf speichern' }).click();
  await app.getByText('Sie sehen einen Entwurf').waitFor();
  await app.getByText('earning › rules › orders › points').waitFor();
  expect(await app.getByLabel('Punkte', { exact: true }).inputValue()).toBe('3');

  await app.getByRole('button', { name: 'An der Vergangenheit ausprobieren' }).click();
  await app.getByRole('cell').first().waitFor();
  // 200.00 at 1 and at 3 points, 50 for the big order, 100 for signing up, 10 for silver.
  expect(await app.getByRole('row', { name: /Vergebene Punkte/ }).innerText()).toMatch(/360\s+760/);
  await app.getByText('Niemand wechselt die Stufe.').waitFor();
  await expectAccessible(await appFrame(merchant), 'the program with a draft');
  await takePicture(merchant, 'admin-program-draft');
  await app.getByRole('heading', { name: 'An der Vergangenheit ausprobieren' }).scrollIntoViewIfNeeded();
  await takePicture(merchant, 'admin-program-trial');

  await app.getByLabel('Notiz zu dieser Version').fill('Dreifach');
  await app.getByRole('button', { name: 'Veröffentlichen' }).click();
  await app.getByText('Version 2 ist live').waitFor();
  await app.getByText('„Dreifach“').waitFor();
  await expect.poll(() => app.getByText('Sie sehen einen Entwurf').count()).toBe(0);

  const { rows } = await sandbox.db.query<{ config: { earning: { rules: unknown[] }; tiers: unknown } }>(
    'SELECT config FROM program_versions ORDER BY version',
  );
  const [first, second] = rows;
  expect(second?.config).toEqual({
    ...first?.config,
    earning: {
      ...first?.config.earning,
      rules: [
        { ...(first?.config.earning.rules[0] as object), points: 3 },
        ...(first?.config.earning.rules.slice(1) ?? []),
      ],
    },
  });

  await app.getByRole('button', { name: 'Version 1 zurückbringen' }).click();
  await app.getByText('Was das am Live-Programm ändert').waitFor();
  await expectAccessible(await appFrame(merchant), 'bringing back');
  await takePicture(merchant, 'admin-program-restore');
  await app.getByRole('button', { name: 'Zurückbringen', exact: true }).click();
  await app.getByText('Version 3 ist live').waitFor();
  await app.getByText('Bringt Version 1 zurück').waitFor();
});

test('another state of the draft is not overwritten, and says so', async () => {
  const app = await appWith(merchant, 'Programm');
  await app.getByLabel('Punkte', { exact: true }).fill('4');
  await sandbox.db.query(
    `INSERT INTO program_drafts (shop, config, based_on, revision, updated_at, updated_by)
      SELECT shop, config, version, 2, now(), 'staff:9' FROM program_versions ORDER BY version DESC LIMIT 1`,
  );
  await app.getByRole('button', { name: 'Als Entwurf speichern' }).click();
  await app.getByText('Der Entwurf wurde nicht gespeichert').waitFor();
  expect(await app.getByLabel('Punkte', { exact: true }).inputValue()).toBe('4');
});

test('publishing what changes tiers asks first, and says that nobody has tried it', async () => {
  await merchant.reload();
  const app = await appWith(merchant, 'Programm');
  await app.getByText('Sie sehen einen Entwurf').waitFor();
  await sandbox.db.query(
    `UPDATE program_drafts SET config = jsonb_set(config, '{tiers,list,0,enter}', '"300.00"'), revision = revision + 1`,
  );
  await merchant.reload();
  await app.getByText('tiers › list › silver › enter').waitFor();
  await app.getByRole('button', { name: 'Veröffentlichen' }).click();
  await app.getByText('Sie haben dieses Programm nicht an der Vergangenheit ausprobiert').waitFor();
  await expectAccessible(await appFrame(merchant), 'the question before publishing');
  await app.getByRole('button', { name: 'Zuerst ausprobieren' }).click();
  await app.getByText('1 Mitglied wechselt von Silber zu keiner Stufe.').waitFor();
  await app.getByRole('button', { name: 'Veröffentlichen' }).click();
  await app.getByText('nach ihrer ganzen Vergangenheit beurteilt').waitFor();
  await takePicture(merchant, 'admin-program-tiers');
  await app.getByRole('button', { name: 'Abbrechen' }).click();
});

test('the books are compared with Shopify on demand', async () => {
  const app = await openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app/activity`, 'Aktivität');
  await app.getByRole('button', { name: 'Jetzt vergleichen' }).click();
  await app.getByText(/1 Bestellung wurde angesehen\. Die Bücher sagen dasselbe\./).waitFor();
  await expectAccessible(await appFrame(merchant), 'Activity with a comparison');
  await app.getByRole('heading', { name: 'Mit Shopify verglichen' }).scrollIntoViewIfNeeded();
  await takePicture(merchant, 'admin-activity-drift');
});

test('the member says why, on the desk and on the phone', async () => {
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id::text FROM members');
  const address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/members/${rows[0]?.id}`;
  for (const device of ['desk', 'phone'] as const) {
    const page = await newVisitor(browser, device);
    const member = await openApp(page, address, 'Erika Muster');
    await member
      .getByRole('button', { name: /Warum so viele/ })
      .first()
      .click();
    await member.getByText('Große Bestellung').waitFor();
    await member.getByText('Geschenk zur Stufe Silber').waitFor();
    await expectAccessible(await appFrame(page), `the member on the ${device}`);
    await takePicture(page, `admin-member-${device}`);
  }
});
