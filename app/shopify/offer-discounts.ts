/**
 * Code discounts for one customer segment each. Shopify knows no idempotency for discounts: one is looked for by its number, or
 * by its code, and is ours if it bears our tag, before it is made.
 */
import type { PlannedOffer } from '#app/core/offers/offer-plan.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import { deactivateCode, deleteCode } from '#app/shopify/discount-codes.ts';
import {
  ActivateCodeDocument,
  CreateCodeDocument,
  CreateShippingCodeDocument,
  type DiscountCodeBasicInput,
  type DiscountCodeFreeShippingInput,
  OfferDiscountByIdDocument,
  type OfferDiscountByIdQuery,
  OfferDiscountDocument,
  type OfferDiscountQuery,
  UpdateCodeDocument,
  UpdateShippingCodeDocument,
} from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

/** Where it may be: the number that Shopify gave it, and codes that it may have. */
export type KnownOffer = { discountId: string | null; codes: readonly string[] };

export type OfferOutcome =
  | { kind: 'given'; discountId: string }
  /** The merchant ended it at Shopify: it stays so. */
  | { kind: 'off'; discountId: string }
  /** In Shopify's words. */
  | { kind: 'refused'; message: string; discountId: string | null };

type Found = {
  id: string;
  shipping: boolean;
  ended: boolean;
  segmentIds: string[];
  collections: string[];
  products: string[];
};
type Answer =
  { codeDiscountNode?: { id: string } | null; userErrors: { message: string }[] } | null | undefined;

/**
 * Makes the discount, or brings the one that there is up to date.
 * @param endedByUs it was withdrawn before: then it is switched on again, which it is not if somebody else ended it.
 * @throws ShopifyError when the outcome is unknown
 */
export async function putOffer(
  access: AdminAccess,
  wanted: PlannedOffer,
  place: { segmentId: string; known: KnownOffer; endedByUs: boolean; mayBeOver: boolean; startsAt: string },
): Promise<OfferOutcome> {
  const { segmentId, known, startsAt } = place;
  let found = await findOffer(access, wanted.tag, { ...known, codes: [...known.codes, wanted.code] });
  if (found && found.shipping !== (wanted.effect.kind === 'freeShipping')) {
    // Shopify turns no discount of one kind into another.
    await deleteCode(access, found.id);
    found = undefined;
  }
  if (found?.ended && !place.endedByUs && !place.mayBeOver) return { kind: 'off', discountId: found.id };
  if (found?.ended && place.endedByUs) await activate(access, found.id);
  const answer = await send(access, wanted, segmentId, found, startsAt);
  const [problem] = answer?.userErrors ?? [];
  if (problem) return { kind: 'refused', message: problem.message, discountId: found?.id ?? null };
  const discountId = found?.id ?? answer?.codeDiscountNode?.id;
  if (!discountId) throw new ShopifyError('unknown', 'Shopify named neither a discount nor an error');
  return { kind: 'given', discountId };
}

/** After this no cart takes it any more. One that is gone already is what is wanted. @throws ShopifyError */
export async function endOffer(
  access: AdminAccess,
  tag: string,
  known: KnownOffer,
): Promise<string | undefined> {
  const found = await findOffer(access, tag, known);
  if (found && !found.ended) await deactivateCode(access, found.id);
  return found?.id;
}

async function findOffer(access: AdminAccess, tag: string, known: KnownOffer): Promise<Found | undefined> {
  if (known.discountId !== null) {
    const variables = { id: neutralId(known.discountId) };
    const { discountNode } = await requestAdmin(access, OfferDiscountByIdDocument, variables, {
      repeatable: true,
    });
    const found = readNode(discountNode, tag);
    if (found) return found;
  }
  for (const code of new Set(known.codes)) {
    const { codeDiscountNodeByCode } = await requestAdmin(
      access,
      OfferDiscountDocument,
      { code },
      { repeatable: true },
    );
    const found = readNode(codeDiscountNodeByCode, tag);
    if (found) return found;
  }
  return undefined;
}

/** The neutral question names `DiscountNode`, the mutations want `DiscountCodeNode`: the number is the same. */
function neutralId(id: string): string {
  return id.replace('/DiscountCodeNode/', '/DiscountNode/');
}

