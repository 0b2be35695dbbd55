/** Segments that every shop has: levels, by their own names, and RFM groups, as `rfm-champions`. Prospects are no segment. */
import { LEVELS, type Level } from '#app/core/scores/levels.ts';
import { RFM_GROUPS, type RfmGroup } from '#app/core/scores/rfm.ts';

export const BUILT_IN_SEGMENTS: readonly string[] = [
  ...LEVELS,
  ...RFM_GROUPS.filter((group) => group !== 'prospects').map(segmentOfGroup),
];

export function segmentOfGroup(group: RfmGroup): string {
  return `rfm-${group}`;
}

export function builtInSegmentsOf(verdict: { level: Level | null; group: RfmGroup | null }): string[] {
  const { level, group } = verdict;
  return [...(level ? [level] : []), ...(group && group !== 'prospects' ? [segmentOfGroup(group)] : [])];
}

export function groupAmong(segments: readonly string[]): RfmGroup | undefined {
  return RFM_GROUPS.find((group) => segments.includes(segmentOfGroup(group)));
}

/** Ids that no segment of the merchant's own may have. */
export function isReserved(id: string): boolean {
  return BUILT_IN_SEGMENTS.includes(id) || id.startsWith('rfm-');
}
