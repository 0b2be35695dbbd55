/** Rules, campaigns and tiers in one plain sentence each. Pure: the words and the formats are given. */
import { parseMinor } from '#app/core/money.ts';
import type { Campaign, EarningRule } from '#app/core/program/earning-rules.ts';
import { codeOf, type Offer } from '#app/core/program/offers.ts';
import type { Tier, Tiers } from '#app/core/program/tiers.ts';
import type { Format } from '#app/ui/admin/format.ts';
import type { SentenceTexts } from '#app/ui/texts/program-sentences.ts';

export type Telling = {
  texts: SentenceTexts;
  format: Format;
  /** A day of the calendar. */
  day: (day: string) => string;
  /** What a choice is called: `rule.deed`, `review`. */
  word: (path: string, value: string) => string;
  tierName: (id: string) => string;
  segmentName: (id: string) => string;
  /** A text in the merchant's language, or in another. */
  named: (names: Record<string, string>) => string | undefined;
};

/** "5 points for every €1.00, from €20.00, for Gold". */
export function ruleSentence(rule: EarningRule, telling: Telling): string {
  return [ruleHead(rule, telling), ...conditionsOf(rule, telling)].join(', ');
}

export function campaignSentence(campaign: Campaign, telling: Telling): string {
  const { texts, format } = telling;
  const what =
    campaign.kind === 'factor'
      ? texts.campaign.factor(format.number(campaign.factor))
      : texts.campaign.bonus(points(campaign.points, telling));
  const { from: _from, until: _until, ...timeless } = campaign;
  return [what + (campaign.goods ? texts.onGoods : ''), ...conditionsOf(timeless, telling)].join(', ');
}

export function spanOf({ from, until }: Pick<Campaign, 'from' | 'until'>, { texts, day }: Telling): string {
  return texts.campaign.span(day(from), day(until));
}

export type CampaignState = 'coming' | 'running' | 'over';

/** Without a day there is no limit. @param today a day in the shop's time zone. */
export function stateOf(
  { from, until }: { from?: string | undefined; until?: string | undefined },
  today: string,
): CampaignState {
  if (from !== undefined && today < from) return 'coming';
  return until !== undefined && today > until ? 'over' : 'running';
}

/** "Silver, from €100.00 spent: 50 points as a gift, 1.5 times the points". */
export function tierSentence(tier: Tier, basis: Tiers['basis'], telling: Telling): string {
  const { texts, format, named } = telling;
  const { gift, factor, discount, shipping, shippingFrom, nothing } = texts.tiers;
  const { discountPercent, freeShipping } = tier.perks;
  const from = freeShipping ? money(freeShipping.from, format) : '';
  const brings = [
    tier.entryGift > 0 ? gift(points(tier.entryGift, telling)) : '',
    tier.earningFactor === 1 ? '' : factor(format.number(tier.earningFactor)),
    discountPercent > 0 ? discount(format.share(discountPercent / 100)) : '',
    freeShipping ? (Number(freeShipping.from) > 0 ? shippingFrom(from) : shipping) : '',
  ].filter((part) => part !== '');
  const head = `${named(tier.name) ?? tier.id}, ${thresholdOf(tier, basis, telling)}`;
  return `${head}: ${brings.length > 0 ? brings.join(', ') : nothing}`;
}

