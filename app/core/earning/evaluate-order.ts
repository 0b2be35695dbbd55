/** One order within a member's history: its award, what it adds to her tiers in the course of time, and its milestones. */
import { nothing } from '#app/core/earning/award.ts';
import { type AwardContext, maturityOf } from '#app/core/earning/award.ts';
import { chargeCaps } from '#app/core/earning/caps.ts';
import { holds, type Moment } from '#app/core/earning/conditions.ts';
import { awardFlat } from '#app/core/earning/deeds.ts';
import { breakDownGoods } from '#app/core/earning/goods.ts';
import { judgeOrder, type Judgement } from '#app/core/earning/judge-order.ts';
import { addTarget, addToTiers, type Fold, momentOf, programOf } from '#app/core/earning/member-fold.ts';
import type { HistoryOrder } from '#app/core/earning/member-history.ts';
import { milestoneRules, milestoneSource, type Tally, timesReached } from '#app/core/earning/milestones.ts';
import { factsAt, type OrderFacts } from '#app/core/earning/order-facts.ts';
import { orderSource } from '#app/core/earning/timeline.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Qualifying } from '#app/core/tiers/tier-book.ts';

export function evaluateOrder(
  fold: Fold,
  { at, order, steps }: { at: number; order: HistoryOrder; steps: number[] },
): void {
  const { facts, traits, version } = order;
  const source = orderSource(facts.orderId);
  const program = programOf(fold, version);
  if (!program) {
    const award = nothing(facts, 'no-program');
    return addTarget(fold, version, {
      source,
      award,
      occurredAt: at,
      maturesAt: null,
      reasons: ['no-program'],
    });
  }
  const moment = momentOf(fold, at, facts.channel, program);
  const context = { ...moment, traits };
  const now = judgeOrder(facts, program, context, fold.caps);
  contributeInTime(fold, { at, source, steps }, stagesOf(fold, facts, program, context, steps, now));
  addTarget(fold, version, {
    source,
    award: now.award,
    occurredAt: at,
    maturesAt: maturityOf(facts, program),
    reasons: [now.award.nothingBecause ?? 'order'],
  });
  reachMilestones(fold, order, program, moment, now);
}

/**
 * The order as it was first paid and after each thing that went back. What it used of caps is what it gave at first: a
 * refund never changes what another order gives.
 */
function stagesOf(
  fold: Fold,
  facts: OrderFacts,
  program: Program,
  context: AwardContext,
  steps: number[],
  now: Judgement,
): Judgement[] {
  const at = Date.parse(facts.occurredAt);
  const stages = [at, ...steps].map((step) => {
    const then = factsAt(facts, step);
    return then === facts ? now : judgeOrder(then, program, context, fold.caps);
  });
  chargeCaps(fold.caps, stages[0]?.uses ?? [], at);
  return stages;
}

/** The first stage counts at the order's time, the differences wait for the times of the refunds. */
function contributeInTime(
  fold: Fold,
  { at, source, steps }: { at: number; source: string; steps: number[] },
  stages: Judgement[],
): void {
  const [first, ...later] = stages.map(qualifying);
  if (!first) return;
  addToTiers(fold, at, source, first);
  if (steps.length === 0) return;
  let before = first;
  const differences = later.map((stage) => {
    const difference = {
      spend: stage.spend - before.spend,
      points: stage.points - before.points,
      orders: stage.orders - before.orders,
    };
    before = stage;
    return difference;
  });
  fold.later.set(source, differences);
}

function qualifying({ award, counts, countedMinor }: Judgement): Qualifying {
  return { spend: countedMinor, points: award.qualifyingPoints, orders: counts ? 1 : 0 };
}

/** Milestones stand on the orders as they are now: the nth that counts today is the nth. */
function reachMilestones(
  fold: Fold,
  { facts, version }: HistoryOrder,
  program: Program,
  moment: Moment,
  now: Judgement,
): void {
  const before = fold.tally;
  const rules = milestoneRules(program);
  fold.tally = add(before, now.counts ? 1 : 0, now.countedMinor);
  fold.tallyMax = add(fold.tallyMax, 1, fold.hasMilestones ? countedAtMost(facts, program) : 0);
  for (const rule of rules) {
    const { currency } = fold.history;
    const most = Math.max(timesReached(rule, fold.tallyMax, currency), fold.milestonesMax.get(rule.id) ?? 0);
    fold.milestonesMax.set(rule.id, most);
    const times = timesReached(rule, fold.tally, currency);
    for (let time = timesReached(rule, before, currency) + 1; time <= times; time += 1) {
      const source = milestoneSource(rule.id, time);
      if (fold.targets.has(source) || !holds(rule, moment)) continue;
      const { award, uses, maturesAt } = awardFlat([rule], { program, moment, caps: fold.caps, currency });
      chargeCaps(fold.caps, uses, moment.at);
      addToTiers(fold, moment.at, source, { spend: 0, points: award.qualifyingPoints, orders: 0 });
      const reasons = [award.nothingBecause ?? 'milestone'];
      addTarget(fold, version, { source, award, occurredAt: moment.at, maturesAt, reasons });
    }
  }
}

function add(tally: Tally, orders: number, countedMinor: number): Tally {
  return { orders: tally.orders + orders, countedMinor: tally.countedMinor + countedMinor };
}

/** As if nothing of it had ever gone back or been edited away. */
function countedAtMost(facts: OrderFacts, program: Program): number {
  if (facts.test) return 0;
  const lines = facts.lines.map((line) => ({ ...line, currentQuantity: null }));
  return breakDownGoods({ ...facts, lines, refunds: [] }, program.earning).countedMinor;
}
