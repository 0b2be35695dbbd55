/** A cart as functions may ask for it: what their input queries select is taken from here. */
import { metafieldNode, resolveNamespace } from '../admin-api/nodes/metafield-node.ts';
import { moneyNode } from '../admin-api/nodes/shared.ts';
import type { SandboxContext } from '../store/context.ts';
import type { PricedItem } from '../store/discount-effects.ts';
import { gid } from '../store/ids.ts';
import type { Id } from '../store/model.ts';

/** Functions see no metafield beyond this size. */
const METAFIELD_BYTES_MAX = 10_000;

export type FunctionCart = { customerId: Id | null; items: PricedItem[]; ship: boolean; language: string };

/** What `Input` has in common for discounts and validations. */
export function cartRoot(context: SandboxContext, cart: FunctionCart) {
  const { currency } = context.config;
  const subtotal = cart.items.reduce((sum, item) => sum + item.unitPrice * item.quantity, 0);
  const shipped = cart.ship && cart.items.some((item) => item.requiresShipping);
  return {
    cart: {
      buyerIdentity: {
        isAuthenticated: cart.customerId !== null,
        customer: cart.customerId === null ? null : customerRoot(context, cart.customerId),
      },
      retailLocation: null,
      cost: { subtotalAmount: moneyNode(subtotal, currency), totalAmount: moneyNode(subtotal, currency) },
      lines: cart.items.map((item) => lineRoot(context, item)),
      deliveryGroups: shipped ? [{ id: gid('CartDeliveryGroup', '0') }] : [],
    },
    presentmentCurrencyRate: '1.0',
    localization: { language: { isoCode: cart.language.slice(0, 2).toUpperCase() } },
  };
}

export function lineId(item: PricedItem): string {
  return gid('CartLine', item.key);
}

function lineRoot(context: SandboxContext, item: PricedItem) {
  return {
    id: lineId(item),
    quantity: item.quantity,
    merchandise: {
      __typename: 'ProductVariant',
      id: gid('ProductVariant', item.variantId),
      requiresShipping: item.requiresShipping,
      product: {
        id: gid('Product', item.productId),
        isGiftCard: item.giftCard,
        inAnyCollection: ({ ids }: { ids: string[] }) =>
          item.collectionIds.some((id) => ids.includes(gid('Collection', id))),
        metafield: metafieldOf(context, gid('Product', item.productId)),
      },
    },
  };
}

function customerRoot(context: SandboxContext, id: Id) {
  const tags = context.state.customers.get(id)?.tags ?? [];
  return {
    id: gid('Customer', id),
    hasAnyTag: (asked: { tags: string[] }) => asked.tags.some((tag) => tags.includes(tag)),
    metafield: metafieldOf(context, gid('Customer', id)),
  };
}

export function metafieldOf(context: SandboxContext, ownerId: string) {
  return ({ namespace, key }: { namespace?: string | null; key: string }) => {
    const name = `${resolveNamespace(context, namespace)}.${key}`;
    const found = context.state.metafields.get(ownerId)?.get(name);
    return found && Buffer.byteLength(found.value) <= METAFIELD_BYTES_MAX ? metafieldNode(found) : null;
  };
}