/** "20% off, for Gold, code GOLD-AUTUMN, from €20.00, until 31 Oct 2026". */
export function offerSentence(offer: Offer, telling: Telling): string {
  const { texts, format, day, tierName, segmentName } = telling;
  const { audience } = offer;
  const what =
    offer.kind === 'percentOff'
      ? texts.offer.percent(format.share(offer.percent / 100))
      : offer.kind === 'amountOff'
        ? texts.offer.amount(money(offer.amount, format))
        : texts.offer.shipping;
  const certain = offer.kind !== 'freeShipping' && (offer.collections ?? offer.products) !== undefined;
  return [
    what,
    audience.kind === 'tier'
      ? texts.offer.forTier(tierName(audience.tierId))
      : texts.offer.forSegment(segmentName(audience.segment)),
    texts.offer.code(codeOf(offer)),
    ...(certain ? [texts.offer.goods] : []),
    ...(offer.minimumSubtotal ? [texts.only.minimum(money(offer.minimumSubtotal, format))] : []),
    ...(offer.from ? [texts.only.from(day(offer.from))] : []),
    ...(offer.until ? [texts.only.until(day(offer.until))] : []),
    ...(offer.usesMax ? [texts.offer.limit(format.number(offer.usesMax))] : []),
    ...(offer.oncePerCustomer ? [texts.offer.once] : []),
    ...(offer.active ? [] : [texts.offer.withdrawn]),
  ].join(', ');
}

function thresholdOf({ enter }: Tier, basis: Tiers['basis'], { texts, format }: Telling): string {
  if (enter === null) return texts.tiers.byHand;
  if (Number(enter) === 0) return texts.tiers.start;
  return texts.tiers.basis[basis](basis === 'spend' ? money(enter, format) : format.number(Number(enter)));
}

function ruleHead(rule: EarningRule, telling: Telling): string {
  const { texts, format, word } = telling;
  const goods = 'goods' in rule && rule.goods ? texts.onGoods : '';
  const given = 'points' in rule ? points(rule.points, telling) : '';
  switch (rule.kind) {
    case 'orderAmount':
      return texts.rule.orderAmount(given, money(rule.perAmount, format), goods);
    case 'margin':
      return texts.rule.margin(given, money(rule.perAmount, format), goods);
    case 'orderFlat':
      return texts.rule.orderFlat(given);
    case 'goodsFlat':
      return texts.rule.goodsFlat(given);
    case 'goodsFactor':
      return rule.factor === 0 ? texts.rule.goodsNone : texts.rule.goodsFactor(format.number(rule.factor));
    case 'deed':
      return texts.rule.deed(given, rule.name ?? word('earning.rules.0.deed', rule.deed));
    case 'birthday':
      return texts.rule.birthday(given);
    case 'visitStreak':
      return texts.rule.visitStreak(given, texts.days(rule.days, format.number(rule.days)));
    case 'orderCount':
      return texts.rule[rule.repeats ? 'everyOrders' : 'orderCount'](given, format.number(rule.count));
    case 'spendMilestone':
      return texts.rule[rule.repeats ? 'everySpend' : 'spendMilestone'](given, money(rule.amount, format));
  }
}

type Conditions = Pick<EarningRule, 'active' | 'channels' | 'tiers' | 'segments' | 'from' | 'until'> & {
  minimumSubtotal?: string | undefined;
  caps?: unknown[];
};

function conditionsOf(rule: Conditions, { texts, format, day, word, tierName }: Telling): string[] {
  const { only } = texts;
  const list = (items: string[]) => items.join(', ');
  return [
    ...(rule.minimumSubtotal ? [only.minimum(money(rule.minimumSubtotal, format))] : []),
    ...(rule.tiers ? [only.tiers(list(rule.tiers.map(tierName)))] : []),
    ...(rule.channels
      ? [only.channels(list(rule.channels.map((one) => word('earning.rules.0.channels', one))))]
      : []),
    ...(rule.segments ? [only.segments(list(rule.segments))] : []),
    ...(rule.from ? [only.from(day(rule.from))] : []),
    ...(rule.until ? [only.until(day(rule.until))] : []),
    ...(rule.caps && rule.caps.length > 0 ? [only.capped] : []),
    ...(rule.active ? [] : [only.off]),
  ];
}

function points(count: number, { texts, format }: Telling): string {
  return texts.points(count, format.number(count));
}

export function money(amount: string, format: Format): string {
  const minor = parseMinor(amount, format.exponent);
  return minor === undefined ? amount : format.money(minor);
}
