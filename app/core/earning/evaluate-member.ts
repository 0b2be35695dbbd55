/**
 * What a member should have, per source, and her tier: a pure function of all her facts. They are gone through in the
 * order of their own times, so that each is judged by what held then, and any order of arrival leads to the same.
 *
 * A source that gives nothing is listed as well, so that what was once booked for it is taken back.
 */
import { dayOf, startOfDay } from '#app/core/calendar.ts';
import { nothing } from '#app/core/earning/award.ts';
import { chargeCaps } from '#app/core/earning/caps.ts';
import { awardFlat, onceName, rulesAbout } from '#app/core/earning/deeds.ts';
import { holds, reasonOfPerson } from '#app/core/earning/conditions.ts';
import { evaluateOrder } from '#app/core/earning/evaluate-order.ts';
import {
  addTarget,
  addToTiers,
  applyChange,
  enterVersion,
  type Fold,
  momentOf,
  openFold,
  passTo,
  programOf,
} from '#app/core/earning/member-fold.ts';
import type { Deed, MemberHistory, MemberOutcome } from '#app/core/earning/member-history.ts';
import { milestoneSource } from '#app/core/earning/milestones.ts';
import { countVisit, possibleEnds, type StreakRule } from '#app/core/earning/streaks.ts';
import { giftsDue, giftSource } from '#app/core/earning/tier-gifts.ts';
import { deedSource, type TimelineEvent, timelineOf } from '#app/core/earning/timeline.ts';
import type { Program } from '#app/core/program/program.ts';
import { tiers } from '#app/core/program/tiers.ts';
import { nextTierDueAt, passTiersTo, tierStanding } from '#app/core/tiers/tier-book.ts';

export type * from '#app/core/earning/member-history.ts';

const NO_TIERS = tiers.parse({});

export function evaluateMember(history: MemberHistory): MemberOutcome {
  const fold = openFold(history);
  let last = -Infinity;
  for (const event of timelineOf(history)) {
    if (event.kind !== 'version') passTo(fold, event.at);
    last = event.at;
    take(fold, event);
  }
  const now = Math.max(history.now, last);
  passTo(fold, now);
  addGifts(fold);
  addUnreached(fold);
  const rules = fold.inForce?.config.tiers ?? NO_TIERS;
  passTiersTo(fold.tiers, rules, now);
  return {
    targets: [...fold.targets.values()],
    tier: tierStanding(fold.tiers, rules, now),
    moves: fold.moves,
    nextDueAt: nextDueAt(fold, rules, now),
  };
}

function take(fold: Fold, event: TimelineEvent): void {
  switch (event.kind) {
    case 'version':
      return enterVersion(fold, event.inForce);
    case 'change':
      return applyChange(fold, event.change);
    case 'deed':
      return event.deed.kind === 'visit' ? takeVisit(fold, event.deed) : takeDeed(fold, event.deed);
    case 'order':
      return evaluateOrder(fold, event);
    case 'withdrawal':
    case 'refund': {
      const amounts = fold.later.get(event.source)?.shift();
      if (amounts) addToTiers(fold, event.at, event.source, amounts);
    }
  }
}

/** A deed that was withdrawn keeps what it used of caps, but one that is given once may be given again after that. */
function takeDeed(fold: Fold, deed: Deed): void {
  const { occurredAt: at, version, withdrawnAt } = deed;
  const source = deedSource(deed.id);
  const reasons = [`deed-${deed.kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`];
  const common = { source, occurredAt: at, reasons };
  const none = (because: string) =>
    addTarget(fold, version, {
      ...common,
      award: nothing(fold.history, because),
      maturesAt: at,
      reasons: [because],
    });
  const program = programOf(fold, version);
  if (!program) return none('no-program');
  if (withdrawnAt !== null && withdrawnAt <= at) return none('withdrawn');
  const moment = momentOf(fold, at, null, program);
  const refusal = reasonOfPerson(moment, program);
  if (refusal !== null) return none(refusal);
  const rules = rulesAbout(deed, program, moment);
  if (rules.length === 0) return none('no-rule');
  const once = onceName(deed, fold.history.zone);
  if (once !== null && (fold.given.get(once) ?? -Infinity) > at) return none('already-given');
  const { currency } = fold.history;
  const { award, uses, maturesAt } = awardFlat(rules, { program, moment, caps: fold.caps, currency });
  chargeCaps(fold.caps, uses, at);
  if (once !== null && award.points > 0) fold.given.set(once, withdrawnAt ?? Infinity);
  const points = award.qualifyingPoints;
  addToTiers(fold, at, source, { spend: 0, points, orders: 0 });
  if (withdrawnAt !== null) {
    fold.later.set(source, [{ spend: 0, points: -points, orders: 0 }]);
    return none('withdrawn');
  }
  addTarget(fold, version, {
    ...common,
    award,
    maturesAt,
    reasons: award.nothingBecause === null ? reasons : [award.nothingBecause],
  });
}

