/** Contact data of a friend's order and of an advocate, for the checks of a referral: read when it is needed, kept nowhere. */
import type { Contact } from '#app/core/referrals/contact.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import {
  type ContactAddressFragment,
  CustomerContactDocument,
  OrderContactDocument,
} from '#app/shopify/generated/admin-api.ts';
import { gid, numericId } from '#app/shopify/json.ts';

/** Where the parcel goes counts before who pays. Null when Shopify has no such order. @throws ShopifyError */
export async function readOrderContact(access: AdminAccess, orderId: string): Promise<Contact | null> {
  const id = gid('Order', orderId);
  const { order } = await requestAdmin(access, OrderContactDocument, { id }, { repeatable: true });
  if (!order) return null;
  const { customer } = order;
  const address = order.shippingAddress ?? order.billingAddress ?? null;
  return {
    customerId: customer ? (numericId(customer.id) ?? null) : null,
    email: order.email ?? customer?.defaultEmailAddress?.emailAddress ?? null,
    phone: order.phone ?? address?.phone ?? customer?.defaultPhoneNumber?.phoneNumber ?? null,
    firstName: address?.firstName ?? customer?.firstName ?? null,
    lastName: address?.lastName ?? customer?.lastName ?? null,
    address: addressOf(address),
    ip: order.clientIp ?? null,
  };
}

/** Null when Shopify has no such customer. @throws ShopifyError */
export async function readCustomerContact(access: AdminAccess, customerId: string): Promise<Contact | null> {
  const id = gid('Customer', customerId);
  const { customer } = await requestAdmin(access, CustomerContactDocument, { id }, { repeatable: true });
  if (!customer) return null;
  const address = customer.defaultAddress ?? null;
  return {
    customerId,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    phone: customer.defaultPhoneNumber?.phoneNumber ?? address?.phone ?? null,
    firstName: customer.firstName ?? address?.firstName ?? null,
    lastName: customer.lastName ?? address?.lastName ?? null,
    address: addressOf(address),
    ip: customer.lastOrder?.clientIp ?? null,
  };
}

function addressOf(address: ContactAddressFragment | null): Contact['address'] {
  if (!address) return null;
  const { address1, address2, zip, city, countryCodeV2 } = address;
  return { line1: address1, line2: address2, zip, city, country: countryCodeV2 };
}
