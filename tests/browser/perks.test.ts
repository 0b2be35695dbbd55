/** What Home and the program page say of perks: given, switched off, refused, each in both languages, on desk and phone. */
import '../support/environment.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser, takePicture } from './browser.ts';
import { appFrame, openApp } from './merchant.ts';

const SILVER = {
  id: 'silver',
  name: { en: 'Silver', de: 'Silber' },
  enter: '50.00',
  perks: { discountPercent: 5 },
};
const GOLD = {
  id: 'gold',
  name: { en: 'Gold', de: 'Goldstufe' },
  enter: '100.00',
  perks: { discountPercent: 10, freeShipping: { from: '20.00' } },
};
const VIP = { id: 'vip', name: { en: 'VIP' }, enter: '900.00', perks: { discountPercent: 20 } };

let sandbox: TestSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ program: {} }), openBrowser()]);
  await sandbox.act('functions', { refused: true });
  await publish([SILVER, GOLD]);
  const discounts = await sandbox.read<{ id: string; tags?: string[] }[]>('discounts');
  const silver = discounts.find(({ tags }) => tags?.[0]?.includes('silver'));
  await sandbox.act(`discounts/${silver?.id}/end`, {});
  for (let made = 0; made < 23; made += 1) await sandbox.act('discounts/automatic', { title: `Own ${made}` });
  await publish([SILVER, GOLD, VIP]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

async function publish(list: unknown[]): Promise<void> {
  const { status } = await askAsStaff(sandbox, 'program', {
    config: { tiers: { period: { kind: 'lifetime' }, list } },
  });
  expect(status).toBe(200);
  await sandbox.act('clock', { advanceMs: 1_000 });
  await sandbox.settled();
}

const WORDS = {
  en: {
    title: 'Perks of tiers at Shopify',
    perks: [
      ['Silver: 5% off', 'Switched off'],
      ['Gold: 10% off', 'Given'],
      ['Gold: free shipping from €20.00', 'Given'],
      ['VIP: 20% off', 'Refused'],
    ],
    segment: 'customer segment “Treuwerk: gold”',
  },
  de: {
    title: 'Vorteile der Stufen bei Shopify',
    perks: [
      ['Silber: 5 % Rabatt', 'Ausgeschaltet'],
      ['Goldstufe: 10 % Rabatt', 'Gewährt'],
      ['Goldstufe: Gratisversand ab 20,00 €', 'Gewährt'],
      ['VIP: 20 % Rabatt', 'Abgelehnt'],
    ],
    segment: 'Kundensegment „Treuwerk: gold“',
  },
} as const;

test.for([
  ['de', 'desk'],
  ['de', 'phone'],
  ['en', 'desk'],
  ['en', 'phone'],
] as const)('%s, %s: Home and program say of each perk how it stands', async ([language, device]) => {
  const words = WORDS[language];
  const merchant = await newVisitor(browser, device);
  for (const path of ['', '/program']) {
    const address = `${sandbox.storeUrl}/admin/apps/treuwerk/app${path}?locale=${language}`;
    const app = await openApp(merchant, address, words.title);
    for (const [perk, state] of words.perks) {
      const heading = app.getByRole('heading', { name: perk, exact: true });
      const beside = heading.locator('xpath=..').getByText(state, { exact: true });
      expect(await beside.count(), `${perk}: ${state}`).toBe(1);
    }
    expect(await app.getByText(words.segment).count()).toBe(2);
    expect(await app.getByText('25 active automatic discounts').count()).toBe(1);
    expect(await app.getByText('Shop must be on a Shopify Plus plan').count()).toBe(1);
    await expectAccessible(await appFrame(merchant), `${path || 'home'} ${language} ${device}`);
    await app.getByRole('heading', { name: words.title }).scrollIntoViewIfNeeded();
    await app.getByText(words.segment).first().scrollIntoViewIfNeeded();
    await takePicture(merchant, `perks-${path.slice(1) || 'home'}-${language}-${device}`);
  }
  await merchant.close();
});
