/** Work that a shop has not given access for is not tried in vain: it says so once and waits until the access is there. */
import { missingScopes } from '#app/core/contracts/scopes.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { log } from '#app/log.ts';

/** Beyond so many shops it is said again. */
const SAID_MAX = 10_000;
const said = new Map<string, string>();

/** @returns what is missing, in words for a log or a report; undefined when nothing is. */
export async function sayMissing(
  shop: string,
  work: string,
  needed: readonly string[],
): Promise<string | undefined> {
  const missing = missingScopes((await findShopAccess(shop))?.scopes, needed).join(', ');
  const key = `${shop} ${work}`;
  if (missing === '') {
    said.delete(key);
    return undefined;
  }
  if (said.get(key) !== missing) log.warn({ shop, work, missing }, 'access missing: the work waits');
  if (said.size >= SAID_MAX) said.clear();
  said.set(key, missing);
  return `access missing: ${missing}`;
}
