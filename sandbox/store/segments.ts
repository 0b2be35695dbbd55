/** Who belongs to a customer segment: the queries that are simulated compare one metafield with a text. */
import type { SandboxContext } from './context.ts';
import { gid } from './ids.ts';
import type { Discount, Id, Iso } from './model.ts';

/** A group of customers by a query; who belongs to it is told anew each time. */
export type Segment = { id: Id; name: string; query: string; createdAt: Iso; updatedAt: Iso };

const METAFIELD_IS = /^metafields\.([a-z0-9_-]+)\.([a-z0-9_-]+) = '([^']*)'$/;

/** What a query says, or undefined for one that Shopify would refuse, or that is not simulated. */
export function readSegmentQuery(
  query: string,
): { namespace: string; key: string; value: string } | undefined {
  const [, namespace, key, value] = METAFIELD_IS.exec(query) ?? [];
  return namespace && key && value !== undefined ? { namespace, key, value } : undefined;
}

export function belongsTo(context: SandboxContext, customerId: Id, segmentId: Id): boolean {
  const segment = context.state.segments.get(segmentId);
  const asked = segment && readSegmentQuery(segment.query);
  if (!asked) return false;
  const owned = context.state.metafields.get(gid('Customer', customerId));
  return owned?.get(`${asked.namespace}.${asked.key}`)?.value === asked.value;
}

/** Discounts that are not kept for segments which this customer, or the guest, is not in. */
export function withSegments(
  context: SandboxContext,
  discounts: Discount[],
  customerId: Id | null,
): Discount[] {
  return discounts.filter(({ segmentIds = [] }) => {
    if (segmentIds.length === 0) return true;
    return customerId !== null && segmentIds.some((id) => belongsTo(context, customerId, id));
  });
}
