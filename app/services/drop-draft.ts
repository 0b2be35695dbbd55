/** Forgets the program that was being prepared. */
import { deleteDraft } from '#app/db/programs.ts';
import { transaction } from '#app/db/transaction.ts';

export async function dropDraft(shop: string): Promise<{ revision: 0 }> {
  await transaction((tx) => deleteDraft(tx, shop));
  return { revision: 0 };
}
