/** Verbs on carts, and what a cart costs right now. */
import { randomBytes } from 'node:crypto';
import { cartRefusals } from '../functions/cart-refusals.ts';
import type { FunctionCart } from '../functions/cart-root.ts';
import { segmentsOf, withSegments } from './segments.ts';
import { withFunctions } from '../functions/function-discounts.ts';
import { type PricedCart, priceItems } from './cart-pricing.ts';
import type { PricedItem } from './discount-effects.ts';
import type { SandboxContext } from './context.ts';
import type { Cart, Id, Product, Variant } from './model.ts';

export type CartQuote = PricedCart & { cart: Cart };

export function createCart(context: SandboxContext, customerId: Id | null = null): Cart {
  const now = context.clock.iso();
  const cart: Cart = {
    token: `hWN${randomBytes(15).toString('base64url')}`,
    lines: [],
    discountCodes: [],
    attributes: {},
    note: '',
    customerId,
    createdAt: now,
    updatedAt: now,
  };
  context.state.carts.set(cart.token, cart);
  context.changed();
  return cart;
}

/** The cart of a token, or undefined when it never was or has become an order. */
export function findCart(context: SandboxContext, token: string | undefined): Cart | undefined {
  return token === undefined ? undefined : context.state.carts.get(token);
}

/** Adds units of a variant; the same variant with the same properties grows one line. */
export function addToCart(
  context: SandboxContext,
  cart: Cart,
  item: { variantId: Id; quantity: number; properties?: Record<string, string> },
): void {
  if (!findVariant(context, item.variantId)) throw new Error(`there is no variant ${item.variantId}`);
  const properties = item.properties ?? {};
  const same = cart.lines.find(
    (line) =>
      line.variantId === item.variantId && JSON.stringify(line.properties) === JSON.stringify(properties),
  );
  if (same) same.quantity += item.quantity;
  else cart.lines.push({ key: `${item.variantId}:${randomBytes(8).toString('hex')}`, ...item, properties });
  touch(context, cart);
}

/** Sets the units of a line, found by key or variant id; zero removes it. */
export function setLineQuantity(context: SandboxContext, cart: Cart, key: string, quantity: number): void {
  const line = cart.lines.find((candidate) => candidate.key === key || candidate.variantId === key);
  if (!line) throw new Error(`the cart has no line ${key}`);
  line.quantity = quantity;
  cart.lines = cart.lines.filter((candidate) => candidate.quantity > 0);
  touch(context, cart);
}

export function clearCart(context: SandboxContext, cart: Cart): void {
  cart.lines = [];
  touch(context, cart);
}

/** Replaces the codes: as in Ajax `discount: "A,B"`, five at most, each once. */
export function setCartCodes(context: SandboxContext, cart: Cart, codes: string[]): void {
  const clean = codes.map((code) => code.trim()).filter((code) => code !== '');
  const seen = new Set<string>();
  cart.discountCodes = clean
    .filter((code) => !seen.has(code.toLowerCase()) && seen.add(code.toLowerCase()))
    .slice(0, 5);
  touch(context, cart);
}

export function setCartAttributes(
  context: SandboxContext,
  cart: Cart,
  input: { attributes?: Record<string, string>; note?: string; customerId?: Id | null },
): void {
  if (input.attributes) cart.attributes = { ...cart.attributes, ...input.attributes };
  if (input.note !== undefined) cart.note = input.note;
  if (input.customerId !== undefined) cart.customerId = input.customerId;
  touch(context, cart);
}

/** Prices the cart for its customer; `ship: false` leaves shipping out, as the cart page does. */
export function priceCart(
  context: SandboxContext,
  cart: Cart,
  options: { ship?: boolean; email?: string | null } = {},
): CartQuote {
  const { config, state } = context;
  const items = itemsOf(context, cart);
  const customer = cart.customerId === null ? undefined : state.customers.get(cart.customerId);
  const priced = priceItems({
    items,
    codes: cart.discountCodes,
    discounts: withFunctions(
      context,
      withSegments(context, [...state.discounts.values()], cart.customerId),
      functionCart(context, cart, items, options.ship ?? false),
    ),
    customer: {
      id: cart.customerId,
      email: options.email ?? customer?.email ?? null,
      segmentIds: segmentsOf(context, cart.customerId),
    },
    now: context.clock.now(),
    shipping: options.ship ? { price: config.shipping.price, freeFrom: config.shipping.freeFrom } : null,
    tax: { included: config.taxesIncluded, rate: config.taxRate, title: config.taxTitle },
  });
  return { ...priced, cart };
}

/** Sentences by which the app's cart validations keep this cart from being bought. */
export function whyNotSold(context: SandboxContext, cart: Cart): string[] {
  return cartRefusals(context, functionCart(context, cart, itemsOf(context, cart), true));
}

function itemsOf(context: SandboxContext, cart: Cart): PricedItem[] {
  return cart.lines.flatMap((line): PricedItem[] => {
    const found = findVariant(context, line.variantId);
    return found ? [itemOf(context, line.key, found, line.quantity)] : [];
  });
}

function functionCart(context: SandboxContext, cart: Cart, items: PricedItem[], ship: boolean): FunctionCart {
  const { customerId } = cart;
  const customer = customerId === null ? undefined : context.state.customers.get(customerId);
  return { customerId, items, ship, language: customer?.locale ?? context.config.locale };
}

export function findVariant(
  context: SandboxContext,
  id: Id,
): { product: Product; variant: Variant } | undefined {
  for (const product of context.state.products.values()) {
    const variant = product.variants.find((candidate) => candidate.id === id);
    if (variant) return { product, variant };
  }
  return undefined;
}

export function itemOf(
  context: SandboxContext,
  key: string,
  { product, variant }: { product: Product; variant: Variant },
  quantity: number,
): PricedItem {
  const collections = [...context.state.collections.values()];
  return {
    key,
    variantId: variant.id,
    productId: product.id,
    collectionIds: collections
      .filter((entry) => entry.productIds.includes(product.id))
      .map((entry) => entry.id),
    quantity,
    unitPrice: variant.price,
    giftCard: product.giftCard,
    taxable: variant.taxable,
    requiresShipping: variant.requiresShipping,
  };
}

function touch(context: SandboxContext, cart: Cart): void {
  cart.updatedAt = context.clock.iso();
  context.changed();
}
