/** Rewards of every kind go through the form, are published, and come back as they were typed. */
import '../support/environment.ts';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp, publishDraft, saveArea } from './merchant.ts';

let sandbox: TestSandbox;
let browser: Browser;
let merchant: Page;
let address: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: { rewards: [] } }), openBrowser()]);
  address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/program`;
  merchant = await newVisitor(browser, 'desk');
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

type Field = [label: string, typed: string];
const PRICE = 'Preis in Punkten';
/** What is typed for each kind; the last row is what becomes of it. */
const REWARDS: { add: string; fields: Field[]; check?: string; becomes: object }[] = [
  {
    add: 'Betrag',
    fields: [
      [PRICE, '500'],
      ['Betrag', '5,00'],
      ['Mindestbestellwert (freiwillig)', '20,00'],
    ],
    check: 'Rabatten auf den Versand',
    becomes: { kind: 'amountOff', points: 500, amount: '5.00', minimumSubtotal: '20.00' },
  },
  {
    add: 'Prozent',
    fields: [
      [PRICE, '800'],
      ['Prozent Rabatt auf die Bestellung', '12,5'],
    ],
    becomes: { kind: 'percentOff', points: 800, percent: 12.5 },
  },
  {
    add: 'Gratisversand',
    fields: [[PRICE, '400']],
    becomes: { kind: 'freeShipping', points: 400 },
  },
  { add: 'Gratisprodukt', fields: [[PRICE, '900']], becomes: { kind: 'product', points: 900 } },
  {
    add: 'Guthaben',
    fields: [
      [PRICE, '1000'],
      ['Betrag', '10,00'],
      ['Tage bis zum Ende', '1200'],
    ],
    becomes: { kind: 'storeCredit', points: 1_000, amount: '10.00', expiresInDays: 1_200 },
  },
  {
    add: 'Gutscheinkarte',
    fields: [
      [PRICE, '2500'],
      ['Betrag', '25,00'],
      ['Eigener Titel – Deutsch', 'Karte zum Verschenken'],
    ],
    becomes: { kind: 'giftCard', points: 2_500, amount: '25.00', title: { de: 'Karte zum Verschenken' } },
  },
];

async function choosePot(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'Varianten wählen', exact: true }).click();
  await merchant.getByRole('checkbox', { name: /Teekanne aus Glas/ }).check();
  await merchant.getByRole('button', { name: 'Auswählen', exact: true }).click();
  await app.getByText(/^Teekanne aus Glas/).waitFor();
}

async function published(): Promise<{ version: number; rewards: object[] }> {
  const { rows } = await sandbox.db.query<{ version: number; rewards: object[] }>(
    `SELECT version::int, config->'rewards' AS rewards FROM program_versions ORDER BY version DESC LIMIT 1`,
  );
  return rows[0] ?? { version: 0, rewards: [] };
}

test('each kind is typed in, refused while Shopify does not allow it, published, and read back', async () => {
  const { version } = await published();
  await sandbox.act('scopes', { withdraw: ['write_gift_cards', 'read_gift_cards'] });
  const app = await openApp(merchant, `${address}/rewards`, 'Prämien');
  for (const { add, fields, check } of REWARDS) {
    await app.getByLabel('Prämie hinzufügen').selectOption({ label: add });
    for (const [label, typed] of fields) await app.getByLabel(label, { exact: true }).fill(typed);
    if (add === 'Gratisprodukt') await choosePot(app);
    if (check) await app.getByLabel(check).check();
  }
  await expectAccessible(await appFrame(merchant), 'rewards of every kind');
  await takePicture(merchant, 'admin-program-rewards');
  await saveArea(merchant);
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText('Das Programm wurde nicht veröffentlicht').waitFor();
  expect((await published()).version).toBe(version);

  await sandbox.act('scopes', { grant: ['write_gift_cards', 'read_gift_cards'] });
  await publishDraft(merchant, version + 1);
  const { rewards } = await published();
  expect(rewards).toMatchObject(REWARDS.map(({ becomes }) => becomes));
  expect(rewards[0]).toMatchObject({ combinesWith: { shipping: true } });
  expect(rewards[3]).toMatchObject({ variantIds: [expect.stringMatching(/^\d+$/)] });

  const again = await openApp(merchant, `${address}/rewards`, 'Prämien');
  for (const { fields, check } of REWARDS) {
    const [, price = ''] = fields[0] ?? [];
    const points = Number(price).toLocaleString('de-DE');
    const row = again
      .getByRole('listitem')
      .filter({ has: again.getByText(`${points} Punkte`, { exact: true }) })
      .filter({ has: again.getByRole('button') });
    await row.getByRole('button', { name: /bearbeiten$/ }).click();
    for (const [label, typed] of fields)
      expect(await again.getByLabel(label, { exact: true }).inputValue(), label).toBe(typed);
    if (check) expect(await again.getByLabel(check).isChecked()).toBe(true);
    await again.getByRole('button', { name: /^Fertig mit/ }).click();
  }
  await expect.poll(() => merchant.locator('#save-bar').isVisible()).toBe(false);
});
