/** Customers as they stand when they are read, instead of being told of. */
import type { BulkGroup } from '#app/shopify/bulk-read.ts';
import type { CustomerFactsFragment } from '#app/shopify/generated/admin-api.ts';
import type { Consent } from '#app/core/mail/decide.ts';
import { toConsent } from '#app/shopify/consent-state.ts';
import { numericId } from '#app/shopify/json.ts';
import { storable } from '#app/shopify/webhooks/order-body.ts';
import { type CustomerProfile, instantOf } from '#app/shopify/webhooks/parse-order.ts';

export type ReadCustomer = {
  customerId: string;
  profile: CustomerProfile;
  tags: string[];
  /** When Shopify first knew her; null when that is no time. */
  createdAt: Date | null;
  /** Since when she has an account, at the earliest: Shopify tells that she has one, not when she opened it. */
  signedUpAt: Date | null;
  /** When she subscribed to the newsletter; null when she does not get it, or when nobody knows since when. */
  subscribedAt: Date | null;
  /** Whether she wants news by mail; null when nobody knows since when. */
  consent: { state: Consent; at: Date } | null;
};

/** What is in the file is what `CustomersInBulk` asks for. */
export function toBulkCustomer({ root }: BulkGroup): ReadCustomer | undefined {
  return toReadCustomer(root as CustomerFactsFragment);
}

export function toReadCustomer(customer: CustomerFactsFragment): ReadCustomer | undefined {
  const customerId = numericId(customer.id);
  if (!customerId) return undefined;
  const address = customer.defaultEmailAddress;
  const createdAt = dateOf(customer.createdAt);
  const consentAt = address ? dateOf(address.marketingUpdatedAt) : null;
  return {
    customerId,
    profile: {
      displayName: nameOf(customer),
      email: address ? storable(address.emailAddress) : null,
      locale: customer.locale ? storable(customer.locale).slice(0, 20) : null,
    },
    tags: customer.tags.map(storable),
    createdAt,
    signedUpAt: customer.state === 'ENABLED' ? createdAt : null,
    subscribedAt: address?.marketingState === 'SUBSCRIBED' ? consentAt : null,
    consent:
      address && consentAt
        ? { state: toConsent(address.marketingState, address.marketingOptInLevel), at: consentAt }
        : null,
  };
}

/** Shopify shows the mail address or the telephone number in place of a name that it does not know. */
function nameOf({ displayName, defaultEmailAddress }: CustomerFactsFragment): string | null {
  if (!/\p{L}/u.test(displayName) || displayName === defaultEmailAddress?.emailAddress) return null;
  return storable(displayName);
}

function dateOf(text: string | null): Date | null {
  const iso = instantOf(text);
  return iso === undefined ? null : new Date(iso);
}