/** A visit gives nothing by itself; the last day of a full run does. */
function takeVisit(fold: Fold, { occurredAt: at, version, withdrawnAt }: Deed): void {
  const program = programOf(fold, version);
  if (!program || withdrawnAt !== null) return;
  const moment = momentOf(fold, at, null, program);
  if (reasonOfPerson(moment, program) !== null) return;
  for (const rule of streakRules(program)) {
    if (!holds(rule, moment)) continue;
    const day = dayOf(at, fold.history.zone);
    if (!countVisit(fold.streaks, rule, day)) continue;
    const { currency } = fold.history;
    const { award, uses, maturesAt } = awardFlat([rule], { program, moment, caps: fold.caps, currency });
    chargeCaps(fold.caps, uses, at);
    const source = streakSource(rule.id, day);
    addToTiers(fold, at, source, { spend: 0, points: award.qualifyingPoints, orders: 0 });
    const reasons = [award.nothingBecause ?? 'streak'];
    addTarget(fold, version, { source, award, occurredAt: at, maturesAt, reasons });
  }
}

function streakRules({ earning }: Program): StreakRule[] {
  return earning.rules.filter((rule) => rule.kind === 'visitStreak');
}

function streakSource(ruleId: string, day: string): string {
  return `streak:${ruleId}:${day}`;
}

function addGifts(fold: Fold): void {
  for (const { tierId, points, at, version } of giftsDue(fold.entries)) {
    const award = {
      points,
      qualifyingPoints: 0,
      nothingBecause: null,
      currency: fold.history.currency,
      breakdown: null,
      parts: [
        {
          ruleId: tierId,
          kind: 'tierGift',
          amountMinor: null,
          rate: null,
          factors: [],
          milliPoints: points * 1_000,
          points,
          cappedPoints: 0,
        },
      ],
    };
    const source = giftSource(tierId);
    addTarget(fold, version, { source, award, occurredAt: at, maturesAt: at, reasons: ['tier-gift'] });
  }
}

/** Streaks, milestones and gifts that may have been reached when less, or more, was known. */
function addUnreached(fold: Fold): void {
  const { history, inForce, milestonesMax } = fold;
  const unreached = [...streakDays(fold), ...giftTiers(fold)];
  for (const [ruleId, times] of milestonesMax) {
    for (let time = 1; time <= times; time += 1)
      unreached.push({ source: milestoneSource(ruleId, time), at: history.now });
  }
  for (const { source, at } of unreached) {
    if (fold.targets.has(source)) continue;
    addTarget(fold, inForce?.version ?? null, {
      source,
      award: nothing(history, 'not-reached'),
      occurredAt: at,
      maturesAt: at,
      reasons: ['not-reached'],
    });
  }
}

type Unreached = { source: string; at: number }[];

function streakDays({ history }: Fold): Unreached {
  const visits = history.deeds.filter(({ kind, version }) => kind === 'visit' && version !== null);
  const days = visits.map(({ occurredAt }) => dayOf(occurredAt, history.zone));
  const shortest = new Map<string, number>();
  for (const rule of visits.length === 0
    ? []
    : history.versions.flatMap(({ config }) => streakRules(config))) {
    shortest.set(rule.id, Math.min(rule.days, shortest.get(rule.id) ?? Infinity));
  }
  return [...shortest].sort(byName).flatMap(([ruleId, length]) =>
    possibleEnds(days, length).map((day) => ({
      source: streakSource(ruleId, day),
      at: startOfDay(day, history.zone),
    })),
  );
}

function giftTiers({ history }: Fold): Unreached {
  const ids = history.versions.flatMap(({ config }) =>
    config.tiers.list.filter(({ entryGift }) => entryGift > 0).map(({ id }) => id),
  );
  return [...new Set(ids)].sort().map((id) => ({ source: giftSource(id), at: history.now }));
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

function nextDueAt({ history, tiers: book }: Fold, rules: typeof NO_TIERS, now: number): number | null {
  const starts = history.versions.map(({ appliesFrom }) => appliesFrom).filter((at) => at > now);
  const ofTiers = rules.list.length === 0 ? null : nextTierDueAt(book, rules);
  const due = Math.min(ofTiers ?? Infinity, ...starts);
  return due === Infinity ? null : due;
}

/** Whether this program gives points for anything but orders. */
export function givesForDeeds({ earning }: Program): boolean {
  return earning.rules.some(({ kind }) => kind === 'deed' || kind === 'birthday' || kind === 'visitStreak');
}

/**
 * Whether orders of this program can be judged one by one by `awardOrder`, without the member's other facts: unless she
 * has left the program at some time.
 */
export function judgesOrdersAlone({ earning, tiers: { list }, people, stage }: Program): boolean {
  const needsHistory = ['orderCount', 'spendMilestone', 'visitStreak'];
  const all = [...earning.rules, ...earning.campaigns];
  return (
    list.length === 0 &&
    stage !== 'test' &&
    earning.caps.length === 0 &&
    people.excludeTags.length === 0 &&
    people.joining === 'automatic' &&
    all.every((one) => !('caps' in one) || one.caps.length === 0) &&
    all.every(({ kind, tiers: ofTiers, segments }) => !needsHistory.includes(kind) && !ofTiers && !segments)
  );
}
