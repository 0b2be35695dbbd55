/**
 * What Shopify tells of customers: names and addresses, accounts that were opened, consent to the newsletter, tags. A guest who
 * opens an account, or an account that takes over a guest's address, claims what the guest has earned.
 */
import { recordFacts, type ChangeFact, type DeedFact } from '#app/services/record-facts.ts';
import { adoptGuests, ensureMembers, findGuests, updateProfiles } from '#app/db/members.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { findForgotten } from '#app/services/forget-people.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { mergeInto } from '#app/services/merge-members.ts';
import type { CustomerNews } from '#app/shopify/webhooks/parse-customer.ts';

export async function takeCustomers(
  tx: Transaction,
  shop: ShopRow,
  told: CustomerNews[],
  now: Date,
): Promise<void> {
  const forgotten = await findForgotten(
    tx,
    shop.shop,
    told.map(({ customerId }) => customerId),
  );
  const news = told.filter(({ customerId }) => !forgotten.has(customerId));
  if (news.length === 0) return;
  const customers = news.map(({ customerId, profile, at }) => ({
    customerId,
    profile,
    at,
    contactHash: contactHash(shop.shop, profile?.email),
  }));
  await adoptGuests(tx, shop.shop, customers);
  const acting = new Set(news.filter(acts).map(({ customerId }) => customerId));
  const wanted = customers.filter(({ customerId }) => acting.has(customerId));
  const memberIds = await ensureMembers(tx, shop.shop, wanted, now);
  const facts = news.flatMap((one) => {
    const memberId = memberIds.get(one.customerId);
    return memberId === undefined ? [] : factsOf(one, memberId);
  });
  const profiles = customers.flatMap(({ profile, ...rest }) => (profile ? [{ ...rest, profile }] : []));
  await recordFacts(tx, shop, facts, now, {
    memberIds: [],
    write: () => updateProfiles(tx, shop.shop, profiles),
  });
  await claimGuests(tx, shop, customers, now);
}

function acts({ signedUpAt, subscribedAt, tags }: CustomerNews): boolean {
  return signedUpAt !== null || subscribedAt !== null || tags !== null;
}

function factsOf(
  { signedUpAt, subscribedAt, tags, read }: CustomerNews,
  memberId: number,
): (DeedFact | ChangeFact)[] {
  const deed = { type: 'deed' as const, memberId, name: null, withdrawnAt: null, ...(read && { read }) };
  return [
    ...(signedUpAt
      ? [{ ...deed, id: `signUp:${memberId}`, kind: 'signUp' as const, occurredAt: signedUpAt }]
      : []),
    ...(subscribedAt
      ? [{ ...deed, id: `newsletter:${memberId}`, kind: 'newsletter' as const, occurredAt: subscribedAt }]
      : []),
    ...(tags
      ? [
          {
            type: 'change' as const,
            id: `tags:${memberId}:${hashOf([tags.kind, tags.at.toISOString(), tags.tags])}`,
            memberId,
            at: tags.at,
            actor: 'shopify',
            change: { kind: tags.kind, tags: tags.tags },
          },
        ]
      : []),
  ];
}

/** A guest whose address belongs to a member by now becomes that member. */
async function claimGuests(
  tx: Transaction,
  shop: ShopRow,
  customers: { customerId: string; contactHash: string | null }[],
  now: Date,
): Promise<void> {
  const hashes = customers.flatMap((one) => one.contactHash ?? []);
  const guests = await findGuests(tx, shop.shop, hashes);
  if (guests.size === 0) return;
  const claiming = customers.filter((one) => one.contactHash !== null && guests.has(one.contactHash));
  const seen = claiming.map((one) => ({ ...one, profile: null }));
  const memberIds = await ensureMembers(tx, shop.shop, seen, now);
  for (const one of claiming) {
    const [from, to] = [guests.get(one.contactHash ?? ''), memberIds.get(one.customerId)];
    if (from === undefined || to === undefined || from === to) continue;
    await mergeInto(tx, shop, { from, to }, now);
    guests.delete(one.contactHash ?? '');
  }
}
