/** Staff erase what names a person here, as a request by Shopify would. Shopify's own customer stays Shopify's. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findMember } from '#app/db/member-state.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { eraseMember } from '#app/services/erase-member.ts';

export async function eraseByStaff(command: {
  shop: string;
  actor: string;
  memberId: number;
}): Promise<Result<null>> {
  const { shop, actor, memberId } = command;
  const at = now();
  return transaction(async (tx) => {
    const row = await findShop(shop, tx);
    const member = await findMember(tx, shop, memberId);
    if (!row || !member || member.isGone || member.customerId === null) return rejected('member-unknown');
    const { customerId, email } = member;
    await eraseMember(tx, row, { customerId, email, orderIds: [] }, at);
    await noteDeed(tx, { shop, actor, deed: 'member-erased', subject: `member:${memberId}` }, at);
    return ok(null);
  });
}
