/**
 * Every page of the admin, as somebody meets it first: at a desk in English, on a phone in German, empty and full, while it
 * loads, when it fails, by the keyboard alone. A page that is missing here is told.
 */
import '../support/environment.ts';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AREAS } from '../../app/ui/program/areas/area.ts';
import { ROOT } from '../support/architecture/sources.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { appFrame } from './merchant.ts';

/** By the route's file; `:member` is the member of the full shop. Of the areas of the program the others follow below. */
const PAGES: Record<string, string> = {
  'app._index': '/app',
  'app.setup': '/app/setup',
  'app.program._index': '/app/program',
  'app.program.$area': '/app/program/earning',
  'app.members._index': '/app/members',
  'app.members.$memberId': '/app/members/:member',
  'app.members.import': '/app/members/import',
  'app.members.bulk': '/app/members/bulk',
  'app.members.export': '/app/members/export',
  'app.referrals': '/app/referrals',
  'app.tasks': '/app/tasks',
  'app.journeys._index': '/app/journeys',
  'app.journeys.$journeyId': '/app/journeys/welcome',
  'app.segments': '/app/segments',
  'app.surveys._index': '/app/surveys',
  'app.surveys.$surveyId': '/app/surveys/new',
  'app.reviews': '/app/reviews',
  'app.insights._index': '/app/insights',
  'app.mail': '/app/mail',
  'app.finance._index': '/app/finance',
  'app.activity': '/app/activity',
  'app.health': '/app/health',
  'app.settings._index': '/app/settings',
  'app.settings.team': '/app/settings/team',
  'app.settings.log': '/app/settings/log',
  'app.settings.mail': '/app/settings/mail',
};
/** Pages that share a route with one above. */
const MORE = AREAS.map((area) => `/app/program/${area}`);
const ALL = [...Object.values(PAGES), ...MORE.filter((address) => !Object.values(PAGES).includes(address))];
const LATE_MS = 1_500;
const TABS_MAX = 140;
const SHIFT_MAX = 0.1;

test('no page of the admin is left out', () => {
  const routes = readdirSync(path.join(ROOT, 'app/routes'))
    .filter((name) => /^app\..*\.tsx$/.test(name))
    .map((name) => name.replace('.tsx', ''));
  expect(routes.sort()).toEqual(Object.keys(PAGES).sort());
});

let browser: Browser;
let full: TestSandbox;
let empty: TestSandbox;
let memberId: string;
beforeAll(async () => {
  [browser, full, empty] = await Promise.all([
    openBrowser(),
    startSandbox({ program: { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] } }),
    startSandbox({ args: ['--new'] }),
  ]);
  const { id } = await full.act<{ id: string }>('customers', {
    firstName: 'Wilhelmine-Charlotte',
    lastName: 'von Hohenstein-Oberursel',
    email: 'wilhelmine.charlotte.von.hohenstein@very-long-domain.example.com',
  });
  await full.act('orders', { customerId: id, taxesIncluded: false, lines: [{ unitPrice: 123_456 }] });
  await full.settled();
  const { rows } = await full.db.query<{ id: string }>(
    'SELECT id::text FROM members WHERE customer_id = $1',
    [id],
  );
  memberId = rows[0]?.id ?? '';
});
afterAll(async () => {
  await browser.close();
  await Promise.all([full.stop(), empty.stop()]);
});

/** What a page must never do, wherever it is opened. */
async function look(visit: Visit, address: string, name: string): Promise<Frame> {
  visit.troubles.length = 0;
  const frame = await open(visit, address);
  const seen = await frame.evaluate(() => ({
    wider: document.documentElement.scrollWidth - window.innerWidth,
    shift: (window as unknown as { shift: number }).shift,
    headings: [...document.querySelectorAll('h1')].length,
    undefinedWords: /\b(undefined|NaN|\[object)/.exec(document.body.textContent ?? '')?.[0] ?? null,
  }));
  expect.soft({ ...seen, shift: seen.shift > SHIFT_MAX ? seen.shift : 0 }, name).toEqual({
    wider: 0,
    shift: 0,
    headings: 1,
    undefinedWords: null,
  });
  expect.soft(visit.troubles, `${name} has no trouble`).toEqual([]);
  return frame;
}

/** The admin around the frame has the page's landmarks and title. */
const EMBEDDED = ['region', 'landmark-one-main', 'page-has-heading-one'];

type Visit = { page: Page; shop: TestSandbox; troubles: string[] };

async function open({ page, shop }: Visit, address: string): Promise<Frame> {
  await page.goto(`${shop.storeUrl}/admin/apps/treuwerk${address.replace(':member', memberId)}`);
  const frame = await appFrame(page);
  await frame.locator('h1').first().waitFor();
  await frame.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })));
  return frame;
}

