/**
 * Takes members on their way through journeys one step further: what is due is taken in batches, decided by the core from facts
 * as of now, and everything that a batch does stands or falls with its notes: mails, messages, points, tasks and news for Flow.
 */
import { now } from '#app/clock.ts';
import type { EventKind } from '#app/core/journeys/events.ts';
import type { Journey } from '#app/core/journeys/journey.ts';
import { nextStep } from '#app/core/journeys/next-step.ts';
import { type MemberFacts, runFactsOf } from '#app/core/journeys/run-facts.ts';
import type { Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';
import { loadMemberFacts } from '#app/db/journey-facts.ts';
import { claimRuns, type RunChange, type RunRow, settleRuns } from '#app/db/journey-runs.ts';
import { listJourneys } from '#app/db/journeys.ts';
import { endMessages } from '#app/db/member-messages.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { canDo, type Deed, doDeeds } from '#app/services/do-journey-steps.ts';

const AT_ONCE = 1_000;
const LEASE_MS = 5 * 60_000;
const MESSAGES_AT_ONCE = 1_000;
/** Who was in a batch that failed is tried alone; what fails alone waits so long. */
const FAILED_WAIT_MS = 6 * 3_600_000;

export type Round = {
  row: ShopRow;
  program: Program | undefined;
  journeys: Map<string, Journey>;
  mail: boolean;
  at: Date;
};

/** @returns how many runs were looked at. */
export async function advanceJourneys(): Promise<number> {
  const at = now();
  const lease = new Date(at.getTime() + LEASE_MS);
  const claimed = await claimRuns(at, AT_ONCE, lease);
  if (!claimed) return 0;
  const { shop, runs } = claimed;
  const round = await prepare(shop, at);
  if (!round) return 0;
  try {
    await advance(round, runs, lease);
  } catch (error) {
    log.error({ shop, runs: runs.length, problem: messageOf(error) }, 'journeys did not advance together');
    for (const run of runs) await advanceAlone(round, run, lease);
  }
  return runs.length;
}

async function prepare(shop: string, at: Date): Promise<Round | undefined> {
  const [row, versions, rows, { settings }] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    listJourneys(shop),
    findSettings(shop),
  ]);
  if (!row) return undefined;
  const on = rows.filter(({ onSince }) => onSince !== null);
  return {
    row,
    program: versionAt(versions, at.getTime())?.config,
    journeys: new Map(on.map(({ journey }) => [journey.id, journey])),
    mail: settings.mail.mode !== 'off',
    at,
  };
}

async function advanceAlone(round: Round, run: RunRow, lease: Date): Promise<void> {
  try {
    await advance(round, [run], lease);
  } catch (error) {
    const { journeyId, memberId, key } = run;
    log.error(
      { shop: round.row.shop, journeyId, memberId, key, problem: messageOf(error) },
      'a journey did not advance',
    );
    const dueAt = round.at.getTime() + FAILED_WAIT_MS;
    await transaction((tx) =>
      settleRuns(tx, round.row.shop, [{ run, dueAt, because: null, steps: [] }], { lease, at: round.at }),
    );
  }
}

/** @throws when something of it fails; then nothing of it stands. */
async function advance(round: Round, runs: RunRow[], lease: Date): Promise<void> {
  const facts = await factsOf(round, runs);
  const decided = runs.map((run) => decideRun(round, run, facts.get(run.memberId)));
  await transaction(async (tx) => {
    // Books first, as everywhere: whoever holds them never waits for a run.
    await doDeeds(
      tx,
      round,
      decided.flatMap(({ deeds }) => deeds),
      facts,
    );
    const changes = decided.map(({ change }) => change);
    if (!(await settleRuns(tx, round.row.shop, changes, { lease, at: round.at })))
      throw new Error('others have taken these journeys meanwhile');
  });
}

async function factsOf(round: Round, runs: RunRow[]): Promise<Map<number, MemberFacts>> {
  const since = Math.min(...runs.map(({ triggeredAt }) => triggeredAt));
  return loadMemberFacts(
    round.row.shop,
    [...new Set(runs.map(({ memberId }) => memberId))],
    // An order may have been cancelled before the news that it was paid.
    new Date(since - DAY_MS),
    [...new Set(runs.flatMap(({ journeyId }) => endingKinds(round.journeys.get(journeyId))))],
    round.at,
  );
}

function endingKinds(journey: Journey | undefined): EventKind[] {
  if (!journey) return [];
  return [...(journey.goal ? [journey.goal] : []), ...journey.exits].map(({ event }) => event);
}

function decideRun(
  round: Round,
  run: RunRow,
  facts: MemberFacts | undefined,
): { change: RunChange; deeds: Deed[] } {
  const steps: RunChange['steps'] = [];
  const deeds: Deed[] = [];
  const end = (because: RunChange['because']) => ({
    change: { run: { ...run, step: null, stepAt: null }, dueAt: null, because, steps },
    deeds,
  });
  const journey = round.journeys.get(run.journeyId);
  const known = runFactsOf(facts, round.program, round.row.locale);
  if (!journey) return end('changed');
  if (!known) return end('away');
  let state = run;
  for (;;) {
    const next = nextStep(journey, state, known, round.at.getTime(), round.row.timezone);
    switch (next.kind) {
      case 'leave':
        return end(next.because);
      case 'wait': {
        const waiting = { ...state, step: next.step, stepAt: next.stepAt };
        return { change: { run: waiting, dueAt: next.until, because: null, steps }, deeds };
      }
      case 'do': {
        const can = canDo(next.step.action, round);
        if (can) deeds.push({ run: state, journey, step: next.step, stepAt: next.stepAt });
        steps.push({
          step: next.step.id,
          outcome: can ? 'done' : 'skipped',
          because: can ? null : 'switched-off',
        });
        break;
      }
      case 'skip':
        steps.push({ step: next.step.id, outcome: 'skipped', because: next.because });
        break;
    }
    if (next.then === null) return end('done');
    state = { ...state, ...next.then };
  }
}

/** Messages that have had their time. @returns how many members had one. */
export async function endJourneyMessages(): Promise<number> {
  return transaction(async (tx) => {
    const ended = await endMessages(tx, now(), MESSAGES_AT_ONCE);
    for (const [shop, memberIds] of ended) await markStandingsStale(tx, shop, memberIds);
    return [...ended.values()].reduce((sum, ids) => sum + ids.length, 0);
  });
}
