/**
 * What rules for certain goods mean for a shop window: enough of them to work out the points of a product or a cart by
 * the precedence in `earning-rules.ts`, in whole numbers. What a window cannot know makes a rule `sure: false`: then
 * it says "up to".
 */
import type {
  PublicCondition,
  PublicFactor,
  PublicGoods,
  PublicGoodsRules,
} from '#app/core/contracts/public-program.ts';
import { milliMinorOf, rateOf, thousandths } from '#app/core/earning/rate.ts';
import type { Campaign, EarningRule } from '#app/core/program/earning-rules.ts';
import type { GoodsSelector } from '#app/core/program/parts.ts';
import type { Program } from '#app/core/program/program.ts';

/** The whole program must fit one metafield with room to spare. */
const BYTES_MAX = 60_000;

/** Null when the rules are too many to be told: then no surface states a number for goods. */
export function publicGoods(program: Program, currency: string): PublicGoodsRules | null {
  const { earning, people, tiers } = program;
  const rules = earning.rules.filter(isTold);
  const campaigns = earning.campaigns.filter(isTold);
  const condition = (one: EarningRule | Campaign) => conditionOf(one, currency);
  const told: PublicGoodsRules = {
    exclude: earning.exclude ? goodsOf(earning.exclude) : null,
    rates: rules
      .filter((rule) => rule.kind === 'orderAmount' || rule.kind === 'margin')
      .map((rule) => ({ ...rateOf(rule, currency), ...condition(rule) })),
    factors: rules
      .filter((rule) => rule.kind === 'goodsFactor')
      .map((rule) => ({ ...factorOf(rule.factor), ...condition(rule) })),
    pieces: rules
      .filter((rule) => rule.kind === 'goodsFlat' && rule.points > 0)
      .map((rule) => ({ points: pointsOf(rule), ...condition(rule) })),
    orders: [...rules.filter(({ kind }) => kind === 'orderFlat'), ...campaigns]
      .filter((one) => pointsOf(one) > 0)
      .map((one) => ({ points: pointsOf(one), ...condition(one) })),
    campaigns: campaigns
      .filter((one) => one.kind === 'factor')
      .map((one) => ({ ...factorOf(one.factor), ...condition(one) })),
    tiers: Object.fromEntries(tiers.list.map(({ id, earningFactor }) => [id, factorOf(earningFactor)])),
    combine: earning.factors,
    capped: earning.caps.length > 0,
    businessEarns: !people.excludeB2B,
    tagsThatEarnNothing: people.excludeTags.map((tag) => tag.toLowerCase()),
  };
  return new TextEncoder().encode(JSON.stringify(told)).length > BYTES_MAX ? null : told;
}

function isTold({ active, channels }: EarningRule | Campaign): boolean {
  return active && (!channels || channels.includes('online'));
}

/** A member's segments, what goods cost the shop and what is left of a cap are not for a shop window to know. */
function conditionOf(one: EarningRule | Campaign, currency: string): PublicCondition {
  const minimum = 'minimumSubtotal' in one ? one.minimumSubtotal : undefined;
  const isCapped = 'caps' in one && one.caps.length > 0;
  return {
    goods: 'goods' in one && one.goods ? goodsOf(one.goods) : null,
    tiers: one.tiers ?? null,
    from: one.from ?? null,
    until: one.until ?? null,
    minimumMinor: minimum === undefined ? null : Number((milliMinorOf(minimum, currency) + 999n) / 1_000n),
    sure: !one.segments && one.kind !== 'margin' && !(one.kind === 'goodsFactor' && isCapped),
    capped: isCapped,
  };
}

/** Keys, closest first, as `earning/selectors.ts` weighs them. */
function goodsOf(selector: GoodsSelector): PublicGoods {
  const words = (list: readonly string[] | undefined, key: string) =>
    (list ?? []).map((word) => `${key}${word.toLowerCase()}`);
  return [
    ...words(selector.variants, '6v'),
    ...words(selector.products, '5p'),
    ...words(selector.collections, '4c'),
    ...words(selector.tags, '3t'),
    ...words(selector.vendors, '2n'),
    ...words(selector.types, '2y'),
    ...(selector.onSale ? ['2s'] : []),
  ];
}

function pointsOf(one: EarningRule | Campaign): number {
  return 'points' in one ? one.points : 0;
}

/** In lowest terms: 1.25 is 5 for 4. */
function factorOf(factor: number): PublicFactor {
  let [up, down] = [thousandths(factor), 1_000];
  for (const prime of [2, 2, 2, 5, 5, 5]) {
    if (up % prime === 0 && down % prime === 0) [up, down] = [up / prime, down / prime];
  }
  return { up, down };
}
