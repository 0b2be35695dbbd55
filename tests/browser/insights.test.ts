/** What customers are worth, as the merchant reads it at a desk and on a phone, and levels by thresholds of her own. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
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
