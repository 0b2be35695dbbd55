/** What an order earns under a program version, with the reasons that explain it: "why 137 points?" */
import {
  breakDownGoods,
  countedFraction,
  type GoodsBreakdown,
  reasonNotCounting,
} from '#app/core/earning/goods.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { floorDivide, currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import { invariant } from '#app/core/invariant.ts';
import { DAY_MS } from '#app/core/time.ts';

/** Kept with the order; shown to merchant and shopper. Amounts in minor units of the order's currency. */
export type Award = {
  points: number;
  /** Why the order gives nothing, or null when it counts. */
  nothingBecause: string | null;
  currency: string;
  breakdown: GoodsBreakdown | null;
  rule: { id: string; points: number; perMinor: number } | null;
};

export function awardOrder(order: OrderFacts, program: Program): Award {
  const refusal = reasonNotCounting(order) ?? reasonOfProgram(order, program);
  if (refusal !== null) return nothing(order, refusal);
  const breakdown = breakDownGoods(order, program.earning);
  const [rule] = program.earning.rules;
  invariant(rule, 'a program has an earning rule');
  const perMinor = minorOf(rule.perAmount, order.currency);
  const counted = countedFraction(breakdown);
  const points = floorDivide(counted.numerator * BigInt(rule.points), counted.denominator * BigInt(perMinor));
  return {
    points,
    nothingBecause: null,
    currency: order.currency,
    breakdown,
    rule: { id: rule.id, points: rule.points, perMinor },
  };
}

export function nothing(order: Pick<OrderFacts, 'currency'>, because: string): Award {
  return { points: 0, nothingBecause: because, currency: order.currency, breakdown: null, rule: null };
}

function reasonOfProgram(order: OrderFacts, program: Program): string | null {
  if (!program.active) return 'program-paused';
  if (order.channel === 'pos' && !program.earning.channels.pos) return 'channel-pos';
  if (order.channel === 'subscription' && !program.earning.channels.subscription)
    return 'channel-subscription';
  return null;
}

/** When points of this order become available; null while the event that starts the hold is missing. */
export function maturityOf(order: OrderFacts, program: Program): number | null {
  if (program.hold.days === 0) return Date.parse(order.occurredAt);
  const start = program.hold.after === 'paid' ? order.occurredAt : order.fulfilledAt;
  return start === null ? null : Date.parse(start) + program.hold.days * DAY_MS;
}

export function expiresInDays(program: Program): number | null {
  return program.expiry.kind === 'afterDays' ? program.expiry.days : null;
}

/** A program's decimal text in minor units of a currency; at least 1, so that "0.001" never divides by zero. */
export function minorOf(amount: string, currency: string): number {
  return Math.max(1, parseMinor(amount, currencyExponent(currency)) ?? 0);
}
