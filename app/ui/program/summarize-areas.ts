/** Each area of a program in a few plain sentences, as a merchant would tell a colleague. Pure. */
import { plainRate, type Program } from '#app/core/program/program.ts';
import type { Area } from '#app/ui/program/areas/area.ts';
import {
  campaignSentence,
  money,
  offerSentence,
  ruleSentence,
  spanOf,
  stateOf,
  type Telling,
  tierSentence,
} from '#app/ui/program/sentences.ts';
import { summarizeProgram } from '#app/ui/program/summarize-program.ts';
import type { ProgramSummaryTexts } from '#app/ui/texts/program-summary.ts';

/** @param today a day in the shop's time zone. @param month the name of the month of this number. */
export function summarizeAreas(
  program: Program,
  telling: Telling,
  plain: ProgramSummaryTexts,
  today: string,
  month: (number: number) => string,
): Record<Area, string[]> {
  const { earning, life, rewards, code } = summarizeProgram(program, plain, telling.format);
  return {
    running: running(program, telling),
    earning: [...earning, ...otherRules(program, telling)],
    campaigns: campaigns(program, telling, today),
    referrals: referralsOf(program, telling, plain),
    rewards: [...rewards, ...(code ? [code] : [])],
    offers: offers(program, telling),
    tiers: tiers(program, telling, month),
    life,
    people: people(program, telling),
    words: words(program, telling),
  };
}

function running({ active, stage, testers }: Program, { texts, format }: Telling): string[] {
  if (!active) return [texts.running.paused];
  if (stage === 'test') return [texts.running.test(testers.length, format.number(testers.length))];
  return [stage === 'phaseOut' ? texts.running.phaseOut : texts.running.active];
}

function otherRules(program: Program, telling: Telling): string[] {
  const plain = plainRate(program);
  return program.earning.rules
    .filter((rule) => rule !== plain)
    .map((rule) => `${ruleSentence(rule, telling)}.`);
}

function campaigns({ earning }: Program, telling: Telling, today: string): string[] {
  const { texts, format, named } = telling;
  const told = earning.campaigns.map((one) => ({
    state: stateOf(one, today),
    what: named(one.title ?? {}) ?? campaignSentence(one, telling),
    span: spanOf(one, telling),
  }));
  const over = told.filter(({ state }) => state === 'over').length;
  const open = told.flatMap(({ state, what, span }) =>
    state === 'over' ? [] : [texts.campaigns[state](what, span)],
  );
  if (told.length === 0) return [texts.campaigns.none];
  return [...open, ...(over > 0 ? [texts.campaigns.over(over, format.number(over))] : [])];
}

function offers({ offers: list }: Program, telling: Telling): string[] {
  if (list.length === 0) return [telling.texts.offer.none];
  return list.map((one) => `${offerSentence(one, telling)}.`);
}

function tiers({ tiers: rules }: Program, telling: Telling, month: (number: number) => string): string[] {
  const { texts, format } = telling;
  const { list, basis, period, graceDays } = rules;
  if (list.length === 0) return [texts.tiers.none];
  const over =
    period.kind === 'calendarYear'
      ? texts.tiers.period.calendarYear(month(period.firstMonth))
      : period.kind === 'rolling'
        ? texts.tiers.period.rolling(format.number(period.months))
        : texts.tiers.period.lifetime;
  return [
    ...list.map((tier) => `${tierSentence(tier, basis, telling)}.`),
    over,
    ...(graceDays > 0 && period.kind !== 'lifetime'
      ? [texts.tiers.grace(texts.days(graceDays, format.number(graceDays)))]
      : []),
  ];
}

function referralsOf(
  { referrals, earning }: Program,
  { texts, format }: Telling,
  plain: ProgramSummaryTexts,
): string[] {
  if (!referrals.active) return [texts.referrals.off];
  const { friend, friendDays } = referrals;
  const what =
    friend.kind === 'percentOff'
      ? plain.percentOff(format.share(friend.percent / 100))
      : friend.kind === 'amountOff'
        ? plain.amountOff(money(friend.amount, format))
        : plain.freeShipping;
  const points = earning.rules
    .filter((rule) => rule.active && rule.kind === 'deed' && rule.deed === 'referral')
    .reduce((sum, rule) => sum + ('points' in rule ? rule.points : 0), 0);
  return [
    texts.referrals.friend(what, texts.days(friendDays, format.number(friendDays))),
    points > 0
      ? texts.referrals.member(texts.points(points, format.number(points)))
      : texts.referrals.memberNothing,
  ];
}

function people({ people: rules }: Program, { texts, format }: Telling): string[] {
  const { joining, terms, guests, excludeTags, excludeB2B, householdMembersMax } = rules;
  return [
    texts.people[joining],
    ...(terms ? [texts.people.terms(terms.version)] : []),
    texts.people[guests],
    ...(excludeTags.length > 0 ? [texts.people.tags(excludeTags.join(', '))] : []),
    ...(excludeB2B ? [texts.people.b2b] : []),
    ...(householdMembersMax > 0 ? [texts.people.household(format.number(householdMembersMax))] : []),
  ];
}

function words({ pointsName, formality, texts: own }: Program, { texts, format, named }: Telling): string[] {
  const inForm = (form: 'one' | 'other') =>
    named(Object.fromEntries(Object.entries(pointsName).map(([language, names]) => [language, names[form]])));
  const count = Object.values(own).reduce((sum, all) => sum + Object.keys(all).length, 0);
  return [
    texts.words.name(inForm('one') ?? '', inForm('other') ?? ''),
    texts.words[formality],
    count === 0 ? texts.words.noOwn : texts.words.own(count, format.number(count)),
  ];
}
