/** The ready-made journeys: what each sends when, and that their texts are whole in both languages and manners. */
import { expect, test } from 'vitest';
import { journeySchema } from '#app/core/journeys/journey.ts';
import { readyJourneys } from '#app/core/journeys/presets.ts';
import { sellingNotes, textsOf } from '#app/core/journeys/selling-words.ts';
import { timeTable } from '#app/core/journeys/time-table.ts';
import { unknownPlaceholders } from '#app/core/mail/content.ts';

/** Day and time after a start at noon; events at noon, days of the calendar at midnight. */
const TABLES: Record<string, string[]> = {
  welcome: [
    'day 0 12:00 friendly mail hello',
    'day 3 10:00 friendly mail who-we-are',
    'day 7 10:00 friendly mail what-others-ask',
    'day 12 10:00 sells mail first-order',
  ],
  'no-order-yet': ['day 0 12:00 service message points-wait', 'day 14 10:00 friendly mail can-we-help'],
  'order-placed': ['day 0 14:00 service mail all-is-well'],
  'late-parcel': ['day 0 00:00 service task ask-the-carrier', 'day 0 00:00 service mail we-know'],
  reception: ['day 0 15:00 service mail it-is-there', 'day 0 15:00 service message points-come'],
  adoption: [
    'day 2 09:00 service task before-it-comes-back',
    'day 3 10:00 service mail how-to',
    'day 6 10:00 friendly mail does-it-fit',
  ],
  use: [
    'day 21 10:00 friendly mail care',
    'day 28 10:00 friendly mail review',
    'day 45 10:00 sells mail goes-with-it',
  ],
  replenishment: ['day 0 10:00 sells mail used-up'],
  'rhythm-exceeded': ['day 0 10:00 friendly mail how-are-you', 'day 21 10:00 sells mail come-back'],
  'cart-left': ['day 0 16:00 sells mail at-stake'],
  'points-expiring-30': ['day 0 09:00 service mail until-when', 'day 0 09:00 service message in-the-panel'],
  'points-expiring-7': ['day 0 09:00 service mail until-when', 'day 0 09:00 service message in-the-panel'],
  'tier-reached': ['day 0 12:00 service mail congratulations', 'day 0 12:00 service message in-the-panel'],
  'tier-at-risk': ['day 0 10:00 service mail until-when'],
  'points-matured': ['day 0 12:00 service message in-the-panel'],
  'points-taken-back': ['day 0 13:00 service mail why'],
  birthday: ['day 0 00:00 friendly message in-the-panel', 'day 0 09:00 friendly mail wishes'],
  anniversary: ['day 0 10:00 friendly mail thank-you'],
  'round-order': ['day 0 12:00 service task a-line-by-hand', 'day 1 10:00 friendly mail so-many-times'],
};
const OF_DAYS = ['date', 'predicted', 'expiring', 'late', 'tier-ends'];
const JOURNEYS = readyJourneys(false);

test('every journey has its table, and every table its journey', () => {
  expect(JOURNEYS.map(({ id }) => id)).toEqual(Object.keys(TABLES));
});

test.for(JOURNEYS.map((one) => [one.id, one] as const))('%s does what its table says', ([id, journey]) => {
  const rows = timeTable(journey, OF_DAYS.includes(journey.trigger.kind) ? '00:00' : '12:00');
  expect(rows.map(({ step, day, time, tone, what }) => `day ${day} ${time} ${tone} ${what} ${step}`)).toEqual(
    TABLES[id],
  );
});

/** What the sender of journeys knows beside the values that every mail has. */
const VALUES = [
  ...['firstName', 'shop', 'shopUrl', 'points', 'orderName', 'tier', 'lastDay', 'expiring', 'orders'],
  ...['years', 'moved', 'reason'],
];

test.for([false, true])('texts are whole in both languages, formal %s', (formal) => {
  for (const journey of readyJourneys(formal)) {
    for (const step of journey.steps) {
      const texts = textsOf(step);
      if (Object.keys(texts).length === 0) continue;
      const place = `${journey.id}/${step.id}`;
      expect(Object.keys(texts), place).toEqual(['en', 'de']);
      for (const text of Object.values(texts)) {
        expect(unknownPlaceholders(text, VALUES), place).toEqual([]);
        expect(text, place).not.toMatch(/[[\]|]/);
      }
      const manner = formal ? /\b(du|dich|dir|dein\w*|Hallo)\b/i : /\b(Sie|Ihnen|Ihre?[nmrs]?)\b/;
      expect(texts.de?.match(manner)?.[0] ?? '', place).toSatisfy(
        (word: string) => word === '' || isPronounOfOthers(word),
      );
    }
  }
});

/** "Sie gehören dir": the points, not the reader. */
function isPronounOfOthers(word: string): boolean {
  return word === 'Sie';
}

test('nothing that should not sell does', () => {
  expect(JOURNEYS.flatMap((one) => sellingNotes(one))).toEqual([]);
});

test('what sells needs her word and waits for trouble to end; what takes no consent is service', () => {
  const selling = JOURNEYS.flatMap(({ id, steps }) =>
    steps.filter(({ tone }) => tone === 'sells').map((step) => `${id}/${step.id}`),
  );
  expect(selling).toEqual([
    'welcome/first-order',
    'use/goes-with-it',
    'replenishment/used-up',
    'rhythm-exceeded/come-back',
    'cart-left/at-stake',
  ]);
});

test('a journey written down is the same journey again', () => {
  for (const journey of JOURNEYS)
    expect(journeySchema.parse(JSON.parse(JSON.stringify(journey)))).toEqual(journey);
  expect(journeySchema.safeParse({ ...JOURNEYS[0], planted: 1 }).success).toBe(false);
  const [first] = JOURNEYS;
  const twice = { ...first, steps: [first?.steps[0], first?.steps[0]] };
  expect(journeySchema.safeParse(twice).success).toBe(false);
});
