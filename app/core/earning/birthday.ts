/** When a birthday brings its points: once a year, some days ahead, and only if the date was known long enough. */
import { addDays, dayInYear, dayOf, startOfDay, yearOf } from '#app/core/calendar.ts';
import type { RuleOfKind } from '#app/core/program/earning-rules.ts';
import { DAY_MS } from '#app/core/time.ts';

export type KnownBirthday = {
  /** Month and day: "02-29". */
  birthday: string;
  /** Since when it has been known. */
  since: number;
};

export type Birthday = { year: number; at: number };

/** The birthdays around now: of last year, this year and the next, as far as the rule lets them count. */
function birthdays(
  known: KnownBirthday,
  rule: RuleOfKind<'birthday'>,
  zone: string,
  now: number,
): Birthday[] {
  const [month = 1, day = 1] = known.birthday.split('-').map(Number);
  const thisYear = yearOf(dayOf(now, zone));
  return [thisYear - 1, thisYear, thisYear + 1]
    .map((year) => ({ year, at: startOfDay(addDays(dayInYear(year, month, day), -rule.leadDays), zone) }))
    .filter(({ at }) => at >= known.since + rule.knownForDays * DAY_MS);
}

/** The birthdays that have come by now, newest last; never one of more than a year ago. */
export function birthdaysDue(
  known: KnownBirthday,
  rule: RuleOfKind<'birthday'>,
  zone: string,
  now: number,
): Birthday[] {
  return birthdays(known, rule, zone, now).filter(({ at }) => at <= now && at > now - 365 * DAY_MS);
}

/** When the next one comes. */
export function nextBirthday(
  known: KnownBirthday,
  rule: RuleOfKind<'birthday'>,
  zone: string,
  now: number,
): number | null {
  const next = birthdays(known, rule, zone, now).find(({ at }) => at > now);
  // A date that became known too late for the next birthday is looked at again in a year.
  return next?.at ?? now + 365 * DAY_MS;
}
