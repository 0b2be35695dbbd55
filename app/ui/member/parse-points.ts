/** Reads a number of points as a person types or pastes it. */
import { ADJUSTMENT_POINTS_MAX } from '#app/core/ledger/adjust.ts';

/** Digits, plain or in groups of three: "1500", "1.500", "1,500", "1 500". "1.5" is no number of points. */
export function parsePoints(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,9}$/.test(trimmed) && !/^\d{1,3}(?:[.,’'\s]\d{3}){1,2}$/.test(trimmed)) return undefined;
  const points = Number(trimmed.replace(/\D/g, ''));
  return points >= 1 && points <= ADJUSTMENT_POINTS_MAX ? points : undefined;
}
