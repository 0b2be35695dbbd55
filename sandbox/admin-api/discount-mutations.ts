/** Mutations on discounts, with Shopify's refusals for what an app can get wrong. */
import type { SandboxContext } from '../store/context.ts';
import { newDiscount } from '../store/new-discount.ts';
import { findByCode } from '../store/cart-pricing.ts';
import { emit } from '../store/events.ts';
import { gid, nextId, numericId } from '../store/ids.ts';
import type { Discount, DiscountClass, DiscountItems, DiscountValue } from '../store/model.ts';
import { parseMinor } from '../store/money.ts';
import { discountNode, statusOf } from './nodes/discount-node.ts';

export type UserError = {
  __typename: string;
  field: string[] | null;
  code: string | null;
  message: string;
  extraInfo?: null;
};

type ItemsInput = {
  all?: boolean | null;
  products?: {
    productsToAdd?: string[] | null;
    productsToRemove?: string[] | null;
    productVariantsToAdd?: string[] | null;
    productVariantsToRemove?: string[] | null;
  } | null;
  collections?: { add?: string[] | null; remove?: string[] | null } | null;
};

type ValueInput = {
  percentage?: number | null;
  discountAmount?: { amount?: string | number | null; appliesOnEachItem?: boolean | null } | null;
  discountOnQuantity?: {
    quantity?: string | number | null;
    effect?: { percentage?: number | null } | null;
  } | null;
};

export type DiscountInput = {
  title?: string | null;
  tags?: string[] | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  combinesWith?: {
    orderDiscounts?: boolean | null;
    productDiscounts?: boolean | null;
    shippingDiscounts?: boolean | null;
  } | null;
  context?: {
    all?: string | null;
    customers?: { add?: string[] | null } | null;
    customerSegments?: { add?: string[] | null; remove?: string[] | null } | null;
  } | null;
  customerGets?: { items?: ItemsInput | null; value?: ValueInput | null } | null;
  customerBuys?: { items?: ItemsInput | null; value?: { quantity?: string | number | null } | null } | null;
  usesPerOrderLimit?: number | null;
  maximumShippingPrice?: string | number | null;
  minimumRequirement?: {
    quantity?: { greaterThanOrEqualToQuantity?: string | number | null } | null;
    subtotal?: { greaterThanOrEqualToSubtotal?: string | number | null } | null;
  } | null;
};

const ACTIVE_AUTOMATIC_MAX = 25;
const NO_ITEMS = { productIds: [], variantIds: [], collectionIds: [] };

type Kind = 'basic' | 'freeShipping' | 'bxgy';

export function discountMutations(context: SandboxContext): Record<string, unknown> {
  const create =
    (argument: string, method: Discount['method'], kind: Kind) => (args: Record<string, DiscountInput>) =>
      createDiscount(context, args[argument] ?? {}, { argument, method, kind });
  return {
    discountCodeBasicCreate: create('basicCodeDiscount', 'code', 'basic'),
    discountCodeFreeShippingCreate: create('freeShippingCodeDiscount', 'code', 'freeShipping'),
    discountCodeBxgyCreate: create('bxgyCodeDiscount', 'code', 'bxgy'),
    discountAutomaticBasicCreate: create('automaticBasicDiscount', 'automatic', 'basic'),
    discountAutomaticFreeShippingCreate: create('freeShippingAutomaticDiscount', 'automatic', 'freeShipping'),
    discountCodeBasicUpdate: (args: { id: string; basicCodeDiscount: DiscountInput }) =>
      updateDiscount(context, args.id, args.basicCodeDiscount, 'basic'),
    discountCodeFreeShippingUpdate: (args: { id: string; freeShippingCodeDiscount: DiscountInput }) =>
      updateDiscount(context, args.id, args.freeShippingCodeDiscount, 'freeShipping'),
    discountAutomaticBasicUpdate: (args: { id: string; automaticBasicDiscount: DiscountInput }) =>
      updateAutomatic(context, args.id, args.automaticBasicDiscount, 'basic'),
    discountAutomaticFreeShippingUpdate: (args: {
      id: string;
      freeShippingAutomaticDiscount: DiscountInput;
    }) => updateAutomatic(context, args.id, args.freeShippingAutomaticDiscount, 'freeShipping'),
    discountCodeActivate: ({ id }: { id: string }) => setActive(context, id, true, 'codeDiscountNode'),
    discountCodeDeactivate: ({ id }: { id: string }) => setActive(context, id, false, 'codeDiscountNode'),
    discountAutomaticDeactivate: ({ id }: { id: string }) =>
      setActive(context, id, false, 'automaticDiscountNode'),
    discountCodeDelete: ({ id }: { id: string }) => deleteDiscount(context, id, 'deletedCodeDiscountId'),
    discountAutomaticDelete: ({ id }: { id: string }) =>
      deleteDiscount(context, id, 'deletedAutomaticDiscountId'),
  };
}

