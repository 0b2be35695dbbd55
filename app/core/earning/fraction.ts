/** Exact arithmetic of amounts and points: fractions of whole numbers, and the one rounding at the end. */
import type { Earning } from '#app/core/program/earning-rules.ts';

/** numerator ÷ denominator; the numerator is never negative, the denominator above 0. */
export type Fraction = { numerator: bigint; denominator: bigint };

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

export function plus(one: Fraction, other: Fraction): Fraction {
  if (one.denominator === other.denominator) {
    return { numerator: one.numerator + other.numerator, denominator: one.denominator };
  }
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  };
}

export function total(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(plus, ZERO);
}

/** Half a point is rounded up by `nearest`. */
export function rounded({ numerator, denominator }: Fraction, rounding: Earning['rounding']): number {
  switch (rounding) {
    case 'down':
      return Number(numerator / denominator);
    case 'nearest':
      return Number((numerator * 2n + denominator) / (denominator * 2n));
    case 'up':
      return Number((numerator + denominator - 1n) / denominator);
  }
}

/** Thousandths, rounded down: for showing only. */
export function milli({ numerator, denominator }: Fraction): number {
  return Number((numerator * 1_000n) / denominator);
}

/**
 * A whole number shared out over the fractions that it was rounded from: each its whole part, what is left to the
 * largest remainders, on a tie to the first.
 */
export function shareOut(whole: number, fractions: readonly Fraction[]): number[] {
  const shares = fractions.map((one) => rounded(one, 'down'));
  const left = whole - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = fractions
    .map(({ numerator, denominator }, index) => ({ index, rest: numerator % denominator, denominator }))
    .sort((one, other) => {
      const difference = other.rest * one.denominator - one.rest * other.denominator;
      return difference === 0n ? one.index - other.index : difference > 0n ? 1 : -1;
    });
  for (const { index } of byRemainder.slice(0, Math.max(0, left))) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
