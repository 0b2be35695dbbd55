/**
 * What an order earns by its amounts: each line by exactly one rule, multiplied by the factors that hold for it.
 * Lines with the same rule and the same factors make one part.
 */
import type { CountedGoods, CountedLine } from '#app/core/earning/counted-lines.ts';
import type { Fraction } from '#app/core/earning/fraction.ts';
import { type Rate, rateOf, thousandths } from '#app/core/earning/rate.ts';
import { closest, closeness } from '#app/core/earning/selectors.ts';
import type { Campaign, Earning, RuleOfKind } from '#app/core/program/earning-rules.ts';

export type AmountRule = RuleOfKind<'orderAmount'> | RuleOfKind<'margin'>;
export type FactorCampaign = Extract<Campaign, { kind: 'factor' }>;

/** The rules that hold for this order at this time. */
export type MoneyRules = {
  amounts: AmountRule[];
  factors: RuleOfKind<'goodsFactor'>[];
  campaigns: FactorCampaign[];
  tier: { id: string; factor: number } | null;
  combine: Earning['factors'];
};

export type Factor = { by: string; factor: number };

export type MoneyPart = {
  rule: AmountRule;
  rate: Rate;
  factors: Factor[];
  /** What it counted before the share of stored value. */
  counted: Fraction;
  /** Points, exactly. */
  exact: Fraction;
};

type Group = { rule: AmountRule; factors: Factor[]; amount: bigint };

/** @param earning the share of the payment that earns: 1 less gift cards and store credit. */
export function moneyParts(
  goods: CountedGoods,
  earning: Fraction,
  rules: MoneyRules,
  currency: string,
): MoneyPart[] {
  const groups = new Map<string, Group>();
  for (const line of goods.lines) addLine(groups, goods, rules, line);
  addShipping(groups, goods, rules);
  return [...groups.values()]
    .sort((one, other) => rules.amounts.indexOf(one.rule) - rules.amounts.indexOf(other.rule))
    .map((group) => partOf(group, goods, earning, rules.combine, currency));
}

function addLine(
  groups: Map<string, Group>,
  goods: CountedGoods,
  rules: MoneyRules,
  line: CountedLine,
): void {
  const rule = closest(rules.amounts, line);
  if (!rule) return;
  const amount = rule.kind === 'margin' ? marginOf(line, goods.denominator) : line.amount;
  if (amount === null) return;
  const ofGoods = closest(rules.factors, line);
  if (ofGoods?.factor === 0) return;
  const factors = ofGoods ? [{ by: goodsFactorName(ofGoods.id), factor: ofGoods.factor }] : [];
  add(groups, { rule, factors: factors.filter(changes).concat(factorsForAll(rules, line)), amount });
}

/** Shipping is no goods: what holds for all of an order holds for it. */
function addShipping(groups: Map<string, Group>, goods: CountedGoods, rules: MoneyRules): void {
  const rule = closest(rules.amounts, null);
  if (rule?.kind !== 'orderAmount') return;
  add(groups, { rule, factors: factorsForAll(rules, null), amount: goods.shipping });
}

function factorsForAll({ tier, campaigns }: MoneyRules, selected: CountedLine | null): Factor[] {
  return [
    ...(tier ? [{ by: `tier:${tier.id}`, factor: tier.factor }] : []),
    ...campaigns
      .filter(({ goods }) => closeness(goods, selected) > 0)
      .map(({ id, factor }) => ({ by: `campaign:${id}`, factor })),
  ].filter(changes);
}

export function goodsFactorName(ruleId: string): string {
  return `goods:${ruleId}`;
}

/** A factor of 1 is none: it neither explains anything nor stands in the way of `highest`. */
function changes({ factor }: Factor): boolean {
  return factor !== 1;
}

/** What remains of a line less the cost of the pieces that remain, not below 0; null without a known cost. */
function marginOf({ amount, pieces, traits }: CountedLine, denominator: bigint): bigint | null {
  const cost = traits?.costMinor ?? null;
  if (cost === null) return null;
  const margin = amount - BigInt(cost) * BigInt(pieces) * denominator;
  return margin > 0n ? margin : 0n;
}

function add(groups: Map<string, Group>, { rule, factors, amount }: Group): void {
  const key = [rule.id, ...factors.map(({ by }) => by)].join(' ');
  const known = groups.get(key);
  if (known) known.amount += amount;
  else groups.set(key, { rule, factors, amount });
}

function partOf(
  { rule, factors, amount }: Group,
  goods: CountedGoods,
  earning: Fraction,
  combine: Earning['factors'],
  currency: string,
): MoneyPart {
  const rate = rateOf(rule, currency);
  const factor = combined(factors, combine);
  return {
    rule,
    rate,
    factors,
    counted: { numerator: amount, denominator: goods.denominator },
    exact: {
      numerator: amount * earning.numerator * BigInt(rate.points) * factor.numerator,
      denominator: goods.denominator * earning.denominator * BigInt(rate.perMinor) * factor.denominator,
    },
  };
}

/** All multiplied, or the surpluses over 1 added (never below 0), or the highest alone. */
export function combined(factors: readonly Factor[], combine: Earning['factors']): Fraction {
  const values = factors.map(({ factor }) => BigInt(thousandths(factor)));
  if (values.length === 0) return { numerator: 1n, denominator: 1n };
  switch (combine) {
    case 'multiply':
      return {
        numerator: values.reduce((product, value) => product * value, 1n),
        denominator: 1_000n ** BigInt(values.length),
      };
    case 'add': {
      const sum = values.reduce((all, value) => all + value - 1_000n, 1_000n);
      return { numerator: sum > 0n ? sum : 0n, denominator: 1_000n };
    }
    case 'highest':
      return {
        numerator: values.reduce((highest, value) => (value > highest ? value : highest)),
        denominator: 1_000n,
      };
  }
}
