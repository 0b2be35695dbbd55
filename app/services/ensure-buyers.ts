/**
 * Who bought: members behind customers, and behind the mail addresses of guests. An account whose address a guest has
 * used takes over what the guest has earned.
 */
import { adoptGuests, ensureGuests, ensureMembers } from '#app/db/members.ts';
import { type ProgramVersion, versionAt } from '#app/db/programs.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import type { OrderInput } from '#app/services/reconcile-orders.ts';

/** @returns ids of members by `buyerKey`. */
export async function ensureBuyers(
  tx: Transaction,
  shop: ShopRow,
  inputs: OrderInput[],
  versions: ProgramVersion[],
  now: Date,
): Promise<Map<string, number>> {
  const customers = inputs.flatMap(({ facts, profile }) =>
    facts.customerId === null
      ? []
      : [{ customerId: facts.customerId, profile, contactHash: contactHash(shop.shop, profile?.email) }],
  );
  await adoptGuests(tx, shop.shop, customers);
  const buyers = await ensureMembers(tx, shop.shop, customers, now);
  const silent = inputs.filter(
    ({ facts }) => facts.customerId === null && claimable(facts.occurredAt, versions),
  );
  const guests = silent.flatMap(({ profile }) => contactHash(shop.shop, profile?.email) ?? []);
  for (const [hash, id] of await ensureGuests(tx, shop.shop, guests, now)) buyers.set(guestKey(hash), id);
  return buyers;
}

function claimable(occurredAt: string, versions: ProgramVersion[]): boolean {
  return versionAt(versions, Date.parse(occurredAt))?.config.people.guests === 'claim';
}

/** Under which key an order's buyer is found; an empty one when nobody can be found. */
export function buyerKey(shop: string, { facts, profile }: Pick<OrderInput, 'facts' | 'profile'>): string {
  if (facts.customerId !== null) return facts.customerId;
  const hash = contactHash(shop, profile?.email);
  return hash === null ? '' : guestKey(hash);
}

function guestKey(hash: string): string {
  return `guest:${hash}`;
}
