/** Decimals of the program as exact whole numbers: rates, amounts and factors have at most three decimals. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';

/** A rate as whole points per whole minor units, in lowest terms. */
export type Rate = { points: number; perMinor: number };

/** "1 point per 0.125" is 1,000 thousandths per 125 × 100 thousandths of a cent: exact for every currency. */
export function rateOf(rule: { points: number; perAmount: string }, currency: string): Rate {
  const points = thousandths(rule.points);
  const perMinor = Number(milliMinorOf(rule.perAmount, currency));
  const divisor = greatestCommonDivisor(points, perMinor);
  return { points: points / divisor, perMinor: perMinor / divisor };
}

/** A decimal text in thousandths of a minor unit. */
export function milliMinorOf(amount: string, currency: string): bigint {
  return BigInt(parseMinor(amount, 3) ?? 0) * 10n ** BigInt(currencyExponent(currency));
}

/** A rate or factor in whole thousandths: 1.5 is 1,500. */
export function thousandths(value: number): number {
  return Math.round(value * 1_000);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
