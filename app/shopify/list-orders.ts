/** Which orders have changed since an instant: ids and times alone, page by page. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { OrdersUpdatedSinceDocument } from '#app/shopify/generated/admin-api.ts';
import { numericId } from '#app/shopify/json.ts';
import { instantOf } from '#app/shopify/webhooks/parse-order.ts';

export type ChangedOrder = { orderId: string; name: string; updatedAt: Date };

/** Pages of at most 250, oldest change first. @throws ShopifyError */
export async function* listOrdersSince(access: AdminAccess, since: Date): AsyncGenerator<ChangedOrder[]> {
  const query = `updated_at:>='${since.toISOString()}'`;
  let after: string | null = null;
  do {
    const variables: { query: string; after: string | null } = { query, after };
    const { orders } = await requestAdmin(access, OrdersUpdatedSinceDocument, variables, {
      repeatable: true,
    });
    yield orders.nodes.flatMap(({ id, name, updatedAt }) => {
      const orderId = numericId(id);
      const at = instantOf(updatedAt);
      return orderId && at ? [{ orderId, name, updatedAt: new Date(at) }] : [];
    });
    after = orders.pageInfo.hasNextPage ? (orders.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}
