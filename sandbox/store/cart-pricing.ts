/**
 * What a cart costs: which discounts apply together, why a code does not, and how amounts fall on the lines.
 *
 * Pure. Shopify's rules as kept here: product discounts come first and change a line at most once; order
 * discounts divide over what is left of every line, in proportion, to the cent; shipping discounts last. Two
 * discounts combine only if each allows the other's class. Of all sets that may stand together the one that
 * saves most wins. Gift cards are never discounted by discounts on everything.
 */
import type { Allocation, Discount, DiscountApplication, TaxLine } from './model.ts';
import { taxOf } from './money.ts';
import {
  type Candidate,
  type Effect,
  effectsOf,
  giftUnits,
  matches,
  type PricedItem,
  type PricingInput,
  shippingPrice,
  sum,
} from './discount-effects.ts';

export type RefusalReason =
  | 'unknown'
  | 'not_started'
  | 'ended'
  | 'used_up'
  | 'used_by_customer'
  | 'other_customer'
  | 'minimum_not_reached'
  | 'no_matching_items'
  | 'not_combinable';

export type PricedLine = PricedItem & { allocations: Allocation[]; total: number; taxes: TaxLine[] };

export type PricedCart = {
  lines: PricedLine[];
  applications: (DiscountApplication & { discountId: string })[];
  refused: { code: string; reason: RefusalReason }[];
  /** Codes in force, as typed, with what each takes off. */
  applied: { code: string; amount: number; type: 'fixed_amount' | 'percentage' | 'shipping' }[];
  itemsTotal: number;
  discountTotal: number;
  /** Lines after discounts. */
  subtotal: number;
  shipping: { price: number; allocations: Allocation[]; taxes: TaxLine[] } | null;
  taxTotal: number;
  total: number;
};

export function priceItems(input: PricingInput): PricedCart {
  const refused: PricedCart['refused'] = [];
  const candidates: Candidate[] = [];
  for (const code of input.codes) {
    const discount = findByCode(input.discounts, code);
    const reason = discount ? whyNot(discount, input) : 'unknown';
    if (reason || !discount) refused.push({ code, reason: reason ?? 'unknown' });
    else candidates.push({ discount, code });
  }
  const automatic = input.discounts.filter((discount) => discount.method === 'automatic');
  for (const discount of automatic) if (!whyNot(discount, input)) candidates.push({ discount, code: null });
  const chosen = bestSet(candidates.slice(0, 12), input);
  for (const candidate of candidates) {
    if (candidate.code && !chosen.includes(candidate))
      refused.push({ code: candidate.code, reason: 'not_combinable' });
  }
  return assemble(chosen, refused, input);
}

/** Why a discount does not apply to these items and this customer, or undefined if it does. */
export function whyNot(discount: Discount, input: PricingInput): RefusalReason | undefined {
  if (discount.startsAt > input.now.toISOString()) return 'not_started';
  if (discount.deactivated || (discount.endsAt !== null && discount.endsAt <= input.now.toISOString()))
    return 'ended';
  if (discount.usageLimit !== null && discount.usageCount >= discount.usageLimit) return 'used_up';
  const { id, email } = input.customer;
  if (discount.customerIds.length > 0 && (id === null || !discount.customerIds.includes(id)))
    return 'other_customer';
  const { segmentIds = [] } = discount;
  if (segmentIds.length > 0 && !segmentIds.some((one) => input.customer.segmentIds?.includes(one)))
    return 'other_customer';
  const identities = [id, email?.toLowerCase()].filter((value) => value !== null && value !== undefined);
  if (discount.oncePerCustomer && identities.some((value) => discount.usedBy.includes(value)))
    return 'used_by_customer';
  const entitled = input.items.filter((item) => matches(discount.items, item));
  if (entitled.length === 0 && discount.value.kind !== 'buyXGetY') return 'no_matching_items';
  if (discount.minimum.kind === 'subtotal') {
    if (sum(entitled.map((item) => item.unitPrice * item.quantity)) < discount.minimum.amount)
      return 'minimum_not_reached';
  }
  if (discount.minimum.kind === 'quantity') {
    if (sum(entitled.map((item) => item.quantity)) < discount.minimum.quantity) return 'minimum_not_reached';
  }
  if (discount.value.kind === 'buyXGetY' && giftUnits(discount, input.items) === 0)
    return 'no_matching_items';
  if (discount.value.kind === 'freeShipping' && !input.items.some((item) => item.requiresShipping))
    return 'no_matching_items';
  return undefined;
}

export function findByCode(discounts: Discount[], code: string): Discount | undefined {
  const wanted = code.trim().toLowerCase();
  return discounts.find((discount) => discount.codes.some((known) => known.code.toLowerCase() === wanted));
}

