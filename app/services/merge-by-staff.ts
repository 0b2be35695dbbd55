/** Staff say that two members are one person: everything of the one becomes the other's, for good. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findMember } from '#app/db/member-state.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { mergeInto } from '#app/services/merge-members.ts';

export async function mergeByStaff(command: {
  shop: string;
  actor: string;
  from: number;
  to: number;
}): Promise<Result<null>> {
  const { shop, actor, from, to } = command;
  const at = now();
  return transaction(async (tx) => {
    const row = await findShop(shop, tx);
    const [goes, stays] = [await findMember(tx, shop, from), await findMember(tx, shop, to)];
    if (!row || !goes || !stays) return rejected('member-unknown');
    if (from === to || goes.isGone || stays.isGone) return rejected('merge-impossible');
    await mergeInto(tx, row, { from, to }, at, actor);
    const subject = `member:${to}`;
    await noteDeed(tx, { shop, actor, deed: 'members-merged', subject, data: { from } }, at);
    return ok(null);
  });
}
