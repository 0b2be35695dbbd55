/**
 * How the app's pages feel in a browser with a processor four times slower: largest paint, shift of the layout, and the
 * slowest answer to a click or key, measured inside the app's frame.
 */
import type { Page } from 'playwright-core';
import { newVisitor, openBrowser } from '../browser/browser.ts';
import { appFrame } from '../browser/merchant.ts';
import type { TestSandbox } from './sandbox.ts';

const SLOWER = 4;
const INTERACTIONS = 6;

/** Milliseconds but for `cls`. */
export type PageVitals = { lcpMs: number; cls: number; inpMs: number };

type Collected = { lcp: number; shift: number; slowest: number };

export async function measurePages(
  sandbox: TestSandbox,
  addresses: string[],
): Promise<Record<string, PageVitals>> {
  const browser = await openBrowser();
  const all: Record<string, PageVitals> = {};
  try {
    for (const address of addresses) {
      const page = await newVisitor(browser, 'desk', 'en-GB');
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.addInitScript(collect);
      // Once for the caches that a merchant of every day has, once for the measure.
      await open(page, sandbox, address);
      all[address.replace(/\d{5,}/, ':id')] = await measure(page, sandbox, address);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return all;
}

async function open(page: Page, sandbox: TestSandbox, address: string): Promise<void> {
  await page.goto(`${sandbox.storeUrl}/admin/apps/treuwerk${address}`);
  const frame = await appFrame(page);
  await frame.locator('h1').first().waitFor();
  // Until the browser has nothing left to do.
  await frame.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })));
}

async function measure(page: Page, sandbox: TestSandbox, address: string): Promise<PageVitals> {
  await open(page, sandbox, address);
  const frame = await appFrame(page);
  await interact(page);
  const { lcp, shift, slowest } = await frame.evaluate(
    () => (window as unknown as { vitals: Collected }).vitals,
  );
  return { lcpMs: Math.round(lcp), cls: Math.round(shift * 1_000) / 1_000, inpMs: Math.round(slowest) };
}

/** Keys that go from control to control, and a click into the page: nothing that leaves it. */
async function interact(page: Page): Promise<void> {
  const frame = await appFrame(page);
  await frame.locator('h1').first().click();
  for (let times = 0; times < INTERACTIONS; times += 1) await page.keyboard.press('Tab');
  const field = frame.locator('input[type="text"], input[type="search"], input:not([type])').first();
  if (await field.isVisible()) {
    await field.click();
    await page.keyboard.type('an', { delay: 120 });
    await page.keyboard.press('Backspace');
  }
  await frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Runs in each frame before its own scripts. */
function collect(): void {
  const vitals = { lcp: 0, shift: 0, slowest: 0 };
  Object.assign(window, { vitals });
  const watch = (type: string, note: (entry: PerformanceEntry) => void, more: object = {}) => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...more,
    });
  };
  watch('largest-contentful-paint', (entry) => (vitals.lcp = entry.startTime));
  watch('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) vitals.shift += shift.value;
  });
  watch(
    'event',
    (entry) => {
      const event = entry as PerformanceEntry & { interactionId: number };
      if (event.interactionId > 0) vitals.slowest = Math.max(vitals.slowest, entry.duration);
    },
    { durationThreshold: 16 },
  );
}
