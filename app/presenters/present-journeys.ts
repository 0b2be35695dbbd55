/** Journeys as a merchant sees them: the ready-made ones and her own, who is on the way, and what one would do today. */
import { dayOf, endOfDay, startOfDay } from '#app/core/calendar.ts';
import type { Journey } from '#app/core/journeys/journey.ts';
import { nextStep, type RunFacts, type RunState } from '#app/core/journeys/next-step.ts';
import { readyFor } from '#app/core/journeys/presets.ts';
import { type MemberFacts, runFactsOf } from '#app/core/journeys/run-facts.ts';
import { startKey } from '#app/core/journeys/starts.ts';
import type { Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';
import { candidatesOf } from '#app/db/journey-calendar.ts';
import { loadMemberFacts } from '#app/db/journey-facts.ts';
import { countRuns, countSteps, lookAtCandidates, runsUntil, type StepCounts } from '#app/db/journey-runs.ts';
import { type JourneyRow, listJourneys } from '#app/db/journeys.ts';
import { lastEvents } from '#app/db/member-events.ts';
import { listUsedSegments } from '#app/db/shop-facts.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';

const COUNTED_DAYS = 30;
/** Looked at for "who would get this today"; the number of all is told beside. */
const LOOKED_AT_MAX = 200;
const SHOWN_MAX = 25;

export type JourneyLine = {
  id: string;
  name: Record<string, string>;
  about: Record<string, string>;
  steps: number;
  on: boolean;
  revision: number;
  ready: boolean;
  begun: number;
  underway: number;
  goals: number;
};
export type JourneysView = {
  list: JourneyLine[];
  mail: boolean;
  days: number;
  segments: string[];
  tiers: { id: string; name: Record<string, string> }[];
};

export type TodayLine = {
  memberId: number;
  name: string | null;
  /** Steps that would be done today. */
  steps: string[];
  /** Why nothing would be done; null when something is. */
  because: string | null;
};
export type JourneyView = {
  journey: Journey;
  /** As it was ready-made; null for one of the shop's own. */
  original: Journey | null;
  on: boolean;
  revision: number;
  mail: boolean;
  counts: { begun: number; underway: number; goals: number; steps: StepCounts[]; days: number };
  today: { list: TodayLine[]; looked: number; total: number };
  tiers: { id: string; name: Record<string, string> }[];
  languages: string[];
};

type Shop = {
  row: ShopRow;
  program: Program | undefined;
  rows: JourneyRow[];
  mail: boolean;
  languages: string[];
};

async function loadShop(shop: string, at: Date): Promise<Shop | undefined> {
  const [row, versions, rows, { settings }] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    listJourneys(shop),
    findSettings(shop),
  ]);
  if (!row) return undefined;
  const program = versionAt(versions, at.getTime())?.config;
  return { row, program, rows, mail: settings.mail.mode !== 'off', languages: settings.languages };
}

export async function presentJourneys(shop: string, at: Date): Promise<JourneysView> {
  const since = new Date(at.getTime() - COUNTED_DAYS * DAY_MS);
  const [loaded, counts, segments] = await Promise.all([
    loadShop(shop, at),
    countRuns(shop, since),
    listUsedSegments(shop),
  ]);
  const { rows, program, mail } = loaded ?? { rows: [], program: undefined, mail: false };
  const ready = readyFor(program);
  const own = rows.filter(({ journey }) => ready.every(({ id }) => id !== journey.id));
  const lines = [...ready, ...own.map(({ journey }) => journey)].map((one): JourneyLine => {
    const row = rows.find(({ journey }) => journey.id === one.id);
    const journey = row?.journey ?? one;
    const count = counts.find(({ journeyId }) => journeyId === one.id);
    return {
      id: one.id,
      name: journey.name,
      about: journey.about ?? {},
      steps: journey.steps.length,
      on: row ? row.onSince !== null : false,
      revision: row?.revision ?? 0,
      ready: ready.some(({ id }) => id === one.id),
      begun: count?.begun ?? 0,
      underway: count?.underway ?? 0,
      goals: count?.goals ?? 0,
    };
  });
  return { list: lines, mail, days: COUNTED_DAYS, segments, tiers: tiersOf(program) };
}

function tiersOf(program: Program | undefined): JourneysView['tiers'] {
  return program?.tiers?.list.map(({ id, name }) => ({ id, name })) ?? [];
}

