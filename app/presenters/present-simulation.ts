/** A run of the simulator in the words of money: what the points would cost under either program. */
import type { SimulationResult, SimulationTotals } from '#app/core/simulation/compare-simulations.ts';
import { currencyExponent } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { prisma } from '#app/db/prisma.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { findSimulation } from '#app/db/simulations.ts';
import { liabilityMinor } from '#app/core/finance/point-value.ts';
import { type PersonView, viewPerson } from '#app/presenters/member-beside.ts';

export type SimulationView = {
  id: string;
  /** The program that was tried. */
  config: Program;
  state: string;
  done: number;
  total: number;
  error: string | null;
  finishedAt: string | null;
  currency: string;
  exponent: number;
  /** Whom the lists of the result are about, by the member's number. */
  people: Record<string, PersonView>;
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
    config: run.config,
    state,
    done,
    total,
    error,
    finishedAt: finishedAt?.toISOString() ?? null,
    currency: row.currency,
    exponent,
    people: result ? await readPeople(shop, result) : {},
    result: result && money ? { ...result, money } : null,
  };
}

async function readPeople(shop: string, result: SimulationResult): Promise<SimulationView['people']> {
  const listed = [...result.moving, ...result.mostGaining, ...result.mostLosing];
  const rows = await prisma.member.findMany({
    where: { shop, id: { in: [...new Set(listed.map(({ memberId }) => BigInt(memberId)))] } },
    select: { id: true, displayName: true, email: true, customerId: true },
  });
  return Object.fromEntries(rows.map((row) => [row.id.toString(), viewPerson(row)]));
}

function moneyOf(totals: SimulationTotals, program: Program, exponent: number): MoneyView {
  return {
    costMinor: liabilityMinor(program, exponent, totals.earned - totals.expired),
    liabilityMinor: liabilityMinor(program, exponent, totals.available + totals.pending),
  };
}
