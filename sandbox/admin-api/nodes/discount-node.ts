/** Discounts as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Discount, DiscountClass, DiscountItems } from '../../store/model.ts';
import { connection, type PageArguments } from '../connection.ts';
import { customerNode } from './customer-node.ts';
import { collectionNode, productNode, variantNode } from './product-node.ts';
import { segmentNode } from '../segments.ts';
import { metafieldFields, moneyNode, type Node } from './shared.ts';

/** `DiscountCodeNode`, `DiscountAutomaticNode` or the neutral `DiscountNode`. */
export function discountNode(context: SandboxContext, discount: Discount, neutral = false): Node {
  const type = discount.method === 'code' ? 'DiscountCodeNode' : 'DiscountAutomaticNode';
  const id = gid(neutral ? 'DiscountNode' : type, discount.id);
  const inner = () => innerDiscount(context, discount);
  return {
    __typename: neutral ? 'DiscountNode' : type,
    id,
    discount: inner,
    codeDiscount: inner,
    automaticDiscount: inner,
    ...metafieldFields(context, gid(type, discount.id)),
  };
}

export function statusOf(context: SandboxContext, discount: Discount): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
  const now = context.clock.iso();
  if (discount.deactivated || (discount.endsAt !== null && discount.endsAt <= now)) return 'EXPIRED';
  return discount.startsAt > now ? 'SCHEDULED' : 'ACTIVE';
}

function innerDiscount(context: SandboxContext, discount: Discount): Node {
  const kinds = {
    amount: 'Basic',
    percent: 'Basic',
    freeShipping: 'FreeShipping',
    buyXGetY: 'Bxgy',
    function: 'App',
  };
  return {
    __typename: `Discount${discount.method === 'code' ? 'Code' : 'Automatic'}${kinds[discount.value.kind]}`,
    title: discount.title,
    status: statusOf(context, discount),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.oncePerCustomer,
    asyncUsageCount: discount.codes.reduce((sum, code) => sum + code.usageCount, 0),
    recurringCycleLimit: 1,
    tags: discount.tags ?? [],
    summary: discount.title,
    shortSummary: discount.title,
    discountClasses: classesOf(discount).map((name) => name.toUpperCase()),
    discountId: gid('DiscountAutomaticNode', discount.id),
    combinesWith: {
      __typename: 'DiscountCombinesWith',
      orderDiscounts: discount.combinesWith.order,
      productDiscounts: discount.combinesWith.product,
      shippingDiscounts: discount.combinesWith.shipping,
      productDiscountsWithTagsOnSameCartLine: null,
    },
    codes: (args: PageArguments) =>
      connection(
        discount.codes,
        args,
        (code) => code.id,
        (code) => ({
          __typename: 'DiscountRedeemCode',
          id: gid('DiscountRedeemCode', code.id),
          code: code.code,
          asyncUsageCount: code.usageCount,
        }),
      ),
    codesCount: { __typename: 'Count', count: discount.codes.length, precision: 'EXACT' },
    context: () => contextOf(context, discount),
    minimumRequirement: () => minimumOf(context, discount),
    customerGets: () => getsOf(context, discount),
    usesPerOrderLimit: discount.value.kind === 'buyXGetY' ? discount.value.usesPerOrder : null,
    maximumShippingPrice:
      discount.value.kind === 'freeShipping' && discount.value.maximumShippingPrice !== null
        ? moneyNode(discount.value.maximumShippingPrice, context.config.currency)
        : null,
    totalSales: null,
  };
}

function classesOf({ value, discountClass }: Discount): DiscountClass[] {
  return value.kind === 'function' ? value.classes : [discountClass];
}

function contextOf(context: SandboxContext, discount: Discount): Node {
  const { segmentIds = [] } = discount;
  if (segmentIds.length > 0) {
    const segments = segmentIds.flatMap((id) => context.state.segments.get(id) ?? []);
    return { __typename: 'DiscountCustomerSegments', segments: segments.map(segmentNode) };
  }
  if (discount.customerIds.length === 0) return { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' };
  const customers = discount.customerIds.flatMap((id) => context.state.customers.get(id) ?? []);
  return {
    __typename: 'DiscountCustomers',
    customers: customers.map((customer) => customerNode(context, customer)),
  };
}

function minimumOf(context: SandboxContext, discount: Discount): Node | null {
  const { minimum } = discount;
  if (minimum.kind === 'none') return null;
  if (minimum.kind === 'quantity') {
    return { __typename: 'DiscountMinimumQuantity', greaterThanOrEqualToQuantity: String(minimum.quantity) };
  }
  const subtotal = moneyNode(minimum.amount, context.config.currency);
  return { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: subtotal };
}

function getsOf(context: SandboxContext, discount: Discount): Node {
  const { value } = discount;
  const shared = {
    __typename: 'DiscountCustomerGets',
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
  };
  const items = () => itemsOf(context, value.kind === 'buyXGetY' ? value.gets.items : discount.items);
  if (value.kind === 'amount') {
    const amount = moneyNode(value.amount, context.config.currency);
    return {
      ...shared,
      items,
      value: { __typename: 'DiscountAmount', amount, appliesOnEachItem: value.onEachItem },
    };
  }
  const percentage =
    value.kind === 'percent' ? value.percent : value.kind === 'buyXGetY' ? value.gets.percent : 1;
  const percent = { __typename: 'DiscountPercentage', percentage };
  if (value.kind !== 'buyXGetY') return { ...shared, items, value: percent };
  const quantity = { __typename: 'DiscountQuantity', quantity: String(value.gets.quantity) };
  return { ...shared, items, value: { __typename: 'DiscountOnQuantity', effect: percent, quantity } };
}

function itemsOf(context: SandboxContext, items: DiscountItems): Node {
  if (items.kind === 'all') return { __typename: 'AllDiscountItems', allItems: true };
  const { products, collections } = context.state;
  if (items.collectionIds.length > 0) {
    const list = items.collectionIds.flatMap((id) => collections.get(id) ?? []);
    return {
      __typename: 'DiscountCollections',
      collections: (args: PageArguments) =>
        connection(
          list,
          args,
          (entry) => entry.id,
          (entry) => collectionNode(context, entry),
        ),
    };
  }
  const chosen = items.productIds.flatMap((id) => products.get(id) ?? []);
  const variants = [...products.values()].flatMap((product) =>
    product.variants
      .filter((variant) => items.variantIds.includes(variant.id))
      .map((variant) => ({ product, variant })),
  );
  return {
    __typename: 'DiscountProducts',
    products: (args: PageArguments) =>
      connection(
        chosen,
        args,
        (entry) => entry.id,
        (entry) => productNode(context, entry),
      ),
    productVariants: (args: PageArguments) =>
      connection(
        variants,
        args,
        (entry) => entry.variant.id,
        (entry) => variantNode(context, entry.product, entry.variant),
      ),
  };
}
