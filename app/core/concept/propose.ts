/**
 * A whole program from a concept and a past, each number with its reason. What goal, target group and assortment change
 * stands in docs/setup.md. A shop without a past gets what the answers alone say, at an order value that is assumed.
 */
import { type Concept, type Margin, marginOf } from '#app/core/concept/concept.ts';
import { type PastFigures, type PastSummary, figuresOf } from '#app/core/concept/past-summary.ts';
import { proposeTiers } from '#app/core/concept/propose-tiers.ts';
import { roundDown, roundUp, unitOf } from '#app/core/concept/round-numbers.ts';
import { currencyExponent, formatMinor } from '#app/core/money.ts';
import type { EarningRule } from '#app/core/program/earning-rules.ts';
import { type Program, type ProgramInput, programSchema } from '#app/core/program/program.ts';

/** `at` names the number, `code` the sentence that says why; values are in the unit that their name ends with. */
export type Reason = { at: string; code: string; values: Record<string, number | string> };
export type Proposal = { program: Program; reasons: Reason[]; margin: Margin };

/** What everything is worked out from. */
export type Ground = {
  concept: Concept;
  figures: PastFigures;
  margin: Margin;
  currency: string;
  unit: { major: number; minor: number };
  /** Value of a typical and of a larger order, and whether the shop's past says so. */
  orderMinor: number;
  largeMinor: number;
  knowsOrders: boolean;
};

/** Fewer orders say nothing. */
const ORDERS_MIN = 20;
const ASSUMED_ORDER_UNITS = 60;
/** Share of the margin that goes back. */
const GIVEN_BACK = { win: 0.1, bind: 0.125, steer: 0.1 };
const GENEROUS = { price: 1, convenience: 1, recognition: 0.8, exclusivity: 0.8, values: 0.8 };
/** Typical orders until the first reward, at most. */
const REACHED_AFTER = { win: 2, bind: 2.5, steer: 3 };
/** Welcome points as a share of the first reward: always below it. */
const WELCOME = { win: 0.4, bind: 0.2, steer: 0.2 };
export const POINTS_PER_UNIT_OF_VALUE = 100;
const HOLD_DAYS = 14;
const EXPIRY_MONTHS = 36;

export function propose(concept: Concept, past: PastSummary): Proposal {
  const ground = groundOf(concept, past);
  const reasons: Reason[] = [];
  const rate = proposeRate(ground, reasons);
  const first = proposeFirst(ground, rate, reasons);
  const program: ProgramInput = {
    earning: { rules: [proposeOrders(ground, rate), ...proposeDeeds(ground, first, reasons)] },
    hold: { days: HOLD_DAYS, after: 'fulfilled' },
    expiry: { kind: 'afterMonths', months: EXPIRY_MONTHS },
    rewards: proposeRewards(ground, first, reasons),
    tiers: proposeTiers(ground, first, reasons),
  };
  reasons.push({ at: 'hold', code: 'hold', values: { days: HOLD_DAYS } });
  reasons.push({ at: 'expiry', code: 'expiry', values: { months: EXPIRY_MONTHS } });
  return { program: programSchema.parse(program), reasons, margin: ground.margin };
}

function groundOf(concept: Concept, past: PastSummary): Ground {
  const figures = figuresOf(past);
  const unit = unitOf(past.currency);
  const knowsOrders = figures.orders >= ORDERS_MIN && figures.orderMinor.median > 0;
  const assumed = ASSUMED_ORDER_UNITS * unit.minor;
  return {
    concept,
    figures,
    margin: marginOf(concept, past),
    currency: past.currency,
    unit,
    orderMinor: knowsOrders ? figures.orderMinor.median : assumed,
    largeMinor: knowsOrders ? figures.orderMinor.high : Math.round(assumed * 1.5),
    knowsOrders,
  };
}

/** Points per unit; a hundred points are worth one unit, so this is the per cent that go back. */
function proposeRate({ concept, margin, unit, currency }: Ground, reasons: Reason[]): number {
  const back = margin.percent * GIVEN_BACK[concept.goal] * GENEROUS[concept.moves];
  const rate = Math.min(10, Math.max(1, Math.round(back)));
  reasons.push({
    at: 'rate',
    code: `rate-${margin.from}`,
    values: {
      points: rate,
      unitMinor: unit.minor,
      marginPercent: margin.percent,
      ofMarginPercent: Math.round((rate / margin.percent) * 100),
      currency,
    },
  });
  return rate;
}

/** Points of the first reward. */
function proposeFirst(ground: Ground, rate: number, reasons: Reason[]): number {
  const { concept, orderMinor, unit, knowsOrders } = ground;
  const ofOrder = Math.max(1, Math.floor((orderMinor * rate) / unit.minor));
  const points = Math.max(10, roundDown(ofOrder * REACHED_AFTER[concept.goal]));
  reasons.push({
    at: 'first-reward',
    code: knowsOrders ? 'first-reward' : 'first-reward-assumed',
    values: { points, amountMinor: valueOf(ground, points), orderMinor, orders: Math.ceil(points / ofOrder) },
  });
  return points;
}

export function valueOf({ unit }: Ground, points: number): number {
  return (points * unit.minor) / POINTS_PER_UNIT_OF_VALUE;
}

