/** The thresholds of the tier model, in cents where money is the basis. */
import type { Tiers } from '#app/core/program/tiers.ts';

export function ladder(rules: Tiers) {
  const unit = rules.basis === 'spend' ? 100 : 1;
  return rules.list
    .filter(({ enter }) => enter !== null)
    .map(({ id, enter, keep }) => ({ id, enter: Number(enter) * unit, keep: Number(keep ?? enter) * unit }));
}

export function rungOf(rules: Tiers, tier: string | null): number {
  return ladder(rules).findIndex(({ id }) => id === tier);
}

export function keepOf(rules: Tiers, tier: string | null): number {
  return ladder(rules).find(({ id }) => id === tier)?.keep ?? -Infinity;
}
