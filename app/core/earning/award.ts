/** What an order earns under a program version, with the reasons that explain it: "why 137 points?" */
import {
  breakDownGoods,
  countedFraction,
  type GoodsBreakdown,
  reasonNotCounting,
} from '#app/core/earning/goods.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { floorDivide, currencyExponent, parseMinor } from '#app/core/money.ts';
import { plainRate, type Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

/** One rule's or campaign's share of an award, as it explains itself. */
export type AwardPart = {
  /** The rule's or campaign's id. */
  ruleId: string;
  kind: string;
  /** What it counted, in minor units; null for flat points. */
  amountMinor: number | null;
  /** Whole points per minor units; null for flat points. */
  rate: { points: number; perMinor: number } | null;
  /** What multiplied it: `goods:<rule>`, `tier:<id>`, `campaign:<id>`. */
  factors: { by: string; factor: number }[];
  /** Thousandths of a point, rounded down for showing; the award itself is rounded once. */
  milliPoints: number;
  /** Points that a cap kept back. */
  cappedPoints: number;
};

/** Kept with the order; shown to merchant and shopper. Amounts in minor units of the order's currency. */
export type Award = {
  points: number;
  /** Those of the points that count towards a tier. */
  qualifyingPoints: number;
  /** Why the order gives nothing, or null when it counts. */
  nothingBecause: string | null;
  currency: string;
  breakdown: GoodsBreakdown | null;
  parts: AwardPart[];
};

export function awardOrder(order: OrderFacts, program: Program): Award {
  const refusal = reasonNotCounting(order) ?? reasonOfProgram(order, program);
  if (refusal !== null) return nothing(order, refusal);
  const breakdown = breakDownGoods(order, program.earning);
  const rule = plainRate(program);
  if (!rule) return nothing(order, 'no-rule');
  const rate = rateOf(rule, order.currency);
  const counted = countedFraction(breakdown);
  const divisor = counted.denominator * BigInt(rate.perMinor);
  const points = floorDivide(counted.numerator * BigInt(rate.points), divisor);
  return {
    points,
    qualifyingPoints: rule.qualifies ? points : 0,
    nothingBecause: null,
    currency: order.currency,
    breakdown,
    parts: [
      {
        ruleId: rule.id,
        kind: rule.kind,
        amountMinor: breakdown.countedMinor,
        rate,
        factors: [],
        milliPoints: floorDivide(counted.numerator * BigInt(rate.points) * 1_000n, divisor),
        cappedPoints: 0,
      },
    ],
  };
}

export function nothing(order: Pick<OrderFacts, 'currency'>, because: string): Award {
  return {
    points: 0,
    qualifyingPoints: 0,
    nothingBecause: because,
    currency: order.currency,
    breakdown: null,
    parts: [],
  };
}

function reasonOfProgram(order: OrderFacts, program: Program): string | null {
  if (!program.active) return 'program-paused';
  const { pos, draft, subscription } = program.earning.channels;
  if (order.channel === 'pos' && !pos) return 'channel-pos';
  if (order.channel === 'draft' && !draft) return 'channel-draft';
  if (order.channel.startsWith('subscription') && !subscription) return 'channel-subscription';
  return null;
}

/** When points of this order become available; null while the event that starts the hold is missing. */
export function maturityOf(order: OrderFacts, program: Program): number | null {
  const start = holdStart(order, program.hold);
  return start === null ? null : start + program.hold.days * DAY_MS;
}

function holdStart(order: OrderFacts, hold: Program['hold']): number | null {
  if (hold.after === 'paid') return Date.parse(order.occurredAt);
  const fulfilled = order.fulfilledAt === null ? null : Date.parse(order.fulfilledAt);
  if (hold.after === 'fulfilled') return fulfilled;
  if (order.deliveredAt !== null) return Date.parse(order.deliveredAt);
  if (fulfilled === null || hold.deliveryAssumedAfterDays === null) return null;
  return fulfilled + hold.deliveryAssumedAfterDays * DAY_MS;
}

export function expiresInDays(program: Program): number | null {
  return program.expiry.kind === 'afterDays' ? program.expiry.days : null;
}

/** A rate with up to three decimals as whole points per minor units, in lowest terms. */
export function rateOf(
  rule: { points: number; perAmount: string },
  currency: string,
): { points: number; perMinor: number } {
  const points = Math.round(rule.points * 1_000);
  const perMinor = minorOf(rule.perAmount, currency) * 1_000;
  const divisor = greatestCommonDivisor(points, perMinor);
  return { points: points / divisor, perMinor: perMinor / divisor };
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** A program's decimal text in minor units of a currency; at least 1, so that "0.001" never divides by zero. */
export function minorOf(amount: string, currency: string): number {
  return Math.max(1, parseMinor(amount, currencyExponent(currency)) ?? 0);
}
