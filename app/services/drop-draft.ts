/** Forgets the program that was being prepared. */
import { now } from '#app/clock.ts';
import { deleteDraft } from '#app/db/programs.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

export async function dropDraft({ shop, actor }: { shop: string; actor: string }): Promise<{ revision: 0 }> {
  await transaction(async (tx) => {
    if (await deleteDraft(tx, shop)) await noteDeed(tx, { shop, actor, deed: 'draft-dropped' }, now());
  });
  return { revision: 0 };
}