function readNode(
  node: OfferDiscountQuery['codeDiscountNodeByCode'] | OfferDiscountByIdQuery['discountNode'],
  tag: string,
): Found | undefined {
  const discount = node?.discount;
  if (!node || !discount || !('tags' in discount) || !discount.tags.includes(tag)) return undefined;
  const items = 'customerGets' in discount ? discount.customerGets.items : {};
  return {
    id: node.id.replace('/DiscountNode/', '/DiscountCodeNode/'),
    shipping: discount.__typename === 'DiscountCodeFreeShipping',
    ended: discount.status === 'EXPIRED',
    segmentIds: 'segments' in discount.context ? discount.context.segments.map(({ id }) => id) : [],
    collections: 'collections' in items ? items.collections.nodes.map(({ id }) => id) : [],
    products: 'products' in items ? items.products.nodes.map(({ id }) => id) : [],
  };
}

async function activate(access: AdminAccess, id: string): Promise<void> {
  const { discountCodeActivate } = await requestAdmin(
    access,
    ActivateCodeDocument,
    { id },
    { repeatable: true },
  );
  const [problem] = discountCodeActivate?.userErrors ?? [];
  if (problem) throw new ShopifyError('refused', problem.message);
}

async function send(
  access: AdminAccess,
  wanted: PlannedOffer,
  segmentId: string,
  found: Found | undefined,
  startsAt: string,
): Promise<Answer> {
  const common = commonInput(wanted, segmentId, found, startsAt);
  const options = { repeatable: found !== undefined };
  const { effect, combinesWith } = wanted;
  const combines = { orderDiscounts: combinesWith.order, productDiscounts: combinesWith.product };
  if (effect.kind === 'freeShipping') {
    const discount: DiscountCodeFreeShippingInput = {
      ...common,
      combinesWith: combines,
      destination: { all: true },
    };
    return found
      ? (await requestAdmin(access, UpdateShippingCodeDocument, { id: found.id, discount }, options))
          .discountCodeFreeShippingUpdate
      : (await requestAdmin(access, CreateShippingCodeDocument, { discount }, options))
          .discountCodeFreeShippingCreate;
  }
  const discount: DiscountCodeBasicInput = {
    ...common,
    combinesWith: { ...combines, shippingDiscounts: combinesWith.shipping },
    customerGets: {
      items: itemsOf(wanted.goods, found),
      value:
        effect.kind === 'percentOff'
          ? // A binary fraction of a tenth of a per cent would be sent with all its digits.
            { percentage: Math.round(effect.percent * 10) / 1_000 }
          : { discountAmount: { amount: effect.amount, appliesOnEachItem: false } },
    },
  };
  return found
    ? (await requestAdmin(access, UpdateCodeDocument, { id: found.id, discount }, options))
        .discountCodeBasicUpdate
    : (await requestAdmin(access, CreateCodeDocument, { discount }, options)).discountCodeBasicCreate;
}

function commonInput(wanted: PlannedOffer, segmentId: string, found: Found | undefined, startsAt: string) {
  const remove = found?.segmentIds.filter((id) => id !== segmentId) ?? [];
  const add = found?.segmentIds.includes(segmentId) ? [] : [segmentId];
  const bound = add.length + remove.length > 0 ? { context: { customerSegments: { add, remove } } } : {};
  // Shopify keeps the beginning of one that has begun at once; null takes a minimum away that was there.
  const begins = wanted.startsAt ?? (found ? undefined : startsAt);
  return {
    ...bound,
    title: wanted.title,
    code: wanted.code,
    tags: [wanted.tag],
    ...(begins === undefined ? {} : { startsAt: begins }),
    endsAt: wanted.endsAt,
    usageLimit: wanted.usesMax,
    appliesOncePerCustomer: wanted.oncePerCustomer,
    ...(found || wanted.minimumSubtotal !== null
      ? { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: wanted.minimumSubtotal } } }
      : {}),
  };
}

/** An update adds to what is there, so that what is not wanted any more is named, too. */
function itemsOf(
  goods: PlannedOffer['goods'],
  found: Found | undefined,
): NonNullable<DiscountCodeBasicInput['customerGets']>['items'] {
  if (goods === null) return { all: true };
  const collections = 'collections' in goods ? goods.collections.map((id) => gid('Collection', id)) : [];
  const products = 'products' in goods ? goods.products.map((id) => gid('Product', id)) : [];
  const gone = (had: string[] = [], wanted: string[]) => had.filter((id) => !wanted.includes(id));
  const goneCollections = gone(found?.collections, collections);
  const goneProducts = gone(found?.products, products);
  return {
    ...(collections.length + goneCollections.length > 0
      ? { collections: { add: collections, remove: goneCollections } }
      : {}),
    ...(products.length + goneProducts.length > 0
      ? { products: { productsToAdd: products, productsToRemove: goneProducts } }
      : {}),
  };
}
