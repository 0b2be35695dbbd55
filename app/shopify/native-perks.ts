/**
 * Segments and automatic discounts by which Shopify gives perks without a function of the app. Neither knows idempotency:
 * both are looked for before they are made, segments by their name, discounts by their tag.
 */
import { audienceQuery } from '#app/core/audience.ts';
import {
  type NativePerk,
  type NativeTier,
  SEGMENT_PREFIX,
  TAG_PREFIX,
} from '#app/core/tiers/native-perks.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  CreateNativePercentDocument,
  CreateNativeShippingDocument,
  type DiscountAutomaticBasicInput,
  type DiscountAutomaticFreeShippingInput,
  UpdateNativePercentDocument,
  UpdateNativeShippingDocument,
} from '#app/shopify/generated/admin-api.ts';
import {
  deleteSegments,
  findSegments,
  putSegment,
  readMetafieldName,
  type Segment,
} from '#app/shopify/customer-segments.ts';
import { deleteAutomaticDiscount, listAutomaticDiscounts } from '#app/shopify/perk-discount.ts';

export type NativeOutcome =
  | { perk: NativePerk; segment: string; kind: 'given'; discountId: string; switchedOff: boolean }
  /** In Shopify's words, or why Shopify was not asked. */
  | { perk: NativePerk; segment: string; kind: 'refused'; message: string };

type Found = { id: string; tag: string; ended: boolean; segmentIds: string[] };
type Answer =
  { automaticDiscountNode?: { id: string } | null; userErrors: { message: string }[] } | null | undefined;

/** Makes, changes and takes away until Shopify has exactly these. One that the merchant ended stays ended. @throws ShopifyError */
export async function putNativePerks(
  access: AdminAccess,
  wanted: NativeTier[],
  startsAt: string,
): Promise<NativeOutcome[]> {
  const segments = await findSegments(access);
  const kept = await dropSurplus(access, wanted, segments);
  if (wanted.length === 0) return [];
  const metafield = await readMetafieldName(access, 'tier');
  const outcomes: NativeOutcome[] = [];
  for (const tier of wanted) {
    const segment = await segmentOf(access, tier, segments, metafield);
    for (const perk of tier.perks) {
      const shared = { perk, segment: tier.segment };
      const outcome =
        'refused' in segment
          ? { kind: 'refused' as const, message: segment.refused }
          : await putDiscount(access, perk, segment.id, kept.get(perk.tag), startsAt);
      outcomes.push({ ...shared, ...outcome });
    }
  }
  return outcomes;
}

async function segmentOf(
  access: AdminAccess,
  { tierId, segment }: NativeTier,
  segments: Segment[],
  metafield: { namespace: string; key: string } | undefined,
): Promise<{ id: string } | { refused: string }> {
  if (!metafield)
    return {
      refused: 'The metafield “Tier” of customers is not defined: the app’s configuration is not deployed.',
    };
  return putSegment(access, segment, audienceQuery({ kind: 'tier', tierId }, metafield), segments);
}

/** After this no cart gets perks the native way. @throws ShopifyError */
export async function removeNativePerks(access: AdminAccess): Promise<void> {
  await putNativePerks(access, [], '');
}

/** Discounts go before segments, which Shopify may keep while a discount names them. */
async function dropSurplus(
  access: AdminAccess,
  wanted: NativeTier[],
  segments: Segment[],
): Promise<Map<string, Found>> {
  const tags = new Set(wanted.flatMap(({ perks }) => perks.map(({ tag }) => tag)));
  const kept = new Map<string, Found>();
  for (const found of await findNativeDiscounts(access)) {
    if (tags.has(found.tag) && !kept.has(found.tag)) kept.set(found.tag, found);
    else await deleteAutomaticDiscount(access, found.id);
  }
  const names = new Set(wanted.map(({ segment }) => segment));
  await deleteSegments(
    access,
    segments.filter(({ name, query }) => isOurs(name, query) && !names.has(name)),
  );
  return kept;
}

