/**
 * Customer segments that the app keeps at Shopify, for its own discounts. Shopify knows no idempotency for them: they are looked
 * for by their name before they are made.
 */
import type { ScalarKey } from '#app/core/scalars.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  CreateSegmentDocument,
  CustomerMetafieldDocument,
  DeleteSegmentDocument,
  SegmentsDocument,
  UpdateSegmentDocument,
} from '#app/shopify/generated/admin-api.ts';

const PAGES_MAX = 20;

export type Segment = { id: string; name: string; query: string };

/** What queries call a metafield of ours; undefined while the app's configuration is not deployed. @throws ShopifyError */
export async function readMetafieldName(
  access: AdminAccess,
  key: ScalarKey,
): Promise<{ namespace: string; key: string } | undefined> {
  const { metafieldDefinition } = await requestAdmin(
    access,
    CustomerMetafieldDocument,
    { key },
    { repeatable: true },
  );
  return metafieldDefinition ?? undefined;
}

/** Discounts must be gone before: Shopify may keep a segment that one names. @throws ShopifyError */
export async function deleteSegments(access: AdminAccess, surplus: Segment[]): Promise<void> {
  for (const { id } of surplus)
    await requestAdmin(access, DeleteSegmentDocument, { id }, { repeatable: true });
}

/** @throws ShopifyError */
export async function findSegments(access: AdminAccess): Promise<Segment[]> {
  const found: Segment[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const variables: { after: string | null } = { after };
    const { segments } = await requestAdmin(access, SegmentsDocument, variables, { repeatable: true });
    found.push(...segments.nodes);
    if (!segments.pageInfo.hasNextPage) return found;
    after = segments.pageInfo.endCursor ?? null;
  }
  return found;
}

/** A name can be taken once only: a segment that was made without an answer is found by it. */
export async function putSegment(
  access: AdminAccess,
  name: string,
  query: string,
  segments: Segment[],
): Promise<{ id: string } | { refused: string }> {
  const known = segments.find((one) => one.name === name);
  if (known?.query === query) return known;
  if (known) {
    const { segmentUpdate } = await requestAdmin(
      access,
      UpdateSegmentDocument,
      { id: known.id, query },
      { repeatable: true },
    );
    const [problem] = segmentUpdate?.userErrors ?? [];
    return problem ? { refused: problem.message } : known;
  }
  const { segmentCreate } = await requestAdmin(
    access,
    CreateSegmentDocument,
    { name, query },
    { repeatable: false },
  );
  const [problem] = segmentCreate?.userErrors ?? [];
  if (problem) return { refused: problem.message };
  if (!segmentCreate?.segment)
    throw new ShopifyError('unknown', 'Shopify named neither a segment nor an error');
  return segmentCreate.segment;
}
