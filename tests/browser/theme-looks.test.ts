/**
 * Every look of the theme's blocks: guest, member, VIP, one in debt, one outside, a paused program; light, dark and
 * right to left; phone, tablet and desk; seven languages. Nothing runs over, nothing moves, nothing is asked for before
 * somebody acts, and axe finds nothing in a selection that covers each choice.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { type Kind, openThemeShop, type ThemeShop } from './theme-shop.ts';

const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'];
const LOOKS = ['light', 'dark', 'rtl'];
const WIDTHS = [360, 768, 1440];
const KINDS: Kind[] = ['guest', 'member', 'vip', 'negative', 'outside', 'paused'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

test.for(KINDS)('%s: every language, look and width', { timeout: 90_000 }, async (kind) => {
  const stage = openThemeShop(kind);
  const page = await visit(stage);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.resourceType()} ${request.url()}`));
  for (const [place, language] of LANGUAGES.entries()) {
    const look = LOOKS[place % LOOKS.length] ?? 'light';
    await choose(page, stage, { locale: language, look });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      // What the page before is still fetching ends with it.
      await page.goto('about:blank');
      requests.length = 0;
      await page.goto(`${stage.address()}/cart`);
      const name = `${kind} ${language} ${look} ${width}`;
      expect(
        requests.filter((one) => one.startsWith('script')),
        name,
      ).toEqual([]);
      expect(await overflow(page), `${name}: nothing runs over`).toBe(0);
      expect(await shift(page), `${name}: nothing moves`).toBe(0);
      expect(await page.locator('.treuwerk').first().innerText(), name).not.toMatch(
        /translation|%\w+%|undefined/,
      );
    }
    await page.setViewportSize({ width: 360, height: 780 });
    // In the cart the block stands for it.
    expect(await page.locator('.treuwerk-launcher').isVisible()).toBe(false);
    await page.goto(`${stage.address()}/shop`);
    await page.locator('.treuwerk-launcher').click();
    await page.locator('#treuwerk-panel').waitFor();
    expect(await overflow(page), `${kind} ${language} with the panel open`).toBe(0);
    // Each kind in two languages, each language with two kinds or more: all looks among them.
    if ((place + KINDS.indexOf(kind)) % 3 === 0)
      await expectAccessible(page, `${kind} ${language} ${look} with the panel open`);
  }
  await page.context().close();
  await stage.close();
});

test('colours that cannot be read on each other give way', async () => {
  const { renderBlock } = await import('../../sandbox/pages/storefront/theme-liquid.ts');
  const { aProgram } = await import('./theme-shop.ts');
  const colours = async (settings: object) => {
    const html = await renderBlock('panel', {
      locale: 'en',
      currency: 'EUR',
      assets: '/assets',
      settings: settings as Record<string, unknown>,
      globals: {
        app: { metafields: { treuwerk: { program: { value: aProgram() } } } },
        request: { locale: { iso_code: 'en' } },
      },
    });
    return [...html.matchAll(/--treuwerk-(?:text|accent-text): (#\w+)/g)].map(([, colour]) => colour);
  };
  expect(
    await colours({ background: '#ffffff', text: '#eeeeee', accent: '#f0c75e', accent_text: '#ffffff' }),
  ).toEqual(['#000000', '#000000']);
  expect(
    await colours({ background: '#101010', text: '#222222', accent: '#003366', accent_text: '#ffff00' }),
  ).toEqual(['#ffffff', '#ffff00']);
});

test('what runs over and what moves is found', async () => {
  const stage = openThemeShop('guest');
  const page = await visit(stage);
  await page.goto(`${stage.address()}/cart`);
  await page.evaluate(() => {
    const block = document.querySelector<HTMLElement>('.treuwerk-cart');
    block?.before(Object.assign(document.createElement('div'), { style: 'height: 300px' }));
    if (block) block.style.minWidth = '3000px';
  });
  expect(await overflow(page)).toBeGreaterThan(0);
  expect(await shift(page)).toBeGreaterThan(0);
  await page.context().close();
  await stage.close();
});

async function visit(stage: ThemeShop): Promise<Page> {
  const page = await newVisitor(browser, 'desk');
  await stage.signIn(page);
  await stage.fillCart(page);
  return page;
}

async function choose(page: Page, stage: ThemeShop, wishes: Record<string, string>): Promise<void> {
  for (const [what, value] of Object.entries(wishes))
    await page.request.get(`${stage.address()}/visit/${what}/${value}`, { maxRedirects: 0 });
}

/** How far the page or one of our blocks is wider than its place. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(
      document.documentElement.scrollWidth - innerWidth,
      ...[...document.querySelectorAll('.treuwerk, .treuwerk-panel')].map(
        (one) => one.scrollWidth - one.clientWidth - 1,
      ),
      0,
    ),
  );
}

function shift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}
