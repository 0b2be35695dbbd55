/** A valid access token of a shop, refreshed by the library when it is about to end. */
import { sessionStorage } from '#app/db/sessions.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { shopifyLibrary } from '#app/shopify/library.ts';
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

/** Runs a call with the shop's token; a token that Shopify no longer takes is exchanged for a new one, once. */
export async function withAccess<T>(shop: string, call: (access: AdminAccess) => Promise<T>): Promise<T> {
  const access = await accessTo(shop);
  try {
    return await call(access);
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.outcome !== 'unauthorized') throw error;
    return call(await renew(shop, access));
  }
}

/** Uses the refresh token before its time, unless another caller has renewed the token meanwhile. */
async function renew(shop: string, rejected: AdminAccess): Promise<AdminAccess> {
  const cached = cache.get(shop)?.access;
  if (cached && cached.accessToken !== rejected.accessToken) return cached;
  const running = refreshing.get(shop) ?? refresh(shop).finally(() => refreshing.delete(shop));
  refreshing.set(shop, running);
  return running;
}

async function refresh(shop: string): Promise<AdminAccess> {
  const session = await sessionStorage.loadSession(`offline_${shop}`);
  if (!session?.refreshToken) throw new ShopifyError('unauthorized', 'no session');
  try {
    const renewed = await shopifyLibrary.auth.refreshToken({ shop, refreshToken: session.refreshToken });
    await sessionStorage.storeSession(renewed.session);
    const access = { shop, accessToken: renewed.session.accessToken ?? '' };
    cache.set(shop, { access, until: Date.now() + CACHE_MS });
    return access;
  } catch {
    throw new ShopifyError('unknown', 'the access token could not be renewed');
  }
}

export function forgetAccess(shop: string): void {
  cache.delete(shop);
}
