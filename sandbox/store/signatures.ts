/**
 * Everything that Shopify signs: session tokens, app proxy queries, webhooks. Tokens and time stamps use real
 * time, as the app checks them against real time even while business time is moved.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { SandboxConfig, Signatures } from './context.ts';
import { gid } from './ids.ts';

export function makeSignatures(config: SandboxConfig): Signatures {
  const staffToken: Signatures['idToken'] = (over = {}) => {
    const shop = over.shop ?? config.shop;
    return signToken(config, over.expiresInSeconds ?? 60, {
      iss: `https://${shop}/admin`,
      dest: `https://${shop}`,
      sub: over.sub ?? '42',
      sid: randomUUID(),
    });
  };
  const extensionToken: Signatures['extensionToken'] = (customerId, over = {}) =>
    signToken(config, over.expiresInSeconds ?? 300, {
      dest: over.shop ?? config.shop,
      ...(customerId === null ? {} : { sub: gid('Customer', customerId) }),
    });
  return {
    idToken: staffToken,
    extensionToken,
    hostParameter: () => hostParameter(config.shop),
    proxyQuery: (query, customerId, at = new Date()) => proxyQuery(config, query, customerId, at),
    webhook: (body) => createHmac('sha256', config.apiSecret).update(body).digest('base64'),
  };
}

export function hostParameter(shop: string): string {
  const store = shop.replace(/\.myshopify\.com$/, '');
  return Buffer.from(`admin.shopify.com/store/${store}`).toString('base64').replace(/=+$/, '');
}

/** The claims of a token signed with the app's secret and still valid, or a reason why not. */
export function readToken(
  config: SandboxConfig,
  token: string,
): { claims: Record<string, unknown> } | { error: 'malformed' | 'signature' | 'expired' | 'audience' } {
  const [header, payload, signature] = token.split('.');
  if (!header || !payload || !signature) return { error: 'malformed' };
  const expected = createHmac('sha256', config.apiSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { error: 'signature' };
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const now = Date.now() / 1000;
  if (typeof claims['exp'] !== 'number' || claims['exp'] < now) return { error: 'expired' };
  if (claims['aud'] !== config.apiKey) return { error: 'audience' };
  return { claims };
}

function signToken(config: SandboxConfig, seconds: number, claims: Record<string, unknown>): string {
  const now = Math.floor(Date.now() / 1000);
  const times = { exp: now + seconds, nbf: now - 1, iat: now - 1 };
  const payload = { ...claims, aud: config.apiKey, ...times, jti: randomUUID() };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${unsigned}.${createHmac('sha256', config.apiSecret).update(unsigned).digest('base64url')}`;
}

/** Shopify's app proxy signature: sorted `key=value` without separator, repeated values joined by commas. */
function proxyQuery(
  config: SandboxConfig,
  query: URLSearchParams,
  customerId: string | null,
  at: Date,
): string {
  const signed = new URLSearchParams(query);
  signed.delete('signature');
  signed.set('shop', config.shop);
  signed.set('path_prefix', '/apps/treuwerk');
  signed.set('timestamp', String(Math.floor(at.getTime() / 1000)));
  signed.set('logged_in_customer_id', customerId ?? '');
  const keys = [...new Set(signed.keys())].sort();
  const message = keys.map((key) => `${key}=${signed.getAll(key).join(',')}`).join('');
  signed.set('signature', createHmac('sha256', config.apiSecret).update(message).digest('hex'));
  return signed.toString();
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
