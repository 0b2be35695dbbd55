/**
 * What the app costs the storefront: each page with it and without, in turns. The budget: no request and no script before
 * somebody acts, nothing that moves, at most one point of Lighthouse's score.
 */
import '../support/environment.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import sparticuz from '@sparticuz/chromium';
import lighthouse from 'lighthouse';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../sandbox/app-process.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { tellDetails } from '../support/webhook-load.ts';
import { newVisitor } from './browser.ts';
import { putInCart, signUp } from './shopper.ts';

const ROUNDS = Number(process.env.STOREFRONT_ROUNDS ?? 1);
const BARE = { 'x-sandbox-bare': '1' };
const ASSETS = path.join(import.meta.dirname, '../../extensions/theme/assets');
const ASSET_BYTES_MAX = 10_000;
/** All of Liquid that an extension may have, and what its stylesheet may weigh at most. */
const LIQUID_BYTES_MAX = 100_000;

/**
 * Measured by others, compressed JavaScript that loads on every page: the lab of stackconflict.com, 30 and 31 May 2026.
 * https://stackconflict.com/compare/loyaltylion-vs-smileio, https://stackconflict.com/apps/yotpo-loyalty-referrals
 */
const PEERS_KB = { 'Smile.io': 104.75, LoyaltyLion: 113.45, 'Yotpo Loyalty & Referrals': 285.29 };

let sandbox: TestSandbox;
let browser: Browser;
let debugPort: number;
let shopper: Page;
beforeAll(async () => {
  debugPort = await freePort();
  [sandbox, browser] = await Promise.all([
    startSandbox(),
    chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        `--remote-debugging-port=${debugPort}`,
      ],
    }),
  ]);
  shopper = await newVisitor(browser, 'phone');
  await signUp(shopper, sandbox.storeUrl, { first: 'Erika', last: 'Muster', email: 'erika@example.com' });
  await putInCart(shopper, sandbox.storeUrl, 'tassen', 2);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const PAGES: [name: string, path: string][] = [
  ['home', '/shop'],
  ['product', '/products/tassen'],
  ['cart', '/cart'],
];

type Load = {
  requests: string[];
  scripts: number;
  shift: number;
  mainThreadMs: number;
  html: string;
};

/** One load of a page by the signed-in shopper with something in her cart, nothing kept from before. */
async function load(pathOfPage: string, headers: Record<string, string>): Promise<Load> {
  const context = shopper.context();
  await context.setExtraHTTPHeaders(headers);
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) =>
    requests.push(`${request.resourceType()} ${new URL(request.url()).pathname}`),
  );
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const answer = await page.goto(`${sandbox.storeUrl}${pathOfPage}`, { waitUntil: 'networkidle' });
  const shift = await page.evaluate(observeShift);
  const { metrics } = await session.send('Performance.getMetrics');
  const html = (await answer?.text()) ?? '';
  await page.close();
  return {
    requests: requests.sort(),
    scripts: requests.filter((one) => one.startsWith('script ')).length,
    shift,
    mainThreadMs: (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000,
    html,
  };
}

/** Runs in the page: all that has moved since it began. */
function observeShift(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
  });
}

const costs: Record<string, unknown> = {};

test.for(PAGES)(
  '%s: no request, no script, nothing that moves before somebody acts',
  async ([name, where]) => {
    const withIt: Load[] = [];
    const without: Load[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turns, so that a busy moment of the machine hits both.
      withIt.push(await load(where, {}));
      without.push(await load(where, BARE));
    }
    const [one, bare] = [withIt[0], without[0]];
    if (!one || !bare) throw new Error('at least one round');
    expect(one.html).toContain('data-treuwerk');
    expect(bare.html).not.toContain('treuwerk-');
    expect(one.requests).toEqual(bare.requests);
    expect(one.scripts).toBe(bare.scripts);
    expect(Math.max(...withIt.map(({ shift }) => shift))).toBe(0);
    costs[name] = {
      htmlBytes: one.html.length - bare.html.length,
      htmlBytesCompressed: gzipSync(one.html).length - gzipSync(bare.html).length,
      mainThreadMs: { with: median(withIt), without: median(without) },
    };
  },
);

test('what loads on interaction is small, file by file, and together a fraction of what peers load at once', () => {
  const files = readdirSync(ASSETS).map((name) => ({ name, text: readFileSync(path.join(ASSETS, name)) }));
  const scripts = files.filter(({ name }) => name.endsWith('.js'));
  for (const { name, text } of scripts) expect(text.length, name).toBeLessThan(ASSET_BYTES_MAX);
  const compressed = scripts.reduce((sum, { text }) => sum + brotliCompressSync(text).length, 0);
  costs.onInteraction = { files: scripts.length, bytesCompressed: compressed };
  costs.peersKbOnEveryPage = PEERS_KB;
  expect(compressed / 1_024).toBeLessThan(Math.min(...Object.values(PEERS_KB)) / 5);
  const liquid = ['blocks', 'snippets'].flatMap((folder) =>
    readdirSync(path.join(ASSETS, '..', folder)).map(
      (name) => readFileSync(path.join(ASSETS, '..', folder, name)).length,
    ),
  );
  const bytes = liquid.reduce((sum, one) => sum + one, 0);
  costs.liquidBytes = bytes;
  expect(bytes).toBeLessThan(LIQUID_BYTES_MAX);
});

test('Lighthouse takes at most one point off for it', async () => {
  const cookies = await cookieHeader(shopper.context());
  const pages = ROUNDS > 1 ? PAGES : PAGES.slice(-1);
  for (const [name, where] of pages) {
    const scores: Record<'with' | 'without', number[]> = { with: [], without: [] };
    for (let round = 0; round < Math.min(ROUNDS, 5); round += 1) {
      scores.with.push(await scoreOf(where, { cookie: cookies }));
      scores.without.push(await scoreOf(where, { cookie: cookies, ...BARE }));
    }
    costs[`${name}Lighthouse`] = scores;
    expect(middle(scores.without) - middle(scores.with), name).toBeLessThanOrEqual(1);
  }
  tellDetails('storefront', costs);
});

async function scoreOf(where: string, headers: Record<string, string>): Promise<number> {
  const run = await lighthouse(`${sandbox.storeUrl}${where}`, {
    port: debugPort,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance'],
    extraHeaders: headers,
  });
  const score = run?.lhr.categories.performance?.score;
  if (typeof score !== 'number')
    throw new Error(`Lighthouse: ${run?.lhr.runtimeError?.message ?? 'no score'}`);
  return Math.round(score * 100);
}

async function cookieHeader(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

function median(loads: Load[]): number {
  return Math.round(middle(loads.map(({ mainThreadMs }) => mainThreadMs)) * 10) / 10;
}

function middle(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
