/** A code in her hands: of which reward, what it does, when its points return, and what can be done with it. */
import type { ComponentChildren } from 'preact';
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { StandingRedemption } from '../../app/core/contracts/standing.ts';
import { dateText, say, unitsTitle } from './words.ts';

type Props = {
  program: PublicProgram;
  redemption: StandingRedemption;
  /** Key of the line that says what it does. */
  state: 'inUse' | 'ready' | 'preparing' | 'returning';
  /** Before the button that undoes. */
  children?: ComponentChildren;
  busy: boolean;
  disabled: boolean;
  onUndo: () => void;
};

export function CodeRow({ program, redemption, state, children, busy, disabled, onUndo }: Props) {
  const title = redemptionTitle(program, redemption);
  return (
    <s-grid gridTemplateColumns="1fr auto" alignItems="center" gap="base">
      <s-stack gap="small-200">
        <s-text type="strong">{title}</s-text>
        <s-text color="subdued">{say(program, state, { code: redemption.code })}</s-text>
        {state === 'returning' ? null : (
          <s-text color="subdued">{say(program, 'ends', { date: dateText(redemption.endsAt) })}</s-text>
        )}
      </s-stack>
      {state === 'returning' ? null : (
        <s-stack direction="inline" gap="small">
          {children}
          <s-button
            variant="secondary"
            accessibilityLabel={say(program, 'undoLabel', { reward: title })}
            loading={busy}
            disabled={disabled}
            onClick={onUndo}
          >
            {say(program, 'undo')}
          </s-button>
        </s-stack>
      )}
    </s-grid>
  );
}

export function redemptionTitle(program: PublicProgram, redemption: StandingRedemption): string {
  const reward = program.rewards.find(({ id }) => id === redemption.rewardId);
  return reward ? unitsTitle(reward, redemption.units ?? 1) : redemption.code;
}