function createDiscount(
  context: SandboxContext,
  input: DiscountInput,
  how: { argument: string; method: Discount['method']; kind: Kind },
) {
  const field = how.method === 'code' ? 'codeDiscountNode' : 'automaticDiscountNode';
  const errors = refusals(context, input, how);
  if (errors.length > 0) return { [field]: null, userErrors: errors };
  const now = context.clock.iso();
  const value = valueOf(context, input, how.kind);
  const items = itemsOf(input.customerGets?.items);
  const discount = newDiscount(now, {
    id: nextId(context.state, 'discount'),
    method: how.method,
    title: input.title ?? input.code ?? '',
    codes: input.code ? [{ id: nextId(context.state, 'redeemCode'), code: input.code, usageCount: 0 }] : [],
    value,
    items: how.kind === 'basic' ? items : { kind: 'all' },
    discountClass: classOf(how.kind, items),
    combinesWith: combinesOf(input),
    startsAt: input.startsAt ? new Date(input.startsAt).toISOString() : now,
  });
  applyTerms(context, discount, input);
  context.state.discounts.set(discount.id, discount);
  emitDiscount(context, discount, 'discounts/create');
  return { [field]: discountNode(context, discount), userErrors: [] };
}

function refusals(
  context: SandboxContext,
  input: DiscountInput,
  how: { argument: string; method: Discount['method']; kind: Kind },
): UserError[] {
  const errors: UserError[] = [];
  const refuse = (path: string[], code: string, message: string) =>
    errors.push(userError([how.argument, ...path], code, message));
  if (how.method === 'code' && !input.code) refuse(['code'], 'BLANK', "Code can't be blank");
  if (input.code && findByCode([...context.state.discounts.values()], input.code)) {
    refuse(['code'], 'TAKEN', 'Code must be unique. Please try a different code.');
  }
  if (input.code && input.code.length > 255)
    refuse(['code'], 'TOO_LONG', 'Code is too long (maximum is 255 characters)');
  if (!input.title) refuse(['title'], 'BLANK', "Title can't be blank");
  if (!input.startsAt) refuse(['startsAt'], 'BLANK', "Starts at can't be blank");
  if (input.startsAt && input.endsAt && input.endsAt <= input.startsAt) {
    refuse(['endsAt'], 'END_DATE_BEFORE_START_DATE', 'Ends at needs to be after starts at');
  }
  errors.push(...segmentRefusals(context, input, how.argument));
  if (how.method === 'automatic') errors.push(...automaticRefusals(context, input, how.argument));
  for (const id of input.context?.customers?.add ?? []) {
    if (!context.state.customers.has(numericId(id)))
      refuse(['context', 'customers', 'add'], 'INVALID', 'Customer does not exist');
  }
  if (how.kind === 'basic') errors.push(...valueRefusals(input, how.argument));
  return errors;
}

function segmentRefusals(context: SandboxContext, input: DiscountInput, argument: string): UserError[] {
  const path = [argument, 'context', 'customerSegments', 'add'];
  return (input.context?.customerSegments?.add ?? []).flatMap((id) =>
    context.state.segments.has(numericId(id))
      ? []
      : [userError(path, 'INVALID', 'Customer segment does not exist')],
  );
}

/** Two automatic discounts cannot be called alike, and only so many can be in force at once. */
function automaticRefusals(context: SandboxContext, input: DiscountInput, argument: string): UserError[] {
  const others = [...context.state.discounts.values()].filter(({ method }) => method === 'automatic');
  const errors: UserError[] = [];
  if (others.some(({ title }) => title === input.title)) {
    errors.push(userError([argument, 'title'], 'TAKEN', 'Title must be unique for automatic discount'));
  }
  if (others.filter((one) => statusOf(context, one) === 'ACTIVE').length >= ACTIVE_AUTOMATIC_MAX) {
    const message = `You can have a maximum of ${ACTIVE_AUTOMATIC_MAX} active automatic discounts`;
    errors.push(userError([argument], 'EXCEEDED_MAX', message));
  }
  return errors;
}

function valueRefusals(input: DiscountInput, argument: string): UserError[] {
  const value = input.customerGets?.value;
  const path = [argument, 'customerGets', 'value'];
  if (!input.customerGets?.items)
    return [userError([argument, 'customerGets', 'items'], 'BLANK', "Items can't be blank")];
  if (!value) return [userError(path, 'BLANK', "Value can't be blank")];
  if (
    value.percentage !== null &&
    value.percentage !== undefined &&
    (value.percentage <= 0 || value.percentage > 1)
  ) {
    return [userError([...path, 'percentage'], 'VALUE_OUTSIDE_RANGE', 'Value must be between 0.0 and 1.0')];
  }
  const amount = value.discountAmount?.amount;
  if (amount !== null && amount !== undefined && Number(amount) <= 0) {
    return [userError([...path, 'discountAmount', 'amount'], 'GREATER_THAN', 'Value must be greater than 0')];
  }
  return [];
}

