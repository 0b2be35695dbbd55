/** The member that a customer is, made when she is none yet; undefined for one who asked to be forgotten. */
import { ensureMembers } from '#app/db/members.ts';
import { transaction } from '#app/db/transaction.ts';
import { findForgotten } from '#app/services/forget-people.ts';

export async function memberForCustomer(
  shop: string,
  customerId: string,
  at: Date,
): Promise<number | undefined> {
  return transaction(async (tx) => {
    const forgotten = await findForgotten(tx, shop, [customerId]);
    if (forgotten.has(customerId)) return undefined;
    const people = [{ customerId, profile: null, contactHash: null }];
    return (await ensureMembers(tx, shop, people, at)).get(customerId);
  });
}
