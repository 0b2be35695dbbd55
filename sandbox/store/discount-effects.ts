/**
 * What each discount of a set takes off the lines and the shipping, in the order product, order, shipping. Pure.
 * A product discount changes a line at most once; an order discount divides over what is left, to the cent.
 */
import type { Discount, DiscountItems } from './model.ts';
import { splitMinor } from './money.ts';

export type PricedItem = {
  key: string;
  variantId: string;
  productId: string;
  collectionIds: string[];
  quantity: number;
  unitPrice: number;
  giftCard: boolean;
  taxable: boolean;
  requiresShipping: boolean;
};

export type PricingInput = {
  items: PricedItem[];
  codes: string[];
  discounts: Discount[];
  /** Without `segmentIds` she is in none. */
  customer: { id: string | null; email: string | null; segmentIds?: string[] };
  now: Date;
  shipping: { price: number; freeFrom: number | null } | null;
  tax: { included: boolean; rate: number; title: string };
};

export type Effect = { perLine: number[]; shipping: number };

export type Candidate = { discount: Discount; code: string | null };
/** What each discount of a set takes off, in the order product, order, shipping. */
export function effectsOf(set: Candidate[], input: PricingInput): Effect[] {
  const left = input.items.map((item) => item.unitPrice * item.quantity);
  const effects = set.map((): Effect => ({ perLine: left.map(() => 0), shipping: 0 }));
  const take = (index: number, perLine: number[]) => {
    effects[index] = { perLine, shipping: 0 };
    perLine.forEach((amount, line) => (left[line] = (left[line] ?? 0) - amount));
  };
  productDiscounts(set, input).forEach(({ index, perLine }) => take(index, perLine));
  const base = [...left];
  set.forEach(({ discount }, index) => {
    if (discount.discountClass === 'order') take(index, orderDiscount(discount, input.items, base, left));
  });
  const goods = sum(left);
  set.forEach(({ discount }, index) => {
    if (discount.discountClass !== 'shipping' || discount.value.kind !== 'freeShipping') return;
    const price = shippingPrice(input, goods);
    const limit = discount.value.maximumShippingPrice;
    const effect = effects[index];
    if (effect && (limit === null || price <= limit)) effect.shipping = price;
  });
  return effects;
}

/** A line takes the best of the product discounts that match it. */
function productDiscounts(set: Candidate[], input: PricingInput): { index: number; perLine: number[] }[] {
  const offers = set
    .map(({ discount }, index) => ({ index, discount }))
    .filter(({ discount }) => discount.discountClass === 'product')
    .map(({ index, discount }) => ({ index, perLine: productDiscount(discount, input.items) }));
  return offers.map((offer) => ({
    index: offer.index,
    perLine: offer.perLine.map((amount, line) => {
      const best = offers.reduce((top, other) =>
        (other.perLine[line] ?? 0) > (top.perLine[line] ?? 0) ? other : top,
      );
      return best.index === offer.index ? amount : 0;
    }),
  }));
}

function productDiscount(discount: Discount, items: PricedItem[]): number[] {
  const value = discount.value;
  const totals = items.map((item) => (matches(discount.items, item) ? item.unitPrice * item.quantity : 0));
  if (value.kind === 'percent') return totals.map((total) => Math.round(total * value.percent));
  if (value.kind === 'amount' && value.onEachItem) {
    return items.map((item, line) => Math.min(value.amount * item.quantity, totals[line] ?? 0));
  }
  if (value.kind === 'amount') return splitMinor(Math.min(value.amount, sum(totals)), totals);
  if (value.kind === 'buyXGetY') return giftShares(discount, items, value.gets.percent);
  return totals.map(() => 0);
}

function orderDiscount(discount: Discount, items: PricedItem[], base: number[], left: number[]): number[] {
  const weights = items.map((item, line) => (matches(discount.items, item) ? (left[line] ?? 0) : 0));
  const eligible = sum(items.map((item, line) => (matches(discount.items, item) ? (base[line] ?? 0) : 0)));
  const value = discount.value;
  if (value.kind === 'percent')
    return splitMinor(Math.min(Math.round(eligible * value.percent), sum(weights)), weights);
  if (value.kind === 'amount') return splitMinor(Math.min(value.amount, sum(weights)), weights);
  return weights.map(() => 0);
}

/** How many units the buy-X-get-Y discount gives: only units beyond those that must be bought count. */
export function giftUnits(discount: Discount, items: PricedItem[]): number {
  if (discount.value.kind !== 'buyXGetY') return 0;
  const { buys, gets, usesPerOrder } = discount.value;
  const bought = sum(items.filter((item) => matches(buys.items, item)).map((item) => item.quantity));
  const given = sum(items.filter((item) => matches(gets.items, item)).map((item) => item.quantity));
  const shared = items.some((item) => matches(buys.items, item) && matches(gets.items, item));
  const uses = shared
    ? Math.floor(Math.min(bought, given) / (buys.quantity + gets.quantity))
    : Math.min(Math.floor(bought / buys.quantity), Math.ceil(given / gets.quantity));
  return Math.min(uses, usesPerOrder ?? uses) * gets.quantity;
}

/** The cheapest matching units are the gifts. */
function giftShares(discount: Discount, items: PricedItem[], percent: number): number[] {
  if (discount.value.kind !== 'buyXGetY') return items.map(() => 0);
  const gets = discount.value.gets.items;
  let units = giftUnits(discount, items);
  const shares = items.map(() => 0);
  const cheapestFirst = items
    .map((item, line) => ({ item, line }))
    .filter(({ item }) => matches(gets, item))
    .sort((left, right) => left.item.unitPrice - right.item.unitPrice);
  for (const { item, line } of cheapestFirst) {
    const taken = Math.min(units, item.quantity);
    shares[line] = Math.round(item.unitPrice * taken * percent);
    units -= taken;
  }
  return shares;
}

export function shippingPrice(input: PricingInput, goods: number): number {
  if (!input.shipping || !input.items.some((item) => item.requiresShipping)) return 0;
  const free = input.shipping.freeFrom !== null && goods >= input.shipping.freeFrom;
  return free ? 0 : input.shipping.price;
}

export function matches(items: DiscountItems, item: PricedItem): boolean {
  if (items.kind === 'all') return !item.giftCard;
  return (
    items.productIds.includes(item.productId) ||
    items.variantIds.includes(item.variantId) ||
    items.collectionIds.some((id) => item.collectionIds.includes(id))
  );
}

export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
