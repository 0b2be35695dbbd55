/**
 * What comes next for one member in one journey: pure, from the journey, where she is in it, and what is known of her. Waits run
 * in the shop's time zone, from the time for which the step before was meant, so that delays do not add up.
 */
import { addDays, atLocalTime, dayOf, localTimeOf } from '#app/core/calendar.ts';
import type { EventKind } from '#app/core/journeys/events.ts';
import type { Condition, Ending, Journey, JourneyStep, Wait } from '#app/core/journeys/journey.ts';
import type { Consent } from '#app/core/mail/decide.ts';
import { DAY_MS } from '#app/core/time.ts';

export type RunState = {
  /** When that happened which started it. */
  triggeredAt: number;
  /** When its last step was meant to be; the trigger before the first. */
  base: number;
  /** What is to be done next; null before anything was decided. */
  step: string | null;
  /** For when `step` is meant. */
  stepAt: number | null;
  /** What is known of what started it. */
  data: Readonly<Record<string, string | number | null>>;
};

/** What decides, as of now. */
export type RunFacts = {
  /** Gone, blocked, or no longer taking part. */
  away: boolean;
  tierId: string | null;
  /** Ids of the tiers from the lowest. */
  tierOrder: readonly string[];
  segments: readonly string[];
  orders: number;
  returnedOrders: number;
  available: number;
  consent: Consent;
  language: string;
  trouble: boolean;
  nextPurchaseAt: number | null;
  /** What happened to her since it started. */
  events: readonly { kind: EventKind; at: number; order: string | null }[];
};

export type NextStep =
  | { kind: 'leave'; because: LeaveReason }
  /** Nothing is to be done before `until`; `step` is then decided anew. */
  | { kind: 'wait'; step: string; stepAt: number; until: number }
  | { kind: 'do'; step: JourneyStep; stepAt: number; then: Then }
  | { kind: 'skip'; step: JourneyStep; because: SkipReason; then: Then };

/** Where it goes on after a step; null when that was the last. */
export type Then = { step: string; stepAt: number; base: number } | null;

export const LEAVE_REASONS = ['conditions', 'goal', 'exit', 'away', 'next-purchase', 'changed'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];
export const SKIP_REASONS = ['conditions', 'trouble', 'too-late'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What waits for trouble to end waits so long at most. */
const TROUBLE_DAYS_MAX = 14;
/** A step that comes so late, because nothing ran, is left out. */
const LATE_DAYS_MAX = 7;

export function nextStep(
  journey: Journey,
  run: RunState,
  facts: RunFacts,
  now: number,
  zone: string,
): NextStep {
  if (facts.away) return { kind: 'leave', because: 'away' };
  const ended = endOf(journey, run, facts, now);
  if (ended) return { kind: 'leave', because: ended };
  if (run.step === null) {
    if (!journey.conditions.every((one) => holds(one, facts, run))) {
      return { kind: 'leave', because: 'conditions' };
    }
    return decide(
      journey,
      journey.steps[0],
      stepAtOf(journey.steps[0], run.base, zone),
      run,
      facts,
      now,
      zone,
    );
  }
  const step = journey.steps.find(({ id }) => id === run.step);
  return decide(journey, step, run.stepAt ?? now, run, facts, now, zone);
}

function decide(
  journey: Journey,
  step: JourneyStep | undefined,
  stepAt: number,
  run: RunState,
  facts: RunFacts,
  now: number,
  zone: string,
): NextStep {
  // The merchant has taken the step out while she was on her way.
  if (!step) return { kind: 'leave', because: 'changed' };
  if (stepAt > now) return { kind: 'wait', step: step.id, stepAt, until: stepAt };
  const skip = (because: SkipReason): NextStep => ({
    kind: 'skip',
    step,
    because,
    then: thenOf(journey, step, stepAt, zone),
  });
  if (!step.conditions.every((one) => holds(one, facts, run))) return skip('conditions');
  if (facts.trouble && step.tone !== 'service') {
    return now - stepAt < TROUBLE_DAYS_MAX * DAY_MS
      ? { kind: 'wait', step: step.id, stepAt, until: now + DAY_MS }
      : skip('trouble');
  }
  const held = now - stepAt >= DAY_MS;
  if (now - stepAt > (step.tone === 'service' ? LATE_DAYS_MAX : TROUBLE_DAYS_MAX) * DAY_MS)
    return skip('too-late');
  // After a delay the rest keeps its distance.
  return { kind: 'do', step, stepAt, then: thenOf(journey, step, held ? now : stepAt, zone) };
}

function thenOf(journey: Journey, step: JourneyStep, base: number, zone: string): Then {
  const next = journey.steps[journey.steps.indexOf(step) + 1];
  return next ? { step: next.id, stepAt: stepAtOf(next, base, zone), base } : null;
}

function stepAtOf(step: JourneyStep | undefined, base: number, zone: string): number {
  return step ? afterWait(step.wait, base, zone) : base;
}

/** An hour that has passed on its day already means the same hour of the next. */
export function afterWait(wait: Wait, base: number, zone: string): number {
  if (wait.kind === 'hours') return base + wait.hours * 3_600_000;
  const day = addDays(dayOf(base, zone), wait.days);
  const time = wait.at ?? localTimeOf(base, zone);
  const instant = atLocalTime(day, time, zone);
  return instant < base && wait.at !== undefined ? atLocalTime(addDays(day, 1), time, zone) : instant;
}

function endOf(journey: Journey, run: RunState, facts: RunFacts, now: number): LeaveReason | null {
  if (journey.goal && happened(journey.goal, run, facts)) return 'goal';
  if (journey.exits.some((one) => happened(one, run, facts))) return 'exit';
  const { nextPurchaseAt } = facts;
  if (journey.untilNextPurchase && nextPurchaseAt !== null && nextPurchaseAt <= now) return 'next-purchase';
  return null;
}

/** What started it does not end it. */
function happened({ event, sameOrder }: Ending, { triggeredAt, data }: RunState, { events }: RunFacts) {
  return events.some(
    ({ kind, at, order }) =>
      kind === event &&
      (sameOrder
        ? order !== null && order === data.order
        : at > triggeredAt && (order === null || order !== data.order)),
  );
}

export function holds(one: Condition, facts: RunFacts, { data }: Pick<RunState, 'data'>): boolean {
  switch (one.kind) {
    case 'tier':
      return facts.tierId !== null && one.tiers.includes(facts.tierId);
    case 'segment':
      return facts.segments.includes(one.segment) === one.is;
    case 'orders':
      return (
        facts.orders >= (one.min ?? 0) &&
        facts.orders <= (one.max ?? Infinity) &&
        (one.every === undefined || (facts.orders > 0 && facts.orders % one.every === 0))
      );
    case 'consent':
      return facts.consent === 'confirmed';
    case 'points':
      return facts.available >= one.min;
    case 'returned':
      return facts.returnedOrders > 0 === one.is;
    case 'move': {
      const rank = (tier: unknown) => facts.tierOrder.indexOf(typeof tier === 'string' ? tier : '');
      return one.way === 'up' ? rank(data.tier) > rank(data.before) : rank(data.tier) < rank(data.before);
    }
    case 'language':
      return one.in.includes(facts.language);
  }
}
