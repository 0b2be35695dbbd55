/** Journeys in words: what starts one, for whom, and what follows after which wait. Pure: the words are given. */
import type { Condition, Ending, Journey, JourneyStep, Trigger, Wait } from '#app/core/journeys/journey.ts';
import type { Format } from '#app/ui/admin/format.ts';
import type { JourneyTexts } from '#app/ui/texts/journeys.ts';

export type Words = {
  texts: JourneyTexts;
  format: Pick<Format, 'number'>;
  tierName: (id: string) => string;
  segmentName: (id: string) => string;
  languageName: (language: string) => string;
  /** A day of the calendar. */
  day: (day: string) => string;
  /** A text in the merchant's language, or in another. */
  named: (names: Record<string, string>) => string;
};

export function triggerWords(
  trigger: Trigger,
  { texts: { triggers, events }, segmentName, tierName, day }: Words,
): string {
  switch (trigger.kind) {
    case 'event':
      return triggers.event(events[trigger.event]);
    case 'segment':
      return triggers.segment(segmentName(trigger.segment));
    case 'date':
      return { birthday: triggers.birthday, joined: triggers.joined, 'first-order': triggers.firstOrder }[
        trigger.date
      ];
    case 'predicted':
      return triggers.predicted(trigger.offsetDays);
    case 'expiring':
      return triggers.expiring(trigger.daysBefore);
    case 'arrived':
      return triggers.arrived(trigger.assumedAfterDays);
    case 'late':
      return triggers.late(trigger.afterDays);
    case 'announce':
      return triggers.announce(day(trigger.day), [
        ...trigger.segments.map(segmentName),
        ...trigger.tiers.map(tierName),
      ]);
    case 'tier-ends':
      return triggers.tierEnds(trigger.daysBefore);
  }
}

export function conditionsWords(conditions: readonly Condition[], words: Words): string | null {
  if (conditions.length === 0) return null;
  return words.texts.onlyIf(conditions.flatMap((one) => conditionWords(one, words)).join(words.texts.and));
}

function conditionWords(
  one: Condition,
  { texts, format, tierName, segmentName, languageName }: Words,
): string[] {
  const { conditions, or } = texts;
  switch (one.kind) {
    case 'tier':
      return [conditions.tier(one.tiers.map(tierName).join(or))];
    case 'segment':
      return [conditions.segment(segmentName(one.segment), one.is)];
    case 'orders':
      return [
        ...(one.every === undefined ? [] : [conditions.ordersEvery(one.every)]),
        ...(one.min === undefined || one.every !== undefined ? [] : [conditions.ordersMin(one.min)]),
        ...(one.max === undefined ? [] : [conditions.ordersMax(one.max)]),
      ];
    case 'consent':
      return [conditions.consent];
    case 'points':
      return [conditions.points(format.number(one.min))];
    case 'returned':
      return [conditions.returned(one.is)];
    case 'move':
      return [conditions[one.way]];
    case 'language':
      return [conditions.language(one.in.map(languageName).join(or))];
  }
}

export function waitWords(wait: Wait, isFirst: boolean, { texts: { waits } }: Words): string {
  const atOnce = isFirst ? waits.atOnce : waits.then;
  if (wait.kind === 'hours') return wait.hours === 0 ? atOnce : waits.hours(wait.hours);
  if (wait.days === 0) return wait.at === undefined ? atOnce : waits.sameDay(wait.at);
  return waits.days(wait.days, wait.at);
}

/** "Mail: Welcome, Alex", "Points: 50". */
export function actionWords({ action }: Pick<JourneyStep, 'action'>, words: Words): string {
  const { texts, format, named } = words;
  const what = (() => {
    switch (action.kind) {
      case 'mail':
        return named(
          Object.fromEntries(Object.entries(action.contents).map(([tag, { subject }]) => [tag, subject])),
        );
      case 'message':
        return named(action.texts);
      case 'points':
        return format.number(action.points);
      case 'reward':
        return action.rewardId;
      case 'task':
        return action.subject;
      case 'flow':
        return action.name;
    }
  })();
  return what === '' ? texts.actions[action.kind] : `${texts.actions[action.kind]}: ${what}`;
}

export function againWords({ again }: Pick<Journey, 'again'>, { texts, format }: Words): string {
  return typeof again === 'string' ? texts.again[again] : texts.again.after(format.number(again.afterDays));
}

/** How it ends before its last step. */
export function endingWords({ goal, exits, untilNextPurchase }: Journey, { texts }: Words): string[] {
  const word = ({ event, sameOrder }: Ending) =>
    sameOrder ? texts.sameOrder(texts.events[event]) : texts.events[event];
  return [
    ...(goal ? [texts.goal(word(goal))] : []),
    ...(exits.length > 0 ? [texts.exits(exits.map(word).join(texts.or))] : []),
    ...(untilNextPurchase ? [texts.untilNext] : []),
  ];
}
