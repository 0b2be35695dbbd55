/**
 * A program becomes a version: validated, stored for good, shown to shoppers. What it changes for the members that
 * there are (tiers, the life of points) follows in the background.
 */
import { isDeepStrictEqual } from 'node:util';
import { now } from '#app/clock.ts';
import { judgesOrdersAlone } from '#app/core/earning/evaluate-member.ts';
import type { EarningRule } from '#app/core/program/earning-rules.ts';
import { entitle, mayPublish } from '#app/core/plans/entitlement.ts';
import type { Program } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { isInstant } from '#app/core/time.ts';
import { markAllStandingsStale, revisitAllMembers } from '#app/db/members.ts';
import { deleteDraft, insertVersion, listVersions } from '#app/db/programs.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { findShop, markPublicStale } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { env } from '#app/env.server.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { checkProgram } from '#app/services/check-program.ts';
import { checkValueRewards } from '#app/services/check-value-rewards.ts';

export async function publishProgram(command: {
  shop: string;
  config: unknown;
  /** Defaults to now; an instant in the past makes older orders earn when they are next heard of or imported. */
  appliesFrom?: Date;
  actor: string;
  note?: string;
  /** The version whose rules come back. */
  restores?: number;
}): Promise<Result<{ version: number }>> {
  const { shop } = command;
  const row = await findShop(shop);
  if (!row) return rejected('shop-unknown');
  const checked = checkProgram(command.config, row.currency);
  if (!checked.ok) return checked;
  const possible = await checkValueRewards(shop, checked.value);
  if (!possible.ok) return possible;
  const publishedAt = now();
  const entitlement = entitle(env().TREUWERK_PLANS, await findShopAccess(shop), publishedAt);
  const [live] = entitlement ? await listVersions(shop) : [];
  if (!mayPublish(entitlement, live?.config, checked.value, publishedAt)) return rejected('plan-lapsed');
  const appliesFrom = command.appliesFrom ?? publishedAt;
  if (!isInstant(appliesFrom.getTime())) return rejected('request-invalid');
  const version = await transaction(async (tx) => {
    const [before] = await listVersions(shop, tx);
    await markPublicStale(tx, shop);
    const number = await insertVersion(tx, shop, {
      config: checked.value,
      appliesFrom: command.appliesFrom,
      publishedAt,
      publishedBy: command.actor,
      note: (command.note ?? '').slice(0, 500),
      restores: command.restores ?? null,
    });
    await deleteDraft(tx, shop);
    if (before && concernsEverybody(before.config, checked.value))
      await revisitAllMembers(tx, shop, appliesFrom);
    if (before && changesRewards(before.config, checked.value)) await markAllStandingsStale(tx, shop);
    if (before && changesLife(before.config, checked.value)) {
      await enqueue(tx, 'reschedule-expiry', { shop, version: number }, `expiry:${shop}:${number}`);
    }
    return number;
  });
  return ok({ version });
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

function changesLife(before: Program, after: Program): boolean {
  return (
    after.expiry.kind !== 'never' &&
    after.expiry.existing === 'apply' &&
    !isDeepStrictEqual(before.expiry, after.expiry)
  );
}
