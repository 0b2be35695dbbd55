/** Products, variants and collections as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Collection, Product, Variant } from '../../store/model.ts';
import { formatMinor } from '../../store/money.ts';
import { connection, type PageArguments } from '../connection.ts';
import { metafieldFields, moneyNode, type Node } from './shared.ts';

export function productNode(context: SandboxContext, product: Product): Node {
  const id = gid('Product', product.id);
  const { locale, currency } = context.config;
  const prices = product.variants.map((variant) => variant.price);
  const collections = () =>
    [...context.state.collections.values()].filter((entry) => entry.productIds.includes(product.id));
  return {
    __typename: 'Product',
    id,
    legacyResourceId: product.id,
    handle: product.handle,
    title: product.title[locale],
    description: product.description[locale],
    descriptionHtml: `<p>${product.description[locale]}</p>`,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status.toUpperCase(),
    isGiftCard: product.giftCard,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.createdAt,
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.inventory, 0),
    hasOnlyDefaultVariant: product.variants.length === 1,
    onlineStoreUrl: `${context.config.storeUrl}/products/${product.handle}`,
    priceRangeV2: () => ({
      __typename: 'ProductPriceRangeV2',
      minVariantPrice: moneyNode(Math.min(...prices), currency),
      maxVariantPrice: moneyNode(Math.max(...prices), currency),
    }),
    featuredMedia: null,
    translations: ({ locale: wanted }: { locale: string }) => [
      {
        __typename: 'Translation',
        key: 'title',
        locale: wanted,
        outdated: false,
        value: wanted.startsWith('en') ? product.title.en : product.title.de,
      },
    ],
    variants: (args: PageArguments) =>
      connection(
        product.variants,
        args,
        (variant) => variant.id,
        (variant) => variantNode(context, product, variant),
      ),
    variantsCount: { __typename: 'Count', count: product.variants.length, precision: 'EXACT' },
    collections: (args: PageArguments) =>
      connection(
        collections(),
        args,
        (collection) => collection.id,
        (collection) => collectionNode(context, collection),
      ),
    ...metafieldFields(context, id),
  };
}

export function variantNode(context: SandboxContext, product: Product, variant: Variant): Node {
  const id = gid('ProductVariant', variant.id);
  const { currency } = context.config;
  return {
    __typename: 'ProductVariant',
    id,
    legacyResourceId: variant.id,
    title: variant.title,
    displayName: `${product.title[context.config.locale]} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    price: formatMinor(variant.price, currency),
    compareAtPrice: variant.compareAtPrice === null ? null : formatMinor(variant.compareAtPrice, currency),
    availableForSale: variant.inventory > 0,
    inventoryQuantity: variant.inventory,
    taxable: variant.taxable,
    position: product.variants.indexOf(variant) + 1,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    product: () => productNode(context, product),
    inventoryItem: () => ({
      __typename: 'InventoryItem',
      id: gid('InventoryItem', variant.id),
      sku: variant.sku,
      tracked: true,
      requiresShipping: variant.requiresShipping,
      unitCost: variant.cost === null ? null : moneyNode(variant.cost, currency),
    }),
    ...metafieldFields(context, id),
  };
}

export function collectionNode(context: SandboxContext, collection: Collection): Node {
  const id = gid('Collection', collection.id);
  const products = () =>
    collection.productIds.flatMap((productId) => context.state.products.get(productId) ?? []);
  return {
    __typename: 'Collection',
    id,
    legacyResourceId: collection.id,
    handle: collection.handle,
    title: collection.title[context.config.locale],
    description: '',
    descriptionHtml: '',
    productsCount: { __typename: 'Count', count: collection.productIds.length, precision: 'EXACT' },
    products: (args: PageArguments) =>
      connection(
        products(),
        args,
        (product) => product.id,
        (product) => productNode(context, product),
      ),
    hasProduct: ({ id: wanted }: { id: string }) =>
      products().some((product) => gid('Product', product.id) === wanted),
    ...metafieldFields(context, id),
  };
}
