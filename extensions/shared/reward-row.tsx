/** One reward that can be redeemed: what it is, what it costs, how many of it, and the button. */
import { useState } from 'preact/hooks';
import type { PublicProgram, PublicReward } from '../../app/core/contracts/public-program.ts';
import { moneyText, numberText, pointsText, say, titleText, unitsTitle } from './words.ts';

type Props = {
  program: PublicProgram;
  reward: PublicReward;
  /** How many units she may take; no stepper for one. */
  unitsMax: number;
  busy: boolean;
  disabled: boolean;
  onRedeem: (units: number) => void;
};

export function RewardRow({ program, reward, unitsMax, busy, disabled, onRedeem }: Props) {
  // The first tap gives the most that points and cart allow; she takes less by the stepper.
  const [wanted, setWanted] = useState(Infinity);
  const units = Math.min(wanted, unitsMax);
  const cost = pointsText(program, units * reward.points);
  const told =
    reward.amountMinor === null || unitsMax === 1 ? '' : moneyText(program, units * reward.amountMinor);
  return (
    <s-grid gridTemplateColumns="1fr auto" alignItems="center" gap="base">
      <s-stack gap="small-200">
        <s-text type="strong">{titleText(reward)}</s-text>
        {unitsMax > 1 ? (
          <s-stack direction="inline" gap="small" alignItems="center">
            <s-button
              variant="secondary"
              accessibilityLabel={say(program, 'fewer', { reward: titleText(reward) })}
              disabled={units === 1 || busy}
              onClick={() => setWanted(units - 1)}
            >
              −
            </s-button>
            <s-text>{numberText(units)}</s-text>
            <s-button
              variant="secondary"
              accessibilityLabel={say(program, 'more', { reward: titleText(reward) })}
              disabled={units === unitsMax || busy}
              onClick={() => setWanted(units + 1)}
            >
              +
            </s-button>
          </s-stack>
        ) : null}
        <s-stack accessibilityRole={unitsMax > 1 ? 'status' : 'generic'}>
          <s-text color="subdued">{told === '' ? cost : `${cost} · ${told}`}</s-text>
        </s-stack>
      </s-stack>
      <s-button
        accessibilityLabel={say(program, 'redeemLabel', { points: cost, reward: unitsTitle(reward, units) })}
        loading={busy}
        disabled={disabled}
        onClick={() => onRedeem(units)}
      >
        {say(program, 'redeem')}
      </s-button>
    </s-grid>
  );
}
