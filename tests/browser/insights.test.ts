/** What customers are worth, as the merchant reads it at a desk and on a phone, and levels by thresholds of her own. */
import '../support/environment.ts';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';

const DAY_MS = 86_400_000;

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: {} }), openBrowser()]);
  const ids: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    const { id } = await sandbox.act<{ id: string }>('customers', { firstName: `Kundin ${index}` });
    ids.push(id);
  }
  // Everybody orders once, the first three again a month later, the first a third time.
  for (const round of [ids, ids.slice(0, 3), ids.slice(0, 1)]) {
    for (const [index, customerId] of round.entries())
      await sandbox.act('orders', {
        customerId,
        taxesIncluded: true,
        lines: [{ unitPrice: 10_000 - 500 * index }],
      });
    await sandbox.settled();
    await sandbox.act('clock', { advanceMs: 31 * DAY_MS });
  }
  await sandbox.settled();
  expect((await askAsStaff(sandbox, 'levels', { levels: null })).status).toBe(200);
  await until(levels, (all) => all.some(({ level }) => level === 'top-vip'));
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function levels(): Promise<{ level: string | null; n: number }[]> {
  const { rows } = await sandbox.db.query<{ level: string | null; n: number }>(
    'SELECT level, count(*)::int AS n FROM member_scores GROUP BY 1 ORDER BY 1',
  );
  return rows;
}

test('German at a desk: every figure, a sentence to each table, thresholds of her own', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, `${sandbox.storeUrl}/admin/apps/treuwerk/app/insights`, 'Einblicke');
  await app.getByText('30 % davon mehr als einmal').waitFor();
  await app.getByText('1 Kunde (10 %) ist TOP VIP.').first().waitFor();
  await app.getByRole('region', { name: 'Von Monat zu Monat' }).waitFor();
  await expectAccessible(await appFrame(merchant), 'the insights');
  await takePicture(merchant, 'admin-insights');
  await app.getByText('Geben Sie an, was Sie ausgeben').waitFor();
  await app.getByLabel('Kosten angeben').fill('2026-13; Meta; 5');
  await app.getByRole('button', { name: 'Kosten speichern' }).click();
  await app.getByText('Zeile 1 ist nicht Monat, Kanal und Kosten').waitFor();
  const month = new Date().toISOString().slice(0, 7);
  await app.getByLabel('Kosten angeben').fill(`${month}; Meta; 150,00\n${month}; Google Ads; 50`);
  await app.getByRole('button', { name: 'Kosten speichern' }).click();
  // Ten customers came for 200.00.
  await app.getByText(/Ein neuer Kunde kostet 20,00\s€ und ist .* wert: .* zu 1/).waitFor();
  await app.getByText(/Meta 150,00\s€, Google Ads 50,00\s€/).waitFor();
  await app.getByText('Geben Sie an, wie viel von Ihrem Umsatz bleibt').waitFor();
  await app.getByLabel('Marge', { exact: true }).fill('99');
  await app.getByText('Schreiben Sie eine ganze Zahl von 1 bis 95.').waitFor();
  await app.getByLabel('Marge', { exact: true }).fill('40');
  await app.getByRole('button', { name: 'Marge speichern' }).click();
  // 14 orders of ten customers brought 1,160.00: 116.00 each, of which 46.40 remain, 2.3 times what she cost.
  await app
    .getByText(
      /^Von den 116,00\s€, .* bei einer Marge von 40\s% 46,40\s€\. Gegen die 20,00\s€, .* 2,3 zu 1\./,
    )
    .waitFor();
  await app.getByText('Kundenwert auf Marge').waitFor();
  await app.getByLabel('Premium ab').fill('60');
  await app.getByLabel('VIP ab', { exact: true }).fill('150,00');
  await app.getByLabel('TOP VIP ab').fill('140');
  await app.getByRole('button', { name: 'Schwellen speichern' }).click();
  await app.getByText('Eine höhere Stufe darf nicht leichter zu erreichen sein').waitFor();
  await app.getByLabel('TOP VIP ab').fill('250');
  await app.getByLabel('TOP VIP ab').blur();
  await app.getByText('1 würden sie erreichen').first().waitFor();
  await app.getByRole('button', { name: 'Schwellen speichern' }).click();
  await until(levels, (all) => {
    const of = (level: string) => all.find((one) => one.level === level)?.n ?? 0;
    return of('top-vip') === 1 && of('vip') === 2 && of('premium') === 6;
  });
});

