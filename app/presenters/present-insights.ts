/** What the shop's customers are worth and what they do: levels and groups, lifetime value, cohorts, the monthly bridge. */
import { now } from '#app/clock.ts';
import { dayOf } from '#app/core/calendar.ts';
import {
  type AcquisitionMonth,
  acquisitionMonths,
  valueToCost,
} from '#app/core/lifetime-value/acquisition.ts';
import { type BridgeMonth, bridgeOf } from '#app/core/lifetime-value/bridge.ts';
import { type Cohort, cohortMatrix } from '#app/core/lifetime-value/cohorts.ts';
import {
  type CostMargin,
  type KnownMargin,
  knownMargin,
  marginOfOrders,
  onMargin,
} from '#app/core/lifetime-value/margin.ts';
import { dayNumber, monthOfDay } from '#app/core/lifetime-value/months.ts';
import { groupValue, type PlainValue } from '#app/core/lifetime-value/plain-value.ts';
import { LEVELS, type Level, type LevelThresholds } from '#app/core/scores/levels.ts';
import { RFM_GROUPS, type RfmGroup } from '#app/core/scores/rfm.ts';
import { listCosts } from '#app/db/acquisition.ts';
import { countScores, readBridge, readCohorts, readValueFacts, readYear } from '#app/db/insight.ts';
import { findCosts } from '#app/db/past.ts';
import { sampleOrders } from '#app/db/shop-facts.ts';
import { findShopScores } from '#app/db/shop-scores.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

/** An order makes a customer active for so many calendar months. */
export const ACTIVE_MONTHS = 12;
export const COHORTS_SHOWN = 12;

export type InsightsView = {
  /** When thresholds were worked out last; null while nothing is known. */
  computedAt: string | null;
  customers: number;
  repeatCustomers: number;
  orders: number;
  revenueMinor: number;
  /** Of the last twelve calendar months, with lifetimes of all; null before the first order. */
  value: PlainValue | null;
  levels: { id: Level; customers: number; scoreMin: number; ordersMin: number }[];
  /** True while the merchant's own thresholds hold. */
  ownLevels: boolean;
  proposed: LevelThresholds | null;
  groups: { id: RfmGroup; customers: number }[];
  /** Youngest last, at most a year of them. */
  cohorts: Cohort[];
  /** At most thirteen months, the last of them under way. */
  bridge: BridgeMonth[];
  /** Months with costs, the newest first; how many times its cost a customer is worth, null while that is not known. */
  acquisition: { months: AcquisitionMonth[]; ratio: number | null; costMinor: number | null };
  /** What remains of the lifetime value, minor units and not rounded, and how many times its cost that is; null while not known. */
  margin: { known: KnownMargin | null; valueMinor: number | null; ratio: number | null };
};
type Read = Omit<InsightsView, 'margin'> & { costs: CostMargin | null };

const recall = rememberSlow<Read>({ slowMs: 150, keepMs: 30_000 });

export async function presentInsights(shop: string): Promise<InsightsView> {
  // What she has just stated counts at once, however long the rest is remembered.
  const [{ costs, ...view }, { settings }] = await Promise.all([
    recall(shop, () => read(shop)),
    findSettings(shop),
  ]);
  const known = knownMargin(settings.value.marginPercent, costs);
  const valueMinor = known && view.value ? onMargin(view.value.valueMinor, known) : null;
  const ratio = valueToCost(view.acquisition.months, valueMinor)?.ratio ?? null;
  return { ...view, margin: { known, valueMinor, ratio } };
}

/** From the newest orders and what the shop states that their goods cost. */
async function readCostMargin(shop: string): Promise<CostMargin | null> {
  const orders = (await sampleOrders(shop)).map(({ facts }) => facts);
  const products = orders.flatMap(({ lines }) => lines.flatMap(({ productId }) => productId ?? []));
  const costs = await findCosts(shop, [...new Set(products)]);
  return marginOfOrders(orders, (variantId) => costs.get(variantId ?? '') ?? null);
}

export type Sums = { cohorts: Cohort[]; bridge: BridgeMonth[] };

/** All of it, from the first month on. */
export async function readMonths(shop: string): Promise<Sums> {
  const row = await findShop(shop);
  const today = dayNumber(dayOf(now().getTime(), row?.timezone ?? 'UTC'));
  const sums = await readCohorts(shop);
  const bridge = await readBridge(shop, ACTIVE_MONTHS, sums);
  return { cohorts: cohortMatrix(sums, monthOfDay(today)), bridge: bridgeOf(bridge, today) };
}

async function read(shop: string): Promise<Read> {
  const row = await findShop(shop);
  const month = monthOfDay(dayNumber(dayOf(now().getTime(), row?.timezone ?? 'UTC')));
  const [scores, counts, facts, year, months, spendings, costs] = await Promise.all([
    findShopScores(shop),
    countScores(shop),
    readValueFacts(shop),
    readYear(shop, month),
    readMonths(shop),
    listCosts(shop),
    readCostMargin(shop),
  ]);
  const { customers, repeatCustomers, orders, revenueMinor, lifetimeYearsSum } = facts;
  const { levels } = scores ?? {};
  const value = groupValue({ ...year, lifetimeYearsSum, customers });
  const spent = acquisitionMonths(spendings, newcomersOf(months.bridge));
  const ratio = valueToCost(spent, value?.valueMinor ?? null);
  return {
    costs,
    computedAt: scores?.computedAt?.toISOString() ?? null,
    customers,
    repeatCustomers,
    orders,
    revenueMinor,
    value,
    levels: levels ? LEVELS.map((id) => ({ id, customers: counts.levels[id] ?? 0, ...levels[id] })) : [],
    ownLevels: scores?.ownLevels != null,
    proposed: scores?.proposedLevels ?? null,
    groups: RFM_GROUPS.filter((id) => id !== 'prospects').map((id) => ({
      id,
      customers: counts.groups[id] ?? 0,
    })),
    cohorts: months.cohorts.slice(-COHORTS_SHOWN),
    bridge: months.bridge.slice(-13),
    acquisition: {
      months: spent.slice(0, 24),
      ratio: ratio?.ratio ?? null,
      costMinor: ratio?.costMinor ?? null,
    },
  };
}

function newcomersOf(bridge: readonly BridgeMonth[]): Map<string, number> {
  return new Map(bridge.map((one) => [one.month, one.new]));
}

/** As the page has it, for a file; never from memory. */
export async function readAcquisition(shop: string): Promise<AcquisitionMonth[]> {
  const [{ bridge }, costs] = await Promise.all([readMonths(shop), listCosts(shop)]);
  return acquisitionMonths(costs, newcomersOf(bridge));
}
