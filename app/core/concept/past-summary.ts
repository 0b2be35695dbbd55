/**
 * A shop's past in few numbers: what the proposal reads, and what the projection goes on from. Counts are exact; amounts
 * come from a sample of customers, each of whom stands for `weight` of them. Names and ids are not in it.
 */
import { type Behaviour, TYPICAL_BEHAVIOUR } from '#app/core/concept/behaviour.ts';
import { DAY_MS } from '#app/core/time.ts';

/** `minor`: what of the order counts (goods, without tax and shipping, less what came back), in minor units. */
export type PastPurchase = { at: number; minor: number };
/** Purchases that count, the earliest first; never empty. */
export type PastCustomer = { weight: number; purchases: PastPurchase[] };

export type PastMonth = { month: string; orders: number; newCustomers: number };

/** What buyers of a product that nobody buys twice came back for. */
export type OneOffProduct = { title: string; buyers: number; cameBack: number; next: string[] };

export type PastSummary = {
  currency: string;
  zone: string;
  /** When the past was looked at; everything lies before. */
  asOf: number;
  /** Customers with an order, and orders with a customer. */
  customers: number;
  orders: number;
  /** The earliest month first, at most 24, the running one included. */
  months: PastMonth[];
  sample: PastCustomer[];
  /** Of more customers than the sample holds. */
  behaviour: Behaviour;
  /** Goods less their cost, per cent of goods, where costs are known; and of how much of the goods they are. */
  margin: { percent: number; knownShare: number } | null;
  /** Share of buyers of goods that were never bought twice by the same person. */
  oneOffShare: number | null;
  oneOffs: OneOffProduct[];
};

export function emptyPast(currency: string, zone: string, asOf: number): PastSummary {
  return {
    currency,
    zone,
    asOf,
    customers: 0,
    orders: 0,
    months: [],
    sample: [],
    behaviour: TYPICAL_BEHAVIOUR,
    margin: null,
    oneOffShare: null,
    oneOffs: [],
  };
}

type Weighted = { value: number; weight: number };

/** The value below which this share of the weight lies; 0 of nothing. */
export function quantile(values: readonly Weighted[], share: number): number {
  const sorted = [...values].sort((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const { value, weight } of sorted) {
    passed += weight;
    if (passed >= total * share) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

/** The distributions of the past as a person would ask for them. */
export type PastFigures = {
  customers: number;
  orders: number;
  /** Days from the first order to now. */
  days: number;
  ordersPerMonth: number;
  revenueMinor: number;
  orderMinor: { low: number; median: number; mean: number; high: number };
  /** Days between two orders of one customer; null when nobody has come back. */
  daysBetween: number | null;
  /** Shares of customers with at least so many orders. */
  share: { two: number; three: number; five: number };
  /** What a customer with an order in the last year has spent in it: above this lie 35, 15 and 5 % of them. */
  yearlySpend: { top35: number; top15: number; top5: number };
};

export function figuresOf(past: PastSummary): PastFigures {
  const purchases = past.sample.flatMap(({ weight, purchases: own }) =>
    own.map(({ minor }) => ({ value: minor, weight })),
  );
  const weight = purchases.reduce((sum, one) => sum + one.weight, 0);
  const sum = purchases.reduce((total, one) => total + one.value * one.weight, 0);
  const first = Math.min(...past.sample.map(({ purchases: [one] }) => one?.at ?? Infinity));
  const days = Number.isFinite(first) ? Math.max(1, Math.ceil((past.asOf - first) / DAY_MS)) : 0;
  const gaps = past.sample.flatMap(({ weight: each, purchases: own }) =>
    own.slice(1).map(({ at }, index) => ({ value: (at - (own[index]?.at ?? at)) / DAY_MS, weight: each })),
  );
  return {
    customers: past.customers,
    orders: past.orders,
    days,
    ordersPerMonth: days === 0 ? 0 : past.orders / Math.max(1, days / 30.44),
    revenueMinor: weight === 0 ? 0 : Math.round((sum / weight) * past.orders),
    orderMinor: {
      low: quantile(purchases, 0.25),
      median: quantile(purchases, 0.5),
      mean: weight === 0 ? 0 : Math.round(sum / weight),
      high: quantile(purchases, 0.75),
    },
    daysBetween: gaps.length === 0 ? null : Math.max(1, Math.round(quantile(gaps, 0.5))),
    share: { two: shareWith(past, 2), three: shareWith(past, 3), five: shareWith(past, 5) },
    yearlySpend: yearlySpend(past, days),
  };
}

function shareWith({ sample }: PastSummary, count: number): number {
  const all = sample.reduce((sum, { weight }) => sum + weight, 0);
  const many = sample.filter(({ purchases }) => purchases.length >= count);
  return all === 0 ? 0 : many.reduce((sum, { weight }) => sum + weight, 0) / all;
}

/** A past shorter than a year is stretched to one, but not beyond four times what was seen. */
function yearlySpend(past: PastSummary, days: number): PastFigures['yearlySpend'] {
  const from = past.asOf - 365 * DAY_MS;
  const spends = past.sample.flatMap(({ weight, purchases }) => {
    const lately = purchases.filter(({ at }) => at > from);
    const value = lately.reduce((sum, { minor }) => sum + minor, 0);
    // Only what comes again can be stretched: a first order is placed once.
    const first = purchases[0] === lately[0] ? (lately[0]?.minor ?? 0) : 0;
    const stretch = days === 0 ? 1 : Math.min(4, Math.max(1, 365 / days));
    return lately.length === 0 ? [] : [{ weight, value: Math.round(first + (value - first) * stretch) }];
  });
  return { top35: quantile(spends, 0.65), top15: quantile(spends, 0.85), top5: quantile(spends, 0.95) };
}
