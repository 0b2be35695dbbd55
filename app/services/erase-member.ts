/**
 * Forgets a person: name, addresses, notes, words and what Shopify sent of her go; the entries stay, which name nobody.
 * What remains is a keyed hash of her address with the bonuses that nobody gets twice, and one of her customer number, so
 * that news that arrives late does not bring her back.
 */
import { ONCE_IN_A_LIFE } from '#app/core/program/earning-rules.ts';
import { openBooks } from '#app/db/books.ts';
import {
  eraseOrders,
  erasePerson,
  erasePrivacyRequests,
  findPerson,
  rememberErased,
  scrubDeliveries,
} from '#app/db/erasure.ts';
import { listVersions } from '#app/db/programs.ts';
import { eraseContactMails, eraseMails } from '#app/db/mail-consents.ts';
import { eraseRuns } from '#app/db/journey-runs.ts';
import { eraseEvents } from '#app/db/member-events.ts';
import { eraseReferrals } from '#app/db/referrals.ts';
import { eraseCheckouts } from '#app/db/open-checkouts.ts';
import { eraseReviews } from '#app/db/reviews.ts';
import { eraseAnswers } from '#app/db/survey-answers.ts';
import { eraseTasks } from '#app/db/tasks.ts';
import { forgetBefore } from '#app/db/transfer-rows.ts';
import { dropFilesOfShop } from '#app/db/transfers.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { contactHash, customerHash } from '#app/services/contact-hash.ts';

export type ErasureRequest = { customerId: string; email: string | null; orderIds: string[] };

/** @returns the ids of all orders that were hers, so that deliveries settled later are scrubbed, too. */
export async function eraseMember(
  tx: Transaction,
  shop: ShopRow,
  person: ErasureRequest,
  now: Date,
): Promise<{ result: 'unknown' | 'erased'; orderIds: string[] }> {
  const hash = contactHash(shop.shop, person.email);
  await rememberErased(tx, shop.shop, customerHash(shop.shop, person.customerId), now);
  const memberIds = await findPerson(tx, shop.shop, { ...person, contactHash: hash });
  await openBooks(tx, shop.shop, memberIds, now);
  const orderIds = await eraseOrders(tx, shop.shop, { ...person, memberIds }, now);
  const all = [...new Set([...orderIds, ...person.orderIds])];
  await scrubDeliveries(tx, shop.shop, { customerId: person.customerId, orderIds: all });
  // Exports and uploads would keep her; a new export is made in minutes.
  await dropFilesOfShop(tx, shop.shop);
  await erasePrivacyRequests(tx, shop.shop, person.customerId);
  const words = wordsOf((await listVersions(shop.shop, tx)).map(({ config }) => config));
  await forgetBefore(tx, shop.shop, memberIds);
  for (const memberId of memberIds) {
    await erasePerson(tx, shop.shop, memberId, {
      contactHash: hash,
      once: [...ONCE_IN_A_LIFE],
      words: [...words],
      at: now,
    });
    await eraseReferrals(tx, shop.shop, memberId);
    await eraseMails(tx, shop.shop, memberId);
    await eraseEvents(tx, shop.shop, memberId);
    await eraseTasks(tx, shop.shop, memberId);
    await eraseRuns(tx, shop.shop, memberId);
    await eraseAnswers(tx, shop.shop, memberId);
    await eraseCheckouts(tx, shop.shop, memberId);
    await eraseReviews(tx, shop.shop, memberId);
  }
  if (hash !== null) await eraseContactMails(tx, shop.shop, hash);
  return { result: memberIds.length === 0 ? 'unknown' : 'erased', orderIds: all };
}

/** Every text in the programs, in lower case: the merchant's own words, which name nobody. */
function wordsOf(value: unknown, words = new Set<string>()): Set<string> {
  if (typeof value === 'string') words.add(value.toLowerCase());
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) wordsOf(part, words);
  return words;
}
