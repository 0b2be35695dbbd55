/**
 * Forgets a person: name, addresses, notes and what Shopify sent of her go; the entries stay, which name nobody. What
 * remains is a keyed hash of her address with the bonuses that nobody gets twice.
 */
import { ONCE_IN_A_LIFE } from '#app/core/program/earning-rules.ts';
import { openBooks } from '#app/db/books.ts';
import { eraseFacts, erasePerson } from '#app/db/erasure.ts';
import { findMemberIds } from '#app/db/members.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { contactHash } from '#app/services/contact-hash.ts';

export async function eraseMember(
  tx: Transaction,
  shop: ShopRow,
  person: { customerId: string; email: string | null; orderIds: string[] },
  now: Date,
): Promise<'unknown' | 'erased'> {
  const memberId = (await findMemberIds(tx, shop.shop, [person.customerId])).get(person.customerId);
  await eraseFacts(tx, shop.shop, person, memberId ?? null);
  if (memberId === undefined) return 'unknown';
  await openBooks(tx, shop.shop, [memberId], now);
  await erasePerson(tx, shop.shop, memberId, {
    contactHash: contactHash(shop.shop, person.email),
    once: [...ONCE_IN_A_LIFE],
    at: now,
  });
  return 'erased';
}
