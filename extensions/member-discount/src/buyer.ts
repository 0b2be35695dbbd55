/** Who buys, from what both input queries ask for. */
import type { CartLinesQuery } from '../generated/input.ts';
import type { Buyer } from './perks.ts';

type Asked = {
  cart: Pick<CartLinesQuery['cart'], 'buyerIdentity' | 'retailLocation'>;
  localization: CartLinesQuery['localization'];
};

export function buyerOf({ cart, localization }: Asked): Buyer {
  const identity = cart.buyerIdentity;
  return {
    known: identity?.isAuthenticated === true || cart.retailLocation != null,
    tierId: identity?.customer?.metafield?.value,
    language: localization.language.isoCode,
  };
}
