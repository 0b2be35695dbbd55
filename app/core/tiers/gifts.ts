/** The points that come with entering a tier. */
import type { Tiers } from '#app/core/program/tiers.ts';
import { rankOf, type TierMove } from '#app/core/tiers/book-state.ts';

export type TierGift = { tierId: string; points: number; at: number };

/**
 * Gifts that are due for these moves, by `entryGifts`: of each tier skipped, or only of the last. Moves down give nothing,
 * and what a refund undid within these moves gives nothing either. Once per tier and member is the caller's to keep.
 */
export function giftsOf(moves: TierMove[], rules: Tiers): TierGift[] {
  let gifts: TierGift[] = [];
  for (const move of moves) {
    if (move.because === 'refund') gifts = withoutUndone(gifts, move, rules);
    else gifts.push(...giftsOfMove(move, rules));
  }
  return gifts;
}

function giftsOfMove({ at, from, to }: TierMove, rules: Tiers): TierGift[] {
  const [low, high] = [rankOf(rules, from), rankOf(rules, to)];
  return rules.list.flatMap(({ id, enter, entryGift }, rank) => {
    const skipped = rank > low && rank < high && enter !== null && rules.entryGifts === 'each';
    const entered = rank > low && rank === high;
    return (skipped || entered) && entryGift > 0 ? [{ tierId: id, points: entryGift, at }] : [];
  });
}

/** Takes the last gift of each tier that the refund took: one of an earlier period stays. */
function withoutUndone(gifts: TierGift[], { from, to }: TierMove, rules: Tiers): TierGift[] {
  const [low, high] = [rankOf(rules, to), rankOf(rules, from)];
  const undone = new Set<number>();
  for (const { id } of rules.list.slice(low + 1, high + 1)) {
    undone.add(gifts.findLastIndex(({ tierId }) => tierId === id));
  }
  return gifts.filter((_, index) => !undone.has(index));
}
