/**
 * What an order earns: the one precedence that the header of `program/earning-rules.ts` states, step by step.
 * Takes caps into account as the cap book knows them, and says what the order used of them.
 */
import type { Award, AwardContext, AwardPart } from '#app/core/earning/award.ts';
import {
  campaignScope,
  type CapBook,
  type Cappable,
  capParts,
  type CapUse,
  roomOf,
  ruleScope,
  usesOf,
} from '#app/core/earning/caps.ts';
import { holds, type Moment, reasonOfPerson } from '#app/core/earning/conditions.ts';
import { type CountedGoods, countLines } from '#app/core/earning/counted-lines.ts';
import { type FlatPart, flatParts, reaches } from '#app/core/earning/flat-parts.ts';
import { type Fraction, milli, rounded, shareOut, total } from '#app/core/earning/fraction.ts';
import { breakDownGoods, earningShare, reasonNotCounting } from '#app/core/earning/goods.ts';
import {
  goodsFactorName,
  type MoneyPart,
  moneyParts,
  type MoneyRules,
} from '#app/core/earning/money-parts.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { closeness } from '#app/core/earning/selectors.ts';
import type { Program } from '#app/core/program/program.ts';
import { sum } from '#app/core/sum.ts';

export type Judgement = {
  award: Award;
  /** Whether the order counts for the program, even where no rule gives anything for it. */
  counts: boolean;
  /** What the breakdown counts; 0 when the order does not count. */
  countedMinor: number;
  uses: CapUse[];
};

type Case = { order: OrderFacts; program: Program; moment: Moment; caps: CapBook };
/** A part of the award in the making. */
type Draft = Cappable & { qualifies: boolean; part: Omit<AwardPart, 'points' | 'cappedPoints'> };

export function judgeOrder(
  order: OrderFacts,
  program: Program,
  context: AwardContext,
  caps: CapBook,
): Judgement {
  const moment = { ...context, at: Date.parse(order.occurredAt), channel: order.channel };
  const refusal = reasonNotCounting(order) ?? reasonOfProgram(order, program, moment);
  if (refusal !== null) {
    return { award: nothing(order, refusal), counts: false, countedMinor: 0, uses: [] };
  }
  return award({ order, program, moment, caps }, context);
}

export function nothing(order: Pick<OrderFacts, 'currency'>, because: string): Award {
  return {
    points: 0,
    qualifyingPoints: 0,
    nothingBecause: because,
    currency: order.currency,
    breakdown: null,
    parts: [],
  };
}

function reasonOfProgram(order: OrderFacts, program: Program, moment: Moment): string | null {
  if (!program.active) return 'program-paused';
  const { pos, draft, subscription } = program.earning.channels;
  if (order.channel === 'pos' && !pos) return 'channel-pos';
  if (order.channel === 'draft' && !draft) return 'channel-draft';
  if (order.channel.startsWith('subscription') && !subscription) return 'channel-subscription';
  if (order.b2b && program.people.excludeB2B) return 'excluded-b2b';
  return reasonOfPerson(moment, program);
}

function award(one: Case, { traits }: AwardContext): Judgement {
  const { order, program } = one;
  const breakdown = breakDownGoods(order, program.earning);
  const counted = { counts: true, countedMinor: breakdown.countedMinor };
  const goods = withoutExcluded(countLines(order, program.earning, breakdown, traits), program);
  const share = earningShare(breakdown);
  const rules = rulesFor(one, goods);
  const money = moneyParts(goods, share, rules, order.currency);
  const flat = flatParts(goods, share, order, program, one.moment);
  if (money.length + flat.length === 0) {
    return { award: nothing(order, reasonOfNoPart(one, goods)), ...counted, uses: [] };
  }
  const drafts = inOrder([...draftsOf(money, program), ...flat.map(flatDraft)], program);
  const surplus = capFactors(one, drafts, money, rules.factors, (kept) =>
    moneyParts(goods, share, { ...rules, factors: kept }, order.currency),
  );
  capParts(drafts, program.earning.caps, one.caps, one.moment.at);
  const points = sum(drafts, (draft) => draft.points);
  const capped = sum(drafts, (draft) => draft.cappedPoints);
  return {
    award: {
      points,
      qualifyingPoints: qualifying(drafts, money, program),
      nothingBecause: points === 0 && capped > 0 ? 'cap-reached' : null,
      currency: order.currency,
      breakdown,
      parts: drafts.map(({ part, points: given, cappedPoints }) => ({
        ...part,
        points: given,
        cappedPoints,
      })),
    },
    ...counted,
    uses: [...usesOf(drafts), ...surplus],
  };
}

function withoutExcluded(goods: CountedGoods, { earning: { exclude } }: Program): CountedGoods {
  if (!exclude) return goods;
  return { ...goods, lines: goods.lines.filter((line) => closeness(exclude, line) === 0) };
}

