/** The merchant states what of her revenue remains, or takes that back. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { MARGIN_MAX, MARGIN_MIN } from '#app/core/lifetime-value/margin.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findSettings, saveSettings } from '#app/db/shop-settings.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const bodySchema = z.strictObject({ percent: z.int().min(MARGIN_MIN).max(MARGIN_MAX).nullable() });

/** Rejections: `request-invalid`; `settings-changed` when somebody saved the settings in the same moment. */
export async function setMargin(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ percent: number | null }>> {
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const { shop, actor } = command;
  const { percent } = body.data;
  const at = now();
  return transaction(async (tx) => {
    const { settings, revision } = await findSettings(shop, tx);
    const changed = { ...settings, value: { marginPercent: percent } };
    const saved = await saveSettings(tx, shop, { settings: changed, seen: revision, at, actor });
    if (saved === undefined) return rejected('settings-changed');
    await noteDeed(tx, { shop, actor, deed: 'settings-changed', data: { changed: 'value' } }, at);
    return ok({ percent });
  });
}
