/** Chromium as a shopper or a merchant uses it, and the pictures that the story takes. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** The app's library takes a headless browser for a bot and turns it away. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const PATIENCE_MS = 20_000;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGS });
}

/** A visitor of her own: nobody's cookies, a phone in the hand or a desk before her. */
export async function newVisitor(
  browser: Browser,
  device: 'phone' | 'desk',
  locale: 'de-DE' | 'en-GB' = 'de-DE',
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    userAgent: USER_AGENT,
    locale,
    timezoneId: 'Europe/Berlin',
    viewport: device === 'phone' ? PHONE : DESK,
    hasTouch: device === 'phone',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

/** Pictures go to the documentation only when asked for, so that an ordinary run leaves the tree as it was. */
const PICTURES =
  process.env.SCREENSHOTS === '1'
    ? fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
    : mkdtempSync(path.join(tmpdir(), 'treuwerk-pictures-'));

export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });
}

/** Nothing is cut or has to be pushed sideways. */
export async function fitsWindow(place: Page | Frame): Promise<void> {
  const over = await place.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(over, 'what is wider than the window').toBeLessThanOrEqual(0);
}
