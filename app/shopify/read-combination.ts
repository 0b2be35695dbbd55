/** Reads with what else a code can stand in a cart, whoever made it. */
import type { Combination } from '#app/core/redemption/rival-codes.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { CodeCombinationDocument } from '#app/shopify/generated/admin-api.ts';

const CLASSES = { ORDER: 'order', PRODUCT: 'product', SHIPPING: 'shipping' } as const;

/** Undefined for a code that is no discount of the shop. @throws ShopifyError */
export async function readCombination(access: AdminAccess, code: string): Promise<Combination | undefined> {
  const { codeDiscountNodeByCode: node } = await requestAdmin(
    access,
    CodeCombinationDocument,
    { code },
    { repeatable: true },
  );
  if (!node) return undefined;
  const { discountClasses, combinesWith } = node.codeDiscount;
  return {
    classes: discountClasses.map((name) => CLASSES[name]),
    combinesWith: {
      order: combinesWith.orderDiscounts,
      product: combinesWith.productDiscounts,
      shipping: combinesWith.shippingDiscounts,
    },
  };
}
