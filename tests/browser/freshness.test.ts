/** After an order is paid: how soon Shopify holds the right standing, and that an opened panel shows it on an older page. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { spreadOf } from '../support/webhook-load.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { launcher, signUp } from './shopper.ts';

const ORDERS = 21;
const PATIENCE_MS = 10_000;

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ args: ['--empty'] }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

test('after an order is paid the metafield is right within two seconds at the median', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Frieda' });
  const times: number[] = [];
  for (let round = 1; round <= ORDERS; round += 1) {
    const began = performance.now();
    await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: 1_000, quantity: 1 }] });
    await until(async () => (await metafield(id))?.available === round * 10);
    times.push(performance.now() - began);
  }
  const spread = spreadOf(times);
  process.stdout.write(`freshness: ${JSON.stringify(spread)}\n`);
  expect(spread.p50).toBeLessThan(2_000);
});

test('a page from before the order shows the new points when the panel is opened', async () => {
  const shopper = await newVisitor(browser, 'phone');
  await signUp(shopper, sandbox.storeUrl, { first: 'Erika', last: 'Alt', email: 'erika@example.com' });
  expect(await launcher(shopper).textContent()).toMatch(/\b0\sPunkte/);
  const customers = await sandbox.read<{ id: string; email: string }[]>('customers');
  const { id } = customers.find(({ email }) => email === 'erika@example.com') ?? { id: '' };
  await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: 12_300, quantity: 1 }] });
  await sandbox.settled();
  expect(await launcher(shopper).textContent()).toMatch(/\b0\sPunkte/);
  await launcher(shopper).click();
  await shopper.locator('.treuwerk-balance', { hasText: /123\sPunkte/ }).waitFor();
  expect(await launcher(shopper).textContent()).toMatch(/\b123\sPunkte/);
});

async function metafield(customerId: string): Promise<Standing | undefined> {
  type Customer = { metafields: { key: string; value: string }[] };
  const { metafields } = await sandbox.read<Customer>(`customers/${customerId}`);
  const field = metafields.find(({ key }) => key === 'standing');
  return field && (JSON.parse(field.value) as Standing);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('not within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
