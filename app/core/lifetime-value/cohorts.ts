/**
 * The cohort matrix: customers by the month of their first order, and what each cohort did in every month after. Rule: the
 * sum of all cells, and of the money that no cohort has, is the shop's revenue.
 */
import { monthOfDay, monthText } from '#app/core/lifetime-value/months.ts';
import { type History, type Movement } from '#app/core/scores/transactions.ts';

export type CohortCell = {
  /** Months since the first order's. */
  age: number;
  month: string;
  /** Customers of the cohort who ordered in that month. */
  active: number;
  /** active ÷ customers of the cohort. */
  retention: number;
  orders: number;
  /** After the refunds of that month. */
  revenueMinor: number;
  cumulativeMinor: number;
  /** Cumulative revenue ÷ customers of the cohort: what one of them has brought so far. */
  valueMinor: number;
};
export type Cohort = { month: string; customers: number; cells: CohortCell[] };

type Sums = { active: number; orders: number; minor: number };
export type CohortSums = {
  cohorts: Map<number, { customers: number; ages: Map<number, Sums> }>;
  outsideMinor: number;
};

export function noCohorts(): CohortSums {
  return { cohorts: new Map(), outsideMinor: 0 };
}

/** Adds one customer. Money that went back before her first month belongs to an order that is not known. */
export function addToCohorts(sums: CohortSums, history: History): void {
  const [first] = history.orders;
  const back = [...history.refunds, ...history.cancellations];
  if (!first) {
    for (const { minor } of back) sums.outsideMinor -= minor;
    return;
  }
  const begin = monthOfDay(first.day);
  const cohort = sums.cohorts.get(begin) ?? { customers: 0, ages: new Map<number, Sums>() };
  sums.cohorts.set(begin, cohort);
  cohort.customers += 1;
  let latest = -1;
  for (const { day, minor } of history.orders) {
    const age = monthOfDay(day) - begin;
    const cell = cellAt(cohort.ages, age);
    cell.orders += 1;
    cell.minor += minor;
    if (age !== latest) cell.active += 1;
    latest = age;
  }
  for (const movement of back) takeBack(sums, cohort.ages, movement, begin);
}

function takeBack(sums: CohortSums, ages: Map<number, Sums>, { day, minor }: Movement, begin: number): void {
  const age = monthOfDay(day) - begin;
  if (age < 0) sums.outsideMinor -= minor;
  else cellAt(ages, age).minor -= minor;
}

function cellAt(ages: Map<number, Sums>, age: number): Sums {
  const known = ages.get(age);
  if (known) return known;
  const fresh = { active: 0, orders: 0, minor: 0 };
  ages.set(age, fresh);
  return fresh;
}

/** Every cohort from the earliest on, with a cell for every month until the last one. */
export function cohortMatrix({ cohorts }: CohortSums, lastMonth: number): Cohort[] {
  const months = [...cohorts.keys()].toSorted((a, b) => a - b);
  return months.map((begin) => {
    const { customers, ages } = cohorts.get(begin) ?? { customers: 0, ages: new Map<number, Sums>() };
    let cumulativeMinor = 0;
    const cells = Array.from({ length: lastMonth - begin + 1 }, (_, age): CohortCell => {
      const { active, orders, minor } = ages.get(age) ?? { active: 0, orders: 0, minor: 0 };
      cumulativeMinor += minor;
      return {
        age,
        month: monthText(begin + age),
        active,
        retention: active / customers,
        orders,
        revenueMinor: minor,
        cumulativeMinor,
        valueMinor: cumulativeMinor / customers,
      };
    });
    return { month: monthText(begin), customers, cells };
  });
}
