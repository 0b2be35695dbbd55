/** Keeps a program that is being prepared; two people never overwrite each other unseen. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { listVersions, saveDraft as storeDraft } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { checkProgram } from '#app/services/check-program.ts';

export async function saveDraft(command: {
  shop: string;
  config: unknown;
  /** The revision that its author has seen; 0 when there was none. */
  seen: number;
  actor: string;
}): Promise<Result<{ revision: number }>> {
  const row = await findShop(command.shop);
  if (!row) return rejected('shop-unknown');
  const checked = checkProgram(command.config, row.currency);
  if (!checked.ok) return checked;
  return transaction(async (tx) => {
    const [live] = await listVersions(command.shop, tx);
    const revision = await storeDraft(tx, command.shop, {
      config: checked.value,
      basedOn: live?.version ?? 0,
      seen: command.seen,
      at: now(),
      actor: command.actor,
    });
    if (revision === undefined) return rejected('draft-changed');
    await noteDeed(tx, { shop: command.shop, actor: command.actor, deed: 'draft-saved' }, now());
    return ok({ revision });
  });
}
