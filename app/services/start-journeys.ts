/**
 * Begins journeys: for what has happened to members, event by event in batches, and for what a day of the shop's calendar means,
 * by one statement per journey. What happened before a journey was switched on starts nobody.
 */
import { now } from '#app/clock.ts';
import { addDays, dayOf, daysBetween, startOfDay } from '#app/core/calendar.ts';
import { startKey } from '#app/core/journeys/starts.ts';
import { candidatesOf } from '#app/db/journey-calendar.ts';
import { againOf, beginCandidates, beginRuns } from '#app/db/journey-runs.ts';
import {
  type CalendarDue,
  findCalendarsDue,
  type JourneyRow,
  listJourneys,
  markLookedAt,
} from '#app/db/journeys.ts';
import { takeUnplanned } from '#app/db/member-events.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';

const EVENTS_AT_ONCE = 1_000;
const SHOPS_AT_ONCE = 20;
/** Days that nobody looked at, because nothing ran, are made up for so far back. */
const DAYS_BACK = 7;

/** @returns how many events were looked at. */
export async function startByEvents(): Promise<number> {
  const at = now();
  return transaction(async (tx) => {
    const taken = await takeUnplanned(tx, at, EVENTS_AT_ONCE);
    if (!taken) return 0;
    const { shop, events } = taken;
    const on = (await listJourneys(shop, tx)).filter(({ onSince }) => onSince !== null);
    const runs = on.flatMap(({ journey, onSince }) =>
      events.flatMap((event) => {
        const key = onSince && isSince(event.at, onSince) ? startKey(journey, event) : null;
        if (key === null) return [];
        const { memberId, at: triggeredAt, data } = event;
        const { restDays } = againOf(journey);
        return [{ journeyId: journey.id, memberId, key, triggeredAt, data, restDays }];
      }),
    );
    await beginRuns(tx, shop, runs);
    return events.length;
  });
}

/** @returns how many shops had a day that nobody had looked at. */
export async function startByCalendar(): Promise<number> {
  const at = now();
  const shops = await findCalendarsDue(at, SHOPS_AT_ONCE);
  let done = 0;
  for (const shop of shops) {
    try {
      await lookAtDays(shop, at);
      done += 1;
    } catch (error) {
      log.error({ shop: shop.shop, problem: messageOf(error) }, 'a day of the journeys was not looked at');
    }
  }
  return done;
}

async function lookAtDays({ shop, timezone }: CalendarDue, at: Date): Promise<void> {
  const today = dayOf(at.getTime(), timezone);
  await transaction(async (tx) => {
    const on = (await listJourneys(shop, tx)).filter(({ onSince }) => onSince !== null);
    for (const row of on)
      for (const day of daysToLookAt(row, today)) await beginDay(tx, shop, timezone, row, day);
    await markLookedAt(tx, shop, today);
  });
}

function daysToLookAt({ lookedAt }: JourneyRow, today: string): string[] {
  const missed = lookedAt === null ? 1 : Math.min(DAYS_BACK, daysBetween(lookedAt, today));
  return Array.from({ length: Math.max(0, missed) }, (_, index) => addDays(today, index + 1 - missed));
}

async function beginDay(
  tx: Transaction,
  shop: string,
  zone: string,
  { journey }: JourneyRow,
  day: string,
): Promise<void> {
  const candidates = candidatesOf(journey.trigger, { shop, zone, day });
  if (candidates) await beginCandidates(tx, shop, journey, new Date(startOfDay(day, zone)), candidates);
}

/** Shopify's times are whole seconds: what happens in the second of the switch happens after it. */
function isSince(at: Date, onSince: Date): boolean {
  return at.getTime() >= Math.floor(onSince.getTime() / 1_000) * 1_000;
}
