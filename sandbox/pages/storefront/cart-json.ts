/** The cart as Shopify's Ajax API and Liquid show it: prices in hundredths, codes with whether they apply. */
import { type CartQuote, findVariant, priceCart } from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import type { Cart } from '../../store/model.ts';
import { exponentOf } from '../../store/money.ts';

export type CartJson = {
  token: string;
  note: string;
  attributes: Record<string, string>;
  currency: string;
  item_count: number;
  original_total_price: number;
  items_subtotal_price: number;
  total_price: number;
  total_discount: number;
  requires_shipping: boolean;
  items: CartItemJson[];
  /** All that the cart carries and, in Liquid, what marks a code as applied. */
  discount_applications: ApplicationJson[];
  cart_level_discount_applications: ApplicationJson[];
  discount_codes: { code: string; applicable: boolean }[];
};

export type CartItemJson = {
  key: string;
  id: string;
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string | null;
  handle: string;
  url: string;
  quantity: number;
  price: number;
  original_line_price: number;
  final_line_price: number;
  gift_card: boolean;
  line_level_discount_allocations: { amount: number; discount_application: ApplicationJson }[];
  properties: Record<string, string>;
};

type ApplicationJson = {
  type: 'discount_code' | 'automatic';
  title: string;
  target_type: string;
  total_allocated_amount: number;
};

export function cartJson(context: SandboxContext, cart: Cart, locale: 'en' | 'de'): CartJson {
  const quote = priceCart(context, cart);
  const hundredths = (minor: number) => toHundredths(minor, context.config.currency);
  const isCartLevel = (index: number) => quote.applications[index]?.selection === 'all';
  const applications = applicationsOf(quote, hundredths);
  const items = quote.lines.map((line): CartItemJson => {
    const found = findVariant(context, line.variantId);
    const original = line.unitPrice * line.quantity;
    const onLine = sum(
      line.allocations.filter(({ application }) => !isCartLevel(application)).map(({ amount }) => amount),
    );
    const single = (found?.product.variants.length ?? 1) === 1;
    return {
      key: line.key,
      id: line.variantId,
      variant_id: line.variantId,
      product_id: line.productId,
      title: found?.product.title[locale] ?? '',
      variant_title: single ? null : (found?.variant.title ?? null),
      handle: found?.product.handle ?? '',
      url: `/products/${found?.product.handle ?? ''}?variant=${line.variantId}`,
      quantity: line.quantity,
      price: hundredths(line.unitPrice),
      original_line_price: hundredths(original),
      final_line_price: hundredths(original - onLine),
      gift_card: line.giftCard,
      line_level_discount_allocations: line.allocations.flatMap(({ application, amount }) => {
        const made = applications[application];
        return made && !isCartLevel(application)
          ? [{ amount: hundredths(amount), discount_application: made }]
          : [];
      }),
      properties: cart.lines.find(({ key }) => key === line.key)?.properties ?? {},
    };
  });
  const subtotal = sum(items.map((item) => item.final_line_price));
  return {
    token: cart.token,
    note: cart.note,
    attributes: cart.attributes,
    currency: context.config.currency,
    item_count: sum(items.map((item) => item.quantity)),
    original_total_price: hundredths(quote.itemsTotal),
    items_subtotal_price: subtotal,
    total_price: hundredths(quote.subtotal),
    total_discount: hundredths(quote.itemsTotal - quote.subtotal),
    requires_shipping: quote.lines.some((line) => line.requiresShipping),
    items,
    discount_applications: applications.filter((entry) => entry.target_type === 'line_item'),
    cart_level_discount_applications: applications.filter(
      (entry, index) => isCartLevel(index) && entry.target_type === 'line_item',
    ),
    discount_codes: cart.discountCodes.map((code) => ({
      code,
      applicable: quote.applied.some((applied) => applied.code.toLowerCase() === code.toLowerCase()),
    })),
  };
}

export function emptyCartJson(context: SandboxContext): CartJson {
  return {
    token: '',
    note: '',
    attributes: {},
    currency: context.config.currency,
    item_count: 0,
    original_total_price: 0,
    items_subtotal_price: 0,
    total_price: 0,
    total_discount: 0,
    requires_shipping: false,
    items: [],
    discount_applications: [],
    cart_level_discount_applications: [],
    discount_codes: [],
  };
}

/** Liquid and the Ajax cart give prices in hundredths, whatever the currency. */
export function toHundredths(minor: number, currency: string): number {
  return Math.round(minor * 10 ** (2 - exponentOf(currency)));
}

function applicationsOf(quote: CartQuote, hundredths: (minor: number) => number): ApplicationJson[] {
  return quote.applications.map((application, index) => {
    const shares = quote.lines
      .flatMap((line) => line.allocations)
      .filter((allocation) => allocation.application === index);
    return {
      type: application.method === 'code' ? 'discount_code' : 'automatic',
      title: application.title,
      target_type: application.target,
      total_allocated_amount: hundredths(sum(shares.map(({ amount }) => amount))),
    };
  });
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
