/**
 * Quintiles with a fixed rule for ties: equal values have the same quintile, that of the lowest rank among them. So a
 * value's quintile is 1 + ⌊5 × (how many are smaller) ÷ (how many there are)⌋, whatever order they came in.
 */
export const QUINTILES = 5;

/** The four values above which quintiles 2 to 5 begin: all that is needed to place one more value. */
export type QuintileCuts = readonly number[];

/** `values` is sorted in place. */
export function quintileCuts(values: Float64Array): QuintileCuts {
  values.sort();
  return [1, 2, 3, 4].map((step) => {
    // So many values must be smaller before the next quintile begins.
    const smaller = Math.ceil((step * values.length) / QUINTILES);
    return values[smaller - 1] ?? Infinity;
  });
}

/** 1 (lowest) to 5. */
export function quintileOf(value: number, cuts: QuintileCuts): number {
  return 1 + cuts.filter((cut) => value > cut).length;
}
