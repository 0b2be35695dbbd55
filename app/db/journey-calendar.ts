/**
 * Whom a day of the shop's calendar means: birthdays, anniversaries, points and tiers that end, parcels that are late, purchases
 * that are due. Each is one question to the database, whose answer may begin runs there or be looked at.
 */
import { addDays, dayInYear, endOfDay, startOfDay, yearOf } from '#app/core/calendar.ts';
import type { Trigger } from '#app/core/journeys/journey.ts';
import { dayNumber } from '#app/core/lifetime-value/months.ts';
import type { Candidates } from '#app/db/journey-runs.ts';

/** Anniversaries further back are of nobody. */
const YEARS_MAX = 60;
/** A prediction moves with the shop's orders: who was passed over is still meant some days later. */
const PREDICTION_DAYS = 7;
/** A shop whose carriers tell has heard of a parcel within so many days. */
const TELLS_DAYS = 60;

/** @returns null for what starts by events alone. @param day "2027-03-01", in the shop's zone. */
export function candidatesOf(
  trigger: Trigger,
  { shop, zone, day }: { shop: string; zone: string; day: string },
): Candidates | null {
  const from = (other: string) => new Date(startOfDay(other, zone));
  switch (trigger.kind) {
    case 'event':
    case 'segment':
      return null;
    case 'date':
      return ofDate(trigger.date, shop, zone, day);
    case 'predicted': {
      const target = addDays(day, -trigger.offsetDays);
      return {
        text: `SELECT member_id, 'predicted:' || last_day AS key, '{}'::jsonb AS data FROM member_scores
          WHERE shop = $1 AND next_purchase_at >= $2::timestamptz AND next_purchase_at < $3::timestamptz`,
        values: [shop, from(addDays(target, 1 - PREDICTION_DAYS)), from(addDays(target, 1))],
      };
    }
    case 'expiring': {
      const last = addDays(day, trigger.daysBefore);
      return {
        text: `SELECT member_id, 'expiring:' || $4::text AS key,
            jsonb_build_object('expiring', sum(remaining), 'lastDay', $4::text) AS data FROM lots
          WHERE shop = $1 AND remaining > 0 AND matured AND expires_at > $2::timestamptz AND expires_at <= $3::timestamptz
          GROUP BY member_id`,
        values: [shop, from(last), from(addDays(last, 1)), last],
      };
    }
    case 'tier-ends': {
      const last = addDays(day, trigger.daysBefore);
      return {
        text: `SELECT id AS member_id, 'tier-ends:' || tier_id || ':' || $4::text AS key,
            jsonb_build_object('tier', tier_id, 'lastDay', $4::text) AS data FROM members
          WHERE shop = $1 AND tier_id IS NOT NULL AND (tier->>'keptUntil')::float8 > $2::float8 AND (tier->>'keptUntil')::float8 <= $3::float8`,
        values: [shop, startOfDay(last, zone), startOfDay(addDays(last, 1), zone), last],
      };
    }
    case 'announce':
      return trigger.day === day ? ofAudience(trigger, shop) : null;
    case 'arrived':
      return ofParcels(addDays(day, -trigger.assumedAfterDays), false, shop, zone);
    case 'late':
      return ofParcels(addDays(day, -trigger.afterDays), true, shop, zone);
  }
}

/** Those in one of the segments or tiers who take mail that sells; all who do, where none is named. */
function ofAudience(
  { day, segments, tiers }: Extract<Trigger, { kind: 'announce' }>,
  shop: string,
): Candidates {
  return {
    text: `SELECT m.id AS member_id, 'announce:' || $4::text AS key, '{}'::jsonb AS data FROM members m
      JOIN mail_consents k ON k.shop = m.shop AND k.member_id = m.id AND k.state = 'confirmed'
      WHERE m.shop = $1 AND (m.segments && $2::text[] OR m.tier_id = ANY($3::text[])
        OR cardinality($2::text[]) + cardinality($3::text[]) = 0)`,
    values: [shop, segments, tiers, day],
  };
}

function ofDate(
  date: 'birthday' | 'joined' | 'first-order',
  shop: string,
  zone: string,
  day: string,
): Candidates {
  const year = yearOf(day);
  switch (date) {
    case 'birthday':
      return {
        text: `SELECT id AS member_id, 'birthday:' || $3::text AS key, '{}'::jsonb AS data FROM members
          WHERE shop = $1 AND birthday = ANY($2::text[])`,
        values: [shop, monthDays(day), String(year)],
      };
    case 'first-order': {
      const years = Array.from({ length: YEARS_MAX }, (_, index) => index + 1);
      const days = years.flatMap((one) =>
        monthDays(day)
          .filter((text) => text !== '02-29' || isLeap(year - one))
          .map((text) => ({ years: one, day: dayNumber(`${year - one}-${text}`) })),
      );
      return {
        text: `SELECT s.member_id, 'first-order:' || $4::text AS key, jsonb_build_object('years', x.years) AS data
          FROM unnest($2::int[], $3::int[]) AS x(first_day, years)
          JOIN member_scores s ON s.shop = $1 AND s.first_day = x.first_day`,
        values: [shop, days.map((one) => one.day), days.map((one) => one.years), String(year)],
      };
    }
    case 'joined':
      return {
        text: `SELECT member_id, 'joined:' || $4::text AS key, jsonb_build_object('years', $4::int - extract(year FROM at)::int) AS data
          FROM (SELECT member_id, max(at) AT TIME ZONE $3 AS at FROM member_changes WHERE shop = $1 AND kind = 'joined'
            GROUP BY member_id) AS j
          WHERE to_char(at, 'MM-DD') = ANY($2::text[]) AND extract(year FROM at)::int < $4::int`,
        values: [shop, monthDays(day), zone, String(year)],
      };
  }
}

/** "03-01"; on 28 February also the 29th, where the year has none. */
function monthDays(day: string): string[] {
  const text = day.slice(5);
  return text === '02-28' && !isLeap(yearOf(day)) ? [text, '02-29'] : [text];
}

function isLeap(year: number): boolean {
  return dayInYear(year, 2, 29).endsWith('02-29');
}

/** Parcels that left on a day and of which nothing was heard: late where carriers tell, arrived by now where they do not. */
function ofParcels(left: string, tells: boolean, shop: string, zone: string): Candidates {
  return {
    text: `SELECT member_id, key, data FROM member_events e
      WHERE e.shop = $1 AND e.kind = 'order-fulfilled' AND e.at >= $2::timestamptz AND e.at < $3::timestamptz
        AND NOT EXISTS (SELECT 1 FROM member_events d WHERE d.shop = $1 AND d.member_id = e.member_id
          AND d.kind IN ('parcel-delivered', 'order-cancelled') AND d.key = e.key)
        AND $4::boolean = EXISTS (SELECT 1 FROM member_events t WHERE t.shop = $1 AND t.kind = 'parcel-delivered'
          AND t.at > $2::timestamptz - interval '${TELLS_DAYS} days' AND t.at < $3::timestamptz + interval '30 days')`,
    values: [shop, new Date(startOfDay(left, zone)), new Date(endOfDay(left, zone)), tells],
  };
}
