/**
 * Customer lifetime value, plain: average order value × purchase frequency × lifetime. Frequency is per year; a lifetime goes
 * from the first order to the last, and is one year at least, the period in which the frequency is measured.
 */
export const DAYS_PER_YEAR = 365;

export type PlainValue = {
  /** Minor units, not rounded. */
  averageOrderMinor: number;
  /** Orders per year. */
  purchaseFrequency: number;
  lifetimeYears: number;
  valueMinor: number;
};

export function lifetimeYears(firstDay: number, lastDay: number): number {
  return Math.max(1, (lastDay - firstDay) / DAYS_PER_YEAR);
}

/** One customer, until now: the product is her revenue to the cent, so it is taken as that. */
export function customerValue(facts: {
  orders: number;
  revenueMinor: number;
  firstDay: number;
  lastDay: number;
}): PlainValue {
  const years = lifetimeYears(facts.firstDay, facts.lastDay);
  return {
    averageOrderMinor: facts.revenueMinor / facts.orders,
    purchaseFrequency: facts.orders / years,
    lifetimeYears: years,
    valueMinor: facts.revenueMinor,
  };
}

/** A shop, or any group of customers: orders, revenue and buyers of the last 365 days, lifetimes of all who ever ordered. */
export function groupValue(facts: {
  orders: number;
  revenueMinor: number;
  /** Who ordered within the period. */
  buyers: number;
  lifetimeYearsSum: number;
  /** Who ever ordered. */
  customers: number;
}): PlainValue | null {
  if (facts.orders === 0 || facts.buyers === 0 || facts.customers === 0) return null;
  const averageOrderMinor = facts.revenueMinor / facts.orders;
  const purchaseFrequency = facts.orders / facts.buyers;
  const years = facts.lifetimeYearsSum / facts.customers;
  return {
    averageOrderMinor,
    purchaseFrequency,
    lifetimeYears: years,
    valueMinor: averageOrderMinor * purchaseFrequency * years,
  };
}