async function visitor(device: 'desk' | 'phone', language: 'en' | 'de', shop: TestSandbox): Promise<Visit> {
  const page = await newVisitor(browser, device, language === 'de' ? 'de-DE' : 'en-GB');
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.addInitScript(() => {
    const counted = { shift: 0 };
    Object.defineProperty(window, 'shift', { get: () => counted.shift });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) counted.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${shop.storeUrl}/admin/language/${language}`);
  return { page, shop, troubles };
}

test('a full shop, at a desk, in English: nothing that axe finds, and the keyboard reaches everything', async () => {
  const visit = await visitor('desk', 'en', full);
  for (const address of ALL) {
    const frame = await look(visit, address, `${address} at a desk`);
    await expectAccessible(frame, `${address} at a desk`, EMBEDDED);
    await tabThrough(visit, frame, address);
  }
  await visit.page.context().close();
});

test('a full shop, on a phone, in German: nothing beside the screen', async () => {
  const visit = await visitor('phone', 'de', full);
  for (const address of ALL) await look(visit, address, `${address} on a phone`);
  await visit.page.context().close();
});

test('a shop that has just installed the app has nothing yet, and every page says what comes next', async () => {
  const visit = await visitor('phone', 'en', empty);
  await open(visit, '/app/setup');
  // While the past is still being read set-up fills by itself, which is what it is for.
  await until(
    async () => (await empty.db.query(`SELECT 1 FROM history_imports WHERE state = 'done'`)).rowCount,
    (done) => done === 1,
  );
  for (const address of Object.values(PAGES)) {
    if (address.includes(':member')) continue;
    const frame = await look(visit, address, `${address} empty`);
    await expectAccessible(frame, `${address} empty`, EMBEDDED);
  }
  await visit.page.context().close();
});

test('while a page takes its time its outline stands there; when it fails it says so, and another try helps', async () => {
  const visit = await visitor('desk', 'en', full);
  const frame = await open(visit, '/app');
  const { page } = visit;
  let answer: 'late' | 'broken' | 'sound' = 'late';
  await page.route('**/app/members.data*', async (route) => {
    if (answer === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (answer === 'broken') await route.fulfill({ status: 500, body: 'no' });
    else await route.continue();
  });
  const menu = page.locator('#app-menu');
  await menu.getByRole('link', { name: 'Members' }).click();
  await frame.locator('[aria-busy="true"]').waitFor();
  await expectAccessible(frame, 'the outline of a page', EMBEDDED);
  await frame.getByRole('heading', { name: 'Members', exact: true }).first().waitFor();
  await menu.getByRole('link', { name: 'Finance' }).click();
  await frame.getByRole('heading', { name: 'Finance', exact: true }).first().waitFor();
  answer = 'broken';
  await menu.getByRole('link', { name: 'Members' }).click();
  await frame.getByText('This page could not be loaded').first().waitFor();
  await expectAccessible(frame, 'a page that failed', EMBEDDED);
  answer = 'sound';
  await frame.getByRole('button', { name: 'Try again' }).click();
  await frame.getByRole('heading', { name: 'Members', exact: true }).first().waitFor();
  await page.context().close();
});

test('a page that does not exist, and one that her role does not reach, say so', async () => {
  const visit = await visitor('phone', 'de', full);
  const frame = await open(visit, '/app/members/999999999');
  await frame.getByText('Diese Seite gibt es nicht').first().waitFor();
  await expectAccessible(frame, 'a page that does not exist', EMBEDDED);
  await visit.page.context().close();
});

/** Everything that can be used on the page is reached by the keyboard alone. */
async function tabThrough({ page }: Visit, frame: Frame, address: string): Promise<void> {
  await frame.locator('body').click({ position: { x: 2, y: 2 } });
  const usable = await frame.evaluate(markUsable);
  expect.soft(usable, `${address} has something to use`).toBeGreaterThan(0);
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await frame.evaluate(noteFocus)) === usable) break;
  }
  expect.soft(await frame.evaluate(tellMissed), `${address}: not reached by the keyboard`).toEqual([]);
}

/** Marks what can be used; of a group of radio buttons the keyboard stops at one, and of tabs too. */
function markUsable(): number {
  const all = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]'),
  ];
  const usable = all.filter((one) => {
    const shown = one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';
    const off = one.matches(':disabled, [tabindex="-1"], [aria-disabled="true"], [type="hidden"]');
    const inGroup = one.matches('[type="radio"]:not(:checked)');
    return shown && !off && !inGroup;
  });
  for (const one of usable) one.dataset.usable = 'yes';
  return usable.length;
}

function noteFocus(): number {
  const focused = document.activeElement;
  // A chart is an element of SVG.
  const known = focused instanceof HTMLElement || focused instanceof SVGElement;
  if (known && focused.dataset.usable) focused.dataset.usable = 'reached';
  return document.querySelectorAll('[data-usable="reached"]').length;
}

function tellMissed(): string[] {
  return [...document.querySelectorAll('[data-usable="yes"]')].map((one) => one.outerHTML.slice(0, 120));
}
