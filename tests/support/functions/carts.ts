/** Inputs of the functions as carts of a few facts. */
import type { CartQuery } from '../../../extensions/exclusive-access/generated/input.ts';
import type {
  CartLinesQuery,
  DeliveryOptionsQuery,
} from '../../../extensions/member-discount/generated/input.ts';

const GOLD = {
  percent: 7.5,
  freeShippingFrom: '50.00',
  names: { en: 'Gold', de: 'Goldstufe', 'pt-BR': 'Ouro' },
};
const SILVER = { percent: 0, freeShippingFrom: '0', names: { fr: 'Argent' } };
export const CONFIG = { v: 1 as const, tiers: { gold: GOLD, silver: SILVER } };

export function linesInput(
  over: Partial<CartLinesQuery['cart']> = {},
  more: Partial<CartLinesQuery> = {},
): CartLinesQuery {
  return {
    cart: {
      buyerIdentity: { isAuthenticated: true, customer: { metafield: { value: 'gold' } } },
      retailLocation: null,
      lines: [line(0), line(1)],
      ...over,
    },
    localization: { language: { isoCode: 'DE' } },
    discount: { discountClasses: ['ORDER', 'SHIPPING'], metafield: { jsonValue: CONFIG } },
    ...more,
  };
}

export function line(index: number, isGiftCard = false): CartLinesQuery['cart']['lines'][number] {
  return {
    id: `gid://shopify/CartLine/${index}`,
    merchandise: { __typename: 'ProductVariant', product: { isGiftCard } },
  };
}

export function deliveryInput(subtotal: string, tier = 'gold', rate = '1.0'): DeliveryOptionsQuery {
  return {
    presentmentCurrencyRate: rate,
    cart: {
      buyerIdentity: { isAuthenticated: true, customer: { metafield: { value: tier } } },
      retailLocation: null,
      cost: { subtotalAmount: { amount: subtotal } },
      deliveryGroups: [{ id: 'gid://shopify/CartDeliveryGroup/0' }],
    },
    localization: { language: { isoCode: 'EN' } },
    discount: { discountClasses: ['SHIPPING'], metafield: { jsonValue: CONFIG } },
  };
}

export const EXPECTED_LINES = {
  operations: [
    {
      orderDiscountsAdd: {
        selectionStrategy: 'FIRST',
        candidates: [
          {
            message: 'Goldstufe',
            targets: [{ orderSubtotal: { excludedCartLineIds: ['gid://shopify/CartLine/1'] } }],
            value: { percentage: { value: '7.5' } },
          },
        ],
      },
    },
  ],
};

export const PRODUCT = 'gid://shopify/Product/1';
export const RULE = {
  products: [PRODUCT],
  tiers: ['gold'],
  segments: ['top-vip'],
  message: { de: 'Nur für Gold.' },
};

type Wanted = { id: string; inAnyCollection: boolean };
export function accessInput(rule: unknown, products: Wanted[], customer: unknown = null): CartQuery {
  return {
    cart: {
      buyerIdentity: { isAuthenticated: customer !== null, customer } as CartQuery['cart']['buyerIdentity'],
      retailLocation: null,
      lines: products.map((product) => ({ merchandise: { product } })),
    },
    localization: { language: { isoCode: 'DE' } },
    validation: { metafield: { jsonValue: { v: 1, rule } } },
  };
}
