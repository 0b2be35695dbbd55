/** A run of the simulator in the words of money: what the points would cost under either program. */
import type { SimulationResult, SimulationTotals } from '#app/core/simulation/compare-simulations.ts';
import { currencyExponent } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { findSimulation } from '#app/db/simulations.ts';
import { liabilityMinor } from '#app/core/finance/point-value.ts';

export type SimulationView = {
  id: string;
  state: string;
  done: number;
  total: number;
  error: string | null;
  finishedAt: string | null;
  currency: string;
  exponent: number;
  result: (SimulationResult & { money: { before: MoneyView; after: MoneyView } }) | null;
};

export type MoneyView = {
  /** What all points that did not expire are worth when they are used; null while points have no price. */
  costMinor: number | null;
  /** What the points that members would still hold are worth. */
  liabilityMinor: number | null;
};

export async function presentSimulation(shop: string, id?: string): Promise<SimulationView | null> {
  const [row, run, [live]] = await Promise.all([
    findShop(shop),
    findSimulation(shop, id),
    listVersions(shop),
  ]);
  if (!row || !run) return null;
  const exponent = currencyExponent(row.currency);
  const { state, done, total, error, finishedAt, result } = run;
  const money = result && {
    before: moneyOf(result.before, live?.config ?? programSchema.parse({}), exponent),
    after: moneyOf(result.after, run.config, exponent),
  };
  return {
    id: run.id,
    state,
    done,
    total,
    error,
    finishedAt: finishedAt?.toISOString() ?? null,
    currency: row.currency,
    exponent,
    result: result && money ? { ...result, money } : null,
  };
}

function moneyOf(totals: SimulationTotals, program: Program, exponent: number): MoneyView {
  return {
    costMinor: liabilityMinor(program, exponent, totals.earned - totals.expired),
    liabilityMinor: liabilityMinor(program, exponent, totals.available + totals.pending),
  };
}
