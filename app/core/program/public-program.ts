/** The part of a program that guests and themes see. */
import type { PublicProgram, PublicReward, PublicTier } from '#app/core/contracts/public-program.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program, Reward } from '#app/core/program/program.ts';
import { publicOffers } from '#app/core/program/public-offers.ts';
import { publicGoods } from '#app/core/program/public-goods.ts';
import { rateFor } from '#app/core/program/public-rates.ts';
import { publicWays } from '#app/core/program/public-ways.ts';
import { minimumOf } from '#app/core/program/rewards.ts';
import type { Tier } from '#app/core/program/tiers.ts';
import type { Settings } from '#app/core/settings.ts';
import { type Icon, ICON_PATHS } from '#app/core/shopper/icons.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';

/** What surfaces show of the shop's settings beside its program. */
export type PublicBeside = { icon: Icon; news?: NonNullable<PublicProgram['news']> };

export function publicBeside({ brand, mail }: Pick<Settings, 'brand' | 'mail'>): PublicBeside {
  const { percent = null, days = null } = mail.welcome ?? {};
  return { icon: brand.icon, ...(mail.mode === 'off' ? {} : { news: { percent, days } }) };
}

export function publicProgram(
  config: Program,
  currency: string,
  { icon, ...beside }: PublicBeside = { icon: 'star' },
): PublicProgram {
  const program = config.stage === 'phaseOut' ? withoutEarning(config) : config;
  const { earning, hold, people, tiers } = program;
  return {
    v: 1,
    active: program.active,
    stage: program.stage,
    icon: ICON_PATHS[icon],
    currency,
    exponent: currencyExponent(currency),
    formality: program.formality,
    earning: {
      ...rateFor(program, null, currency),
      taxIncluded: earning.includeTax,
      rounding: earning.rounding,
      capped: earning.caps.length > 0 || earning.rules.some(({ caps }) => caps.length > 0),
      goods: publicGoods(program, currency),
    },
    hold: { days: hold.days, after: hold.after },
    pointsName: program.pointsName,
    rewards: program.rewards
      .filter((reward) => reward.active)
      .map((reward) => publicReward(reward, currency)),
    ...publicOffers(program, currency),
    tiers: tiers.list.map((tier) => publicTier(program, tier, currency)),
    tierBasis: tiers.basis,
    ways: publicWays(program, currency),
    joining: people.joining,
    guests: people.guests,
    terms: people.terms ?? null,
    referral: publicReferral(program, currency),
    texts: program.texts,
    ...beside,
  };
}

/** Points can still be used; whatever would bring new ones is left out. */
function withoutEarning(program: Program): Program {
  return { ...program, earning: { ...program.earning, rules: [], campaigns: [] } };
}

function publicReward(reward: Reward, currency: string): PublicReward {
  const minimum = minimumOf(reward);
  return {
    id: reward.id,
    kind: reward.kind,
    points: reward.points,
    title: { ...titleOf(reward, currency), ...reward.title },
    amountMinor: 'amount' in reward ? minorOf(reward.amount, currency) : null,
    percent: reward.kind === 'percentOff' ? reward.percent : null,
    minimumSubtotalMinor: minimum ? minorOf(minimum, currency) : null,
    variantIds: reward.kind === 'product' ? reward.variantIds : null,
    unitsMax: reward.kind === 'amountOff' ? reward.unitsMax : 1,
  };
}

/** Null where members cannot recommend the shop. */
function publicReferral({ referrals, earning, stage }: Program, currency: string): PublicProgram['referral'] {
  if (!referrals.active || stage === 'phaseOut') return null;
  const rules = earning.rules.filter(
    (rule) => rule.active && rule.kind === 'deed' && rule.deed === 'referral',
  );
  return {
    title: titleOf(referrals.friend, currency),
    points: rules.reduce((sum, rule) => sum + ('points' in rule ? rule.points : 0), 0),
  };
}

function publicTier(program: Program, tier: Tier, currency: string): PublicTier {
  const { basis } = program.tiers;
  const minor = (amount: string) => parseMinor(amount, currencyExponent(currency)) ?? 0;
  const enter = tier.enter === null ? null : basis === 'spend' ? minor(tier.enter) : Number(tier.enter);
  return {
    id: tier.id,
    names: tier.name,
    enter,
    entryGift: tier.entryGift,
    rate: rateFor(program, tier, currency),
    discountPercent: tier.perks.discountPercent,
    freeShippingFromMinor: tier.perks.freeShipping ? minor(tier.perks.freeShipping.from) : null,
  };
}