export function pointsWorth({ unit }: Ground, minor: number): number {
  return Math.round((minor * POINTS_PER_UNIT_OF_VALUE) / unit.minor);
}

export function decimalOf({ currency }: Ground, minor: number): string {
  return formatMinor(minor, currencyExponent(currency));
}

/** An amount of money that a person would choose, at least the smallest that can be written in whole units or cents. */
export function roundMoney({ unit }: Ground, minor: number): number {
  const inUnits = minor / unit.minor;
  return inUnits >= 1 ? roundUp(inUnits) * unit.minor : Math.max(1, roundUp(minor));
}

function proposeOrders(ground: Ground, rate: number): EarningRule {
  const perAmount = decimalOf(ground, ground.unit.minor);
  return { ...programSchema.parse({}).earning.rules[0], points: rate, perAmount } as EarningRule;
}

type RuleInput = NonNullable<NonNullable<ProgramInput['earning']>['rules']>[number];

function proposeDeeds(ground: Ground, first: number, reasons: Reason[]): RuleInput[] {
  const { concept, largeMinor } = ground;
  const { goal, moves, met, assortment } = concept;
  const share = (part: number) => Math.max(1, roundDown(first * part));
  const rules: RuleInput[] = [];
  const add = (rule: RuleInput & { id: string }, code: string, values: Reason['values']) => {
    rules.push(rule);
    reasons.push({ at: rule.id, code, values });
  };
  const welcome = share(WELCOME[goal]);
  add({ kind: 'deed', deed: 'signUp', id: 'sign-up', points: welcome }, `sign-up-${goal}`, {
    points: welcome,
    first,
  });
  if (met.includes('mail')) {
    const points = share(0.1);
    add({ kind: 'deed', deed: 'newsletter', id: 'newsletter', points }, 'newsletter', { points });
  }
  if (goal === 'bind' || moves === 'recognition') {
    const points = share(moves === 'recognition' ? 0.5 : 0.25);
    add({ kind: 'birthday', id: 'birthday', points }, 'birthday', { points });
  }
  if (moves === 'values' || met.includes('marketplace')) {
    const points = share(0.1);
    const caps = [{ per: 'month' as const, times: 3 }];
    add({ kind: 'deed', deed: 'review', id: 'review', points, caps }, 'review', { points });
  }
  if (met.includes('social')) {
    const points = share(0.05);
    const caps = [{ per: 'month' as const, times: 1 }];
    add({ kind: 'deed', deed: 'share', id: 'share', points, caps }, 'share', { points });
  }
  if (assortment === 'oneOff') {
    const points = share(0.5);
    add({ kind: 'orderCount', id: 'second-order', count: 2, points }, 'second-order', { points });
  }
  if (assortment === 'repeat' && goal === 'bind') {
    const points = share(0.5);
    add({ kind: 'orderCount', id: 'fifth-order', count: 5, repeats: true, points }, 'fifth-order', {
      points,
    });
  }
  if (goal === 'steer') {
    const points = share(0.2);
    const fromMinor = roundMoney(ground, largeMinor);
    const minimumSubtotal = decimalOf(ground, fromMinor);
    add({ kind: 'orderFlat', id: 'larger-basket', points, minimumSubtotal }, 'larger-basket', {
      points,
      fromMinor,
    });
  }
  return rules;
}

function proposeRewards(
  ground: Ground,
  first: number,
  reasons: Reason[],
): NonNullable<ProgramInput['rewards']> {
  const { concept, orderMinor, largeMinor } = ground;
  const steers = concept.goal === 'steer';
  const minimumMinor = roundMoney(ground, orderMinor);
  const minimum = steers ? { minimumSubtotal: decimalOf(ground, minimumMinor) } : {};
  if (steers) reasons.push({ at: 'first-reward', code: 'minimum', values: { minimumMinor } });
  const amountOff = (id: string, points: number, unitsMax: number) => ({
    kind: 'amountOff' as const,
    id,
    points,
    amount: decimalOf(ground, valueOf(ground, points)),
    unitsMax,
    ...minimum,
  });
  switch (concept.moves) {
    case 'price':
      reasons.push({ at: 'more-rewards', code: 'reward-price', values: { units: 5 } });
      return [amountOff('first', first, 5)];
    case 'convenience':
      reasons.push({ at: 'more-rewards', code: 'reward-convenience', values: { points: first } });
      return [amountOff('first', first, 1), { kind: 'freeShipping', id: 'free-shipping', points: first }];
    case 'recognition':
    case 'exclusivity': {
      const percent = concept.moves === 'recognition' ? 10 : 15;
      const points = roundUp(Math.max(first * 2, pointsWorth(ground, (largeMinor * percent) / 100)));
      reasons.push({ at: 'more-rewards', code: 'reward-percent', values: { percent, points } });
      return [
        amountOff('first', first, 1),
        { kind: 'percentOff', id: 'percent', points, percent, ...minimum },
      ];
    }
    case 'values':
      reasons.push({ at: 'more-rewards', code: 'reward-values', values: { points: first * 2 } });
      return [amountOff('first', first, 1), amountOff('second', first * 2, 1)];
  }
}
