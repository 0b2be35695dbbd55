/** Reads what one unit of a variant costs now, in the shop's own currency. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { VariantPriceDocument } from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

/** Decimal text in major units; undefined when nobody can buy the variant. @throws ShopifyError */
export async function readVariantPrice(access: AdminAccess, variantId: string): Promise<string | undefined> {
  const { productVariant } = await requestAdmin(
    access,
    VariantPriceDocument,
    { id: gid('ProductVariant', variantId) },
    { repeatable: true },
  );
  return productVariant?.availableForSale ? String(productVariant.price) : undefined;
}
