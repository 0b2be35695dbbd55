/**
 * Replays a draft over the shop's own past, beside the live program: the same judging and the same ledger as for real,
 * nothing is booked. Starts over when it is interrupted; a run says how far it is.
 */
import { randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { addMember, emptyResult, type SimulationResult } from '#app/core/simulation/compare-simulations.ts';
import { simulateMember } from '#app/core/simulation/simulate-member.ts';
import { loadHistories } from '#app/db/histories.ts';
import { nextMembers } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import {
  countMembers,
  findSimulation,
  insertSimulation,
  loadPastRedemptions,
  updateSimulation,
} from '#app/db/simulations.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { messageOf } from '#app/log.ts';
import { checkProgram } from '#app/services/check-program.ts';

const BATCH = 300;

export async function startSimulation(command: {
  shop: string;
  config: unknown;
}): Promise<Result<{ id: string }>> {
  const shop = await findShop(command.shop);
  if (!shop) return rejected('shop-unknown');
  const checked = checkProgram(command.config, shop.currency);
  if (!checked.ok) return checked;
  const id = randomUUID();
  await transaction(async (tx) => {
    await insertSimulation(tx, shop.shop, id, checked.value, new Date());
    await enqueue(tx, 'simulate-program', { shop: shop.shop, id }, `simulation:${shop.shop}`);
  });
  return ok({ id });
}

export async function simulateProgram(shopDomain: string, id: string): Promise<void> {
  const [shop, run] = await Promise.all([findShop(shopDomain), findSimulation(shopDomain, id)]);
  if (!shop || !run || run.state === 'done') return;
  try {
    const live = versionAt(await listVersions(shop.shop), now().getTime())?.config ?? programSchema.parse({});
    await playShop(shop, id, live, run.config);
  } catch (error) {
    const failed = { state: 'failed' as const, done: run.done, total: run.total, error: messageOf(error) };
    await updateSimulation(shop.shop, id, failed, new Date());
    throw error;
  }
}

async function playShop(shop: ShopRow, id: string, live: Program, draft: Program): Promise<void> {
  const total = await countMembers(shop.shop);
  const result = emptyResult();
  let after = 0;
  let done = 0;
  for (;;) {
    const memberIds = await nextMembers(shop.shop, after, BATCH);
    const last = memberIds.at(-1);
    if (last === undefined) break;
    await playBatch(shop, memberIds, live, draft, result);
    after = last;
    done += memberIds.length;
    await updateSimulation(shop.shop, id, { state: 'running', done, total }, null);
  }
  await updateSimulation(shop.shop, id, { state: 'done', done, total, result }, new Date());
}

async function playBatch(
  shop: ShopRow,
  memberIds: number[],
  live: Program,
  draft: Program,
  result: SimulationResult,
): Promise<void> {
  const [histories, redemptions] = await transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return [
      await loadHistories(tx, shop.shop, memberIds),
      await loadPastRedemptions(tx, shop.shop, memberIds),
    ];
  });
  for (const [memberId, history] of histories) {
    const past = { ...history, zone: shop.timezone, currency: shop.currency, now: now().getTime() };
    const used = redemptions.get(memberId) ?? [];
    addMember(result, memberId, simulateMember(past, used, live), simulateMember(past, used, draft));
  }
}
