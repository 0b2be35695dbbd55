/** Reads what the app must know of a shop, and of one customer. */
import type { Subscription } from '#app/core/plans/entitlement.ts';
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
  /** Null when they were not asked for. */
  subscriptions: Subscription[] | null;
};

/** @throws ShopifyError */
export async function readShop(access: AdminAccess, { plans } = { plans: false }): Promise<ShopFacts> {
  const { shop, currentAppInstallation } = await requestAdmin(
    access,
    ShopFactsDocument,
    { plans },
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
    subscriptions:
      currentAppInstallation.activeSubscriptions?.map(({ name, status, createdAt, trialDays }) => ({
        name,
        status,
        createdAt,
        trialDays,
      })) ?? null,
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
