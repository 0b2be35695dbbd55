/** What a shopper does in the storefront and in the checkout, in the words of the German shop. */
import type { Locator, Page } from 'playwright-core';

export async function signUp(
  page: Page,
  storeUrl: string,
  who: { first: string; last: string; email: string },
): Promise<void> {
  await page.goto(`${storeUrl}/customer_authentication/login?return_to=/shop`);
  await page.getByLabel('Vorname').fill(who.first);
  await page.getByLabel('Nachname').fill(who.last);
  await page.getByLabel('E-Mail', { exact: true }).fill(who.email);
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  await page.waitForURL('**/shop');
}

/** Leaves the shopper in her cart. */
export async function putInCart(
  page: Page,
  storeUrl: string,
  handle: string,
  quantity: number,
): Promise<void> {
  await page.goto(`${storeUrl}/products/${handle}`);
  await page.getByLabel('Menge').fill(String(quantity));
  await page.getByRole('button', { name: 'In den Warenkorb' }).click();
  await page.waitForURL('**/cart');
}

export async function goToCheckout(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Zur Kasse' }).click();
  await page.waitForURL('**/checkout');
}

/** @returns the order's name, as `#1001`. */
export async function pay(page: Page): Promise<string> {
  await page.getByLabel('Straße und Hausnummer').fill('Lindenallee 7');
  await page.getByLabel('Postleitzahl').fill('04105');
  await page.getByLabel('Ort', { exact: true }).fill('Leipzig');
  await page.getByRole('button', { name: 'Jetzt bezahlen' }).click();
  await page.waitForURL('**/orders/*');
  const heading = await page.getByRole('heading', { name: /Bestellung #/ }).textContent();
  return /#\d+/.exec(heading ?? '')?.[0] ?? '';
}

export function launcher(page: Page): Locator {
  return page.locator('.treuwerk-launcher');
}

export function cartBlock(page: Page): Locator {
  return page.locator('.treuwerk-cart');
}

export function total(page: Page): Locator {
  return page.locator('[data-total]');
}

/** German amounts hold a no-break space before the sign. */
export function euros(amount: string): RegExp {
  return new RegExp(`${amount.replace('.', '\\.')}\\s€`);
}
