/** The merchant prepares a program: draft, a try on the past, publishing what moves tiers, and the way back. */
import '../support/environment.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, openApp, openArea, pressInSaveBar, publishDraft, saveArea } from './merchant.ts';

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
const RATE = /^1 Punkt für je 1,00\s€ bearbeiten$/;

let sandbox: TestSandbox;
let browser: Browser;
let merchant: Page;
let address: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: PROGRAM }), openBrowser()]);
  address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/program`;
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
  const app = await openApp(merchant, address, 'Programm');
  await app.getByText('Version 1 ist live').waitFor();

  await openArea(merchant, 'Sammeln');
  await app.getByRole('button', { name: RATE }).click();
  await app.getByLabel('Punkte', { exact: true }).fill('3');
  await saveArea(merchant);
  await app.getByText(/Sammelregel „3 Punkte für je 1,00\s€“ › Punkte/).waitFor();
  await app.getByText('Vorher: 1', { exact: true }).waitFor();
  await app.getByText('Nachher: 3', { exact: true }).waitFor();

  await app.getByRole('button', { name: 'An der Vergangenheit ausprobieren' }).click();
  await app.getByRole('row', { name: /Vergebene Punkte/ }).waitFor();
  // 200.00 at 1 and at 3 points, 50 for the big order, 100 for signing up, 10 for silver.
  expect(await app.getByRole('row', { name: /Vergebene Punkte/ }).innerText()).toMatch(/360\s+760/);
  await app.getByText('Niemand wechselt die Stufe.').waitFor();
  await expectAccessible(await appFrame(merchant), 'the program with a draft');
  await takePicture(merchant, 'admin-program-draft');
  await app.getByRole('heading', { name: 'An der Vergangenheit ausprobieren' }).scrollIntoViewIfNeeded();
  await takePicture(merchant, 'admin-program-trial');

  await app.getByLabel('Notiz zu dieser Version').fill('Dreifach');
  await publishDraft(merchant, 2);
  await app.getByText('„Dreifach“').waitFor();
  await app.getByText('Es gibt nichts zu veröffentlichen.').waitFor();

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

/** Somebody else saves a draft that differs in one place from the newest version. */
async function somebodyElse(path: string, value: string): Promise<void> {
  await sandbox.db.query(
    `INSERT INTO program_drafts AS d (shop, config, based_on, revision, updated_at, updated_by)
      SELECT shop, jsonb_set(config, $1, $2::jsonb), version, 2, now(), 'staff:9'
        FROM program_versions ORDER BY version DESC LIMIT 1
      ON CONFLICT (shop) DO UPDATE SET config = jsonb_set(d.config, $1, $2::jsonb), revision = d.revision + 1,
        updated_by = 'staff:9'`,
    [path, value],
  );
}

async function draft<Value>(path: string): Promise<Value | undefined> {
  const { rows } = await sandbox.db.query<{ value: Value }>(
    'SELECT config #> $1::text[] AS value FROM program_drafts',
    [path],
  );
  return rows[0]?.value;
}

test('two people in different areas lose nothing, and in the same one the second is asked', async () => {
  const app = await openApp(merchant, `${address}/earning`, 'Sammeln');
  await app.getByRole('button', { name: RATE }).click();
  await app.getByLabel('Punkte', { exact: true }).fill('4');
  await somebodyElse('{redemption,validDays}', '21');
  await pressInSaveBar(merchant, 'Speichern');
  await expect.poll(() => draft<number>('{earning,rules,0,points}')).toBe(4);
  expect(await draft<number>('{redemption,validDays}')).toBe(21);

  await app.getByRole('button', { name: /^4 Punkte für je 1,00\s€ bearbeiten$/ }).click();
  await app.getByLabel('Punkte', { exact: true }).fill('6');
  await somebodyElse('{earning,rules,0,points}', '9');
  await merchant.locator('#save-bar').getByRole('button', { name: 'Speichern' }).click();
  await app.getByText('Jemand anderes hat diesen Bereich inzwischen geändert').waitFor();
  await app.getByText('Nachher: 9').waitFor();
  expect(await app.getByLabel('Punkte', { exact: true }).inputValue()).toBe('6');
  await expectAccessible(await appFrame(merchant), 'the question which of two shall stand');
  await takePicture(merchant, 'admin-program-conflict');
  await app.getByRole('button', { name: 'Meinen Stand dieses Bereichs behalten' }).click();
  await expect.poll(() => draft<number>('{earning,rules,0,points}')).toBe(6);
  expect(await draft<number>('{redemption,validDays}')).toBe(21);
});

test('a link away from unsaved changes asks first, staying keeps them, and discarding lets her go', async () => {
  const app = await openApp(merchant, `${address}/life`, 'Lebensdauer der Punkte');
  await app.getByLabel('Wartetage').fill('7');
  await merchant.locator('#save-bar').waitFor();
  await app.getByRole('link', { name: 'Programm' }).first().click();
  await expect.poll(() => app.getByLabel('Wartetage').inputValue()).toBe('7');
  await pressInSaveBar(merchant, 'Verwerfen');
  await appWith(merchant, 'Programm');
  const again = await openApp(merchant, `${address}/life`, 'Lebensdauer der Punkte');
  expect(await again.getByLabel('Wartetage').inputValue()).toBe('0');
});

test('what was seen is what is published: a draft that changed meanwhile is not', async () => {
  const app = await openApp(merchant, address, 'Programm');
  await somebodyElse('{redemption,validDays}', '28');
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText('Das Programm wurde nicht veröffentlicht').waitFor();
  expect(await draft<number>('{redemption,validDays}')).toBe(28);
});

test('publishing what changes tiers asks first, and says that nobody has tried it', async () => {
  await somebodyElse('{tiers,list,0,enter}', '"300.00"');
  const app = await openApp(merchant, address, 'Programm');
  await app.getByText('Stufe „Silber“ › Erreicht mit').waitFor();
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText('Sie haben dieses Programm nicht an der Vergangenheit ausprobiert').waitFor();
  await expectAccessible(await appFrame(merchant), 'the question before publishing');
  await app.getByRole('button', { name: 'Zuerst ausprobieren' }).click();
  await app.getByText('1 Mitglied wechselt von Silber zu keiner Stufe.').waitFor();
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText('nach ihrer ganzen Vergangenheit beurteilt').waitFor();
  await takePicture(merchant, 'admin-program-tiers');
  await app.getByRole('button', { name: 'Abbrechen' }).click();
});

test('a version is scheduled for a later day, and called off again', async () => {
  const app = await openApp(merchant, address, 'Programm');
  await app.getByLabel('Gilt ab (freiwillig)').fill('2030-01-01');
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText('Vorgemerkt', { exact: true }).waitFor();
  await app.getByText('Version 3 ist live').waitFor();
  await app.getByRole('button', { name: 'Version 4 absagen' }).click();
  await app.getByText('Die vorgemerkte beginnt nie.').waitFor();
  await app.getByRole('dialog').getByRole('button', { name: 'Absagen', exact: true }).click();
  await app.getByText('Version 5 ist live').waitFor();
  expect(await app.getByText('Vorgemerkt', { exact: true }).count()).toBe(0);
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
  const member = `${sandbox.storeUrl}/admin/apps/treuwerk/app/members/${rows[0]?.id}`;
  for (const device of ['desk', 'phone'] as const) {
    const page = await newVisitor(browser, device);
    const shown = await openApp(page, member, 'Erika Muster');
    await shown
      .getByRole('button', { name: /Warum so viele/ })
      .first()
      .click();
    await shown.getByText('Große Bestellung').waitFor();
    await shown.getByText('Geschenk zur Stufe Silber').waitFor();
    await expectAccessible(await appFrame(page), `the member on the ${device}`);
    await takePicture(page, `admin-member-${device}`);
  }
});
