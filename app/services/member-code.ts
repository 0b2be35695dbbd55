/**
 * A member's own code, which she shows at the till: her customer number under a signature, so that nobody can count
 * through other people's. It holds nothing that a stranger could use: only staff's tills understand it.
 */
import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '#app/services/contact-hash.ts';

const PREFIX = 'treuwerk:';
const SIGNATURE_LENGTH = 16;

/** "treuwerk:1234.AbC…": the text of her QR code. */
export function memberCode(shop: string, customerId: string): string {
  return `${PREFIX}${customerId}.${signatureOf(shop, customerId)}`;
}

/** @returns whom it names; null for a code of ours that is not genuine; undefined for any other text. */
export function readMemberCode(shop: string, text: string): string | null | undefined {
  if (!text.toLowerCase().startsWith(PREFIX)) return undefined;
  const [, customerId, signature] = /^(\d{1,20})\.([\w-]{16})$/.exec(text.slice(PREFIX.length)) ?? [];
  if (!customerId || !signature) return null;
  const right = signatureOf(shop, customerId);
  return timingSafeEqual(Buffer.from(signature), Buffer.from(right)) ? customerId : null;
}

function signatureOf(shop: string, customerId: string): string {
  return keyedHash(shop, `member-code:${customerId}`).slice(0, SIGNATURE_LENGTH);
}
