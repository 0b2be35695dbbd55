/** The merchant's segments by rules, and how many are in each now. */
import type { OwnSegment } from '#app/core/segments/rules.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { countInSegments, listSegments } from '#app/db/segments.ts';
import { listUsedSegments } from '#app/db/shop-facts.ts';
import { findShop } from '#app/db/shops.ts';
import { now } from '#app/clock.ts';

export type SegmentView = { segment: OwnSegment; revision: number; members: number };
export type SegmentsView = {
  list: SegmentView[];
  /** What rules may ask for: segments that are not by rules, tiers. */
  segments: string[];
  tiers: { id: string; name: Record<string, string> }[];
  currency: string;
};

export async function presentSegments(shop: string): Promise<SegmentsView> {
  const [row, rows, versions, used] = await Promise.all([
    findShop(shop),
    listSegments(shop),
    listVersions(shop),
    listUsedSegments(shop),
  ]);
  const live = rows.filter(({ gone }) => !gone);
  const own = new Set(rows.map(({ segment }) => segment.id));
  const counts = await countInSegments(
    shop,
    live.map(({ segment }) => segment.id),
  );
  const program = versionAt(versions, now().getTime())?.config;
  return {
    list: live.map(({ segment, revision }) => ({
      segment,
      revision,
      members: counts.get(segment.id) ?? 0,
    })),
    segments: used.filter((id) => !own.has(id)),
    tiers: program?.tiers.list.map(({ id, name }) => ({ id, name })) ?? [],
    currency: row?.currency ?? 'EUR',
  };
}
