/**
 * Runs of days with a visit, by the shop's calendar. Every full run pays once, then counting begins anew; two visits on
 * one day are one.
 */
import { addDays } from '#app/core/calendar.ts';
import type { RuleOfKind } from '#app/core/program/earning-rules.ts';

type Run = { lastDay: string; days: number };
/** Runs per rule. */
export type Streaks = { runs: Map<string, Run> };
export type StreakRule = RuleOfKind<'visitStreak'>;

/** Counts a day with a visit for a rule. @returns whether it makes a run full */
export function countVisit({ runs }: Streaks, rule: StreakRule, day: string): boolean {
  const run = runs.get(rule.id);
  if (run?.lastDay === day) return false;
  const goesOn = run !== undefined && run.days > 0 && addDays(run.lastDay, 1) === day;
  const days = goesOn ? run.days + 1 : 1;
  const full = days >= rule.days;
  runs.set(rule.id, { lastDay: day, days: full ? 0 : days });
  return full;
}

/** Of all days with a visit, those that may ever have ended a run: with as many days before them as the rule asks. */
export function possibleEnds(days: readonly string[], length: number): string[] {
  const sorted = [...new Set(days)].sort();
  let run = 0;
  return sorted.filter((day, index) => {
    const before = sorted[index - 1];
    run = before !== undefined && addDays(before, 1) === day ? run + 1 : 1;
    return run >= length;
  });
}
