/** The merchant writes a segment by rules, changes it, deletes it, or only asks how many it would have. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { SEGMENTS_MAX } from '#app/core/segments/rule-kinds.ts';
import { segmentSchema } from '#app/core/segments/rules.ts';
import { countByRules, listSegments, markSegmentGone, saveSegment } from '#app/db/segments.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';

const seen = z.int().min(0).max(1_000_000_000);
const bodySchema = z.union([
  z.strictObject({ segment: z.unknown(), seen }),
  z.strictObject({ remove: z.string().min(1).max(100), seen }),
]);
const trySchema = segmentSchema.pick({ match: true, rules: true });

/** Rejections: `request-invalid`, `segment-invalid`, `segment-changed`, `segments-full`. */
export async function setSegment(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ revision: number }>> {
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const row = await findShop(command.shop);
  if (!row) return rejected('shop-unknown');
  const { data } = body;
  return 'remove' in data ? remove(row, command.actor, data) : keep(row, command.actor, data);
}

async function keep(
  { shop }: ShopRow,
  actor: string,
  { segment: wish, seen: revision }: { segment?: unknown; seen: number },
): Promise<Result<{ revision: number }>> {
  const parsed = segmentSchema.safeParse(wish);
  if (!parsed.success) return invalid(parsed.error);
  const at = now();
  return transaction(async (tx) => {
    const live = (await listSegments(shop, tx)).filter(({ gone }) => !gone);
    const known = live.some(({ segment }) => segment.id === parsed.data.id);
    if (!known && live.length >= SEGMENTS_MAX) return rejected('segments-full');
    const saved = await saveSegment(tx, shop, { segment: parsed.data, seen: revision }, { at, actor });
    if (saved === undefined) return rejected('segment-changed');
    await noteDeed(tx, { shop, actor, deed: 'segment-changed', data: { segment: parsed.data.id } }, at);
    await enqueue(tx, 'score-shop', { shop }, shop);
    return ok({ revision: saved });
  });
}

async function remove(
  { shop }: ShopRow,
  actor: string,
  { remove: id, seen: revision }: { remove: string; seen: number },
): Promise<Result<{ revision: number }>> {
  const at = now();
  return transaction(async (tx) => {
    if (!(await markSegmentGone(tx, shop, id, revision, at))) return rejected('segment-changed');
    await noteDeed(tx, { shop, actor, deed: 'segment-removed', data: { segment: id } }, at);
    await enqueue(tx, 'score-shop', { shop }, shop);
    return ok({ revision: 0 });
  });
}

/** @returns how many the rules mean now; null when that takes too long. Rejections: `segment-invalid`. */
export async function countSegment(shop: string, json: unknown): Promise<Result<{ count: number | null }>> {
  const parsed = trySchema.safeParse(json);
  if (!parsed.success) return invalid(parsed.error);
  const row = await findShop(shop);
  if (!row) return rejected('shop-unknown');
  return ok({ count: await countByRules(row, parsed.data, now()) });
}

function invalid(error: z.ZodError) {
  const [issue] = error.issues;
  const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300);
  return rejected('segment-invalid', { problem });
}
