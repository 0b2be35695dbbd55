/** An order as it stands in the file of a bulk operation. */
import type { BulkGroup } from '#app/shopify/bulk-read.ts';
import type {
  OrderHeaderFragment,
  OrderLineFactsFragment,
  OrderShippingFactsFragment,
} from '#app/shopify/generated/admin-api.ts';
import { numericId } from '#app/shopify/json.ts';
import { profileOf, type ReadOrder, toOrderFacts } from '#app/shopify/read-order.ts';

/** Refunds are not in the file, so orders with any must be read by themselves. */
export type BulkOrder = ReadOrder & { needsReading: boolean };

/** What is in the file is what `OrdersInBulk` asks for. */
export function toBulkOrder({ root, children }: BulkGroup): BulkOrder {
  const header = root as OrderHeaderFragment;
  const lines = children.filter((row) => 'originalUnitPriceSet' in row) as OrderLineFactsFragment[];
  const shipping = children.filter(
    (row) => !('originalUnitPriceSet' in row),
  ) as unknown as OrderShippingFactsFragment[];
  const facts = toOrderFacts({ header, lines, shipping, refunds: [] });
  const refunded = Number(header.totalRefundedSet.shopMoney.amount) !== 0;
  const edited = lines.some((line) => line.currentQuantity !== line.quantity);
  return { facts, profile: profileOf(header), needsReading: refunded || edited || !numericId(header.id) };
}
