/**
 * The Ajax cart (`/cart.js`, `/cart/add.js`, …), the plain forms beside it, and `/discount/CODE`, as themes use them.
 */
import type { Context, Hono } from 'hono';
import {
  addToCart,
  clearCart,
  findVariant,
  setCartAttributes,
  setCartCodes,
  setLineQuantity,
} from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import type { Cart } from '../../store/model.ts';
import { cartJson, emptyCartJson } from './cart-json.ts';
import { safePath } from './layout.ts';
import { ensureCart, type Visit, visitOf } from './visit.ts';

/** A request that Shopify answers with 422 and a sentence. */
class Unprocessable extends Error {}

type Fields = Record<string, unknown>;

export function mountAjaxCart(app: Hono, context: SandboxContext): void {
  app.get('/cart.js', (c) => c.json(currentCart(visitOf(context, c))));
  for (const [path, change] of Object.entries(CHANGES)) {
    app.post(`/cart/${path}.js`, (c) => answer(context, c, change));
    app.post(`/cart/${path}`, async (c) => {
      const visit = visitOf(context, c);
      const fields = await readFields(c);
      change(visit, ensureCart(visit, c), fields);
      return c.redirect(
        fields['checkout'] === undefined ? safePath(text(fields['return_to'], '/cart')) : '/checkout',
        303,
      );
    });
  }
  app.get('/discount/:code', (c) => {
    const visit = visitOf(context, c);
    const cart = ensureCart(visit, c);
    setCartCodes(context, cart, [...cart.discountCodes, c.req.param('code')]);
    return c.redirect(safePath(c.req.query('redirect')));
  });
}

type Change = (visit: Visit, cart: Cart, fields: Fields) => unknown;

const CHANGES: Record<string, Change> = {
  add: (visit, cart, fields) => {
    const items = Array.isArray(fields['items']) ? (fields['items'] as Fields[]) : [fields];
    for (const item of items) {
      const variantId = text(item['id'], '');
      if (!findVariant(visit.context, variantId)) throw new Unprocessable('Cannot find variant');
      addToCart(visit.context, cart, {
        variantId,
        quantity: quantityOf(item['quantity'] ?? 1),
        properties: textsOf(item['properties']),
      });
    }
    return { items: cartJson(visit.context, cart, visit.locale).items };
  },
  change: (visit, cart, fields) => {
    const line = cart.lines[Number(fields['line'] ?? 0) - 1];
    const key = line?.key ?? text(fields['id'], '');
    if (!cart.lines.some((entry) => entry.key === key || entry.variantId === key))
      throw new Unprocessable('no valid id or line parameter');
    setLineQuantity(visit.context, cart, key, quantityOf(fields['quantity']));
  },
  update: (visit, cart, fields) => {
    for (const [key, quantity] of Object.entries((fields['updates'] ?? {}) as Fields)) {
      setLineQuantity(visit.context, cart, key, quantityOf(quantity));
    }
    if (fields['discount'] !== undefined)
      setCartCodes(visit.context, cart, text(fields['discount'], '').split(','));
    setCartAttributes(visit.context, cart, {
      attributes: textsOf(fields['attributes']),
      ...(fields['note'] === undefined ? {} : { note: text(fields['note'], '') }),
    });
  },
  clear: (visit, cart) => clearCart(visit.context, cart),
};

async function answer(context: SandboxContext, c: Context, change: Change): Promise<Response> {
  const visit = visitOf(context, c);
  try {
    const own = change(visit, ensureCart(visit, c), await readFields(c));
    return c.json(own ?? currentCart(visit));
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    return c.json({ status: 422, message: 'Cart Error', description: error.message }, 422);
  }
}

function currentCart(visit: Visit) {
  return visit.cart ? cartJson(visit.context, visit.cart, visit.locale) : emptyCartJson(visit.context);
}

/** Fields of a JSON or a form body; `updates[KEY]` becomes `updates: {KEY}`. */
async function readFields(c: Context): Promise<Fields> {
  if (c.req.header('content-type')?.includes('json')) return (await c.req.json().catch(() => ({}))) as Fields;
  const fields: Fields = {};
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    const nested = /^(\w+)\[(.+)\]$/.exec(name);
    if (nested?.[1] && nested[2])
      fields[nested[1]] = { ...((fields[nested[1]] ?? {}) as Fields), [nested[2]]: value };
    else fields[name] = value;
  }
  return fields;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Fields).map(([name, entry]) => [name, text(entry, '')]),
  );
}

function quantityOf(value: unknown): number {
  const quantity = Number(value);
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > 1000)
    throw new Unprocessable('quantity must be a whole number');
  return quantity;
}
