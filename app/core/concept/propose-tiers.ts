/** Tiers from the shop's own distribution of yearly spend, rounded to amounts that a person would choose. */
import type { Concept } from '#app/core/concept/concept.ts';
import { decimalOf, type Ground, type Reason, roundMoney } from '#app/core/concept/propose.ts';
import { roundDown } from '#app/core/concept/round-numbers.ts';
import type { ProgramInput } from '#app/core/program/program.ts';

type TiersInput = NonNullable<ProgramInput['tiers']>;
type TierInput = NonNullable<TiersInput['list']>[number];

const NAMES = {
  bronze: { en: 'Bronze', de: 'Bronze' },
  silver: { en: 'Silver', de: 'Silber' },
  gold: { en: 'Gold', de: 'Gold' },
} as const;
type Step = { id: keyof typeof NAMES; topPercent: number; factor: number; orders: number };
/** `orders`: typical orders a year that lift, where no past says what the best customers spend. */
const ALL_STEPS: readonly Step[] = [
  { id: 'bronze', topPercent: 35, factor: 1.2, orders: 3 },
  { id: 'silver', topPercent: 15, factor: 1.5, orders: 6 },
  { id: 'gold', topPercent: 5, factor: 2, orders: 12 },
];

/** Who is to be won meets fewer steps, and the first one sooner than a second order would. */
function stepsOf({ goal, moves }: Concept): readonly Step[] {
  const few = goal === 'win' && moves !== 'recognition' && moves !== 'exclusivity';
  return few ? ALL_STEPS.slice(1) : ALL_STEPS;
}

export function proposeTiers(ground: Ground, first: number, reasons: Reason[]): TiersInput {
  const { concept } = ground;
  const months = concept.assortment === 'oneOff' ? 24 : 12;
  let above = 0;
  const list = stepsOf(concept).map((step): TierInput => {
    const enterMinor = Math.max(thresholdOf(ground, step), roundMoney(ground, above * 1.5));
    above = enterMinor;
    reasons.push({
      at: `tier-${step.id}`,
      code: ground.knowsOrders ? 'tier' : 'tier-assumed',
      values: { enterMinor, topPercent: step.topPercent, factor: step.factor, orders: step.orders },
    });
    return {
      id: step.id,
      name: NAMES[step.id],
      enter: decimalOf(ground, enterMinor),
      earningFactor: step.factor,
      entryGift: giftOf(concept, first, reasons, step),
      perks: perksOf(ground, step, reasons),
    };
  });
  reasons.push({ at: 'tier-period', code: 'tier-period', values: { months } });
  return { list, basis: 'spend', period: { kind: 'rolling', months }, graceDays: 30 };
}

/** A tier is worth something only to whom one order alone does not bring it. */
function thresholdOf(ground: Ground, { topPercent, orders }: Step): number {
  const { figures, knowsOrders, orderMinor } = ground;
  const { top35, top15, top5 } = figures.yearlySpend;
  const spend = topPercent === 35 ? top35 : topPercent === 15 ? top15 : top5;
  return roundMoney(ground, knowsOrders ? Math.max(spend, orderMinor * 1.2) : orderMinor * orders);
}

function giftOf({ moves }: Concept, first: number, reasons: Reason[], { id }: Step): number {
  if (moves !== 'recognition') return 0;
  const points = Math.max(1, roundDown(first * 0.5));
  reasons.push({ at: `tier-${id}`, code: 'tier-gift', values: { points } });
  return points;
}

function perksOf(ground: Ground, { id }: Step, reasons: Reason[]): TierInput['perks'] {
  const { concept, orderMinor, margin } = ground;
  if (concept.moves === 'convenience' && id !== 'bronze') {
    const fromMinor = id === 'gold' ? 0 : roundMoney(ground, orderMinor);
    reasons.push({ at: `tier-${id}`, code: 'tier-shipping', values: { fromMinor } });
    return { freeShipping: { from: decimalOf(ground, fromMinor) } };
  }
  if (concept.moves === 'exclusivity' && id === 'gold' && margin.percent >= 30) {
    reasons.push({ at: `tier-${id}`, code: 'tier-discount', values: { percent: 5 } });
    return { discountPercent: 5 };
  }
  return {};
}
