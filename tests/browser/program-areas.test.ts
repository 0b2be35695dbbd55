/**
 * Every area of the program as someone meets it who has never seen it: at a desk and on a phone, in German and in English,
 * by mouse and by keyboard alone; a program is built from nothing, and the storefront then says what its preview said.
 */
import '../support/environment.ts';
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp, openArea, publishDraft, saveArea } from './merchant.ts';
import { launcher, signUp } from './shopper.ts';

const ERIKA = { first: 'Erika', last: 'Muster', email: 'erika@example.com' };
const AREAS = {
  de: {
    '': 'Programm',
    '/earning': 'Sammeln',
    '/rewards': 'Prämien',
    '/tiers': 'Stufen',
    '/campaigns': 'Aktionen',
    '/life': 'Lebensdauer der Punkte',
    '/people': 'Teilnahme',
    '/words': 'Wörter',
    '/running': 'Läuft oder pausiert',
  },
  en: {
    '': 'Program',
    '/earning': 'Earning',
    '/rewards': 'Rewards',
    '/tiers': 'Tiers',
    '/campaigns': 'Campaigns',
    '/life': 'Life of points',
    '/people': 'Members',
    '/words': 'Words',
    '/running': 'Running or paused',
  },
};

let sandbox: TestSandbox;
let browser: Browser;
let address: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ args: ['--empty'], program: { earning: { rules: [{ points: 1 }] } } }),
    openBrowser(),
  ]);
  address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/program`;
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function live(): Promise<Record<string, unknown>> {
  const { rows } = await sandbox.db.query<{ config: Record<string, unknown> }>(
    'SELECT config FROM program_versions ORDER BY version DESC LIMIT 1',
  );
  return rows[0]?.config ?? {};
}

async function buildTiers(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'Stufe hinzufügen' }).click();
  await app.getByLabel('Name – Deutsch').fill('Silber');
  await app.getByLabel('Name – Englisch').fill('Silver');
  await app.getByLabel('Erreicht mit').fill('200,00');
  await app.getByText('„Silber“ bringt noch nichts.').first().waitFor();
  await app.getByLabel('Mitglieder sammeln das Wievielfache').fill('1,5');
  await app.getByLabel('Gratisversand').check();
  await app.getByRole('button', { name: 'Stufe hinzufügen' }).click();
  await app.getByLabel('Name – Deutsch').fill('Gold');
  await app.getByLabel('Name – Englisch').fill('Gold');
  await app.getByLabel('Erreicht mit').fill('100');
  await app.getByText('Jede Stufe muss mehr verlangen als die davor.').waitFor();
  await app.getByLabel('Erreicht mit').fill('500');
  await app.getByLabel('Prozent Rabatt auf jede Bestellung').fill('5');
}

test('a program with tiers, a campaign and a free product is built, warned about, and published', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address, 'Programm');
  await app.getByText('Es gibt keine Prämie, also nichts für die Punkte.').waitFor();

  await openArea(merchant, 'Stufen');
  await buildTiers(app);
  await expectAccessible(await appFrame(merchant), 'tiers being built');
  await takePicture(merchant, 'admin-program-tier-form');
  await saveArea(merchant);

  await openArea(merchant, 'Aktionen');
  await app.getByLabel('Aktion hinzufügen').selectOption({ label: 'Mehr Punkte auf jede Bestellung' });
  await app.getByLabel('Erster Tag').fill('2020-01-01');
  await app.getByLabel('Letzter Tag').fill('2019-01-01');
  await app.getByText('Der letzte Tag darf nicht vor dem ersten liegen.').waitFor();
  await app.getByLabel('Letzter Tag').fill('2020-01-31');
  await app
    .getByText(/Diese Aktion ist seit dem .* vorbei/)
    .first()
    .waitFor();
  await app.getByLabel('Erster Tag').fill('2030-05-01');
  await app.getByLabel('Letzter Tag').fill('2030-05-03');
  await app.getByText('Demnächst', { exact: true }).waitFor();
  await saveArea(merchant);

  await openArea(merchant, 'Sammeln');
  await app.getByRole('button', { name: /^1 Punkt für je 1,00\s€ bearbeiten$/ }).click();
  await app.getByLabel('Punkte', { exact: true }).fill('zwei');
  await app.getByText('Geben Sie eine Zahl ein.').waitFor();
  await app.getByText('Die Vorschau zeigt den letzten lesbaren Stand.').waitFor();
  await app.getByLabel('Punkte', { exact: true }).fill('5');
  await app
    .getByLabel('Regel hinzufügen')
    .selectOption({ label: 'Punkte für etwas anderes als eine Bestellung' });
  await app.getByLabel('Punkte', { exact: true }).fill('300');
  await takePicture(merchant, 'admin-program-earning-form');
  await saveArea(merchant);

  await openArea(merchant, 'Prämien');
  await app.getByLabel('Prämie hinzufügen').selectOption({ label: 'Gratisprodukt' });
  await app.getByLabel('Preis in Punkten').fill('250');
  await app.getByText('Wählen Sie mindestens eines.').waitFor();
  await app.getByRole('button', { name: 'Varianten wählen', exact: true }).click();
  await merchant.getByRole('checkbox', { name: /Teekanne aus Glas/ }).check();
  await merchant.getByRole('button', { name: 'Auswählen', exact: true }).click();
  await app.getByText(/^Teekanne aus Glas/).waitFor();
  await app.getByText('Wer neu ist, bekommt 300 Punkte ohne Bestellung').first().waitFor();
  await app.getByLabel('Prämie hinzufügen').selectOption({ label: 'Betrag' });
  await saveArea(merchant);

  await app.getByText('Wer neu ist, bekommt 300 Punkte ohne Bestellung').waitFor();
  await takePicture(merchant, 'admin-program-warnings');
  await app.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByRole('dialog').getByText('Bitte prüfen').first().waitFor();
  await expectAccessible(await appFrame(merchant), 'warnings before publishing');
  await app.getByRole('button', { name: 'Abbrechen' }).click();
  await publishDraft(merchant, 2);
  expect(await live()).toMatchObject({
    tiers: {
      list: [
        { name: { de: 'Silber', en: 'Silver' }, enter: '200.00', earningFactor: 1.5 },
        { name: { de: 'Gold', en: 'Gold' }, enter: '500', perks: { discountPercent: 5 } },
      ],
    },
    earning: {
      rules: [{ points: 5 }, { kind: 'deed', deed: 'signUp', points: 300 }],
      campaigns: [{ kind: 'factor', factor: 2, from: '2030-05-01', until: '2030-05-03' }],
    },
    rewards: [
      { kind: 'product', points: 250 },
      { kind: 'amountOff', points: 500, amount: '5.00' },
    ],
  });
  await openArea(merchant, 'Prämien');
  await app.getByRole('button', { name: 'Ein Gratisprodukt bearbeiten' }).click();
  // After reading it anew, Shopify says what it is called.
  await app.getByText(/^Teekanne aus Glas/).waitFor();
});

/** Text of an element without differences in its spaces. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

test('the storefront says what its preview said', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address, 'Programm');
  const preview = app
    .getByRole('heading', { name: 'Fenster', exact: true })
    .locator('xpath=following-sibling::*');
  await preview.getByText('Deine Punkte').waitFor();
  const promised = (await preview.locator('p, span').allInnerTexts()).map(plain);
  const shopper = await newVisitor(browser, 'phone');
  await signUp(shopper, sandbox.storeUrl, ERIKA);
  await sandbox.written();
  await shopper.goto(`${sandbox.storeUrl}/shop`);
  await launcher(shopper).click();
  const panel = shopper.locator('#treuwerk-panel');
  await panel.getByRole('heading', { name: 'Deine Punkte', exact: true }).waitFor();
  const said = plain(await panel.innerText());
  // What she has and what she lacks is her own; all else stands in both.
  const shared = promised.filter(
    (text) => text !== '' && !/^(\d+ Punkte|Noch .*|Reicht .*|Wert.*)$/.test(text),
  );
  for (const text of [
    'Ein Gratisprodukt',
    '5 Punkte je 1 € Einkaufswert',
    '+300 Punkte',
    'Nur für kurze Zeit',
  ])
    expect(shared).toContain(text);
  expect(shared.length).toBeGreaterThan(12);
  expect(shared.filter((text) => !said.includes(text))).toEqual([]);
});

test('by keyboard alone: a rule is opened, changed, saved, and published', async () => {
  const merchant = await newVisitor(browser, 'desk', 'en-GB');
  const app = await openApp(merchant, `${address}/life?locale=en`, 'Life of points');
  await app.getByLabel('Days on hold').focus();
  await merchant.keyboard.press('Control+A');
  await merchant.keyboard.type('14');
  await merchant.locator('#save-bar').getByRole('button', { name: 'Save' }).focus();
  await merchant.keyboard.press('Enter');
  await merchant.locator('#save-bar').waitFor({ state: 'hidden' });
  const back = app.getByRole('link', { name: 'Program' }).first();
  await back.focus();
  await merchant.keyboard.press('Enter');
  await app.getByText('Hold').first().waitFor();
  await app.getByRole('button', { name: 'Publish', exact: true }).focus();
  await merchant.keyboard.press('Enter');
  const dialog = app.getByRole('dialog');
  await dialog.waitFor();
  const confirm = dialog.getByRole('button', { name: 'Publish', exact: true });
  await expect
    .poll(async () => {
      await merchant.keyboard.press('Tab');
      return confirm.evaluate((button) => button === document.activeElement);
    })
    .toBe(true);
  await merchant.keyboard.press('Enter');
  await app.getByText('Version 3 is live').waitFor();
  expect(await live()).toMatchObject({ hold: { days: 14 } });
});

test.for([
  ['desk', 'de'],
  ['phone', 'de'],
  ['desk', 'en'],
  ['phone', 'en'],
] as const)(
  '%s, %s: every area can be read by everybody, fits, and does not jump',
  async ([device, language]) => {
    const page = await newVisitor(browser, device, language === 'de' ? 'de-DE' : 'en-GB');
    for (const [path, title] of Object.entries(AREAS[language])) {
      const app = await openApp(page, `${address}${path}?locale=${language}`, title);
      const edit = app.getByRole('button', { name: language === 'de' ? /bearbeiten$/ : /^Edit / }).first();
      if (path !== '' && (await edit.count()) > 0) await edit.click();
      const frame = await appFrame(page);
      // Each language and each width is looked through once; how wide it is depends on both.
      if ((device === 'phone') === (language === 'en'))
        await expectAccessible(frame, `${title} on the ${device}`);
      const width = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(width, `${title} on the ${device} is too wide`).toBeLessThanOrEqual(0);
      if ((device === 'phone') === (language === 'de'))
        await takePicture(page, `admin-program${path.replace('/', '-')}-${device}-${language}`);
    }
    await page.context().close();
  },
);

test('an area that does not exist says so', async () => {
  const page = await newVisitor(browser, 'desk');
  await openApp(page, `${address}/nowhere`, 'Diese Seite gibt es nicht');
});
