/**
 * A valid access token of a shop. Tokens are renewed here and nowhere else in the background, by one process at a time: refresh
 * tokens rotate. The lease lies in the database and holds no connection while Shopify is asked.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  dropAccessToken,
  findTokens,
  type NewTokens,
  replaceTokens,
  type ShopTokens,
} from '#app/db/access-tokens.ts';
import { endRenewal, leaseRenewal, markAccessLost, markAccessRestored } from '#app/db/shop-access.ts';
import { log } from '#app/log.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { renewToken } from '#app/shopify/renew-token.ts';

const CACHE_MS = 60_000;
/** The library exchanges a token anew when staff open the app within the same time. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Longer than Shopify may take to answer; a process that dies meanwhile holds up the others no longer. */
const LEASE_SECONDS = 15;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 100;

const cache = new Map<string, { access: AdminAccess; until: number }>();
/** One look at the database, and one renewal, at a time per shop and process. */
const loading = new Map<string, Promise<AdminAccess>>();

/** @throws ShopifyError `unauthorized` when the shop has no valid session, `unknown` when Shopify does not answer. */
export async function accessTo(shop: string): Promise<AdminAccess> {
  const cached = cache.get(shop);
  if (cached && cached.until > Date.now()) return cached.access;
  return alone(shop, () => load(shop, undefined));
}

/** Runs a call with the shop's token; a token that Shopify no longer takes is exchanged for a new one, once. */
export async function withAccess<T>(shop: string, call: (access: AdminAccess) => Promise<T>): Promise<T> {
  const access = await accessTo(shop);
  try {
    return await call(access);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    return call(await renewed(shop, access));
  }
}

export function forgetAccess(shop: string): void {
  cache.delete(shop);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ShopifyError && error.outcome === 'unauthorized';
}

/** A token other than the rejected one, which another caller may have fetched meanwhile. */
async function renewed(shop: string, rejected: AdminAccess): Promise<AdminAccess> {
  await loading.get(shop)?.catch(() => {});
  const cached = cache.get(shop)?.access;
  if (cached && cached.accessToken !== rejected.accessToken) return cached;
  cache.delete(shop);
  return alone(shop, () => load(shop, rejected.accessToken));
}

async function alone(shop: string, work: () => Promise<AdminAccess>): Promise<AdminAccess> {
  const running = loading.get(shop) ?? work().finally(() => loading.delete(shop));
  loading.set(shop, running);
  return running;
}

async function load(shop: string, rejected: string | undefined): Promise<AdminAccess> {
  const deadline = Date.now() + PATIENCE_MS;
  const me = randomUUID();
  for (;;) {
    const tokens = await findTokens(shop);
    if (!tokens) return lose(shop, undefined, 'no session');
    if (isUsable(tokens, rejected)) return keep(shop, tokens);
    if (!tokens.refreshToken) return lose(shop, tokens, 'no refresh token');
    if (await leaseRenewal(shop, me, LEASE_SECONDS)) {
      const renewal = await renewUnderLease(shop, rejected).finally(() => endRenewal(shop, me));
      if (renewal) return renewal;
    }
    if (Date.now() > deadline) throw new ShopifyError('unknown', 'the access token is being renewed');
    await pause(LOOK_AGAIN_MS);
  }
}

/** @returns undefined when somebody else has changed the tokens meanwhile: then they are looked at again. */
async function renewUnderLease(shop: string, rejected: string | undefined): Promise<AdminAccess | undefined> {
  const tokens = await findTokens(shop);
  if (!tokens?.refreshToken || isUsable(tokens, rejected)) return undefined;
  const renewal = await renewToken(shop, tokens.refreshToken);
  if (renewal.kind === 'silent') {
    log.warn({ shop, problem: renewal.because }, 'token not renewed');
    throw new ShopifyError('unknown', 'the access token could not be renewed');
  }
  if (renewal.kind === 'refused') {
    const latest = await findTokens(shop);
    return latest?.stored === tokens.stored ? lose(shop, tokens, renewal.because) : undefined;
  }
  return (await replaceTokens(shop, tokens, renewal)) ? keep(shop, renewal) : undefined;
}

function isUsable({ accessToken, expiresAt }: ShopTokens, rejected: string | undefined): boolean {
  const lasts = expiresAt === null || expiresAt.getTime() - RENEW_BEFORE_MS > Date.now();
  return accessToken !== '' && accessToken !== rejected && lasts;
}

async function keep(shop: string, tokens: ShopTokens | NewTokens): Promise<AdminAccess> {
  const access = { shop, accessToken: tokens.accessToken };
  const ends = tokens.expiresAt ? tokens.expiresAt.getTime() - RENEW_BEFORE_MS : Infinity;
  cache.set(shop, { access, until: Math.min(Date.now() + CACHE_MS, ends) });
  await markAccessRestored(shop, new Date());
  return access;
}

/** Nothing but opening the app helps now: that is said where merchants and operators look, and nothing is thrown away. */
async function lose(shop: string, tokens: ShopTokens | undefined, because: string): Promise<never> {
  cache.delete(shop);
  if (tokens) await dropAccessToken(shop, tokens);
  if (await markAccessLost(shop, new Date()))
    log.error({ shop, problem: because }, 'access lost until somebody opens the app in this shop');
  throw new ShopifyError('unauthorized', because);
}
