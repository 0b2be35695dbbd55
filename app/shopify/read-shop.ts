/** Reads what the app must know of a shop, and of one customer. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { CustomerProfileDocument, ShopFactsDocument } from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

export type ShopFacts = {
  name: string;
  currency: string;
  timezone: string;
  planName: string;
  isPlus: boolean;
  installationId: string;
  scopes: string[];
};

/** @throws ShopifyError */
export async function readShop(access: AdminAccess): Promise<ShopFacts> {
  const { shop, currentAppInstallation } = await requestAdmin(
    access,
    ShopFactsDocument,
    {},
    { repeatable: true },
  );
  return {
    name: shop.name,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    planName: shop.plan.publicDisplayName,
    isPlus: shop.plan.shopifyPlus,
    installationId: currentAppInstallation.id,
    scopes: currentAppInstallation.accessScopes.map((scope) => scope.handle),
  };
}

/** @returns undefined when Shopify has no such customer. @throws ShopifyError */
export async function readProfile(
  access: AdminAccess,
  customerId: string,
): Promise<{ displayName: string; email: string | null; locale: string } | undefined> {
  const { customer } = await requestAdmin(
    access,
    CustomerProfileDocument,
    { id: gid('Customer', customerId) },
    { repeatable: true },
  );
  if (!customer) return undefined;
  return {
    displayName: customer.displayName,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    locale: customer.locale,
  };
}
