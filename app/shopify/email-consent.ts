/** Tells Shopify who wants news by mail and who does not any more. Told twice it is the same. */
import { ShopifyError, type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import {
  CustomerByEmailDocument,
  type CustomerEmailMarketingConsentInput,
  SubscribeNewCustomerDocument,
  UpdateEmailConsentDocument,
} from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

/** Of a customer with this address, or of a new one. @throws ShopifyError */
export async function subscribeCustomer(
  access: AdminAccess,
  { email, locale, confirmedAt }: { email: string; locale: string; confirmedAt: Date },
): Promise<void> {
  const consent: CustomerEmailMarketingConsentInput = {
    marketingState: 'SUBSCRIBED',
    marketingOptInLevel: 'CONFIRMED_OPT_IN',
    consentUpdatedAt: confirmedAt.toISOString(),
  };
  const known = await findByEmail(access, email);
  if (known) return updateConsent(access, known, consent);
  const { customerCreate } = await requestAdmin(
    access,
    SubscribeNewCustomerDocument,
    { email, locale, consent },
    { repeatable: false },
  );
  const [problem] = customerCreate?.userErrors ?? [];
  if (!problem) return;
  // Somebody with this address came in between, or an earlier try of ours did.
  const since = await findByEmail(access, email);
  if (!since) throw new ShopifyError('refused', problem.message);
  return updateConsent(access, since, consent);
}

/** @throws ShopifyError */
export function unsubscribeCustomer(access: AdminAccess, customerId: string, at: Date): Promise<void> {
  return updateConsent(access, gid('Customer', customerId), {
    marketingState: 'UNSUBSCRIBED',
    consentUpdatedAt: at.toISOString(),
  });
}

async function findByEmail(access: AdminAccess, email: string): Promise<string | undefined> {
  const found = await requestAdmin(access, CustomerByEmailDocument, { email }, { repeatable: true });
  return found.customerByIdentifier?.id;
}

async function updateConsent(
  access: AdminAccess,
  customerId: string,
  emailMarketingConsent: CustomerEmailMarketingConsentInput,
): Promise<void> {
  const answer = await requestAdmin(
    access,
    UpdateEmailConsentDocument,
    { input: { customerId, emailMarketingConsent } },
    { repeatable: true },
  );
  const [problem] = answer.customerEmailMarketingConsentUpdate?.userErrors ?? [];
  if (problem) throw new ShopifyError('refused', problem.message);
}
