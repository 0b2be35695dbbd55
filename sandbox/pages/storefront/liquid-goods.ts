/** Products, variants and cart lines as Liquid sees them: prices in hundredths, tags, collections, sale. */
import { findVariant } from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import type { Product, Variant } from '../../store/model.ts';
import { type CartItemJson, toHundredths } from './cart-json.ts';

export function liquidProduct(
  context: SandboxContext,
  product: Product,
  language: string,
  chosen?: Variant | undefined,
) {
  const variants = product.variants.map((variant) => liquidVariant(context, variant));
  return {
    id: product.id,
    title: product.title[language === 'de' ? 'de' : 'en'],
    handle: product.handle,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    collections: [...context.state.collections.values()]
      .filter(({ productIds }) => productIds.includes(product.id))
      .map(({ id, handle }) => ({ id, handle })),
    'gift_card?': product.giftCard,
    price_varies: new Set(variants.map((variant) => variant.price)).size > 1,
    selected_or_first_available_variant: variants.find(({ id }) => id === chosen?.id) ?? variants[0],
    variants,
  };
}

export function liquidItems(context: SandboxContext, items: CartItemJson[], language: string) {
  return items.map((item) => {
    const found = findVariant(context, item.variant_id);
    return {
      ...item,
      product: found && liquidProduct(context, found.product, language, found.variant),
      variant: found && liquidVariant(context, found.variant),
    };
  });
}

function liquidVariant(context: SandboxContext, { id, title, price, compareAtPrice }: Variant) {
  const hundredths = (minor: number) => toHundredths(minor, context.config.currency);
  return {
    id,
    title,
    price: hundredths(price),
    compare_at_price: compareAtPrice === null ? null : hundredths(compareAtPrice),
  };
}
