/**
 * Milestones: the nth order that counts, and sums of what all orders count. They stand as long as the orders behind
 * them do: when one goes back, the milestone goes back or moves to a later order.
 */
import { milliMinorOf } from '#app/core/earning/rate.ts';
import type { RuleOfKind } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';

export type MilestoneRule = RuleOfKind<'orderCount'> | RuleOfKind<'spendMilestone'>;

/** Orders that count and what they count, in minor units, up to some instant. */
export type Tally = { orders: number; countedMinor: number };

export function milestoneRules({ earning }: Program): MilestoneRule[] {
  return earning.rules.filter(
    (rule): rule is MilestoneRule => rule.kind === 'orderCount' || rule.kind === 'spendMilestone',
  );
}

/** How many times a rule's milestone is reached by a tally: at most once unless it repeats. */
export function timesReached(rule: MilestoneRule, tally: Tally, currency: string): number {
  const times =
    rule.kind === 'orderCount'
      ? Math.floor(tally.orders / rule.count)
      : Number((BigInt(tally.countedMinor) * 1_000n) / milliMinorOf(rule.amount, currency));
  return rule.repeats ? times : Math.min(times, 1);
}

export function milestoneSource(ruleId: string, time: number): string {
  return `milestone:${ruleId}:${time}`;
}
