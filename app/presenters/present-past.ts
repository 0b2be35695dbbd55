/**
 * The past of a shop as set-up looks at it: two scans of an index and one sample. A second for 200,000 orders, some for a
 * million: the page asks for it beside its loader, and what took long is kept for a minute.
 */
import { dayOf, startOfDay } from '#app/core/calendar.ts';
import { fitBehaviour } from '#app/core/concept/behaviour.ts';
import { marginOfGoods, oneOffsOf, type PastBasket } from '#app/core/concept/goods-of-past.ts';
import { type PackedPast, packPast } from '#app/core/concept/pack-past.ts';
import { emptyPast, type PastCustomer } from '#app/core/concept/past-summary.ts';
import { breakDownGoods, reasonNotCounting } from '#app/core/earning/goods.ts';
import { countPast, findCosts, sampleOrders, type SampledOrder, sampleVisits } from '#app/db/past.ts';
import { presentHistoryImport } from '#app/presenters/present-history-import.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

const SAMPLE = { sure: 400, size: 1_500, ordersMax: 40 };
const VISITORS = 20_000;
const MONTHS_SHOWN = 24;
/** The defaults of a program: goods without tax and shipping. */
const COUNTING = { includeTax: false, includeShipping: false, storedValueEarns: false };

const recall = rememberSlow<PackedPast>({ slowMs: 300, keepMs: 60_000 });

export async function presentPast(
  shop: string,
  currency: string,
  zone: string,
  asOf: Date,
): Promise<PackedPast> {
  // What has just been read to its end is looked at anew.
  const { id, finishedAt } = await presentHistoryImport(shop);
  return recall(`${shop} ${id} ${finishedAt}`, () => lookAtPast(shop, currency, zone, asOf));
}

async function lookAtPast(shop: string, currency: string, zone: string, asOf: Date): Promise<PackedPast> {
  const counts = await countPast(shop, asOf, monthsUntil(asOf, zone));
  const empty = emptyPast(currency, zone, asOf.getTime());
  if (counts.orders === 0) return packPast(empty);
  const [visits, orders] = await Promise.all([
    sampleVisits(shop, asOf, counts.customers, VISITORS),
    sampleOrders(shop, asOf, counts.customers, SAMPLE),
  ]);
  const counting = orders.filter(({ facts }) => facts.currency === currency && !reasonNotCounting(facts));
  const firstMonth = counts.months.findIndex((month) => month.orders > 0);
  const weight = weightOf(orders, counts.customers);
  const baskets = basketsOf(counting, weight);
  const costs = await findCosts(shop, productsOf(baskets));
  // Orders that were never paid, or went back whole, are counted like the others: the sample says how many those are.
  const paid = orders.length === 0 ? 1 : counting.length / orders.length;
  return packPast({
    ...empty,
    customers: counts.customers,
    orders: Math.round(counts.orders * paid),
    months: counts.months.slice(Math.max(0, firstMonth)),
    sample: customersOf(counting, weight),
    behaviour: fitBehaviour(visits.map(({ count, ...one }) => ({ ...one, weight: count }))),
    margin: marginOfGoods(baskets, (variantId) => costs.get(variantId ?? '') ?? null),
    ...oneOffsOf(baskets),
  });
}

/** How many customers one of the sample stands for: those that were not taken for sure share the rest. */
function weightOf(orders: readonly SampledOrder[], customers: number): (order: SampledOrder) => number {
  const members = (sure: boolean) =>
    new Set(orders.filter((one) => one.sure === sure).map((one) => one.memberId));
  const [sure, others] = [members(true).size, members(false).size];
  const share = others === 0 ? 1 : Math.max(1, (customers - sure) / others);
  return (order) => (order.sure ? 1 : share);
}

function byMember(orders: readonly SampledOrder[]): SampledOrder[][] {
  const groups = new Map<number, SampledOrder[]>();
  for (const order of orders) {
    const group = groups.get(order.memberId);
    if (group) group.push(order);
    else groups.set(order.memberId, [order]);
  }
  return [...groups.values()];
}

function customersOf(
  orders: readonly SampledOrder[],
  weight: (order: SampledOrder) => number,
): PastCustomer[] {
  return byMember(orders).flatMap((own) => {
    const purchases = own
      .map(({ facts }) => ({
        at: Date.parse(facts.occurredAt),
        minor: breakDownGoods(facts, COUNTING).countedMinor,
      }))
      .filter(({ minor }) => minor > 0);
    const [first] = own;
    return first && purchases.length > 0 ? [{ weight: weight(first), purchases }] : [];
  });
}

function basketsOf(orders: readonly SampledOrder[], weight: (order: SampledOrder) => number): PastBasket[] {
  return byMember(orders).flatMap((own) => {
    const [first] = own;
    return first ? [{ weight: weight(first), orders: own.map(({ facts }) => linesWithoutTax(facts)) }] : [];
  });
}

/** Taxes inside prices are not the shop's: what they take goes off the price like a discount. */
function linesWithoutTax({ lines, taxesIncluded }: SampledOrder['facts']): PastBasket['orders'][number] {
  if (!taxesIncluded) return lines;
  return lines.map((line) => ({ ...line, discountMinor: line.discountMinor + line.taxMinor }));
}

function productsOf(baskets: readonly PastBasket[]): string[] {
  return [...new Set(baskets.flatMap(({ orders }) => orders.flat().flatMap((line) => line.productId ?? [])))];
}

/** The last months with their first instants, the running one included. */
function monthsUntil(asOf: Date, zone: string): { month: string; from: Date }[] {
  const [year = 0, month = 1] = dayOf(asOf.getTime(), zone).split('-').map(Number);
  return Array.from({ length: MONTHS_SHOWN }, (_, index) => {
    const name = new Date(Date.UTC(year, month - MONTHS_SHOWN + index, 1)).toISOString().slice(0, 7);
    return { month: name, from: new Date(startOfDay(`${name}-01`, zone)) };
  });
}
