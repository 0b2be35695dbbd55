/**
 * Who belongs to a customer segment: the queries that are simulated compare one metafield with a text, or ask a list of texts
 * whether it holds one.
 */
import type { SandboxContext } from './context.ts';
import { gid } from './ids.ts';
import type { Discount, Id, Iso } from './model.ts';

/** A group of customers by a query; who belongs to it is told anew each time. */
export type Segment = { id: Id; name: string; query: string; createdAt: Iso; updatedAt: Iso };

const METAFIELD = /^metafields\.([a-z0-9_-]+)\.([a-z0-9_-]+) (=|CONTAINS) '([^']*)'$/;

export type SegmentQuery = { namespace: string; key: string; operator: '=' | 'CONTAINS'; value: string };

/** What a query says, or undefined for one that Shopify would refuse, or that is not simulated. */
export function readSegmentQuery(query: string): SegmentQuery | undefined {
  const [, namespace, key, operator, value] = METAFIELD.exec(query) ?? [];
  if (!namespace || !key || value === undefined) return undefined;
  return { namespace, key, operator: operator === 'CONTAINS' ? 'CONTAINS' : '=', value };
}

export function belongsTo(context: SandboxContext, customerId: Id, segmentId: Id): boolean {
  const segment = context.state.segments.get(segmentId);
  const asked = segment && readSegmentQuery(segment.query);
  if (!asked) return false;
  const owned = context.state.metafields.get(gid('Customer', customerId));
  const has = owned?.get(`${asked.namespace}.${asked.key}`)?.value;
  if (asked.operator === '=' || has === undefined) return has === asked.value;
  const list: unknown = JSON.parse(has);
  return Array.isArray(list) && list.includes(asked.value);
}

/** Codes, and the automatic discounts that are not kept for segments which this customer, or the guest, is not in. */
export function withSegments(
  context: SandboxContext,
  discounts: Discount[],
  customerId: Id | null,
): Discount[] {
  return discounts.filter(
    ({ method, segmentIds = [] }) =>
      method === 'code' ||
      segmentIds.length === 0 ||
      segmentsOf(context, customerId).some((id) => segmentIds.includes(id)),
  );
}

/** All segments of the store that she is in; a guest is in none. */
export function segmentsOf(context: SandboxContext, customerId: Id | null): Id[] {
  if (customerId === null) return [];
  return [...context.state.segments.keys()].filter((id) => belongsTo(context, customerId, id));
}
