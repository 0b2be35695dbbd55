/** What a merchant does: the app in its frame in the admin, and the save bar, which the admin draws outside of it. */
import type { Frame, FrameLocator, Page } from 'playwright-core';

/** Opens a page of the app. @returns the inside of its frame, once `heading` stands there. */
export async function openApp(page: Page, address: string, heading: string): Promise<FrameLocator> {
  await page.goto(address);
  return appWith(page, heading);
}

/** The inside of the app's frame, once `heading` stands there. */
export async function appWith(page: Page, heading: string): Promise<FrameLocator> {
  const app = page.frameLocator('#app-frame');
  await app.getByRole('heading', { name: heading, exact: true }).first().waitFor();
  return app;
}

export async function followMenu(page: Page, name: string): Promise<FrameLocator> {
  await page.locator('#app-menu').getByRole('link', { name }).click();
  return appWith(page, name);
}

/** The frame itself, for what runs inside of it. */
export async function appFrame(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#app-frame')).contentFrame();
  if (!frame) throw new Error('the app has no frame');
  return frame;
}

export async function pressInSaveBar(page: Page, name: string): Promise<void> {
  await page.locator('#save-bar').getByRole('button', { name }).click();
  await page.locator('#save-bar').waitFor({ state: 'hidden' });
}

/** From the overview into an area of the program. */
export async function openArea(page: Page, title: string): Promise<FrameLocator> {
  const app = page.frameLocator('#app-frame');
  await app.getByRole('link', { name: `${title} bearbeiten`, exact: true }).click();
  return appWith(page, title);
}

/** Saves an area into the draft and goes back to the overview. */
export async function saveArea(page: Page): Promise<FrameLocator> {
  await pressInSaveBar(page, 'Speichern');
  const app = page.frameLocator('#app-frame');
  await app.getByRole('link', { name: 'Programm' }).first().click();
  return appWith(page, 'Programm');
}

/** Publishes the draft, which always asks once more. */
export async function publishDraft(page: Page, version: number): Promise<void> {
  const app = page.frameLocator('#app-frame');
  // The page's own: that of a dialog that is just closing stands beside it.
  await app.getByRole('main').getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  await app.getByText(`Version ${version} ist live`).waitFor();
}
