/**
 * Customers that were read instead of told of: what differs from what is known is taken in like news of them, the rest is
 * left alone. What happened before the program began is no deed, and what was told since the reading is better known.
 */
import { versionAt, listVersions } from '#app/db/programs.ts';
import { findGuests } from '#app/db/members.ts';
import { type KnownPerson, loadKnownPeople, loadKnownTags, type TagsKnown } from '#app/db/people.ts';
import { findKnownDeeds } from '#app/db/facts.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { takeConsents, takeCustomers } from '#app/services/take-customers.ts';
import type { ReadCustomer } from '#app/shopify/read-customers.ts';
import type { CustomerNews } from '#app/shopify/webhooks/parse-customer.ts';

export type Reading = {
  /** As of when what was read holds, at the earliest. */
  readAt: Date;
  /** Members who came since are known from this reading alone: the tags that they have, they had from the beginning. */
  newSince: Date | null;
};

/** @returns of how many customers something was new. */
export async function takeReadCustomers(
  tx: Transaction,
  shop: ShopRow,
  read: ReadCustomer[],
  reading: Reading,
  now: Date,
): Promise<number> {
  const customerIds = read.map(({ customerId }) => customerId);
  const people = await loadKnownPeople(tx, shop.shop, customerIds);
  const memberIds = [...people.values()].map(({ memberId }) => memberId);
  const tags = await loadKnownTags(tx, shop.shop, memberIds, reading.readAt);
  const deeds = await findKnownDeeds(
    tx,
    shop.shop,
    memberIds.flatMap((id) => [`signUp:${id}`, `newsletter:${id}`]),
  );
  const hashes = new Map(read.map((one) => [one.customerId, contactHash(shop.shop, one.profile.email)]));
  const guests = await findGuests(tx, shop.shop, [
    ...new Set([...hashes.values()].flatMap((one) => one ?? [])),
  ]);
  const versions = await listVersions(shop.shop, tx);
  const since = (at: Date | null) => (at && versionAt(versions, at.getTime()) ? at : null);
  const news = read.flatMap((one): CustomerNews[] => {
    const person = people.get(one.customerId);
    // A customer who has become another one is spoken of by that one.
    if (person?.isMerged) return [];
    const hash = hashes.get(one.customerId) ?? null;
    const isDone = (kind: string) => person !== undefined && deeds.has(`${kind}:${person.memberId}`);
    const profile =
      isNews(one, person, hash, reading) || (hash !== null && guests.has(hash)) ? one.profile : null;
    const signedUpAt = isDone('signUp') ? null : since(one.signedUpAt);
    const subscribedAt = isDone('newsletter') ? null : since(one.subscribedAt);
    const tagsNow = tagsNews(one, person, person && tags.get(person.memberId), reading);
    if (!profile && !signedUpAt && !subscribedAt && !tagsNow) return [];
    return [
      {
        customerId: one.customerId,
        at: reading.readAt,
        profile: profile ?? (person ? null : one.profile),
        signedUpAt,
        subscribedAt,
        tags: tagsNow,
        read: true,
      },
    ];
  });
  if (news.length > 0) await takeCustomers(tx, shop, news, now);
  await takeConsents(tx, shop.shop, read, now);
  return news.length;
}

/** Whether her name, address or language is another than the one known, and the known one is not younger. */
function isNews(
  { profile }: ReadCustomer,
  person: KnownPerson | undefined,
  hash: string | null,
  { readAt }: Reading,
): boolean {
  if (!person || (person.profileAt && person.profileAt > readAt)) return false;
  const differs = (read: string | null, known: string | null) => read !== null && read !== known;
  return (
    differs(profile.displayName, person.displayName) ||
    differs(profile.email, person.email) ||
    differs(profile.locale, person.locale) ||
    differs(hash, person.contactHash)
  );
}

/** Tags are set only where they differ from those known now, and from those known as of the reading. */
function tagsNews(
  one: ReadCustomer,
  person: KnownPerson | undefined,
  known: TagsKnown | undefined,
  { readAt, newSince }: Reading,
): CustomerNews['tags'] {
  const read = keyOf(one.tags);
  if (read === keyOf(known?.now ?? []) || read === keyOf(known?.asOf ?? [])) return null;
  const isNew = !known && (!person || (newSince !== null && person.createdAt >= newSince));
  const at = isNew && one.createdAt && one.createdAt < readAt ? one.createdAt : readAt;
  return { kind: 'tags-set', tags: one.tags, at };
}

/** In any order, in upper or lower case: Shopify's tags are the same. */
function keyOf(tags: string[]): string {
  return JSON.stringify([...new Set(tags.map((tag) => tag.toLowerCase()))].sort());
}