function isOurs(name: string, query: string): boolean {
  return name.startsWith(SEGMENT_PREFIX) && /^metafields\.\S+\.tier = '/.test(query);
}

async function findNativeDiscounts(access: AdminAccess): Promise<Found[]> {
  const all = await listAutomaticDiscounts(access);
  return all.flatMap(({ id, discount }): Found[] => {
    if (!('tags' in discount)) return [];
    const tag = discount.tags.find((one) => one.startsWith(TAG_PREFIX));
    if (tag === undefined) return [];
    const segmentIds = 'segments' in discount.context ? discount.context.segments.map((one) => one.id) : [];
    return [{ id: automaticId(id), tag, ended: discount.status === 'EXPIRED', segmentIds }];
  });
}

/** The neutral list names `DiscountNode`, the mutations want `DiscountAutomaticNode`: the number is the same. */
function automaticId(id: string): string {
  return id.replace('/DiscountNode/', '/DiscountAutomaticNode/');
}

async function putDiscount(
  access: AdminAccess,
  perk: NativePerk,
  segmentId: string,
  known: Found | undefined,
  startsAt: string,
): Promise<
  { kind: 'given'; discountId: string; switchedOff: boolean } | { kind: 'refused'; message: string }
> {
  const answer = known
    ? await changeDiscount(access, perk, segmentId, known)
    : await createDiscount(access, perk, segmentId, startsAt);
  const [problem] = answer?.userErrors ?? [];
  if (problem) return { kind: 'refused', message: problem.message };
  const discountId = known?.id ?? answer?.automaticDiscountNode?.id;
  if (!discountId) throw new ShopifyError('unknown', 'Shopify named neither a discount nor an error');
  return { kind: 'given', discountId, switchedOff: known?.ended ?? false };
}

async function createDiscount(
  access: AdminAccess,
  perk: NativePerk,
  segmentId: string,
  startsAt: string,
): Promise<Answer> {
  const bound = { startsAt, context: { customerSegments: { add: [segmentId] } } };
  const options = { repeatable: false };
  if (perk.kind === 'percent') {
    const discount = { ...percentInput(perk), ...bound };
    return (await requestAdmin(access, CreateNativePercentDocument, { discount }, options))
      .discountAutomaticBasicCreate;
  }
  const discount = { ...shippingInput(perk), ...bound };
  return (await requestAdmin(access, CreateNativeShippingDocument, { discount }, options))
    .discountAutomaticFreeShippingCreate;
}

/** Its times stay: whoever ended it meant it. */
async function changeDiscount(
  access: AdminAccess,
  perk: NativePerk,
  segmentId: string,
  { id, segmentIds }: Found,
): Promise<Answer> {
  const remove = segmentIds.filter((one) => one !== segmentId);
  const add = segmentIds.includes(segmentId) ? [] : [segmentId];
  const bound = add.length + remove.length > 0 ? { context: { customerSegments: { add, remove } } } : {};
  const options = { repeatable: true };
  if (perk.kind === 'percent') {
    const discount = { ...percentInput(perk), ...bound };
    return (await requestAdmin(access, UpdateNativePercentDocument, { id, discount }, options))
      .discountAutomaticBasicUpdate;
  }
  const discount = { ...shippingInput(perk), ...bound };
  return (await requestAdmin(access, UpdateNativeShippingDocument, { id, discount }, options))
    .discountAutomaticFreeShippingUpdate;
}

function percentInput(perk: NativePerk): DiscountAutomaticBasicInput {
  return { ...sharedInput(perk), customerGets: { items: { all: true }, value: { percentage: perk.share } } };
}

function shippingInput(perk: NativePerk): DiscountAutomaticFreeShippingInput {
  return {
    ...sharedInput(perk),
    destination: { all: true },
    minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: perk.from } },
  };
}

function sharedInput({ title, tag, combinesWith }: NativePerk) {
  return {
    title,
    tags: [tag],
    combinesWith: {
      orderDiscounts: combinesWith.order,
      productDiscounts: combinesWith.product,
      shippingDiscounts: combinesWith.shipping,
    },
  };
}