function updateDiscount(
  context: SandboxContext,
  id: string,
  input: DiscountInput,
  kind: 'basic' | 'freeShipping',
) {
  const argument = kind === 'basic' ? 'basicCodeDiscount' : 'freeShippingCodeDiscount';
  const discount = context.state.discounts.get(numericId(id));
  if (discount?.method !== 'code' || (discount.value.kind === 'freeShipping') !== (kind === 'freeShipping'))
    return { codeDiscountNode: null, userErrors: [userError(['id'], 'INVALID', 'Discount does not exist')] };
  const other = input.code ? findByCode([...context.state.discounts.values()], input.code) : undefined;
  if (other && other !== discount) {
    const taken = userError([argument, 'code'], 'TAKEN', 'Code must be unique. Please try a different code.');
    return { codeDiscountNode: null, userErrors: [taken] };
  }
  const errors = [
    ...segmentRefusals(context, input, argument),
    ...(input.customerGets?.value ? valueRefusals(input, argument) : []),
  ];
  const starts = input.startsAt ?? discount.startsAt;
  if (input.endsAt && input.endsAt <= starts) {
    const path = [argument, 'endsAt'];
    errors.push(userError(path, 'END_DATE_BEFORE_START_DATE', 'Ends at needs to be after starts at'));
  }
  if (errors.length > 0) return { codeDiscountNode: null, userErrors: errors };
  if (input.title) discount.title = input.title;
  const [first] = discount.codes;
  if (input.code && first) first.code = input.code;
  if (input.startsAt) discount.startsAt = new Date(input.startsAt).toISOString();
  if (input.combinesWith) discount.combinesWith = combinesOf(input);
  if (input.customerGets?.value) discount.value = valueOf(context, input, kind);
  if (input.customerGets?.items) changeItems(discount, input.customerGets.items);
  applyTerms(context, discount, input);
  discount.updatedAt = context.clock.iso();
  emitDiscount(context, discount, 'discounts/update');
  return { codeDiscountNode: discountNode(context, discount), userErrors: [] };
}

/** What is named is added to what is there, or taken from it; `all` replaces it. */
function changeItems(discount: Discount, input: ItemsInput): void {
  const had = discount.items.kind === 'some' ? discount.items : NO_ITEMS;
  const changed = (before: string[], add?: string[] | null, remove?: string[] | null) => [
    ...new Set([
      ...before.filter((id) => !(remove ?? []).map(numericId).includes(id)),
      ...(add ?? []).map(numericId),
    ]),
  ];
  const { products, collections } = input;
  discount.items = input.all
    ? { kind: 'all' }
    : {
        kind: 'some',
        productIds: changed(had.productIds, products?.productsToAdd, products?.productsToRemove),
        variantIds: changed(
          had.variantIds,
          products?.productVariantsToAdd,
          products?.productVariantsToRemove,
        ),
        collectionIds: changed(had.collectionIds, collections?.add, collections?.remove),
      };
  if (discount.discountClass !== 'shipping') discount.discountClass = classOf('basic', discount.items);
}

function updateAutomatic(context: SandboxContext, id: string, input: DiscountInput, kind: Kind) {
  const discount = context.state.discounts.get(numericId(id));
  if (discount?.method !== 'automatic') {
    const gone = userError(['id'], 'INVALID', 'Discount does not exist');
    return { automaticDiscountNode: null, userErrors: [gone] };
  }
  if (input.title) discount.title = input.title;
  if (input.startsAt) discount.startsAt = new Date(input.startsAt).toISOString();
  if (input.combinesWith) discount.combinesWith = combinesOf(input);
  if (input.customerGets?.value) discount.value = valueOf(context, input, kind);
  applyTerms(context, discount, input);
  discount.updatedAt = context.clock.iso();
  emitDiscount(context, discount, 'discounts/update');
  return { automaticDiscountNode: discountNode(context, discount), userErrors: [] };
}

