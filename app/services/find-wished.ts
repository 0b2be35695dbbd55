/**
 * Whom the rows of a file mean: members by Shopify's number, by mail address, or guests known by a keyed hash of their address
 * alone, whose points an account with that address takes over. While a file is only looked at, nobody is made.
 */
import type { Wish } from '#app/core/member-import/read-row.ts';
import { ensureGuests, ensureMembers, findGuests, findMemberIds } from '#app/db/members.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { findByMail, findErasedContacts } from '#app/db/transfer-rows.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { findForgotten } from '#app/services/forget-people.ts';

export type Found =
  /** `memberId` is null for somebody who would be made. `identity` names her to the hash that finds doubles. */
  | { ok: true; memberId: number | null; identity: string; isNew: boolean; isGuest: boolean }
  | { ok: false; code: 'forgotten' | 'mail-shared' | 'member-unknown' };

/** `make`: whether who is missing is made. Adjustments are for members that there are. */
export async function findWished(
  tx: Transaction,
  shop: string,
  wishes: Wish[],
  how: { make: boolean; onlyKnown: boolean },
  at: Date,
): Promise<Found[]> {
  const ids = [...new Set(wishes.flatMap(({ customerId }) => customerId ?? []))];
  const mails = [
    ...new Set(wishes.flatMap(({ customerId, email }) => (customerId === null ? (email ?? []) : []))),
  ];
  const forgotten = await findForgotten(tx, shop, ids);
  const byId = await findMemberIds(tx, shop, ids);
  const byMail = await findByMail(tx, shop, mails);
  const strangers = mails.filter((mail) => !byMail.has(mail));
  const hashes = new Map(strangers.flatMap((mail) => pair(mail, contactHash(shop, mail))));
  const erased = await findErasedContacts(tx, shop, [...hashes.values()]);
  const guests = await findGuests(tx, shop, [...hashes.values()]);
  if (how.make && !how.onlyKnown) {
    const missing = ids.filter((id) => !byId.has(id) && !forgotten.has(id));
    const people = missing.map((customerId) => ({ customerId, profile: null, contactHash: null }));
    for (const [id, member] of await ensureMembers(tx, shop, people, at)) byId.set(id, member);
    const unknown = [...hashes.values()].filter((hash) => !guests.has(hash) && !erased.has(hash));
    for (const [hash, member] of await ensureGuests(tx, shop, unknown, at)) guests.set(hash, member);
  }
  return wishes.map((wish): Found => {
    if (wish.customerId !== null) {
      if (forgotten.has(wish.customerId)) return { ok: false, code: 'forgotten' };
      return found(byId.get(wish.customerId), `customer:${wish.customerId}`, false, how.onlyKnown);
    }
    const mail = wish.email ?? '';
    const members = byMail.get(mail) ?? [];
    if (members.length > 1) return { ok: false, code: 'mail-shared' };
    if (members[0] !== undefined) return found(members[0], mail, false, how.onlyKnown);
    const hash = hashes.get(mail) ?? '';
    if (erased.has(hash)) return { ok: false, code: 'forgotten' };
    return found(guests.get(hash), `mail:${hash}`, true, how.onlyKnown);
  });
}

function pair(mail: string, hash: string | null): [string, string][] {
  return hash === null ? [] : [[mail, hash]];
}

function found(memberId: number | undefined, identity: string, isGuest: boolean, onlyKnown: boolean): Found {
  if (memberId === undefined && onlyKnown) return { ok: false, code: 'member-unknown' };
  const isNew = memberId === undefined;
  return {
    ok: true,
    memberId: memberId ?? null,
    identity: isNew ? identity : `member:${memberId}`,
    isNew,
    isGuest,
  };
}
