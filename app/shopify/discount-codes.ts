/**
 * Codes at Shopify: bound to one customer, used once, with an end. Shopify has no idempotency for discounts, but
 * a code is unique: "taken" for our own deterministic code means that an earlier try succeeded.
 */
import { ShopifyError, type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import {
  CreateCodeDocument,
  CreateShippingCodeDocument,
  DeactivateCodeDocument,
  DeleteCodeDocument,
  type DiscountCodeBasicInput,
  type DiscountCodeFreeShippingInput,
  FindCodeDocument,
} from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

export const CODE_TAG = 'treuwerk';

export type CodeOrder = {
  code: string;
  /** Ends with the code. */
  title: string;
  /** Whose alone it is; null for whoever has it. */
  customerId: string | null;
  startsAt: string;
  endsAt: string;
  /** Decimal text in major units, or null. */
  minimumSubtotal: string | null;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  /** Ids of the collections whose goods alone may be paid with it; null for all goods. Free shipping knows no goods. */
  collections: string[] | null;
  /** `amount` is decimal text in major units; `percent` is 0 to 100. */
  effect:
    | { kind: 'amountOff'; amount: string }
    | { kind: 'percentOff'; percent: number }
    | { kind: 'freeShipping' }
    /** The price of one unit, taken off once however many the cart holds. */
    | { kind: 'product'; variantId: string; amount: string };
};

export type CodeOutcome = { created: true; discountId: string } | { created: false; message: string };

/** Creates the code, or finds that it exists already. @throws ShopifyError when the outcome is unknown. */
export async function createCode(access: AdminAccess, order: CodeOrder): Promise<CodeOutcome> {
  const payload = await send(access, order);
  const [problem] = payload?.userErrors ?? [];
  if (!problem) {
    const discountId = payload?.codeDiscountNode?.id;
    if (!discountId) throw new ShopifyError('unknown', 'Shopify named neither a discount nor an error');
    return { created: true, discountId };
  }
  if (problem.code === 'TAKEN' || /unique|taken|exists/i.test(problem.message)) {
    const existing = await findCode(access, order.code);
    // The code is random: who has it in the title of a discount that carries it is an earlier try of ours.
    if (existing?.title.endsWith(order.code)) return { created: true, discountId: existing.id };
  }
  return { created: false, message: problem.message };
}

async function send(access: AdminAccess, order: CodeOrder) {
  if (order.effect.kind === 'freeShipping') {
    const discount: DiscountCodeFreeShippingInput = {
      ...common(order),
      combinesWith: {
        orderDiscounts: order.combinesWith.order,
        productDiscounts: order.combinesWith.product,
      },
      destination: { all: true },
    };
    const answer = await requestAdmin(
      access,
      CreateShippingCodeDocument,
      { discount },
      { repeatable: false },
    );
    return answer.discountCodeFreeShippingCreate;
  }
  const value =
    order.effect.kind === 'percentOff'
      ? { percentage: order.effect.percent / 100 }
      : { discountAmount: { amount: order.effect.amount, appliesOnEachItem: false } };
  const discount: DiscountCodeBasicInput = {
    ...common(order),
    combinesWith: {
      orderDiscounts: order.combinesWith.order,
      productDiscounts: order.combinesWith.product,
      shippingDiscounts: order.combinesWith.shipping,
    },
    customerGets: { items: itemsOf(order), value },
  };
  const answer = await requestAdmin(access, CreateCodeDocument, { discount }, { repeatable: false });
  return answer.discountCodeBasicCreate;
}

function itemsOf({
  effect,
  collections,
}: CodeOrder): NonNullable<DiscountCodeBasicInput['customerGets']>['items'] {
  if (effect.kind === 'product')
    return { products: { productVariantsToAdd: [gid('ProductVariant', effect.variantId)] } };
  if (collections === null) return { all: true };
  return { collections: { add: collections.map((id) => gid('Collection', id)) } };
}

function common(order: CodeOrder) {
  return {
    title: order.title,
    code: order.code,
    startsAt: order.startsAt,
    endsAt: order.endsAt,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context:
      order.customerId === null
        ? { all: 'ALL' as const }
        : { customers: { add: [gid('Customer', order.customerId)] } },
    tags: [CODE_TAG],
    ...(order.minimumSubtotal === null
      ? {}
      : { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: order.minimumSubtotal } } }),
  };
}

/** The discount behind a code, or undefined. @throws ShopifyError */
export async function findCode(
  access: AdminAccess,
  code: string,
): Promise<{ id: string; title: string; active: boolean } | undefined> {
  const { codeDiscountNodeByCode: node } = await requestAdmin(
    access,
    FindCodeDocument,
    { code },
    { repeatable: true },
  );
  if (!node) return undefined;
  const discount = node.codeDiscount;
  if (discount.__typename !== 'DiscountCodeBasic' && discount.__typename !== 'DiscountCodeFreeShipping') {
    return { id: node.id, title: '', active: false };
  }
  return { id: node.id, title: discount.title, active: discount.status !== 'EXPIRED' };
}

/** After this no new cart takes the code. @throws ShopifyError */
export async function deactivateCode(access: AdminAccess, discountId: string): Promise<void> {
  const answer = await requestAdmin(access, DeactivateCodeDocument, { id: discountId }, { repeatable: true });
  // A discount that the merchant has deleted cannot be used either.
  refuseUnlessGone(answer.discountCodeDeactivate?.userErrors);
}

/** Takes the discount out of the merchant's list; one that is not there any more is what is wanted. @throws ShopifyError */
export async function deleteCode(access: AdminAccess, discountId: string): Promise<void> {
  const answer = await requestAdmin(access, DeleteCodeDocument, { id: discountId }, { repeatable: true });
  refuseUnlessGone(answer.discountCodeDelete?.userErrors);
}

function refuseUnlessGone(problems: { message: string }[] | undefined): void {
  const problem = problems?.find(({ message }) => !/not exist|not found|invalid id/i.test(message));
  if (problem) throw new ShopifyError('refused', problem.message);
}
