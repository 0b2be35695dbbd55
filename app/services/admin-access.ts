/** A valid access token of a shop, refreshed by the library when it is about to end. */
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { unauthenticated } from '#app/shopify.server.ts';

const CACHE_MS = 60_000;
const cache = new Map<string, { access: AdminAccess; until: number }>();
/** One refresh at a time per shop: refresh tokens rotate. */
const refreshing = new Map<string, Promise<AdminAccess>>();

/** @throws ShopifyError `unauthorized` when the shop has no session, `unknown` when Shopify does not answer. */
export async function accessTo(shop: string): Promise<AdminAccess> {
  const cached = cache.get(shop);
  if (cached && cached.until > Date.now()) return cached.access;
  const running = refreshing.get(shop) ?? load(shop).finally(() => refreshing.delete(shop));
  refreshing.set(shop, running);
  return running;
}

async function load(shop: string): Promise<AdminAccess> {
  try {
    const { session } = await unauthenticated.admin(shop);
    const access = { shop, accessToken: session.accessToken ?? '' };
    cache.set(shop, { access, until: Date.now() + CACHE_MS });
    return access;
  } catch (error) {
    const missing = error instanceof Error && /session/i.test(error.message);
    throw new ShopifyError(missing ? 'unauthorized' : 'unknown', missing ? 'no session' : 'no access token');
  }
}

/** Runs a call with the shop's token; a token that Shopify no longer takes is loaded anew, once. */
export async function withAccess<T>(shop: string, call: (access: AdminAccess) => Promise<T>): Promise<T> {
  try {
    return await call(await accessTo(shop));
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.outcome !== 'unauthorized') throw error;
    cache.delete(shop);
    return call(await accessTo(shop));
  }
}

export function forgetAccess(shop: string): void {
  cache.delete(shop);
}