function combine(left: Discount, right: Discount): boolean {
  return left.combinesWith[right.discountClass] && right.combinesWith[left.discountClass];
}

/** Tries every set whose members all combine; on a tie the one with more typed codes stands. */
function bestSet(candidates: Candidate[], input: PricingInput): Candidate[] {
  let best: Candidate[] = [];
  let bestSaving = -1;
  const consider = (set: Candidate[]) => {
    const saving = sum(effectsOf(set, input).map((effect) => sum(effect.perLine) + effect.shipping));
    const codes = (list: Candidate[]) => list.filter((candidate) => candidate.code !== null).length;
    if (saving > bestSaving || (saving === bestSaving && codes(set) > codes(best))) {
      best = set;
      bestSaving = saving;
    }
  };
  const extend = (set: Candidate[], from: number) => {
    consider(set);
    for (let next = from; next < candidates.length; next += 1) {
      const candidate = candidates[next];
      if (candidate && set.every((member) => combine(member.discount, candidate.discount))) {
        extend([...set, candidate], next + 1);
      }
    }
  };
  extend([], 0);
  return best;
}

function assemble(chosen: Candidate[], refused: PricedCart['refused'], input: PricingInput): PricedCart {
  const effects = effectsOf(chosen, input);
  const allocationsOf = (line: number): Allocation[] =>
    effects
      .map((effect, application) => ({ amount: effect.perLine[line] ?? 0, application }))
      .filter((allocation) => allocation.amount > 0);
  const taxesOn = (amount: number, taxable: boolean): TaxLine[] => {
    const tax = taxable ? taxOf(amount, input.tax.rate, input.tax.included) : 0;
    return tax > 0 ? [{ title: input.tax.title, rate: input.tax.rate, amount: tax }] : [];
  };
  const lines = input.items.map((item, line): PricedLine => {
    const allocations = allocationsOf(line);
    const total = item.unitPrice * item.quantity - sum(allocations.map((allocation) => allocation.amount));
    return { ...item, allocations, total, taxes: taxesOn(total, item.taxable && !item.giftCard) };
  });
  const subtotal = sum(lines.map((line) => line.total));
  const price = shippingPrice(input, subtotal);
  const shippingAllocations = effects
    .map((effect, application) => ({ amount: effect.shipping, application }))
    .filter((allocation) => allocation.amount > 0);
  const shippingTotal = price - sum(shippingAllocations.map((allocation) => allocation.amount));
  const shipped = input.shipping !== null && input.items.some((item) => item.requiresShipping);
  const shipping = shipped
    ? { price, allocations: shippingAllocations, taxes: taxesOn(shippingTotal, true) }
    : null;
  const taxTotal = sum(
    [...lines.flatMap((line) => line.taxes), ...(shipping?.taxes ?? [])].map((tax) => tax.amount),
  );
  return {
    lines,
    applications: chosen.map(applicationOf),
    refused,
    applied: chosen.flatMap((candidate, index) => appliedCode(candidate, effects[index])),
    itemsTotal: sum(input.items.map((item) => item.unitPrice * item.quantity)),
    discountTotal: sum(effects.map((effect) => sum(effect.perLine) + effect.shipping)),
    subtotal,
    shipping,
    taxTotal,
    total: subtotal + shippingTotal + (input.tax.included ? 0 : taxTotal),
  };
}

function appliedCode({ discount, code }: Candidate, effect: Effect | undefined): PricedCart['applied'] {
  if (code === null || !effect) return [];
  const types = {
    amount: 'fixed_amount',
    percent: 'percentage',
    freeShipping: 'shipping',
    buyXGetY: 'percentage',
    function: 'percentage',
  } as const;
  return [{ code, amount: sum(effect.perLine) + effect.shipping, type: types[discount.value.kind] }];
}

function applicationOf({ discount, code }: Candidate): PricedCart['applications'][number] {
  const value = discount.value;
  const each = value.kind === 'amount' ? value.onEachItem : discount.discountClass === 'product';
  return {
    discountId: discount.id,
    method: code === null ? 'automatic' : 'code',
    title: code ?? discount.title,
    code,
    target: discount.discountClass === 'shipping' ? 'shipping_line' : 'line_item',
    selection: discount.discountClass === 'product' ? 'entitled' : 'all',
    allocation: discount.discountClass === 'product' && each ? 'each' : 'across',
    value:
      value.kind === 'amount'
        ? { kind: 'amount', amount: value.amount }
        : {
            kind: 'percent',
            percent:
              value.kind === 'percent'
                ? value.percent * 100
                : value.kind === 'buyXGetY'
                  ? value.gets.percent * 100
                  : 100,
          },
  };
}
