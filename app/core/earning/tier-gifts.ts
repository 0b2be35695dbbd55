/** Gifts for entering a tier: once per member and tier, taken back when a refund undoes the entry that brought them. */
import { giftsOf, type TierMove } from '#app/core/tiers/tier-book.ts';
import type { Tiers } from '#app/core/program/tiers.ts';

export type TierEntry = { tierId: string; points: number; at: number; version: number };

/** Every entry that stands, with what it would give; in the order of time. */
export type TierEntries = TierEntry[];

export function noteMoves(
  entries: TierEntries,
  moves: readonly TierMove[],
  rules: Tiers,
  version: number,
): void {
  for (const move of moves) {
    if (move.because === 'refund') undo(entries, move, rules);
    else entries.push(...giftsOf([move], rules).map((gift) => ({ ...gift, version })));
  }
}

/** The last entry into each tier that the refund took; one of an earlier period stays, and its gift with it. */
function undo(entries: TierEntries, { from, to }: TierMove, { list }: Tiers): void {
  const rank = (tierId: string | null) => list.findIndex(({ id }) => id === tierId);
  for (const { id } of list.slice(rank(to) + 1, rank(from) + 1)) {
    const index = entries.findLastIndex(({ tierId }) => tierId === id);
    if (index >= 0) entries.splice(index, 1);
  }
}

/** The gift of each tier: that of the first entry. */
export function giftsDue(entries: TierEntries): TierEntry[] {
  const first = new Map<string, TierEntry>();
  for (const entry of entries) if (!first.has(entry.tierId)) first.set(entry.tierId, entry);
  return [...first.values()];
}

export function giftSource(tierId: string): string {
  return `tier-gift:${tierId}`;
}
