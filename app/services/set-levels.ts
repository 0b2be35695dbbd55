/** The merchant's own thresholds for the levels of customers, or back to the proposed ones; everybody is judged anew. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { LEVELS } from '#app/core/scores/levels.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { countFrom } from '#app/db/insight.ts';
import { lockShopScores, saveOwnLevels } from '#app/db/shop-scores.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

const score = z.int().min(1).max(1_000_000_000_000);
const threshold = z.strictObject({ scoreMin: score, ordersMin: z.int().min(1).max(10_000) });
const levels = z.strictObject({ 'top-vip': threshold, vip: threshold, premium: threshold });
const bodySchema = z.union([
  z.strictObject({ levels: levels.nullable() }),
  /** Only asks how many would have at least each of these scores. */
  z.strictObject({ try: z.array(score).length(LEVELS.length) }),
]);

export type LevelsReply = { saved: true } | { counts: number[] };

/** Rejections: `request-invalid`; `levels-order` when a higher level is easier to reach than a lower one. */
export async function setLevels(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<LevelsReply>> {
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const { shop, actor } = command;
  if ('try' in body.data) return ok({ counts: await countFrom(shop, body.data.try) });
  const wanted = body.data.levels;
  if (
    wanted &&
    !(wanted['top-vip'].scoreMin >= wanted.vip.scoreMin && wanted.vip.scoreMin >= wanted.premium.scoreMin)
  )
    return rejected('levels-order');
  await transaction(async (tx) => {
    await lockShopScores(tx, shop, 'wait');
    await saveOwnLevels(tx, shop, wanted);
    await noteDeed(tx, { shop, actor, deed: 'levels-changed', data: { own: wanted !== null } }, now());
    await enqueue(tx, 'score-shop', { shop }, shop);
  });
  return ok({ saved: true });
}
