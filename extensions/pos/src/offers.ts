/** Which rewards fit this customer and this cart. Pure. */
import type { CartTold } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';
import { giftHeld, offersOf as ladderOf, unitsFitting } from '../../shared/rewards.ts';

/** What works in a cart at the till; shipping, credit and gift cards are had online. */
const AT_THE_TILL = ['amountOff', 'percentOff', 'product'];

export type Offers = {
  /** Can be redeemed now, cheapest first. */
  fitting: { reward: PublicReward; units: number; variantId: string | undefined }[];
  /** Points suffice, the cart does not reach the minimum. */
  belowMinimum: PublicReward[];
  /** Points suffice, but the cart does not hold the product yet. */
  missing: PublicReward[];
  /** The first that more points would reach. */
  next: PublicReward | undefined;
  /** The program has rewards that can only be had online. */
  moreOnline: boolean;
};

/** @param cart undefined when nothing is known of it: then no minimum is checked. */
export function offersOf(
  program: PublicProgram,
  standing: Standing,
  cart: CartTold | undefined,
  variantsHeld: string[],
): Offers {
  const spendable = spendableOf(standing);
  const ladder = ladderOf(
    program.rewards.filter(({ kind }) => AT_THE_TILL.includes(kind)),
    spendable,
  );
  const reaches = (reward: PublicReward) =>
    cart === undefined || (reward.minimumSubtotalMinor ?? 0) <= cart.subtotalMinor;
  const checked = ladder.fitting.filter(reaches);
  const isThere = (reward: PublicReward) => giftHeld(reward, variantsHeld) !== null;
  return {
    fitting: checked.filter(isThere).map((reward) => ({
      reward,
      units: unitsFitting(reward, spendable, cart?.subtotalMinor ?? null),
      variantId: giftHeld(reward, variantsHeld) ?? undefined,
    })),
    belowMinimum: ladder.fitting.filter((reward) => !reaches(reward)),
    missing: checked.filter((reward) => !isThere(reward)),
    next: ladder.next,
    moreOnline: program.rewards.some(({ kind }) => !AT_THE_TILL.includes(kind)),
  };
}

/** In a household everybody spends what all have together. */
export function spendableOf({ available, household }: Standing): number {
  return household?.available ?? available;
}
