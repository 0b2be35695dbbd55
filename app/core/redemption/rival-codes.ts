/**
 * Codes in the cart that cannot stand beside a reward: which of the two saves more is said before points are set aside.
 * What they save is told by the shopper's browser, so it decides nothing but what she is asked.
 */
import type { CartTold } from '#app/core/contracts/proxy.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent, formatMinor } from '#app/core/money.ts';
import type { CodeReward } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

type DiscountClass = 'order' | 'product' | 'shipping';
export type Combination = { classes: DiscountClass[]; combinesWith: Record<DiscountClass, boolean> };
export type Rival = { code: string; savesMinor: number } & Combination;

/** How a reward stands beside others; what is for certain goods alone is a discount on products. */
export function combinationOf(reward: CodeReward, isForCertainGoods: boolean): Combination {
  return { classes: [classOf(reward, isForCertainGoods)], combinesWith: reward.combinesWith };
}

function classOf({ kind }: CodeReward, isForCertainGoods: boolean): DiscountClass {
  if (kind === 'freeShipping') return 'shipping';
  return kind === 'product' || isForCertainGoods ? 'product' : 'order';
}

/** At Shopify two discounts stand together when each allows every class of the other. */
export function combine(one: Combination, other: Combination): boolean {
  const allows = (first: Combination, second: Combination) =>
    second.classes.every((name) => first.combinesWith[name]);
  return allows(one, other) && allows(other, one);
}

/**
 * Refused with `code-better` when what the reward cannot stand beside saves as much or more, with `code-replaced` when it saves
 * less. Nothing is said where nobody knows what the reward saves: free shipping before an address is known.
 *
 * @param priceMinor of a free product's unit
 */
export function weighRivals(
  reward: CodeReward,
  own: Combination,
  cart: CartTold,
  rivals: Rival[],
  priceMinor: number | null,
): Result<null> {
  const against = rivals.filter((rival) => !combine(own, rival));
  const [worth] = [...against].sort((one, other) => other.savesMinor - one.savesMinor);
  if (!worth) return ok(null);
  // What a rival takes off single goods has left the subtotal already, and comes back with its going.
  const backMinor = sum(against.filter(({ classes }) => classes.includes('product')));
  const ours = savesMinor(reward, cart.subtotalMinor + backMinor, cart.currency, priceMinor);
  if (ours === null) return ok(null);
  const theirs = sum(against);
  const money = (minor: number) => `${formatMinor(minor, currencyExponent(cart.currency))} ${cart.currency}`;
  const details = {
    code: worth.code,
    theirs: money(theirs),
    ours: money(ours),
    theirsMinor: theirs,
    oursMinor: ours,
  };
  return theirs >= ours ? rejected('code-better', details) : rejected('code-replaced', details);
}

/** In minor units of a cart with so much in it; null when it cannot be known. */
function savesMinor(
  reward: CodeReward,
  subtotalMinor: number,
  currency: string,
  priceMinor: number | null,
): number | null {
  switch (reward.kind) {
    case 'amountOff':
      return Math.min(minorOf(reward.amount, currency), subtotalMinor);
    case 'percentOff':
      return Number((BigInt(subtotalMinor) * BigInt(Math.round(reward.percent * 10))) / 1_000n);
    case 'product':
      return priceMinor;
    case 'freeShipping':
      return null;
  }
}

function sum(rivals: Rival[]): number {
  return rivals.reduce((total, { savesMinor: saves }) => total + saves, 0);
}