test('English on a phone: a level leads to its members', async () => {
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(
    merchant,
    `${sandbox.storeUrl}/admin/apps/treuwerk/app/insights?locale=en`,
    'Insights',
  );
  await app.getByText('Won back').first().waitFor();
  await takePicture(merchant, 'admin-insights-phone');
  await expectAccessible(await appFrame(merchant), 'the insights on a phone');
  await app.getByRole('link', { name: 'Show members: TOP VIP' }).click();
  await app.getByText('Kundin 0').first().waitFor();
  expect(await app.getByText('Kundin 9').count()).toBe(0);
});

const CHARTS = {
  groups: /^Die größte Gruppe: .+, \d+ Kunden \(.+ %\)\.$/,
  costs: /^Was ein neuer Kunde je Monat gekostet hat.* Gesund ist bis .+ €\.$/,
  ages: /^Im Monat nach der ersten Bestellung bestellen 30 % wieder/,
  bridge: /: Wieder bestellt \d+, Neu \d+, Zurückgewonnen 0, Verloren 0\.$/,
};
const DRAWING = /chart-drawing/;

/** The chart with this name, once it is drawn. */
async function drawn(app: FrameLocator, name: RegExp) {
  const chart = app.getByRole('application', { name });
  await chart.waitFor();
  return chart;
}

async function fits(page: Page): Promise<void> {
  const frame = await appFrame(page);
  expect(
    await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  const wider = await frame.evaluate(
    () => [...document.querySelectorAll('figure')].filter((one) => one.scrollWidth > one.clientWidth).length,
  );
  expect(wider, 'charts that are wider than their card').toBe(0);
}

test('charts: each with its sentence for a name, told by arrow keys, on no other page, without pushing anything down', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const asked: string[] = [];
  merchant.on('request', (request) => void (DRAWING.test(request.url()) && asked.push(request.url())));
  const address = `${sandbox.storeUrl}/admin/apps/treuwerk/app`;
  await openApp(merchant, `${address}/members`, 'Mitglieder');
  expect(asked).toEqual([]);

  // The drawing is held back until the page has been measured without it.
  const held = Promise.withResolvers<void>();
  await merchant.route(DRAWING, async (route) => {
    await held.promise;
    await route.continue();
  });
  const app = await openApp(merchant, `${address}/insights`, 'Einblicke');
  const figures = app.getByRole('figure');
  await figures.first().waitFor();
  const boxes = async () => Promise.all((await figures.all()).map((one) => one.boundingBox()));
  const before = await boxes();
  expect(before).toHaveLength(Object.keys(CHARTS).length);
  held.resolve();
  for (const name of Object.values(CHARTS)) await drawn(app, name);
  expect(await boxes()).toEqual(before);
  expect(new Set(asked).size).toBe(1);

  const bridge = await drawn(app, CHARTS.bridge);
  await bridge.focus();
  await merchant.keyboard.press('ArrowRight');
  const told = app.getByRole('figure', { name: CHARTS.bridge }).getByRole('status');
  await told.getByText('Wieder bestellt: 3').waitFor();
  await expectAccessible(await appFrame(merchant), 'the insights with a chart that tells');
  await takePicture(merchant, 'admin-insights-charts');

  await app.getByLabel('Zeigen', { exact: true }).selectOption('value');
  await drawn(app, /^Im Monat der ersten Bestellung bringt ein Kunde .+ €, bis zum Ende des/);
});

test('charts on a phone: as wide as the phone, in English, and without the drawing the tables stay', async () => {
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const address = `${sandbox.storeUrl}/admin/apps/treuwerk/app/insights?locale=en`;
  const app = await openApp(merchant, address, 'Insights');
  const groups = await drawn(app, /^The largest group: /);
  await drawn(app, /: Ordered again \d+, New \d+, Won back 0, Lost 0\.$/);
  await fits(merchant);
  await groups.scrollIntoViewIfNeeded();
  await takePicture(merchant, 'admin-insights-charts-phone');
  await expectAccessible(await appFrame(merchant), 'the charts on a phone');

  const other = await newVisitor(browser, 'phone', 'en-GB');
  await other.route(DRAWING, (route) => route.abort());
  const bare = await openApp(other, address, 'Insights');
  await bare.getByText('The chart could not be loaded.').first().waitFor();
  await bare.getByRole('region', { name: 'From month to month' }).waitFor();
});
