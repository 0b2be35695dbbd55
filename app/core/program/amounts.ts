/** Amounts of a program that are no amounts of the shop's currency: too many decimals, or nothing where something must be. */
import { parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import { minimumOf } from '#app/core/program/rewards.ts';

type Amount = { path: string; amount: string | null | undefined; aboveZero?: boolean };

/** Paths such as `rewards.2.amount`. "0.125" is a decimal, but no amount of euros: it would silently become another. */
export function badAmounts(program: Program, exponent: number): string[] {
  return amountsOf(program).flatMap(({ path, amount, aboveZero }) => {
    if (amount === undefined || amount === null) return [];
    const minor = parseMinor(amount, exponent);
    return minor === undefined || (aboveZero && minor === 0) ? [path] : [];
  });
}

function amountsOf({ earning, tiers, rewards, offers }: Program): Amount[] {
  return [
    ...earning.rules.flatMap((rule, index): Amount[] => {
      const at = `earning.rules.${index}`;
      return [
        ...('perAmount' in rule
          ? [{ path: `${at}.perAmount`, amount: rule.perAmount, aboveZero: true }]
          : []),
        ...('minimumSubtotal' in rule
          ? [{ path: `${at}.minimumSubtotal`, amount: rule.minimumSubtotal }]
          : []),
        ...(rule.kind === 'spendMilestone'
          ? [{ path: `${at}.amount`, amount: rule.amount, aboveZero: true }]
          : []),
      ];
    }),
    ...earning.campaigns.map((campaign, index) => ({
      path: `earning.campaigns.${index}.minimumSubtotal`,
      amount: campaign.minimumSubtotal,
    })),
    ...tiers.list.flatMap((tier, index): Amount[] => {
      const at = `tiers.list.${index}`;
      const shipping = { path: `${at}.perks.freeShipping.from`, amount: tier.perks.freeShipping?.from };
      if (tiers.basis !== 'spend') return [shipping];
      return [
        { path: `${at}.enter`, amount: tier.enter },
        { path: `${at}.keep`, amount: tier.keep },
        shipping,
      ];
    }),
    ...rewards.flatMap((reward, index): Amount[] => [
      { path: `rewards.${index}.minimumSubtotal`, amount: minimumOf(reward) },
      ...('amount' in reward
        ? [{ path: `rewards.${index}.amount`, amount: reward.amount, aboveZero: true }]
        : []),
    ]),
    ...offers.flatMap((offer, index): Amount[] => [
      { path: `offers.${index}.minimumSubtotal`, amount: offer.minimumSubtotal },
      ...(offer.kind === 'amountOff'
        ? [{ path: `offers.${index}.amount`, amount: offer.amount, aboveZero: true }]
        : []),
    ]),
  ];
}
