/** Who of the merchant's staff asks, and what she may do. Shopify is asked for a name once a day at most. */
import { now } from '#app/clock.ts';
import { type Role, roleOf, staffActor } from '#app/core/team/roles.ts';
import { readSettings } from '#app/db/shop-settings.ts';
import { findStaff, seeStaff, type StaffRow } from '#app/db/staff.ts';
import { askWho } from '#app/shopify/ask-who.ts';

const ASK_AGAIN_MS = 24 * 3_600_000;

export type Staff = { shop: string; userId: string; actor: string; role: Role };

/** A page asks with several requests at once: they share one look. */
const asking = new Map<string, Promise<void>>();

export async function knowStaff(shop: string, userId: string, sessionToken: string): Promise<Staff> {
  const found = await findStaff(shop, userId);
  const known = isFresh(found.person) ? found : await meet(shop, userId, sessionToken);
  const standard = readSettings(known.settings).team.standardRole;
  const role = roleOf(known.person ?? { isOwner: false, role: null }, standard);
  return { shop, userId, actor: staffActor(userId), role };
}

function isFresh(person: StaffRow | undefined): boolean {
  return person?.toldAt != null && person.toldAt.getTime() > Date.now() - ASK_AGAIN_MS;
}

async function meet(shop: string, userId: string, sessionToken: string) {
  const key = `${shop} ${userId}`;
  const running = asking.get(key) ?? introduce(shop, userId, sessionToken).finally(() => asking.delete(key));
  asking.set(key, running);
  await running;
  return findStaff(shop, userId);
}

/** A token of somebody else's tells nothing of her. */
async function introduce(shop: string, userId: string, sessionToken: string): Promise<void> {
  const told = await askWho(shop, sessionToken);
  await seeStaff(shop, userId, told?.userId === userId ? told : undefined, { now: now(), real: new Date() });
}
