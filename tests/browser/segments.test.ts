/** Segments as a merchant writes them: rules with a count that follows, then the members themselves. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, appWith, openApp } from './merchant.ts';

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: {} }), openBrowser()]);
  for (const [firstName, orders] of [
    ['Wanda', 2],
    ['Xenia', 1],
    ['Yvonne', 0],
  ] as const) {
    const { id: customerId } = await sandbox.act<{ id: string }>('customers', { firstName });
    for (let order = 0; order < orders; order += 1)
      await sandbox.act('orders', { customerId, taxesIncluded: true, lines: [{ unitPrice: 10_000 }] });
  }
  await sandbox.settled();
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM score_dues LIMIT 1')).rowCount,
    (open) => open === 0,
  );
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const address = () => `${sandbox.storeUrl}/admin/apps/treuwerk/app/segments`;

test('German at a desk: rules, a live count, and who is in it', async () => {
  const merchant = await newVisitor(browser, 'desk');
  const app = await openApp(merchant, address(), 'Segmente');
  await app.getByText('Noch keine eigenen Segmente').waitFor();
  await app.getByRole('button', { name: 'Neues Segment' }).click();
  await app.getByLabel('Name des Segments').fill('Gute Kundinnen');
  await app.getByLabel('Regel hinzufügen').selectOption('orders');
  await app.getByText('Im Moment: 1 Mitglied').waitFor();
  await app.getByLabel('Mindestens').fill('1');
  await app.getByText('Im Moment: 2 Mitglieder').waitFor();
  await app.getByLabel('Regel hinzufügen').selectOption('spent');
  await app.getByLabel('Mindestens').nth(1).fill('150,50');
  await app.getByText('Im Moment: 1 Mitglied').waitFor();
  await expectAccessible(await appFrame(merchant), 'a new segment');
  await takePicture(merchant, 'admin-segment');
  await app.getByRole('button', { name: 'Speichern' }).click();
  await app.getByText('Zahl der Bestellungen ab 1 und Ausgegeben insgesamt ab 150,50 €').waitFor();
  await until(
    async () =>
      (await sandbox.db.query(`SELECT 1 FROM members WHERE segments @> ARRAY['gute-kundinnen']`)).rowCount,
    (count) => count === 1,
  );
  await openApp(merchant, address(), 'Segmente');
  await app.getByText('1 Mitglied').waitFor();
  await expectAccessible(await appFrame(merchant), 'the segments');
  await app.getByRole('link', { name: 'Mitglieder zeigen: Gute Kundinnen' }).click();
  await appWith(merchant, 'Mitglieder');
  await app.getByText('Wanda').waitFor();
  expect(await app.getByText('Xenia').count()).toBe(0);
});

test('English on a phone: changed, and deleted after a question', async () => {
  const merchant = await newVisitor(browser, 'phone', 'en-GB');
  const app = await openApp(merchant, `${address()}?locale=en`, 'Segments');
  await app.getByText('Number of orders from 1').waitFor();
  await takePicture(merchant, 'admin-segments-phone');
  await app.getByRole('button', { name: 'Edit: Gute Kundinnen' }).click();
  await app.getByLabel('Members for whom').selectOption('any');
  await app.getByText('Right now: 2 members').waitFor();
  await expectAccessible(await appFrame(merchant), 'a segment on a phone');
  await app.getByRole('button', { name: 'Save' }).click();
  await app.getByText('or Spent in all from').waitFor();
  await app.getByRole('button', { name: 'Delete: Gute Kundinnen' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await app.getByText('No segments of your own yet').waitFor();
  await until(
    async () =>
      (await sandbox.db.query(`SELECT 1 FROM members WHERE segments @> ARRAY['gute-kundinnen']`)).rowCount,
    (count) => count === 0,
  );
});