export function applyTerms(context: SandboxContext, discount: Discount, input: DiscountInput): void {
  if (input.endsAt !== undefined)
    discount.endsAt = input.endsAt === null ? null : new Date(input.endsAt).toISOString();
  if (input.usageLimit !== undefined) discount.usageLimit = input.usageLimit;
  if (input.appliesOncePerCustomer !== undefined)
    discount.oncePerCustomer = input.appliesOncePerCustomer ?? false;
  const added = input.context?.customers?.add;
  if (added) discount.customerIds = [...new Set([...discount.customerIds, ...added.map(numericId)])];
  const { add = [], remove = [] } = input.context?.customerSegments ?? {};
  const left = (discount.segmentIds ?? []).filter((id) => !remove?.map(numericId).includes(id));
  discount.segmentIds = [...new Set([...left, ...(add ?? []).map(numericId)])];
  if (input.tags) discount.tags = input.tags;
  const { quantity, subtotal } = input.minimumRequirement ?? {};
  if (subtotal?.greaterThanOrEqualToSubtotal === null) discount.minimum = { kind: 'none' };
  if (subtotal?.greaterThanOrEqualToSubtotal) {
    discount.minimum = {
      kind: 'subtotal',
      amount: parseMinor(subtotal.greaterThanOrEqualToSubtotal, context.config.currency),
    };
  }
  if (quantity?.greaterThanOrEqualToQuantity) {
    discount.minimum = { kind: 'quantity', quantity: Number(quantity.greaterThanOrEqualToQuantity) };
  }
}

function setActive(context: SandboxContext, id: string, active: boolean, field: string) {
  const discount = context.state.discounts.get(numericId(id));
  if (!discount)
    return { [field]: null, userErrors: [userError(['id'], 'INVALID', 'Discount does not exist')] };
  discount.deactivated = !active;
  discount.endsAt = active ? null : context.clock.iso();
  discount.updatedAt = context.clock.iso();
  emitDiscount(context, discount, 'discounts/update');
  return { [field]: discountNode(context, discount), userErrors: [] };
}

function deleteDiscount(context: SandboxContext, id: string, field: string) {
  const discount = context.state.discounts.get(numericId(id));
  if (!discount)
    return { [field]: null, userErrors: [userError(['id'], 'INVALID', 'Discount does not exist')] };
  context.state.discounts.delete(discount.id);
  emitDiscount(context, discount, 'discounts/delete');
  return { [field]: id, userErrors: [] };
}

export function emitDiscount(context: SandboxContext, discount: Discount, topic: string): void {
  const type = discount.method === 'code' ? 'DiscountCodeNode' : 'DiscountAutomaticNode';
  emit(context, topic, {
    admin_graphql_api_id: gid(type, discount.id),
    title: discount.title,
    status: statusOf(context, discount),
    created_at: discount.createdAt,
    updated_at: discount.updatedAt,
  });
}

function valueOf(context: SandboxContext, input: DiscountInput, kind: Kind): DiscountValue {
  const { currency } = context.config;
  if (kind === 'freeShipping') {
    const limit = input.maximumShippingPrice;
    return {
      kind: 'freeShipping',
      maximumShippingPrice: limit === null || limit === undefined ? null : parseMinor(limit, currency),
    };
  }
  const value = input.customerGets?.value;
  if (kind === 'bxgy') {
    return {
      kind: 'buyXGetY',
      buys: {
        items: itemsOf(input.customerBuys?.items),
        quantity: Number(input.customerBuys?.value?.quantity ?? 1),
      },
      gets: {
        items: itemsOf(input.customerGets?.items),
        quantity: Number(value?.discountOnQuantity?.quantity ?? 1),
        percent: value?.discountOnQuantity?.effect?.percentage ?? 1,
      },
      usesPerOrder: input.usesPerOrderLimit ?? null,
    };
  }
  if (value?.discountAmount) {
    const amount = parseMinor(value.discountAmount.amount ?? 0, currency);
    return { kind: 'amount', amount, onEachItem: value.discountAmount.appliesOnEachItem ?? false };
  }
  return { kind: 'percent', percent: value?.percentage ?? 0 };
}

function itemsOf(items: ItemsInput | null | undefined): DiscountItems {
  if (!items || items.all) return { kind: 'all' };
  return {
    kind: 'some',
    productIds: (items.products?.productsToAdd ?? []).map(numericId),
    variantIds: (items.products?.productVariantsToAdd ?? []).map(numericId),
    collectionIds: (items.collections?.add ?? []).map(numericId),
  };
}

function classOf(kind: Kind, items: DiscountItems): DiscountClass {
  if (kind === 'freeShipping') return 'shipping';
  return kind === 'bxgy' || items.kind === 'some' ? 'product' : 'order';
}

export function combinesOf(input: DiscountInput): Record<DiscountClass, boolean> {
  const { orderDiscounts, productDiscounts, shippingDiscounts } = input.combinesWith ?? {};
  return {
    order: orderDiscounts ?? false,
    product: productDiscounts ?? false,
    shipping: shippingDiscounts ?? false,
  };
}

export function userError(field: string[], code: string, message: string): UserError {
  return { __typename: 'DiscountUserError', field, code, message, extraInfo: null };
}
