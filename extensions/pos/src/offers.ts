/** Which rewards fit this customer and this cart. Pure. */
import type { CartTold } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';

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
  const spendable = standing.household?.available ?? standing.available;
  const ladder = program.rewards
    .filter(({ kind }) => AT_THE_TILL.includes(kind))
    .sort((one, other) => one.points - other.points);
  const affordable = ladder.filter(({ points }) => points <= spendable);
  const reaches = (reward: PublicReward) => (reward.minimumSubtotalMinor ?? 0) <= (cart?.subtotalMinor ?? 0);
  const checked = affordable.filter((reward) => cart === undefined || reaches(reward));
  const gift = (reward: PublicReward) => reward.variantIds?.find((id) => variantsHeld.includes(id));
  const isThere = (reward: PublicReward) => reward.kind !== 'product' || gift(reward) !== undefined;
  return {
    fitting: checked.filter(isThere).map((reward) => ({
      reward,
      units: Math.max(1, Math.min(reward.unitsMax, Math.floor(spendable / reward.points))),
      variantId: gift(reward),
    })),
    belowMinimum: affordable.filter((reward) => !checked.includes(reward)),
    missing: checked.filter((reward) => !isThere(reward)),
    next: ladder.find(({ points }) => points > spendable),
    moreOnline: program.rewards.some(({ kind }) => !AT_THE_TILL.includes(kind)),
  };
}
