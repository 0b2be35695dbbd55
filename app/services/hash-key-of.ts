/** By what a shop's hashes of mail addresses were made, without saying the key: two installations can compare. */
import { keyedHash } from '#app/services/contact-hash.ts';

export function hashKeyOf(shop: string): string {
  return keyedHash(shop, 'treuwerk: which key').slice(0, 16);
}
