/** Warnings about rewards: out of reach, too cheap, more than goods bring, and what Shopify or the law asks. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program, Reward } from '#app/core/program/program.ts';
import { rateFor } from '#app/core/program/public-rates.ts';
import { isValue, minimumOf } from '#app/core/program/rewards.ts';
import type { ShopFacts, Warning } from '#app/core/program/warnings.ts';
import { lifeDays, warning } from '#app/core/program/warnings-earning.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';

/** Who needs more orders than this for her first reward forgets that there is one. */
const ORDERS_MAX = 12;
/** Giving back more than this is more often a slip of the decimal point than a plan. */
const GENEROUS_SHARE = 0.25;
/** Without known margins, giving away half of a price is said in any case. */
const HALF = 0.5;
const BOOKS = /b(ü|ue)cher|buch|\bbooks?\b/i;
/** Given once for being there: what a newcomer may have without an order. */
const ON_ARRIVAL: readonly string[] = ['signUp', 'newsletter', 'completeProfile'];

export function rewardWarnings(program: Program, facts: ShopFacts): Warning[] {
  const offered = program.rewards.flatMap((reward, index) =>
    reward.active ? [{ reward, path: `rewards.${index}` }] : [],
  );
  return [
    ...(offered.length === 0 ? [warning('noRewards', 'rewards')] : []),
    ...reachWarnings(program, offered, facts),
    ...offered.flatMap((one) => worthWarnings(program, one, facts)),
    ...stackingWarnings(program, offered, facts),
    ...codeWarnings(program),
    ...bookWarnings(program),
  ];
}

type Offered = { reward: Reward; path: string };

/** The cheapest reward decides: the others may be far. */
function reachWarnings(program: Program, offered: Offered[], facts: ShopFacts): Warning[] {
  const [cheapest] = offered.toSorted((one, other) => one.reward.points - other.reward.points);
  if (!cheapest) return [];
  const { reward, path } = cheapest;
  const names = namesOf(reward, facts);
  const rate = rateFor(program, null, facts.currency);
  const { rules } = program.earning;
  const arrival = rules.filter(
    (rule) => rule.active && rule.kind === 'deed' && ON_ARRIVAL.includes(rule.deed),
  );
  const given = arrival.reduce((sum, rule) => sum + ('points' in rule ? rule.points : 0), 0);
  const orders =
    facts.typicalOrderMinor && rate.points > 0
      ? Math.ceil(
          Math.max(0, reward.points - given) / ((facts.typicalOrderMinor * rate.points) / rate.perMinor),
        )
      : null;
  const never = !rules.some((rule) => rule.active && 'points' in rule && rule.points > 0);
  return [
    ...(never ? [warning('rewardNever', `${path}.points`, { names })] : []),
    ...(orders !== null && orders > ORDERS_MAX
      ? [warning('rewardFar', `${path}.points`, { names, count: orders })]
      : []),
    ...(given >= reward.points
      ? [warning('signUpBuysReward', `${path}.points`, { names, points: given })]
      : []),
  ];
}

function worthWarnings(program: Program, { reward, path }: Offered, facts: ShopFacts): Warning[] {
  const names = namesOf(reward, facts);
  const exponent = currencyExponent(facts.currency);
  const share = shareBack(program, reward, facts);
  const minimum = parseMinor(minimumOf(reward) ?? '0', exponent) ?? 0;
  const amount = 'amount' in reward ? (parseMinor(reward.amount, exponent) ?? 0) : 0;
  return [
    ...(share !== null && share > GENEROUS_SHARE
      ? [warning('generous', `${path}.points`, { names, share })]
      : []),
    ...(minimum > 0 && minimum < amount
      ? [warning('minimumBelowAmount', `${path}.minimumSubtotal`, { names, amountMinor: amount })]
      : []),
    ...(isValue(reward) ? [warning('valueNeedsAccess', `${path}.amount`, { names })] : []),
  ];
}

/** What a reward gives back of the spending that pays for it; null for kinds without an amount of their own. */
export function shareBack(
  program: Program,
  reward: Reward,
  { currency }: Pick<ShopFacts, 'currency'>,
): number | null {
  const rate = rateFor(program, null, currency);
  if (!('amount' in reward) || rate.points === 0) return null;
  const amount = parseMinor(reward.amount, currencyExponent(currency)) ?? 0;
  return (amount * rate.points) / (reward.points * rate.perMinor);
}

/** The most that one order can be given back: the best reward, the best tier and the best campaign at once. */
function stackingWarnings(program: Program, offered: Offered[], facts: ShopFacts): Warning[] {
  const best = Math.max(0, ...offered.map(({ reward }) => shareBack(program, reward, facts) ?? 0));
  const { list } = program.tiers;
  const tier = Math.max(1, ...list.map(({ earningFactor }) => earningFactor));
  const discount = Math.max(0, ...list.map(({ perks }) => perks.discountPercent)) / 100;
  const campaign = Math.max(
    1,
    ...program.earning.campaigns.map((one) =>
      one.kind === 'factor' && one.active && one.until >= facts.today ? one.factor : 1,
    ),
  );
  const together = { multiply: tier * campaign, add: tier + campaign - 1, highest: Math.max(tier, campaign) };
  const share = best * together[program.earning.factors] + discount;
  if (facts.marginShare !== null && share > facts.marginShare) {
    return [warning('belowCost', 'rewards', { share, otherShare: facts.marginShare })];
  }
  return facts.marginShare === null && share > HALF ? [warning('givesHalf', 'rewards', { share })] : [];
}

function codeWarnings({ redemption, expiry }: Program): Warning[] {
  const days = lifeDays(expiry);
  return days !== null && days > 0 && redemption.validDays > days
    ? [warning('codeOutlivesPoints', 'redemption.validDays', { days })]
    : [];
}

/** Whoever keeps books out of earning will want them out of redeeming, too: their price is fixed. */
function bookWarnings({ earning, redemption }: Program): Warning[] {
  const { tags = [], types = [], vendors = [] } = earning.exclude ?? {};
  const named = [...tags, ...types, ...vendors].some((word) => BOOKS.test(word));
  return named && !redemption.onlyCollections
    ? [warning('booksRedeemable', 'redemption.onlyCollections')]
    : [];
}

function namesOf(reward: Reward, { currency }: ShopFacts): Record<string, string> {
  return { ...titleOf(reward, currency), ...reward.title };
}
