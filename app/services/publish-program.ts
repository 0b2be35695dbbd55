/**
 * A program becomes a version: validated, stored for good, shown to shoppers. What it changes for the members that
 * there are (tiers, the life of points) follows in the background.
 */
import { isDeepStrictEqual } from 'node:util';
import { now } from '#app/clock.ts';
import { startOfDay } from '#app/core/calendar.ts';
import { judgesOrdersAlone } from '#app/core/earning/evaluate-member.ts';
import type { EarningRule } from '#app/core/program/earning-rules.ts';
import { pastVersions } from '#app/core/concept/past-program.ts';
import type { PastPoints } from '#app/core/concept/project.ts';
import { entitle, mayPublish } from '#app/core/plans/entitlement.ts';
import { mustMend } from '#app/core/program/must-mend.ts';
import type { Program } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { isInstant } from '#app/core/time.ts';
import { markAllStandingsStale, markCustomersStale, revisitAllMembers } from '#app/db/members.ts';
import { hasUnversioned, openPastBooking } from '#app/db/past-bookings.ts';
import { deleteDraft, findDraft, insertVersion, listVersions } from '#app/db/programs.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { findShop, markPublicStale } from '#app/db/shops.ts';
import { noteDeed, type StaffDeed } from '#app/db/staff-deeds.ts';
import { transaction, type Transaction } from '#app/db/transaction.ts';
import { env } from '#app/env.server.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { checkProgram } from '#app/services/check-program.ts';
import { checkValueRewards } from '#app/services/check-value-rewards.ts';

const AGAIN_SECONDS = 60;

export async function publishProgram(command: {
  shop: string;
  config: unknown;
  /** Defaults to now; an instant in the past makes older orders earn when they are next heard of or imported. */
  appliesFrom?: Date;
  /** Instead: the day of the shop's calendar with which it begins. */
  fromDay?: string;
  /** The revision of the draft that is published: nothing is published that somebody else has changed since. */
  seen?: number;
  actor: string;
  note?: string;
  /** The version whose rules come back. */
  restores?: number;
  /** A launch: what holds for orders of the past. Refused once a program has been live. */
  past?: PastPoints;
}): Promise<Result<{ version: number }>> {
  const { shop } = command;
  const row = await findShop(shop);
  if (!row) return rejected('shop-unknown');
  const checked = checkProgram(command.config, row.currency);
  if (!checked.ok) return checked;
  const versions = (await listVersions(shop)).map(({ config }) => config);
  const [fault] = mustMend(checked.value, versions, row.currency);
  if (fault) return rejected('program-unmended', { problem: `${fault.path}: ${fault.code}` });
  const possible = await checkValueRewards(shop, checked.value);
  if (!possible.ok) return possible;
  const publishedAt = now();
  const entitlement = entitle(env().TREUWERK_PLANS, await findShopAccess(shop), publishedAt);
  if (!mayPublish(entitlement, versions[0], checked.value, publishedAt)) return rejected('plan-lapsed');
  const chosen =
    command.fromDay === undefined ? command.appliesFrom : new Date(startOfDay(command.fromDay, row.timezone));
  const appliesFrom = chosen ?? publishedAt;
  if (!isInstant(appliesFrom.getTime())) return rejected('request-invalid');
  return transaction(async (tx): Promise<Result<{ version: number }>> => {
    // Locks the shop's row: two people who launch at once launch once.
    await markPublicStale(tx, shop);
    if (command.seen !== undefined && (await findDraft(shop, tx))?.revision !== command.seen) {
      return rejected('draft-changed');
    }
    const all = await listVersions(shop, tx);
    const [before] = all;
    if (command.past) {
      if (all.some(({ config }) => config.stage !== 'test')) return rejected('program-launched');
      await insertPast(tx, shop, checked.value, command.past, publishedAt, command.actor);
    }
    const number = await insertVersion(tx, shop, {
      config: checked.value,
      appliesFrom: chosen,
      publishedAt,
      publishedBy: command.actor,
      note: (command.note ?? '').slice(0, 500),
      restores: command.restores ?? null,
    });
    const earliest = command.past ? new Date(0) : appliesFrom;
    if (command.past || (earliest < publishedAt && (await hasUnversioned(tx, shop, earliest)))) {
      await openPastBooking(tx, shop, number, earliest, publishedAt);
      await enqueue(tx, 'book-past', { shop, version: number }, `past:${shop}`);
      // An order that was on its way in meanwhile did not see the version.
      await enqueue(tx, 'book-past', { shop, version: number }, `past-again:${shop}`, AGAIN_SECONDS);
    }
    await deleteDraft(tx, shop);
    await noteDeed(tx, deedOf(command, number), publishedAt);
    if (before && concernsEverybody(before.config, checked.value))
      await revisitAllMembers(tx, shop, appliesFrom);
    if (before && changesRewards(before.config, checked.value)) await markAllStandingsStale(tx, shop);
    await markCustomersStale(tx, shop, changedTesters(before?.config, checked.value));
    if (before && changesLife(before.config, checked.value)) {
      await enqueue(tx, 'reschedule-expiry', { shop, version: number }, `expiry:${shop}:${number}`);
    }
    return ok({ version: number });
  });
}

async function insertPast(
  tx: Transaction,
  shop: string,
  program: Program,
  past: PastPoints,
  launchedAt: Date,
  actor: string,
): Promise<void> {
  for (const one of pastVersions(program, past, launchedAt.getTime())) {
    await insertVersion(tx, shop, {
      config: one.config,
      appliesFrom: new Date(one.appliesFrom),
      publishedAt: launchedAt,
      publishedBy: actor,
      note: `past: ${one.gives}`,
      restores: null,
      lifeFrom: launchedAt,
    });
  }
}

function deedOf(
  { shop, actor, restores }: { shop: string; actor: string; restores?: number },
  version: number,
): StaffDeed {
  const subject = `version:${version}`;
  return restores === undefined
    ? { shop, actor, deed: 'program-published', subject }
    : { shop, actor, deed: 'program-restored', subject, data: { restores } };
}

/** Tiers, milestones and the like are judged by the rules of their day: everybody is looked at when those change. */
function concernsEverybody(before: Program, after: Program): boolean {
  const alone = [before, after].every((one) => judgesOrdersAlone(one) && !one.earning.rules.some(isBirthday));
  if (alone) return false;
  return !isDeepStrictEqual([before.tiers, before.earning], [after.tiers, after.earning]);
}

function isBirthday({ kind }: EarningRule): boolean {
  return kind === 'birthday';
}

/** The next reward lies on each customer. */
function changesRewards(before: Program, after: Program): boolean {
  const steps = ({ rewards }: Program) => rewards.map(({ id, points, active }) => [id, points, active]);
  return !isDeepStrictEqual(steps(before), steps(after));
}

/** Whose standing says that she tries the program, or said so. */
function changedTesters(before: Program | undefined, after: Program): string[] {
  const [were, are] = [before, after].map((one) => (one?.stage === 'test' ? one.testers : []));
  return isDeepStrictEqual(were, are) ? [] : [...(were ?? []), ...(are ?? [])];
}

function changesLife(before: Program, after: Program): boolean {
  return (
    after.expiry.kind !== 'never' &&
    after.expiry.existing === 'apply' &&
    !isDeepStrictEqual(before.expiry, after.expiry)
  );
}
