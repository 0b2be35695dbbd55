/**
 * What Shopify tells of customers: names and addresses, accounts that were opened, consent to the newsletter, tags. A guest who
 * opens an account, or an account that takes over a guest's address, claims what the guest has earned.
 */
import { saveConsents } from '#app/db/mail-consents.ts';
import { noteEvents } from '#app/db/member-events.ts';
import { recordFacts, type ChangeFact, type DeedFact } from '#app/services/record-facts.ts';
import { adoptGuests, ensureMembers, findGuests, findMemberIds, updateProfiles } from '#app/db/members.ts';
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
  await takeConsents(tx, shop.shop, news, now);
  await claimGuests(tx, shop, customers, now);
}

/** Of members alone: whoever is none yet has said nothing that binds us. */
export async function takeConsents(
  tx: Transaction,
  shop: string,
  news: Pick<CustomerNews, 'customerId' | 'consent'>[],
  now: Date,
): Promise<void> {
  const said = news.flatMap(({ customerId, consent }) => (consent ? [{ customerId, ...consent }] : []));
  if (said.length === 0) return;
  const members = await findMemberIds(
    tx,
    shop,
    said.map(({ customerId }) => customerId),
  );
  const consents = said.flatMap(({ customerId, state, at }) => {
    const memberId = members.get(customerId);
    return memberId === undefined ? [] : [{ memberId, state, source: 'shopify', at, untoldAt: null }];
  });
  await saveConsents(tx, shop, consents);
  // Once in a life: who takes her word back and gives it again has been welcomed.
  const events = consents.flatMap(({ memberId, state, at }) =>
    state === 'confirmed'
      ? [{ memberId, kind: 'newsletter-confirmed' as const, key: 'newsletter', at, data: {} }]
      : [],
  );
  await noteEvents(tx, shop, events, now);
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
