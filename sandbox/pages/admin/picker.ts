/** What the resource picker offers: the store's products, variants and collections in App Bridge's shapes. */
import type { SandboxContext } from '../../store/context.ts';
import type { Product, Variant } from '../../store/model.ts';
import { formatMinor } from '../../store/money.ts';
import type { PickerOptions } from './protocol.ts';
import type { AdminLocale } from './texts.ts';

export type PickerItem = { id: string; title: string; detail: string; resource: unknown };

export function pickerItems(
  context: SandboxContext,
  type: PickerOptions['type'],
  locale: AdminLocale,
): PickerItem[] {
  const products = [...context.state.products.values()];
  switch (type) {
    case 'product':
      return products.map((product) => {
        const resource = productResource(context, product, locale);
        return { id: resource.id, title: resource.title, detail: product.vendor, resource };
      });
    case 'variant':
      return products.flatMap((product) =>
        product.variants.map((variant) => {
          const resource = variantResource(context, product, variant, locale);
          return { id: resource.id, title: resource.displayName, detail: resource.price, resource };
        }),
      );
    case 'collection':
      return [...context.state.collections.values()].map((collection) => {
        const id = `gid://shopify/Collection/${collection.id}`;
        const title = collection.title[locale];
        const count = collection.productIds.length;
        return {
          id,
          title,
          detail: String(count),
          resource: { id, title, handle: collection.handle, productsCount: count },
        };
      });
  }
}

function productResource(context: SandboxContext, product: Product, locale: AdminLocale) {
  return {
    id: `gid://shopify/Product/${product.id}`,
    title: product.title[locale],
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status.toUpperCase(),
    tags: product.tags,
    images: [],
    totalVariants: product.variants.length,
    hasOnlyDefaultVariant: product.variants.length === 1,
    variants: product.variants.map((variant) => variantResource(context, product, variant, locale)),
  };
}

function variantResource(context: SandboxContext, product: Product, variant: Variant, locale: AdminLocale) {
  return {
    id: `gid://shopify/ProductVariant/${variant.id}`,
    title: variant.title,
    displayName: `${product.title[locale]} – ${variant.title}`,
    sku: variant.sku,
    price: formatMinor(variant.price, context.config.currency),
    product: { id: `gid://shopify/Product/${product.id}` },
  };
}
