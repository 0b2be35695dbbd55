/** What a deed other than an order gives: flat points of every rule about it, once where it is once in a life. */
import { dayOf, yearOf } from '#app/core/calendar.ts';
import type { Award } from '#app/core/earning/award.ts';
import { type CapBook, capParts, type CapUse, ruleScope, usesOf } from '#app/core/earning/caps.ts';
import { holds, type Moment } from '#app/core/earning/conditions.ts';
import type { Deed } from '#app/core/earning/member-history.ts';
import { type EarningRule, ONCE_IN_A_LIFE } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';
import { sum } from '#app/core/sum.ts';
import { DAY_MS } from '#app/core/time.ts';

/** Rules that give flat points with a hold of their own. */
export type DeedRule = Extract<EarningRule, { holdDays: number }>;
export type DeedAward = { award: Award; uses: CapUse[]; maturesAt: number };

/** Rules about this deed that hold at its time. */
export function rulesAbout(deed: Pick<Deed, 'kind' | 'name'>, program: Program, moment: Moment): DeedRule[] {
  return program.earning.rules.filter((rule): rule is DeedRule => isAbout(rule, deed) && holds(rule, moment));
}

function isAbout(rule: EarningRule, { kind, name }: Pick<Deed, 'kind' | 'name'>): boolean {
  if (rule.kind === 'birthday') return kind === 'birthday';
  if (rule.kind !== 'deed' || rule.deed !== kind) return false;
  return rule.deed !== 'custom' || rule.name === undefined || rule.name === name;
}

/** Under which name the deed is given once only; null when it may come any number of times. */
export function onceName({ kind, occurredAt }: Deed, zone: string): string | null {
  if (kind === 'birthday') return `birthday ${yearOf(dayOf(occurredAt, zone))}`;
  return ONCE_IN_A_LIFE.some((one) => one === kind) ? kind : null;
}

/** The points of these rules together, after caps; they are on hold for the longest of their holds. */
export function awardFlat(
  rules: readonly DeedRule[],
  one: { program: Program; moment: Moment; caps: CapBook; currency: string },
): DeedAward {
  const { program, moment, caps, currency } = one;
  const parts = rules.map((rule) => ({
    rule,
    scope: ruleScope(rule.id),
    caps: rule.caps,
    points: rule.points,
    cappedPoints: 0,
  }));
  capParts(parts, program.earning.caps, caps, moment.at);
  const points = sum(parts, (part) => part.points);
  const wasCapped = parts.some(({ cappedPoints }) => cappedPoints > 0);
  const giving = parts.filter((part) => part.points > 0);
  return {
    award: {
      points,
      qualifyingPoints: sum(giving, (part) => (part.rule.qualifies ? part.points : 0)),
      nothingBecause: points === 0 && wasCapped ? 'cap-reached' : null,
      currency,
      breakdown: null,
      parts: parts.map(({ rule, points: given, cappedPoints }) => ({
        ruleId: rule.id,
        kind: rule.kind,
        amountMinor: null,
        rate: null,
        factors: [],
        milliPoints: rule.points * 1_000,
        points: given,
        cappedPoints,
      })),
    },
    uses: usesOf(parts),
    maturesAt: moment.at + Math.max(0, ...giving.map(({ rule }) => rule.holdDays)) * DAY_MS,
  };
}
