/**
 * Links that say something about a shop and a person to whoever has them, and that nobody else can make: what they say stands in
 * them, under a signature of the shop's own key for this purpose. A link of one purpose is none of another.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { env } from '#app/env.server.ts';

export type LinkPurpose = 'mail' | 'confirm' | 'survey' | 'mail-reports' | 'reviews';
export type LinkPayload = Record<string, string | number>;

const VERSION = '1';
const SIGNATURE_BYTES = 18;
const TOKEN_LENGTH_MAX = 1_000;

/** URL-safe text. @param payload short: ids, never names or addresses. */
export function signLink(shop: string, purpose: LinkPurpose, payload: LinkPayload): string {
  const body = Buffer.from(JSON.stringify({ ...payload, s: shop })).toString('base64url');
  return [VERSION, body, signatureOf(shop, purpose, body).toString('base64url')].join('.');
}

/** @returns undefined for whatever was not made here for this purpose. */
export function openLink(
  token: string,
  purpose: LinkPurpose,
): { shop: string; payload: LinkPayload } | undefined {
  if (token.length > TOKEN_LENGTH_MAX) return undefined;
  const [, body, signature] = /^1\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (!body || !signature) return undefined;
  const { s: shop, ...payload } = readBody(body);
  if (typeof shop !== 'string') return undefined;
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(shop, purpose, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return { shop, payload };
}

function readBody(body: string): LinkPayload {
  try {
    const value: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as LinkPayload) : {};
  } catch {
    return {};
  }
}

function signatureOf(shop: string, purpose: LinkPurpose, body: string): Buffer {
  const info = `treuwerk links ${VERSION}, ${purpose}, ${shop}`;
  const key = Buffer.from(hkdfSync('sha256', env().TREUWERK_CONTACT_KEY, 'treuwerk', info, 32));
  return createHmac('sha256', key).update(body).digest().subarray(0, SIGNATURE_BYTES);
}