/** Rules and campaigns of this order's time, place, person and worth. */
function rulesFor({ order, program, moment, caps }: Case, goods: CountedGoods): MoneyRules {
  const { rules, campaigns, factors } = program.earning;
  const open = (rule: { minimumSubtotal?: string | undefined }) =>
    reaches(goods, rule.minimumSubtotal, order.currency);
  const tier = program.tiers.list.find(({ id }) => id === moment.tierId);
  return {
    amounts: rules
      .filter((rule) => rule.kind === 'orderAmount' || rule.kind === 'margin')
      .filter((rule) => holds(rule, moment) && open(rule)),
    factors: rules
      .filter((rule) => rule.kind === 'goodsFactor')
      .filter((rule) => holds(rule, moment) && open(rule))
      .filter((rule) => rule.caps.length === 0 || roomOf(caps, ruleScope(rule.id), rule.caps, moment.at) > 0),
    campaigns: campaigns
      .filter((campaign) => campaign.kind === 'factor')
      .filter((campaign) => holds(campaign, moment) && open(campaign)),
    tier: tier ? { id: tier.id, factor: tier.earningFactor } : null,
    combine: factors,
  };
}

function reasonOfNoPart({ order, program, moment }: Case, goods: CountedGoods): string {
  const kinds = ['orderAmount', 'margin', 'orderFlat', 'goodsFlat'];
  const rules = program.earning.rules.filter((rule) => rule.active && kinds.includes(rule.kind));
  if (rules.length === 0 && program.earning.campaigns.length === 0) return 'no-rule';
  const wereGoods = order.lines.some(({ kind }) => kind === 'goods');
  if (program.earning.exclude && wereGoods && goods.lines.length === 0) return 'goods-excluded';
  return rules.some((rule) => holds(rule, moment)) ? 'rules-unmet' : 'no-rule';
}

/** The one rounding: the whole points of all amounts together, shared out over their parts. */
function draftsOf(money: MoneyPart[], { earning: { rounding } }: Program): Draft[] {
  const exact = money.map((part) => part.exact);
  const shares = shareOut(rounded(total(exact), rounding), exact);
  const drafts = money.map(({ rule, rate, factors, counted, exact: fraction }, index) => ({
    scope: ruleScope(rule.id),
    caps: rule.caps,
    qualifies: rule.qualifies,
    points: shares[index] ?? 0,
    cappedPoints: 0,
    part: {
      ruleId: rule.id,
      kind: rule.kind,
      amountMinor: rounded(counted, 'down'),
      rate,
      factors,
      milliPoints: milli(fraction),
    },
  }));
  const telling = drafts.filter(({ part, points }) => part.amountMinor !== 0 || points !== 0);
  return telling.length > 0 ? telling : drafts.slice(0, 1);
}

function flatDraft({ id, kind, points, caps, qualifies }: FlatPart): Draft {
  return {
    scope: kind === 'bonus' ? campaignScope(id) : ruleScope(id),
    caps,
    qualifies,
    points,
    cappedPoints: 0,
    part: { ruleId: id, kind, amountMinor: null, rate: null, factors: [], milliPoints: points * 1_000 },
  };
}

/** Parts as the program lists their rules, campaigns last: so the program's caps cut the later ones first. */
function inOrder(drafts: Draft[], { earning }: Program): Draft[] {
  const place = new Map(
    [
      ...earning.rules.map(({ id }) => ruleScope(id)),
      ...earning.campaigns.map(({ id }) => campaignScope(id)),
    ].map((scope, index) => [scope, index]),
  );
  return drafts.sort((one, other) => (place.get(one.scope) ?? 0) - (place.get(other.scope) ?? 0));
}

/** A cap of a factor holds for the points that the factor adds: those that would not be there without it. */
function capFactors(
  { program, caps, moment }: Case,
  drafts: Draft[],
  money: MoneyPart[],
  factors: MoneyRules['factors'],
  without: (kept: MoneyRules['factors']) => MoneyPart[],
): CapUse[] {
  const pointsOf = (parts: MoneyPart[]) =>
    rounded(total(parts.map(({ exact }) => exact)), program.earning.rounding);
  return factors.flatMap((rule) => {
    const touched = drafts.filter(({ part }) =>
      part.factors.some(({ by }) => by === goodsFactorName(rule.id)),
    );
    if (rule.caps.length === 0 || touched.length === 0) return [];
    const others = without(factors.filter((one) => one !== rule));
    const added = Math.max(0, pointsOf(money) - pointsOf(others));
    const scope = ruleScope(rule.id);
    const kept = Math.min(added, roomOf(caps, scope, rule.caps, moment.at));
    cut(touched, added - kept);
    return [{ scope, points: kept }];
  });
}

function cut(drafts: Draft[], points: number): void {
  let left = points;
  for (const draft of drafts.toReversed()) {
    const taken = Math.min(left, draft.points);
    draft.points -= taken;
    draft.cappedPoints += taken;
    left -= taken;
  }
}

/** The points of qualifying rules, rounded by themselves, less what caps kept back of them. */
function qualifying(drafts: Draft[], money: MoneyPart[], { earning: { rounding } }: Program): number {
  const exact: Fraction[] = money.filter(({ rule }) => rule.qualifies).map((part) => part.exact);
  const among = drafts.filter(({ qualifies }) => qualifies);
  const flat = sum(
    among.filter(({ part }) => part.amountMinor === null),
    ({ points, cappedPoints }) => points + cappedPoints,
  );
  const before = rounded(total(exact), rounding) + flat;
  const kept = before - sum(among, ({ cappedPoints }) => cappedPoints);
  return Math.max(
    0,
    Math.min(
      kept,
      sum(drafts, ({ points }) => points),
    ),
  );
}
