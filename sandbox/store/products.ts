/** Verbs on products, for tests and for staff. */
import { findVariant } from './carts.ts';
import type { SandboxContext } from './context.ts';
import { emit } from './events.ts';
import { exactNumber, gid, nextId } from './ids.ts';
import type { Id, Product, Variant } from './model.ts';

export type ProductInput = {
  title: string;
  price: number;
  cost?: number | null;
  compareAtPrice?: number | null;
  vendor?: string;
  productType?: string;
  tags?: string[];
  giftCard?: boolean;
  requiresShipping?: boolean;
  taxable?: boolean;
  collectionHandle?: string;
};

export function createProduct(context: SandboxContext, input: ProductInput): Product {
  const now = context.clock.iso();
  const id = nextId(context.state, 'product');
  const product: Product = {
    id,
    handle: `${input.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${id.slice(-4)}`,
    title: { en: input.title, de: input.title },
    description: { en: input.title, de: input.title },
    vendor: input.vendor ?? 'Treuwerk',
    productType: input.productType ?? '',
    tags: input.tags ?? [],
    status: 'active',
    giftCard: input.giftCard ?? false,
    picture: { hue: Number(id.slice(-3)) % 360, motif: 'box' },
    variants: [
      {
        id: nextId(context.state, 'variant'),
        title: 'Default Title',
        sku: `SKU-${id.slice(-4)}`,
        price: input.price,
        compareAtPrice: input.compareAtPrice ?? null,
        cost: input.cost ?? null,
        inventory: 500,
        requiresShipping: input.requiresShipping ?? true,
        taxable: input.taxable ?? true,
      },
    ],
    createdAt: now,
    updatedAt: now,
  };
  context.state.products.set(id, product);
  for (const collection of context.state.collections.values()) {
    if (collection.handle === input.collectionHandle) collection.productIds.push(id);
  }
  emitProduct(context, product, 'products/create');
  return product;
}

export function updateVariant(context: SandboxContext, id: Id, input: Partial<Omit<Variant, 'id'>>): Product {
  const found = findVariant(context, id);
  if (!found) throw new Error(`there is no variant ${id}`);
  Object.assign(found.variant, input);
  found.product.updatedAt = context.clock.iso();
  emitProduct(context, found.product, 'products/update');
  return found.product;
}

function emitProduct(context: SandboxContext, product: Product, topic: string): void {
  emit(context, topic, {
    id: exactNumber(product.id),
    admin_graphql_api_id: gid('Product', product.id),
    title: product.title[context.config.locale],
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags.join(', '),
    status: product.status,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
  });
}
