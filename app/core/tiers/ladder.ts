/** The tiers that can be earned, as numbers: the rungs of a ladder, lowest first, in the unit of the basis. */
import { invariant } from '#app/core/invariant.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Tiers } from '#app/core/program/tiers.ts';

/** `rank` is the place in the whole list, where tiers that only staff give stand, too. */
export type Rung = { id: string; rank: number; enter: number; keep: number };

/** Below the first rung. */
export const GROUND = -1;

export function ladderOf(rules: Tiers, currency: string): Rung[] {
  const read = thresholdReader(rules.basis, currency);
  return rules.list.flatMap(({ id, enter, keep }, rank) =>
    enter === null ? [] : [{ id, rank, enter: read(enter), keep: read(keep ?? enter) }],
  );
}

/** The highest rung that an amount enters. */
export function rungReached(ladder: Rung[], amount: number): number {
  return ladder.findLastIndex(({ enter }) => amount >= enter);
}

/** The highest rung up to `rungMax` that an amount keeps. */
export function rungKept(ladder: Rung[], amount: number, rungMax: number): number {
  return ladder.findLastIndex(({ keep }, rung) => rung <= rungMax && amount >= keep);
}

/** Thresholds finer than the unit are rounded up, so that an amount reaches them exactly when it is not below them. */
function thresholdReader(basis: Tiers['basis'], currency: string): (text: string) => number {
  switch (basis) {
    case 'score':
      return Number;
    case 'points':
    case 'orders':
      return (text) => Math.ceil(Number(text));
    case 'spend': {
      const step = 10 ** (THRESHOLD_DECIMALS - currencyExponent(currency));
      return (text) => {
        const thousandths = parseMinor(text, THRESHOLD_DECIMALS);
        invariant(thousandths !== undefined, `"${text}" is no threshold`);
        return Math.ceil(thousandths / step);
      };
    }
  }
}

/** As many as the schema allows, and as many as the finest currency has. */
const THRESHOLD_DECIMALS = 3;
