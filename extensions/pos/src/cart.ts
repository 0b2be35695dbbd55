/**
 * The till's cart: what it holds, and putting a code into it.
 *
 * Rule: a code that the cart refuses, or with which the customer would pay more, goes out again at once.
 */
import type { CartTold } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';

/** The cart shows a code a moment after it took it. */
const SHOWN_WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 50;

/** `unsure`: the till took the code, and does not show it. Staff look for themselves; nothing is lost. */
export type Outcome = 'applied' | 'refused' | 'dearer' | 'unsure';

export function customerInCart(): string | null {
  const id = shopify.cart.current.value.customer?.id;
  return id === undefined ? null : String(id);
}

export async function putCustomer(customerId: string): Promise<void> {
  if (customerInCart() !== customerId) await shopify.cart.setCustomer({ id: Number(customerId) });
}

/** Undefined where there is nothing to compare: an empty cart, or one in another currency than the program's. */
export function cartTold(program: PublicProgram): CartTold | undefined {
  const { lineItems, subtotal } = shopify.cart.current.value;
  const currency = String(shopify.session.currentSession.currency);
  if (lineItems.length === 0 || currency !== program.currency) return undefined;
  const subtotalMinor = minorOf(subtotal, program.exponent);
  return { subtotalMinor, currency, codes: codesTold(subtotalMinor, program.exponent) };
}

/** What the cart calls a discount may be a code, or words of staff: the app finds out which are codes. */
function codesTold(subtotalMinor: number, exponent: number): NonNullable<CartTold['codes']> {
  return shopify.cart.current.value.cartDiscounts.flatMap(({ discountDescription, amount, type }) => {
    const percent = type === 'Percentage';
    const saves = percent ? Math.round((subtotalMinor * amount) / 100) : minorOf(amount, exponent);
    return discountDescription ? [{ code: discountDescription, savesMinor: Math.max(0, saves) }] : [];
  });
}

export function variantsInCart(): string[] {
  return shopify.cart.current.value.lineItems.flatMap(({ variantId }) =>
    variantId === undefined ? [] : [String(variantId)],
  );
}

export function discountsInCart(): string[] {
  return shopify.cart.current.value.cartDiscounts.map(({ discountDescription }) => discountDescription ?? '');
}

export function isInCart(code: string): boolean {
  const { cartDiscounts, lineItems } = shopify.cart.current.value;
  return [...cartDiscounts, ...lineItems.flatMap(({ discounts }) => discounts)].some(
    ({ discountDescription }) => same(discountDescription, code),
  );
}

/** @param replace what the whole cart had before goes first: the till keeps one code. */
export async function applyCode(code: string, replace: boolean): Promise<Outcome> {
  const before = total();
  try {
    if (replace) await shopify.cart.removeCartDiscount();
    await shopify.cart.addCartCodeDiscount(code);
  } catch {
    return 'refused';
  }
  if (!(await shows(() => isInCart(code) || total() < before))) return 'unsure';
  if (replace || total() <= before) return 'applied';
  await takeOut(code);
  return 'dearer';
}

/** The till takes a discount of the whole cart out without saying which: what was not meant goes in again. */
export async function takeOut(code: string): Promise<void> {
  const others = shopify.cart.current.value.cartDiscounts.filter(
    ({ discountDescription }) => !same(discountDescription, code),
  );
  for (let tries = 0; isInCart(code) && tries <= others.length; tries += 1) {
    const { length } = shopify.cart.current.value.cartDiscounts;
    await shopify.cart.removeCartDiscount();
    await shows(() => shopify.cart.current.value.cartDiscounts.length < length || !isInCart(code));
  }
  for (const { discountDescription: title, type, amount } of others) {
    if (!title || isInCart(title)) continue;
    await shopify.cart.addCartCodeDiscount(title).catch(async () => {
      // It was no code: staff had given it by hand.
      if (type === 'Percentage' || type === 'FixedAmount')
        await shopify.cart.applyCartDiscount(type, title, String(amount));
    });
  }
}

/** Codes are compared without regard to case. */
function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

async function shows(condition: () => boolean): Promise<boolean> {
  const deadline = Date.now() + SHOWN_WITHIN_MS;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return true;
}

function total(): number {
  return Number(shopify.cart.current.value.grandTotal);
}

function minorOf(amount: string | number, exponent: number): number {
  const minor = Math.round(Number(amount) * 10 ** exponent);
  return Number.isFinite(minor) ? Math.max(0, minor) : 0;
}
