/** What a shop window can promise of the rate: for members of a tier, or of none, where no rule for certain goods applies. */
import type { PublicRate } from '#app/core/contracts/public-program.ts';
import { milliMinorOf, thousandths } from '#app/core/earning/rate.ts';
import type { RuleOfKind } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Tier } from '#app/core/program/tiers.ts';

const NOTHING: PublicRate = { points: 0, perMinor: 1 };

/** Of several rates the first whose conditions she meets, as when an order is judged. */
export function rateFor(program: Program, tier: Tier | null, currency: string): PublicRate {
  const rule = program.earning.rules.find(
    (one): one is RuleOfKind<'orderAmount'> => one.kind === 'orderAmount' && isMeant(one, tier),
  );
  return rule ? publicRate(rule, tier?.earningFactor ?? 1, currency) : NOTHING;
}

/** Points × factor per amount, in whole numbers that stay close to how the merchant wrote them: 1.5 per 1.00 is 3 per 2.00. */
export function publicRate(
  rule: { points: number; perAmount: string },
  factor: number,
  currency: string,
): PublicRate {
  const points = BigInt(thousandths(rule.points)) * BigInt(thousandths(factor));
  if (points === 0n) return NOTHING;
  const perMinor = milliMinorOf(rule.perAmount, currency) * 1_000n;
  const scale = lowest(
    MILLION / greatestCommonDivisor(points, MILLION),
    MILLION / greatestCommonDivisor(perMinor, MILLION),
  );
  return { points: Number((points * scale) / MILLION), perMinor: Number((perMinor * scale) / MILLION) };
}

function isMeant(rule: RuleOfKind<'orderAmount'>, tier: Tier | null): boolean {
  if (!rule.active || rule.goods || rule.segments || rule.from || rule.until) return false;
  if (rule.channels && !rule.channels.includes('online')) return false;
  return !rule.tiers || (tier !== null && rule.tiers.includes(tier.id));
}

const MILLION = 1_000_000n;

/** The least common multiple. */
function lowest(one: bigint, other: bigint): bigint {
  return (one / greatestCommonDivisor(one, other)) * other;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestCommonDivisor(other, one % other);
}
