/**
 * Points that do not depend on the amount: per order, per piece, and the bonus of a campaign. They need goods that
 * count and a payment that earns; a part paid with gift cards does not lessen them.
 */
import { holds, type Moment } from '#app/core/earning/conditions.ts';
import type { CountedGoods } from '#app/core/earning/counted-lines.ts';
import type { Fraction } from '#app/core/earning/fraction.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { milliMinorOf } from '#app/core/earning/rate.ts';
import { closeness } from '#app/core/earning/selectors.ts';
import type { Campaign, Cap, EarningRule } from '#app/core/program/earning-rules.ts';
import type { GoodsSelector } from '#app/core/program/parts.ts';
import type { Program } from '#app/core/program/program.ts';
import { sum } from '#app/core/sum.ts';

export type FlatPart = {
  id: string;
  kind: 'orderFlat' | 'goodsFlat' | 'bonus';
  points: number;
  caps: readonly Cap[];
  qualifies: boolean;
};

export function flatParts(
  goods: CountedGoods,
  earning: Fraction,
  order: OrderFacts,
  { earning: { rules, campaigns } }: Program,
  moment: Moment,
): FlatPart[] {
  if (earning.numerator === 0n || goodsOf(goods) === 0n) return [];
  const open = (one: EarningRule | Campaign) =>
    holds(one, moment) &&
    (!('minimumSubtotal' in one) || reaches(goods, one.minimumSubtotal, order.currency));
  return [
    ...rules.filter(open).flatMap((rule) => ofRule(rule, goods)),
    ...campaigns.filter(open).flatMap((campaign) => ofCampaign(campaign, goods)),
  ].filter(({ points }) => points > 0);
}

function ofRule(rule: EarningRule, goods: CountedGoods): FlatPart[] {
  if (rule.kind !== 'orderFlat' && rule.kind !== 'goodsFlat') return [];
  const times = rule.kind === 'orderFlat' ? 1 : piecesOf(goods, rule.goods);
  const { id, kind, caps, qualifies } = rule;
  return [{ id, kind, points: rule.points * times, caps, qualifies }];
}

/** A campaign's bonus never counts towards a tier: a tier is for what a member does all year. */
function ofCampaign(campaign: Campaign, goods: CountedGoods): FlatPart[] {
  if (campaign.kind !== 'bonus' || piecesOf(goods, campaign.goods) === 0) return [];
  const { id, points, caps } = campaign;
  return [{ id, kind: 'bonus', points, caps, qualifies: false }];
}

function piecesOf(goods: CountedGoods, selector: GoodsSelector | undefined): number {
  return sum(goods.lines, (line) => (closeness(selector, line) > 0 ? line.pieces : 0));
}

/** Whether the goods that count, as they stand now and however they were paid, reach a minimum. */
export function reaches(goods: CountedGoods, minimum: string | undefined, currency: string): boolean {
  if (minimum === undefined) return true;
  return goodsOf(goods) * 1_000n >= milliMinorOf(minimum, currency) * goods.denominator;
}

/** Over the goods' denominator, without shipping. */
function goodsOf({ lines }: CountedGoods): bigint {
  return lines.reduce((all, { amount }) => all + amount, 0n);
}
