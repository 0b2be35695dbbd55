/**
 * The one automatic discount by which Shopify gives members their tier's perks. It is known by its metafield: Shopify has no
 * idempotency for discounts, so it is looked for before it is made.
 */
import { MEMBER_PERKS_KEY } from '#app/core/contracts/member-perks.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  AutomaticDiscountsDocument,
  type AutomaticDiscountsQuery,
  CreateAutomaticDiscountDocument,
  DeleteAutomaticDiscountDocument,
  type DiscountAutomaticAppInput,
  UpdateAutomaticDiscountDocument,
} from '#app/shopify/generated/admin-api.ts';

/** Handle of the function's extension. */
const FUNCTION_HANDLE = 'member-discount';
const PAGES_MAX = 20;

export type PerkDiscount = {
  title: string;
  startsAt: string;
  /** What the function reads. */
  json: string;
  classes: ('ORDER' | 'SHIPPING')[];
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
};

export type PerkDiscountOutcome =
  | { kind: 'given'; discountId: string; switchedOff: boolean }
  /** Shopify will not run the function, for this plan or while it is not deployed; its own words. */
  | { kind: 'refused'; message: string };

/** Makes the discount, or brings the one that there is up to date. One that the merchant ended stays ended. @throws ShopifyError */
export async function putPerkDiscount(
  access: AdminAccess,
  wanted: PerkDiscount,
): Promise<PerkDiscountOutcome> {
  const [existing, ...surplus] = await findPerkDiscounts(access);
  for (const { id } of surplus) await deleteAutomaticDiscount(access, id);
  const discount: DiscountAutomaticAppInput = {
    title: wanted.title,
    discountClasses: wanted.classes,
    combinesWith: {
      orderDiscounts: wanted.combinesWith.order,
      productDiscounts: wanted.combinesWith.product,
      shippingDiscounts: wanted.combinesWith.shipping,
    },
    metafields: [{ namespace: '$app', key: MEMBER_PERKS_KEY, type: 'json', value: wanted.json }],
  };
  if (existing) {
    const answer = await requestAdmin(
      access,
      UpdateAutomaticDiscountDocument,
      { id: existing.id, discount },
      { repeatable: true },
    );
    const [problem] = answer.discountAutomaticAppUpdate?.userErrors ?? [];
    if (problem) return { kind: 'refused', message: problem.message };
    return { kind: 'given', discountId: existing.id, switchedOff: existing.ended };
  }
  const answer = await requestAdmin(
    access,
    CreateAutomaticDiscountDocument,
    { discount: { ...discount, functionHandle: FUNCTION_HANDLE, startsAt: wanted.startsAt } },
    { repeatable: false },
  );
  const [problem] = answer.discountAutomaticAppCreate?.userErrors ?? [];
  if (problem) return { kind: 'refused', message: problem.message };
  const discountId = answer.discountAutomaticAppCreate?.automaticAppDiscount?.discountId;
  if (!discountId) throw new ShopifyError('unknown', 'Shopify named neither a discount nor an error');
  return { kind: 'given', discountId, switchedOff: false };
}

/** After this no cart gets perks. @throws ShopifyError */
export async function removePerkDiscount(access: AdminAccess): Promise<void> {
  for (const { id } of await findPerkDiscounts(access)) await deleteAutomaticDiscount(access, id);
}

async function findPerkDiscounts(access: AdminAccess): Promise<{ id: string; ended: boolean }[]> {
  const all = await listAutomaticDiscounts(access);
  return all.flatMap(({ metafield, discount }) =>
    metafield && discount.__typename === 'DiscountAutomaticApp'
      ? [{ id: discount.discountId, ended: discount.status === 'EXPIRED' }]
      : [],
  );
}

export type AutomaticDiscount = AutomaticDiscountsQuery['discountNodes']['nodes'][number];

/** Every automatic discount of the shop: an app sees those of others, too. @throws ShopifyError */
export async function listAutomaticDiscounts(access: AdminAccess): Promise<AutomaticDiscount[]> {
  const found: AutomaticDiscount[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const variables: { after: string | null } = { after };
    const { discountNodes } = await requestAdmin(access, AutomaticDiscountsDocument, variables, {
      repeatable: true,
    });
    found.push(...discountNodes.nodes);
    if (!discountNodes.pageInfo.hasNextPage) return found;
    after = discountNodes.pageInfo.endCursor ?? null;
  }
  return found;
}

/** One that is gone already is no error. @throws ShopifyError */
export async function deleteAutomaticDiscount(access: AdminAccess, id: string): Promise<void> {
  const answer = await requestAdmin(access, DeleteAutomaticDiscountDocument, { id }, { repeatable: true });
  const [problem] = answer.discountAutomaticDelete?.userErrors ?? [];
  if (problem && !/not exist|not found|invalid id/i.test(problem.message)) {
    throw new ShopifyError('refused', problem.message);
  }
}