/** @returns null where there is no such journey. */
export async function presentJourney(shop: string, id: string, at: Date): Promise<JourneyView | null> {
  const loaded = await loadShop(shop, at);
  if (!loaded) return null;
  const original = readyFor(loaded.program).find((one) => one.id === id) ?? null;
  const stored = loaded.rows.find(({ journey }) => journey.id === id);
  const journey = stored?.journey ?? original;
  if (!journey) return null;
  const since = new Date(at.getTime() - COUNTED_DAYS * DAY_MS);
  const [counts, steps, today] = await Promise.all([
    countRuns(shop, since),
    countSteps(shop, id, since),
    whoToday(loaded, journey, stored, at),
  ]);
  const count = counts.find(({ journeyId }) => journeyId === id);
  return {
    journey,
    original,
    on: stored ? stored.onSince !== null : false,
    revision: stored?.revision ?? 0,
    mail: loaded.mail,
    counts: {
      begun: count?.begun ?? 0,
      underway: count?.underway ?? 0,
      goals: count?.goals ?? 0,
      steps,
      days: COUNTED_DAYS,
    },
    today,
    tiers: tiersOf(loaded.program),
    languages: loaded.languages,
  };
}

/**
 * Members whom the journey would mean until the end of today: who is under way and due, whom the calendar means today, and, while
 * it is off, those to whom it would have happened within a day. Each is decided as the tick would.
 */
async function whoToday(
  { row, program }: Shop,
  journey: Journey,
  stored: JourneyRow | undefined,
  at: Date,
): Promise<JourneyView['today']> {
  const { shop, timezone: zone } = row;
  const today = dayOf(at.getTime(), zone);
  const { trigger } = journey;
  // Of an announcement it is asked who gets it on its day.
  const day = trigger.kind === 'announce' && trigger.day > today ? trigger.day : today;
  const until = endOfDay(day, zone) - 1;
  const candidates = candidatesOf(trigger, { shop, zone, day });
  const [due, calendar, events] = await Promise.all([
    runsUntil(shop, journey.id, new Date(until), LOOKED_AT_MAX),
    candidates && (!stored?.onSince || (stored.lookedAt ?? '') < day)
      ? lookAtCandidates(candidates, LOOKED_AT_MAX)
      : null,
    stored?.onSince ? [] : lastEvents(shop, new Date(at.getTime() - DAY_MS), LOOKED_AT_MAX),
  ]);
  const begun = startOfDay(day, zone);
  const starting: [number, RunState][] = [
    ...(calendar?.some ?? []).map(({ memberId, data }): [number, RunState] => [
      memberId,
      { triggeredAt: begun, base: begun, step: null, stepAt: null, data },
    ]),
    ...events
      .filter((event) => startKey(journey, event) !== null)
      .map(({ memberId, at: happened, data }): [number, RunState] => {
        const triggeredAt = happened.getTime();
        return [memberId, { triggeredAt, base: triggeredAt, step: null, stepAt: null, data }];
      }),
  ];
  const all: [number, RunState][] = [
    ...due.map((run): [number, RunState] => [run.memberId, run]),
    ...starting,
  ].slice(0, LOOKED_AT_MAX);
  const facts = await loadMemberFacts(
    shop,
    [...new Set(all.map(([memberId]) => memberId))],
    new Date(Math.min(at.getTime(), ...all.map(([, { triggeredAt }]) => triggeredAt)) - DAY_MS),
    [...(journey.goal ? [journey.goal] : []), ...journey.exits].map(({ event }) => event),
    at,
  );
  const list = all.map(([memberId, run]) =>
    lineOf(
      memberId,
      run,
      journey,
      facts.get(memberId),
      runFactsOf(facts.get(memberId), program, row.locale),
      {
        until,
        zone,
      },
    ),
  );
  const acting = list.filter(({ steps }) => steps.length > 0);
  const resting = list.filter(({ steps }) => steps.length === 0);
  return {
    list: [...acting, ...resting].slice(0, SHOWN_MAX),
    looked: all.length,
    total: Math.max(
      all.length,
      due.length + (calendar?.total ?? 0) + starting.length - (calendar?.some.length ?? 0),
    ),
  };
}

function lineOf(
  memberId: number,
  run: RunState,
  journey: Journey,
  member: MemberFacts | undefined,
  facts: RunFacts | null,
  { until, zone }: { until: number; zone: string },
): TodayLine {
  const line = { memberId, name: member?.displayName ?? null };
  if (!facts) return { ...line, steps: [], because: 'away' };
  const steps: string[] = [];
  let state = run;
  for (;;) {
    const next = nextStep(journey, state, facts, until, zone);
    if (next.kind === 'leave') return { ...line, steps, because: steps.length > 0 ? null : next.because };
    if (next.kind === 'wait') {
      const because = next.until > next.stepAt ? 'trouble' : 'later';
      return { ...line, steps, because: steps.length > 0 ? null : because };
    }
    if (next.kind === 'do') steps.push(next.step.id);
    if (next.then === null) {
      const because = next.kind === 'skip' ? next.because : null;
      return { ...line, steps, because: steps.length > 0 ? null : because };
    }
    state = { ...state, ...next.then };
  }
}
