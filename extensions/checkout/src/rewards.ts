/** Which rewards fit this member and this checkout. Pure. */
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';

/** They help with no order that is being paid: the cart, the panel and the account offer them. */
const GIVEN_AT_ONCE = ['storeCredit', 'giftCard'];

export type Offers = {
  /** Can be redeemed now, cheapest first. */
  fitting: PublicReward[];
  /** Points suffice, the cart does not. */
  belowMinimum: PublicReward[];
  /** The first that more points would reach. */
  next: PublicReward | undefined;
};

/** `subtotal` in major units, as checkout gives it; in another currency than the program's no minimum is checked. */
export function offersOf(
  program: PublicProgram,
  standing: Standing,
  subtotal: { amount: number; currencyCode: string },
  variantsHeld: string[],
): Offers {
  const offered = program.rewards.filter(
    (reward) => !GIVEN_AT_ONCE.includes(reward.kind) && giftHeld(reward, variantsHeld) !== null,
  );
  const ladder = offered.sort((one, other) => one.points - other.points);
  const affordable = ladder.filter((reward) => reward.points <= standing.available);
  const held = Math.round(subtotal.amount * 10 ** program.exponent);
  const reaches = (reward: PublicReward) =>
    reward.minimumSubtotalMinor === null ||
    subtotal.currencyCode !== program.currency ||
    held >= reward.minimumSubtotalMinor;
  return {
    fitting: affordable.filter(reaches),
    belowMinimum: affordable.filter((reward) => !reaches(reward)),
    next: ladder.find((reward) => reward.points > standing.available),
  };
}

/**
 * The variant of a free product that the checkout holds already: undefined for other kinds, null when it holds none, for
 * the checkout adds nothing to what she buys.
 */
export function giftHeld(reward: PublicReward, variantsHeld: string[]): string | null | undefined {
  if (reward.kind !== 'product') return undefined;
  return reward.variantIds?.find((id) => variantsHeld.includes(id)) ?? null;
}
