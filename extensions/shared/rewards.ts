/** Which rewards fit this member and this order, and what points are worth. Pure. */
import type { PublicProgram, PublicReward } from '../../app/core/contracts/public-program.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';

/** Given at once, so that they help with no order that is being paid. */
const GIVEN_AT_ONCE = ['storeCredit', 'giftCard'];

export type Offers = {
  /** Can be redeemed now, cheapest first. */
  fitting: PublicReward[];
  /** Points suffice, the cart does not. */
  belowMinimum: PublicReward[];
  /** The first that more points would reach. */
  next: PublicReward | undefined;
};

export type Order = {
  /** Minor units of the program's currency; null in another one: then no minimum is checked. */
  subtotalMinor: number | null;
  variantsHeld: string[];
};

/** Of what an order that is being paid can use. */
export function offersForOrder(program: PublicProgram, available: number, order: Order): Offers {
  const usable = program.rewards.filter(
    (reward) => !isGivenAtOnce(reward) && giftHeld(reward, order.variantsHeld) !== null,
  );
  const offers = offersOf(usable, available);
  const reaches = ({ minimumSubtotalMinor }: PublicReward) =>
    minimumSubtotalMinor === null ||
    order.subtotalMinor === null ||
    order.subtotalMinor >= minimumSubtotalMinor;
  return {
    ...offers,
    fitting: offers.fitting.filter(reaches),
    belowMinimum: offers.fitting.filter((reward) => !reaches(reward)),
  };
}

export function offersOf(rewards: PublicReward[], available: number): Offers {
  const ladder = [...rewards].sort((one, other) => one.points - other.points);
  return {
    fitting: ladder.filter((reward) => reward.points <= available),
    belowMinimum: [],
    next: ladder.find((reward) => reward.points > available),
  };
}

/** How many units her points pay, and the order can use in full; at least one. */
export function unitsFitting(reward: PublicReward, available: number, subtotalMinor: number | null): number {
  const paid = Math.floor(available / reward.points);
  const used =
    subtotalMinor === null || !reward.amountMinor ? Infinity : Math.floor(subtotalMinor / reward.amountMinor);
  return Math.max(1, Math.min(reward.unitsMax ?? 1, paid, used));
}

/** In a household everybody spends what all have together. */
export function spendableOf({ available, household }: Pick<Standing, 'available' | 'household'>): number {
  return household?.available ?? available;
}

/** The most that amounts off give for these points, in minor units; null when they buy none. */
export function worthOf(program: PublicProgram, available: number): number | null {
  const amounts = program.rewards
    .filter((reward) => reward.kind === 'amountOff' && reward.points <= available)
    .map((reward) => unitsFitting(reward, available, null) * (reward.amountMinor ?? 0));
  return amounts.length === 0 ? null : Math.max(...amounts);
}

export function isGivenAtOnce(reward: PublicReward): boolean {
  return GIVEN_AT_ONCE.includes(reward.kind);
}

/**
 * The variant of a free product that the checkout holds already: undefined for other kinds, null when it holds none, for
 * the checkout adds nothing to what she buys.
 */
export function giftHeld(reward: PublicReward, variantsHeld: string[]): string | null | undefined {
  if (reward.kind !== 'product') return undefined;
  return reward.variantIds?.find((id) => variantsHeld.includes(id)) ?? null;
}
