/** What each choice for orders of the past would give: points, the members who get any, what the points are worth. */
import type { Forecast } from '#app/core/concept/foresee.ts';
import { pastStart, type PastPoints } from '#app/core/concept/project.ts';
import { pastPointsFor, termsOf } from '#app/core/concept/walk-life.ts';
import { liabilityMinor } from '#app/core/finance/point-value.ts';
import { currencyExponent } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';

export type PastCost = { points: number; members: number; worthMinor: number | null };

export function costOfPast(
  program: Program,
  forecast: Forecast,
  currency: string,
  choice: PastPoints,
): PastCost {
  const terms = termsOf(program, currency);
  const from = pastStart(choice, forecast.asOf);
  let [points, members] = [0, 0];
  for (const { weight, past } of forecast.lives) {
    const own = pastPointsFor(past, terms, from);
    points += own * weight;
    if (own > 0) members += weight;
  }
  const whole = Math.round(points);
  return {
    points: whole,
    members: Math.round(members),
    worthMinor: liabilityMinor(program, currencyExponent(currency), whole),
  };
}
