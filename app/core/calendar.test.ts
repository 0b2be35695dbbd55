/** The shop's calendar, as tables of days that are not like others, and against Temporal for all the rest. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  type CalendarPeriod,
  dayInYear,
  dayOf,
  daysBetween,
  endOfDay,
  periodAround,
  startOfDay,
} from '#app/core/calendar.ts';

const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`calendar: seed ${SEED}\n`);
const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const KOLKATA = 'Asia/Kolkata';
const AUCKLAND = 'Pacific/Auckland';
const APIA = 'Pacific/Apia';

function iso(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

test.each([
  ['Berlin in winter', BERLIN, '2026-01-15T22:59:59Z', '2026-01-15'],
  ['Berlin in winter, midnight', BERLIN, '2026-01-15T23:00:00Z', '2026-01-16'],
  ['Berlin in summer', BERLIN, '2026-07-15T21:59:59Z', '2026-07-15'],
  ['Berlin in summer, midnight', BERLIN, '2026-07-15T22:00:00Z', '2026-07-16'],
  ['Berlin, the night the clock springs', BERLIN, '2026-03-28T23:00:00Z', '2026-03-29'],
  ['Berlin, the end of that day', BERLIN, '2026-03-29T21:59:59Z', '2026-03-29'],
  ['Berlin, the end of the day the clock goes back', BERLIN, '2026-10-25T22:59:59Z', '2026-10-25'],
  ['New York, New Year’s Eve', NEW_YORK, '2027-01-01T04:59:59Z', '2026-12-31'],
  ['New York, New Year', NEW_YORK, '2027-01-01T05:00:00Z', '2027-01-01'],
  ['Kolkata, half an hour off', KOLKATA, '2026-05-01T18:29:59Z', '2026-05-01'],
  ['Kolkata, midnight', KOLKATA, '2026-05-01T18:30:00Z', '2026-05-02'],
  ['Auckland is a day ahead', AUCKLAND, '2026-12-31T11:00:00Z', '2027-01-01'],
  ['Apia before it skipped a day', APIA, '2011-12-30T09:59:59Z', '2011-12-29'],
  ['Apia after it', APIA, '2011-12-30T10:00:00Z', '2011-12-31'],
  ['29 February', BERLIN, '2028-02-29T12:00:00Z', '2028-02-29'],
  ['the last second of 31 bits', BERLIN, '2038-01-19T03:14:07Z', '2038-01-19'],
  ['and the one after', BERLIN, '2038-01-19T03:14:08Z', '2038-01-19'],
  ['summer time after 2038', BERLIN, '2039-07-01T22:30:00Z', '2039-07-02'],
  ['the year 2100, which is no leap year', BERLIN, '2100-02-28T23:30:00Z', '2100-03-01'],
])('%s: the day', (_, zone, instant, day) => {
  expect(dayOf(Date.parse(instant), zone)).toBe(day);
});

test.each([
  ['Berlin, 24 hours', BERLIN, '2026-01-15', '2026-01-14T23:00:00Z', 24],
  ['Berlin, 23 hours', BERLIN, '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Berlin, 25 hours', BERLIN, '2026-10-25', '2026-10-24T22:00:00Z', 25],
  ['New York, 23 hours', NEW_YORK, '2026-03-08', '2026-03-08T05:00:00Z', 23],
  ['New York, 25 hours', NEW_YORK, '2026-11-01', '2026-11-01T04:00:00Z', 25],
  ['Auckland, 25 hours in April', AUCKLAND, '2026-04-05', '2026-04-04T11:00:00Z', 25],
  ['Auckland, 23 hours in September', AUCKLAND, '2026-09-27', '2026-09-26T12:00:00Z', 23],
  ['Kolkata', KOLKATA, '2026-03-29', '2026-03-28T18:30:00Z', 24],
  ['Apia, the day before the skipped one', APIA, '2011-12-29', '2011-12-29T10:00:00Z', 24],
  ['Apia, the skipped day has no time', APIA, '2011-12-30', '2011-12-30T10:00:00Z', 0],
  ['Apia, the day after', APIA, '2011-12-31', '2011-12-30T10:00:00Z', 24],
  ['29 February', BERLIN, '2028-02-29', '2028-02-28T23:00:00Z', 24],
  ['the day on which 31 bits end', BERLIN, '2038-01-19', '2038-01-18T23:00:00Z', 24],
  ['Cairo, whose clock springs at midnight', 'Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00Z', 23],
])('%s: start and length of a day', (_, zone, day, start, hours) => {
  expect(iso(startOfDay(day, zone))).toBe(start);
  expect((endOfDay(day, zone) - startOfDay(day, zone)) / 3_600_000).toBe(hours);
});

test.each([
  ['31 January plus 1', BERLIN, '2026-01-31T11:00:00Z', 1, '2026-02-28T11:00:00Z'],
  ['31 January plus 1 in a leap year', BERLIN, '2028-01-31T11:00:00Z', 1, '2028-02-29T11:00:00Z'],
  ['31 January plus 3: 30 April, summer time', BERLIN, '2026-01-31T11:00:00Z', 3, '2026-04-30T10:00:00Z'],
  ['31 August plus 1', BERLIN, '2026-08-31T10:00:00Z', 1, '2026-09-30T10:00:00Z'],
  ['31 December plus 2', BERLIN, '2026-12-31T11:00:00Z', 2, '2027-02-28T11:00:00Z'],
  ['29 February plus 12', BERLIN, '2028-02-29T11:00:00Z', 12, '2029-02-28T11:00:00Z'],
  ['29 February plus 48', BERLIN, '2028-02-29T11:00:00Z', 48, '2032-02-29T11:00:00Z'],
  ['36 months', BERLIN, '2026-05-15T10:00:00Z', 36, '2029-05-15T10:00:00Z'],
  ['the day before the clock springs', BERLIN, '2026-02-28T01:30:00Z', 1, '2026-03-28T01:30:00Z'],
  ['no months: itself', BERLIN, '2026-02-28T23:30:00Z', 0, '2026-02-28T23:30:00Z'],
  [
    '29 January 2:30 plus 2: that hour is skipped, 3:30 on 29 March',
    BERLIN,
    '2026-01-29T01:30:00Z',
    2,
    '2026-03-29T01:30:00Z',
  ],
  ['25 September 2:30 plus 1: the first 2:30', BERLIN, '2026-09-25T00:30:00Z', 1, '2026-10-25T00:30:00Z'],
  ['a day that Apia skipped: the next', APIA, '2011-11-30T22:00:00Z', 1, '2011-12-30T22:00:00Z'],
  ['back over the year’s end', BERLIN, '2026-01-31T11:00:00Z', -2, '2025-11-30T11:00:00Z'],
  ['over 2038', BERLIN, '2037-12-19T11:00:00Z', 2, '2038-02-19T11:00:00Z'],
  ['midnight stays midnight over summer time', BERLIN, '2026-01-31T23:00:00Z', 6, '2026-07-31T22:00:00Z'],
])('%s: months later', (_, zone, instant, months, later) => {
  expect(iso(addMonths(Date.parse(instant), months, zone))).toBe(later);
});

test.each([
  ['a day', BERLIN, 'day', '2026-03-29T12:00:00Z', 1, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  [
    'a week from Monday',
    BERLIN,
    'week',
    '2026-01-05T12:00:00Z',
    1,
    '2026-01-04T23:00:00Z',
    '2026-01-11T23:00:00Z',
  ],
  [
    'a week on its Sunday',
    BERLIN,
    'week',
    '2026-01-11T22:59:59Z',
    1,
    '2026-01-04T23:00:00Z',
    '2026-01-11T23:00:00Z',
  ],
  [
    'a week over the year’s end',
    BERLIN,
    'week',
    '2027-01-01T12:00:00Z',
    1,
    '2026-12-27T23:00:00Z',
    '2027-01-03T23:00:00Z',
  ],
  [
    'the week of summer time is an hour shorter',
    BERLIN,
    'week',
    '2026-03-25T12:00:00Z',
    1,
    '2026-03-22T23:00:00Z',
    '2026-03-29T22:00:00Z',
  ],
  ['a month', BERLIN, 'month', '2026-03-31T21:59:59Z', 1, '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
  [
    'February of a leap year',
    BERLIN,
    'month',
    '2028-02-29T12:00:00Z',
    1,
    '2028-01-31T23:00:00Z',
    '2028-02-29T23:00:00Z',
  ],
  ['December', NEW_YORK, 'month', '2027-01-01T04:59:59Z', 1, '2026-12-01T05:00:00Z', '2027-01-01T05:00:00Z'],
  ['a year', BERLIN, 'year', '2026-12-31T22:59:59Z', 1, '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z'],
  [
    'a year from April, in March',
    BERLIN,
    'year',
    '2026-03-31T21:59:59Z',
    4,
    '2025-03-31T22:00:00Z',
    '2026-03-31T22:00:00Z',
  ],
  [
    'a year from April, in April',
    BERLIN,
    'year',
    '2026-03-31T22:00:00Z',
    4,
    '2026-03-31T22:00:00Z',
    '2027-03-31T22:00:00Z',
  ],
  [
    'a year from December',
    BERLIN,
    'year',
    '2026-11-30T12:00:00Z',
    12,
    '2025-11-30T23:00:00Z',
    '2026-11-30T23:00:00Z',
  ],
  [
    'Apia’s December without the 30th',
    APIA,
    'month',
    '2011-12-31T09:59:59Z',
    1,
    '2011-12-01T10:00:00Z',
    '2011-12-31T10:00:00Z',
  ],
  [
    'the year in which 31 bits end',
    KOLKATA,
    'year',
    '2038-01-19T03:14:08Z',
    1,
    '2037-12-31T18:30:00Z',
    '2038-12-31T18:30:00Z',
  ],
] as [string, string, CalendarPeriod, string, number, string, string][])(
  '%s: a period',
  (_, zone, period, instant, firstMonth, from, until) => {
    const span = periodAround(Date.parse(instant), period, zone, firstMonth);
    expect([iso(span.from), iso(span.until)]).toEqual([from, until]);
  },
);

test('a lifetime has no ends', () => {
  expect(periodAround(0, 'lifetime', BERLIN)).toEqual({ from: -Infinity, until: Infinity });
});

test('days: over leap days and years, there and back', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  expect(dayInYear(2027, 2, 29)).toBe('2027-02-28');
  expect(dayInYear(2028, 2, 29)).toBe('2028-02-29');
});

test('an unknown time zone is refused', () => {
  expect(() => dayOf(0, 'Europe/Atlantis')).toThrow(RangeError);
});

const zones = fc.constantFrom(
  BERLIN,
  NEW_YORK,
  KOLKATA,
  AUCKLAND,
  APIA,
  'UTC',
  'Africa/Cairo',
  'America/Santiago',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Tehran',
);
/** Half of them within days of a change of the clock in Berlin and New York. */
const instants = fc.oneof(
  fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2060-01-01') }),
  fc
    .tuple(
      fc.integer({ min: 1990, max: 2059 }),
      fc.constantFrom('03-28', '10-27', '03-10', '11-04', '04-04', '09-28'),
      fc.integer({ min: -7 * 86_400_000, max: 7 * 86_400_000 }),
    )
    .map(([year, day, off]) => Date.parse(`${year}-${day}`) + off),
);

test('every day, period and month agrees with Temporal', () => {
  fc.assert(
    fc.property(
      instants,
      zones,
      fc.integer({ min: -30, max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (instant, zone, months, firstMonth) => {
        const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const day = time.toPlainDate();
        expect(dayOf(instant, zone)).toBe(day.toString());
        expect(startOfDay(day.toString(), zone)).toBe(day.toZonedDateTime(zone).epochMilliseconds);
        expect(addMonths(instant, months, zone)).toBe(time.add({ months }).epochMilliseconds);
        const firsts = {
          day,
          week: day.subtract({ days: day.dayOfWeek - 1 }),
          month: day.with({ day: 1 }),
          year: day.with({ day: 1 }).subtract({ months: (day.month - firstMonth + 12) % 12 }),
        };
        for (const period of ['day', 'week', 'month', 'year'] as const) {
          const next = firsts[period].add({ [`${period}s`]: 1 });
          expect(periodAround(instant, period, zone, firstMonth)).toEqual({
            from: firsts[period].toZonedDateTime(zone).epochMilliseconds,
            until: next.toZonedDateTime(zone).epochMilliseconds,
          });
        }
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});
