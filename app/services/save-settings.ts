/** Keeps what a shop sets beside its program; two people never overwrite each other unseen. */
import { isDeepStrictEqual } from 'node:util';
import { now } from '#app/clock.ts';
import { publicBeside } from '#app/core/program/public-program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { type Settings, settingsSchema } from '#app/core/settings.ts';
import { staffIdOf } from '#app/core/team/roles.ts';
import { findSettings, saveSettings as storeSettings } from '#app/db/shop-settings.ts';
import { markPublicStale } from '#app/db/shops.ts';
import { setRole } from '#app/db/staff.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

export async function saveSettings(command: {
  shop: string;
  actor: string;
  settings: unknown;
  /** The revision that its author has seen; 0 when there was none. */
  seen: number;
}): Promise<Result<{ revision: number }>> {
  const { shop, actor, seen } = command;
  const parsed = settingsSchema.safeParse(command.settings);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return rejected('settings-invalid', {
      problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  const settings = parsed.data;
  const at = now();
  return transaction(async (tx) => {
    const before = (await findSettings(shop, tx)).settings;
    const revision = await storeSettings(tx, shop, { settings, seen, at, actor });
    if (revision === undefined) return rejected('settings-changed');
    if (before.team.standardRole !== settings.team.standardRole) await keepOwnRole(tx, shop, actor);
    if (!isDeepStrictEqual(publicBeside(before), publicBeside(settings))) await markPublicStale(tx, shop);
    const data = { changed: changedParts(before, settings).join(' ') };
    await noteDeed(tx, { shop, actor, deed: 'settings-changed', data }, at);
    return ok({ revision });
  });
}

/** Whoever lowers the standard keeps what she may do herself: otherwise nobody could raise it again. */
async function keepOwnRole(tx: Transaction, shop: string, actor: string): Promise<void> {
  const userId = staffIdOf(actor);
  if (userId !== undefined) await setRole(tx, shop, userId, 'configure');
}

function changedParts(before: Settings, after: Settings): string[] {
  const parts = Object.keys(after) as (keyof Settings)[];
  return parts.filter((part) => !isDeepStrictEqual(before[part], after[part]));
}
