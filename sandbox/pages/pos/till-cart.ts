/** The till's cart: one per browser, kept like a storefront's, and what extensions see of it. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import {
  addToCart,
  type CartQuote,
  clearCart,
  createCart,
  findCart,
  findVariant,
  priceCart,
  setCartAttributes,
  setCartCodes,
  setLineQuantity,
} from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import type { Cart } from '../../store/model.ts';
import { exponentOf } from '../../store/money.ts';
import type { Snapshot } from './browser/protocol.ts';

const COOKIE = 'sandbox_pos_cart';

export function tillCart(context: SandboxContext, c: Context): Cart {
  const known = findCart(context, getCookie(c, COOKIE));
  if (known) return known;
  const cart = createCart(context);
  setCookie(c, COOKIE, cart.token, { path: '/pos', httpOnly: true, sameSite: 'Lax' });
  return cart;
}

/** Goods are handed over at once: nothing is sent. */
export function quoteOf(context: SandboxContext, cart: Cart): CartQuote {
  return priceCart(context, cart);
}

/** What a verb of Shopify POS does to the cart. @throws when the till refuses it. */
export function changeCart(context: SandboxContext, cart: Cart, verb: string, args: unknown[]): void {
  const [first, second] = args;
  switch (verb) {
    case 'setCustomer': {
      const customerId = String((first as { id?: unknown } | undefined)?.id);
      if (!context.state.customers.has(customerId)) throw new Error(`there is no customer ${customerId}`);
      return setCartAttributes(context, cart, { customerId });
    }
    case 'removeCustomer':
      return setCartAttributes(context, cart, { customerId: null });
    case 'addCartCodeDiscount':
      return addCode(context, cart, String(first));
    case 'removeCartDiscount':
      return setCartCodes(context, cart, cart.discountCodes.slice(0, -1));
    case 'removeAllDiscounts':
      return setCartCodes(context, cart, []);
    case 'addLineItem':
      return addToCart(context, cart, { variantId: String(first), quantity: Number(second ?? 1) });
    case 'setQuantity':
      return setLineQuantity(context, cart, String(first), Number(second));
    case 'clearCart':
      setCartCodes(context, cart, []);
      return clearCart(context, cart);
    default:
      throw new Error(`the sandbox's till cannot ${verb}`);
  }
}

/** A code that does not apply is dropped again; codes that it displaced leave, too. */
function addCode(context: SandboxContext, cart: Cart, code: string): void {
  const before = cart.discountCodes;
  setCartCodes(context, cart, [...before, code]);
  const quote = quoteOf(context, cart);
  const refused = quote.refused.find((entry) => entry.code.toLowerCase() === code.toLowerCase());
  setCartCodes(context, cart, refused ? before : quote.applied.map((entry) => entry.code));
  if (refused) throw new Error(refused.reason);
}

export function snapshotOf(context: SandboxContext, cart: Cart): Snapshot {
  const { currency } = context.config;
  const quote = quoteOf(context, cart);
  const exponent = exponentOf(currency);
  const amount = (minor: number) => minor / 10 ** exponent;
  const text = (minor: number) => amount(minor).toFixed(exponent);
  return {
    offline: false,
    cart: {
      editable: true,
      subtotal: text(quote.itemsTotal),
      taxTotal: text(quote.taxTotal),
      grandTotal: text(quote.total),
      customer: cart.customerId === null ? undefined : { id: Number(cart.customerId) },
      cartDiscounts: quote.applied.map((applied) => ({
        amount: amount(applied.amount),
        currency,
        discountDescription: applied.code,
        type: 'FixedAmount',
      })),
      lineItems: quote.lines.map((line) => ({
        uuid: line.key,
        price: amount(line.unitPrice),
        quantity: line.quantity,
        title: findVariant(context, line.variantId)?.product.title[context.config.locale] ?? '',
        variantId: Number(line.variantId),
        productId: Number(line.productId),
        discounts: [],
        taxable: line.taxable,
        taxLines: [],
        properties: {},
        isGiftCard: line.giftCard,
      })),
      properties: {},
    },
  };
}
