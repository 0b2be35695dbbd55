/** The merchant switches journeys on and off, changes them, writes her own, and brings back a ready-made one. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { addDays, dayOf } from '#app/core/calendar.ts';
import { journeySchema } from '#app/core/journeys/journey.ts';
import { readyFor } from '#app/core/journeys/presets.ts';
import { textsOf } from '#app/core/journeys/selling-words.ts';
import { valuesFor } from '#app/core/journeys/values.ts';
import { unknownPlaceholders } from '#app/core/mail/content.ts';
import type { Program } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { endRunsOf } from '#app/db/journey-runs.ts';
import { deleteJourney, JOURNEYS_MAX, type JourneyRow, listJourneys, saveJourney } from '#app/db/journeys.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

const seen = z.int().min(0).max(1_000_000_000);
const id = z.string().min(1).max(100);
const bodySchema = z.union([
  z.strictObject({ id, on: z.boolean(), seen }),
  z.strictObject({ id, reset: z.literal(true), seen }),
  z.strictObject({ journey: z.unknown(), seen }),
]);
type Body = z.infer<typeof bodySchema>;
type By = { row: ShopRow; program: Program | undefined; actor: string; at: Date };

/**
 * @param body `{id, on, seen}`, `{journey, seen}` or `{id, reset: true, seen}`; `seen` is the revision that its author saw, 0 when
 *   there was none. Rejections: `request-invalid`, `journey-invalid`, `journey-unknown`, `journey-changed`, `journeys-full`.
 */
export async function setJourney(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ revision: number }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const at = now();
  const [row, versions] = await Promise.all([findShop(command.shop), listVersions(command.shop)]);
  if (!row) return rejected('shop-unknown');
  const by = { row, program: versionAt(versions, at.getTime())?.config, actor: command.actor, at };
  return transaction(async (tx) => {
    const rows = await listJourneys(command.shop, tx);
    const body = parsed.data;
    if ('journey' in body) return keep(tx, body, rows, by);
    const stored = rows.find(({ journey }) => journey.id === body.id);
    return 'on' in body ? turn(tx, body, stored, by) : reset(tx, body, stored, by);
  });
}

async function turn(
  tx: Transaction,
  { id: journeyId, on, seen: revision }: Extract<Body, { on: boolean }>,
  stored: JourneyRow | undefined,
  { row, program, actor, at }: By,
): Promise<Result<{ revision: number }>> {
  const journey = stored?.journey ?? readyFor(program).find((one) => one.id === journeyId);
  if (!journey) return rejected('journey-unknown');
  const saved = await saveJourney(
    tx,
    row.shop,
    {
      journey,
      onSince: on ? (stored?.onSince ?? at) : null,
      // Today still counts, what was before does not.
      lookedAt: on && stored?.onSince ? stored.lookedAt : addDays(dayOf(at.getTime(), row.timezone), -1),
      seen: revision,
    },
    { at, actor },
  );
  if (saved === undefined) return rejected('journey-changed');
  if (!on) await endRunsOf(tx, row.shop, journeyId, at);
  const deed = on ? 'journey-switched-on' : 'journey-switched-off';
  await noteDeed(tx, { shop: row.shop, actor, deed, data: { journey: journeyId } }, at);
  return ok({ revision: saved });
}

async function keep(
  tx: Transaction,
  { journey: wish, seen: revision }: Extract<Body, { journey?: unknown }>,
  rows: JourneyRow[],
  { row, actor, at }: By,
): Promise<Result<{ revision: number }>> {
  const parsed = journeySchema.safeParse(wish);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300);
    return rejected('journey-invalid', { problem });
  }
  const journey = parsed.data;
  const [unknown] = journey.steps.flatMap((step) =>
    Object.values(textsOf(step)).flatMap((text) => unknownPlaceholders(text, valuesFor(step.action.kind))),
  );
  if (unknown !== undefined) return rejected('journey-invalid', { problem: `{{${unknown}}}`.slice(0, 100) });
  const stored = rows.find((one) => one.journey.id === journey.id);
  if (!stored && rows.length >= JOURNEYS_MAX) return rejected('journeys-full');
  const { onSince = null, lookedAt = null } = stored ?? {};
  const saved = await saveJourney(
    tx,
    row.shop,
    { journey, onSince, lookedAt, seen: revision },
    { at, actor },
  );
  if (saved === undefined) return rejected('journey-changed');
  const data = { journey: journey.id };
  await noteDeed(tx, { shop: row.shop, actor, deed: 'journey-changed', data }, at);
  return ok({ revision: saved });
}

/** A ready-made one is again as it was; one of the shop's own is gone. Both only while they are off. */
async function reset(
  tx: Transaction,
  { id: journeyId, seen: revision }: Extract<Body, { reset: true }>,
  stored: JourneyRow | undefined,
  { row, actor, at }: By,
): Promise<Result<{ revision: number }>> {
  if (!stored) return rejected('journey-unknown');
  if (stored.onSince !== null || stored.revision !== revision) return rejected('journey-changed');
  await deleteJourney(tx, row.shop, journeyId);
  const data = { journey: journeyId };
  await noteDeed(tx, { shop: row.shop, actor, deed: 'journey-changed', data }, at);
  return ok({ revision: 0 });
}
