import { expect, test } from 'vitest';
import { startOfDay } from '#app/core/calendar.ts';
import { tiers } from '#app/core/program/tiers.ts';
import { FOUNDER, GOLD, SILVER, tell, threeTiers, type Setting } from '#app/core/tiers/timeline-for-tests.ts';
import { nextTierDueAt, passTiersTo, tierStanding } from '#app/core/tiers/tier-book.ts';

const BERLIN = 'Europe/Berlin';
const year: Setting = { rules: threeTiers() };
const grace: Setting = { rules: threeTiers({ graceDays: 31 }) };
const life: Setting = { rules: threeTiers({ period: { kind: 'lifetime' } }) };
const window: Setting = { rules: threeTiers({ period: { kind: 'rolling', months: 12 } }) };
const score: Setting = { rules: threeTiers({ basis: 'score' }) };

/** As text: tier since, kept until, grace, given; amount of what lifts to which tier, what keeps; when time is due next. */
function line(setting: Setting, steps: string[]): string {
  const { book, rules } = tell(setting, steps);
  const { tierId, since, keptUntil, graceUntil, granted, progress } = tierStanding(book, rules, book.now);
  const { amount, nextTierId, nextAt, keepAt } = progress;
  const tier = `${tierId ?? 'none'} since ${day(since)} kept ${day(keptUntil)} grace ${day(graceUntil)}${granted ? ' granted' : ''}`;
  return `${tier} | ${amount} of ${nextAt ?? '-'} to ${nextTierId ?? '-'}, keep ${keepAt ?? '-'} | due ${day(nextTierDueAt(book, rules))}`;
}

function day(instant: number | null): string {
  if (instant === null) return '-';
  const text = new Date(instant).toLocaleDateString('sv', { timeZone: BERLIN });
  expect(startOfDay(text, BERLIN)).toBe(instant);
  return text;
}

const STANDINGS: [string, Setting, string[], string][] = [
  [
    'nobody yet',
    year,
    ['2026-03-01 · → …'],
    'none since - kept - grace - | 0 of 50000 to silver, keep - | due -',
  ],
  [
    'under way',
    year,
    ['2026-03-01 +120 → …'],
    'none since - kept - grace - | 12000 of 50000 to silver, keep - | due 2027-01-01',
  ],
  [
    'entered this year',
    year,
    ['2026-03-01 +500 → …'],
    'silver since 2026-03-01 kept 2028-01-01 grace - | 50000 of 100000 to gold, keep 30000 | due 2027-01-01',
  ],
  [
    'a year later, nothing kept yet',
    year,
    ['2026-03-01 +500 → …', '2027-06-01 +299 → …'],
    'silver since 2026-03-01 kept 2028-01-01 grace - | 29900 of 100000 to gold, keep 30000 | due 2028-01-01',
  ],
  [
    'a year later, kept',
    year,
    ['2026-03-01 +500 → …', '2027-06-01 +300 → …'],
    'silver since 2026-03-01 kept 2029-01-01 grace - | 30000 of 100000 to gold, keep 30000 | due 2028-01-01',
  ],
  [
    'at the top',
    year,
    ['2026-03-01 +2000 → …'],
    'platinum since 2026-03-01 kept 2028-01-01 grace - | 200000 of - to -, keep 200000 | due 2027-01-01',
  ],
  [
    'in grace: what this year has to bring is what the last one lacked',
    grace,
    ['2026-03-01 +500 → …', '2027-06-01 +200 → …', '2028-01-10 +40 → …'],
    'silver since 2026-03-01 kept 2028-02-01 grace 2028-02-01 | 4000 of 100000 to gold, keep 10000 | due 2028-02-01',
  ],
  [
    'for life',
    life,
    ['2026-03-01 +500 → …'],
    'silver since 2026-03-01 kept - grace - | 50000 of 100000 to gold, keep - | due -',
  ],
  [
    'in a window: until what leaves is missed',
    window,
    ['2026-03-01 +200 → …', '2026-06-01 +300 → …', '2026-09-01 +100 → …'],
    'silver since 2026-06-01 kept 2027-06-01 grace - | 60000 of 100000 to gold, keep 30000 | due 2027-06-01',
  ],
  [
    'in a window after a refund: until its order would have left',
    window,
    ['2026-03-01 +500 #a → …', '2026-06-01 -500 #a → …'],
    'silver since 2026-03-01 kept 2027-03-01 grace - | 0 of 100000 to gold, keep 30000 | due 2027-03-01',
  ],
  [
    'by score: for good while it stays',
    score,
    ['2026-03-01 score 500 → …'],
    'silver since 2026-03-01 kept - grace - | 500 of 1000 to gold, keep 300 | due 2027-01-01',
  ],
  [
    'by score: until the year ends after it fell',
    score,
    ['2026-03-01 score 500 → …', '2026-04-01 score 1 → …'],
    'silver since 2026-03-01 kept 2027-01-01 grace - | 1 of 1000 to gold, keep 300 | due 2027-01-01',
  ],
  [
    'granted',
    year,
    ['2026-03-01 grant gold until 2026-06-01 → …', '2026-04-01 +10 → …'],
    'gold since 2026-03-01 kept 2026-06-01 grace - granted | 1000 of 200000 to platinum, keep - | due 2026-06-01',
  ],
  [
    'granted without end',
    year,
    ['2026-03-01 grant gold → …'],
    'gold since 2026-03-01 kept - grace - granted | 0 of 200000 to platinum, keep - | due -',
  ],
  [
    'granted and earned: the later end',
    year,
    ['2026-03-01 +500 → …', '2026-04-01 grant silver until 2030-01-01 → …'],
    'silver since 2026-03-01 kept 2030-01-01 grace - | 50000 of 100000 to gold, keep 30000 | due 2027-01-01',
  ],
  [
    'by hand above all that can be earned',
    { rules: threeTiers({ list: [SILVER, GOLD, FOUNDER] }) },
    ['2026-03-01 grant founder → …'],
    'founder since 2026-03-01 kept - grace - granted | 0 of - to -, keep - | due -',
  ],
  [
    'a tier that costs nothing',
    { rules: tiers.parse({ list: [{ ...SILVER, enter: '0', keep: '0' }, GOLD] }) },
    ['2026-03-01 · → …'],
    'silver since 2026-03-01 kept - grace - | 0 of 100000 to gold, keep 0 | due 2027-01-01',
  ],
];

test.each(STANDINGS)('standing: %s', (_, setting, steps, expected) => {
  expect(line(setting, steps)).toBe(expected);
});

test('nobody asks for a standing before time has passed', () => {
  const { book, rules } = tell(year, ['2026-03-01 +500 → …']);
  expect(() => tierStanding(book, rules, startOfDay('2027-01-01', BERLIN))).toThrow('time passes');
  expect(() => tierStanding(book, rules, startOfDay('2026-02-01', BERLIN))).toThrow('time passes');
  expect(tierStanding(book, rules, startOfDay('2027-01-01', BERLIN) - 1).tierId).toBe('silver');
});

test('a book goes forward only, counts whole amounts and knows one set of rules', () => {
  expect(() => tell(year, ['2026-03-02 +1 → …', '2026-03-01 +1 → …'])).toThrow('forward in time');
  expect(() => tell(life, ['2026-03-01 +0.001 → …'])).toThrow('whole');
  const { book } = tell(year, ['2026-03-01 +1 → …']);
  expect(() => passTiersTo(book, threeTiers({ basis: 'points' }), book.now)).toThrow('changeTierRules');
  expect(passTiersTo(book, threeTiers(), book.now)).toEqual([]);
});
