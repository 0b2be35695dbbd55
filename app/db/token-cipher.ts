/**
 * Seals what the database must not hold in the clear: AES-256-GCM, bound to the place where it lies, so that a sealed
 * token copied into another shop's row does not open there. The key's mark stands before each sealed text, so that a key
 * can be changed while old texts are still about.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '#app/env.server.ts';

const FORMAT = 'tw1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param place what the text is bound to: the same is needed to open it. */
export function seal(text: string, place: string): string {
  const [key] = keys();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, key.mark, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** @returns the text; itself when it was never sealed; undefined when no key at hand opens it at this place. */
export function unseal(stored: string, place: string): string | undefined {
  if (!stored.startsWith(`${FORMAT}.`)) return stored;
  const [, mark, nonce = '', rest = ''] = stored.split('.');
  const key = keys().find((one) => one.mark === mark);
  const sealed = Buffer.from(rest, 'base64url');
  if (!key || sealed.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

type Key = { bytes: Buffer; mark: string };

/** The key that seals comes first; the others only open. */
function keys(): [Key, ...Key[]] {
  const { TREUWERK_TOKEN_KEY, TREUWERK_TOKEN_KEY_PREVIOUS, SHOPIFY_API_SECRET } = env();
  const fallback = deriveKey(SHOPIFY_API_SECRET);
  const former = TREUWERK_TOKEN_KEY_PREVIOUS ? [deriveKey(TREUWERK_TOKEN_KEY_PREVIOUS)] : [];
  return TREUWERK_TOKEN_KEY ? [deriveKey(TREUWERK_TOKEN_KEY), ...former, fallback] : [fallback, ...former];
}

const derived = new Map<string, Key>();

function deriveKey(secret: string): Key {
  const known = derived.get(secret);
  if (known) return known;
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'treuwerk', 'shop tokens, version 1', 32));
  const mark = createHash('sha256').update('mark:').update(bytes).digest('hex').slice(0, 8);
  const key = { bytes, mark };
  derived.set(secret, key);
  return key;
}
