/** What an order earns under a program version, with the parts that explain it: "why 137 points?" */
import { openCapBook } from '#app/core/earning/caps.ts';
import type { GoodsBreakdown } from '#app/core/earning/goods.ts';
import { judgeOrder } from '#app/core/earning/judge-order.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Rate } from '#app/core/earning/rate.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

/** One rule's or campaign's share of an award, as it explains itself. */
export type AwardPart = {
  /** The rule's or campaign's id. */
  ruleId: string;
  kind: string;
  /** What it counted, in minor units; null for flat points. */
  amountMinor: number | null;
  /** Whole points per minor units; null for flat points. */
  rate: Rate | null;
  /** What multiplied it: `goods:<rule>`, `tier:<id>`, `campaign:<id>`. */
  factors: { by: string; factor: number }[];
  /** Thousandths of a point, rounded down for showing; the award itself is rounded once. */
  milliPoints: number;
  /** Whole points that it gives, after caps: the parts of an award add up to it. */
  points: number;
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

export { nothing } from '#app/core/earning/judge-order.ts';

/** What is known of a line beyond the order itself, as it was when the order was first seen. */
export type LineTraits = {
  collections: string[];
  tags: string[];
  type: string | null;
  /** Cost of one piece, in minor units of the shop's currency; null when the shop does not state it. */
  costMinor: number | null;
  /** Sold below its compare-at price. */
  onSale: boolean;
};

/** Where the shop is and what the member was at the order's time. */
export type AwardContext = {
  zone: string;
  /** By line id; a line without an entry is known by its own product, variant and vendor alone. */
  traits: Record<string, LineTraits>;
  tierId: string | null;
  segments: readonly string[];
  tags: readonly string[];
  /** Whether she takes part in the program. */
  joined: boolean;
  /** Whether staff keep her from earning. */
  blocked?: boolean;
  /** Shopify's id of the customer; null for a guest. */
  customerId: string | null;
};

export const NEUTRAL_CONTEXT: AwardContext = {
  zone: 'UTC',
  traits: {},
  tierId: null,
  segments: [],
  tags: [],
  joined: true,
  customerId: null,
};

/** The award of one order by itself; caps hold as if it were the member's only deed. */
export function awardOrder(
  order: OrderFacts,
  program: Program,
  context: AwardContext = NEUTRAL_CONTEXT,
): Award {
  return judgeOrder(order, program, context, openCapBook([program], context.zone)).award;
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

/** A program's decimal text in minor units of a currency; at least 1, so that "0.001" never divides by zero. */
export function minorOf(amount: string, currency: string): number {
  return Math.max(1, parseMinor(amount, currencyExponent(currency)) ?? 0);
}
