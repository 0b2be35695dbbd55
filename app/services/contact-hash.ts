/**
 * A mail address as a keyed hash: enough to recognise a guest who opens an account, or an erased person who returns,
 * and of no use to anybody without the key.
 */
import { createHmac } from 'node:crypto';
import { env } from '#app/env.server.ts';

/** @returns null when there is no address. Upper and lower case and spaces around it do not matter. */
export function contactHash(shop: string, email: string | null | undefined): string | null {
  const address = email?.trim().toLowerCase();
  if (!address?.includes('@')) return null;
  return keyedHash(shop, address);
}

/** A text about a person as a hash that says nothing without the key. */
export function keyedHash(shop: string, text: string): string {
  return createHmac('sha256', env().TREUWERK_CONTACT_KEY).update(`${shop}\n${text}`).digest('base64url');
}

/** A customer's number, for recognising one who asked to be forgotten. */
export function customerHash(shop: string, customerId: string): string {
  return keyedHash(shop, `customer:${customerId}`);
}
