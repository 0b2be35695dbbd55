/** Her tier with what it gives and until when, and how far the next one is. */
import type { PublicProgram, PublicTier } from '../../../app/core/contracts/public-program.ts';
import type { Standing, StandingProgress } from '../../../app/core/contracts/standing.ts';
import {
  dateText,
  moneyText,
  numberText,
  ownLanguage,
  percentText,
  pointsText,
  say,
} from '../../shared/words.ts';

export function TierSection({ program, standing }: { program: PublicProgram; standing: Standing }) {
  const { tier, progress } = standing;
  if (program.tiers.length === 0 || (!tier && !progress?.next)) return null;
  const perks = program.tiers.find(({ id }) => id === tier?.id);
  return (
    <s-section
      heading={
        tier
          ? say(program, 'tier.title', { tier: ownLanguage(tier.names) ?? tier.name })
          : say(program, 'tier.none')
      }
    >
      <s-stack gap="small">
        {perks ? <Perks program={program} tier={perks} /> : null}
        {tier?.keptUntil ? (
          <s-text color="subdued">{say(program, 'tier.kept', { date: dateText(tier.keptUntil) })}</s-text>
        ) : null}
        {progress ? <Progress program={program} progress={progress} /> : null}
      </s-stack>
    </s-section>
  );
}

function Perks({ program, tier }: { program: PublicProgram; tier: PublicTier }) {
  const { discountPercent, freeShippingFromMinor } = tier;
  return (
    <>
      {discountPercent > 0 ? (
        <s-text>{say(program, 'tier.discount', { percent: percentText(discountPercent) })}</s-text>
      ) : null}
      {freeShippingFromMinor === null ? null : (
        <s-text>
          {freeShippingFromMinor === 0
            ? say(program, 'tier.shipping')
            : say(program, 'tier.shippingFrom', { amount: moneyText(program, freeShippingFromMinor) })}
        </s-text>
      )}
    </>
  );
}

function Progress({ program, progress }: { program: PublicProgram; progress: StandingProgress }) {
  const { basis, amount, next } = progress;
  if (!next) return null;
  const tier = ownLanguage(next.names) ?? next.id;
  const missing = Math.max(0, next.at - amount);
  return (
    <>
      <s-progress
        accessibilityLabel={say(program, 'tier.progress', { tier })}
        value={Math.max(0, Math.min(amount, next.at))}
        max={next.at}
      />
      <s-text>
        {say(program, basis === 'orders' ? 'tier.nextOrders' : 'tier.next', {
          tier,
          amount: amountText(program, basis, missing),
        })}
      </s-text>
    </>
  );
}

function amountText(program: PublicProgram, basis: StandingProgress['basis'], amount: number): string {
  if (basis === 'spend') return moneyText(program, amount);
  return basis === 'points' ? pointsText(program, amount) : numberText(amount);
}
