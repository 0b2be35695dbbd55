/** Customers that have changed since an instant, whole, page by page. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { CustomersUpdatedSinceDocument } from '#app/shopify/generated/admin-api.ts';
import { type ReadCustomer, toReadCustomer } from '#app/shopify/read-customers.ts';

/** Pages of at most 100, oldest change first. @throws ShopifyError */
export async function* listCustomersSince(access: AdminAccess, since: Date): AsyncGenerator<ReadCustomer[]> {
  const query = `updated_at:>='${since.toISOString()}'`;
  let after: string | null = null;
  do {
    const variables: { query: string; after: string | null } = { query, after };
    const { customers } = await requestAdmin(access, CustomersUpdatedSinceDocument, variables, {
      repeatable: true,
    });
    yield customers.nodes.flatMap((customer) => toReadCustomer(customer) ?? []);
    after = customers.pageInfo.hasNextPage ? (customers.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}
