/** All rewards: those that her points pay can be redeemed, the others say what is missing. */
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import { RewardRow } from '../../shared/reward-row.tsx';
import { offersOf, spendableOf, unitsFitting } from '../../shared/rewards.ts';
import { moneyText, ownText, pointsText, say, titleText } from '../../shared/words.ts';
import type { Parts } from './account-page.tsx';
import { Said } from './said.tsx';

export function Rewards({ account, program, standing }: Parts) {
  const available = spendableOf(standing);
  const { fitting } = offersOf(program.rewards, available);
  const beyond = program.rewards
    .filter((reward) => reward.points > available)
    .sort((one, other) => one.points - other.points);
  if (program.rewards.length === 0) return null;
  return (
    <s-section heading={ownText(program, 'rewardsTitle') ?? say(program, 'rewards.title')}>
      <s-stack gap="base">
        <Said account={account} about={(id) => isReward(program, id)} />
        {fitting.map((reward) => (
          <s-stack key={reward.id} gap="small-200">
            <RewardRow
              program={program}
              reward={reward}
              unitsMax={unitsFitting(reward, available, null)}
              busy={account.busy === reward.id}
              disabled={account.busy !== null && account.busy !== reward.id}
              onRedeem={(units) => account.redeem(reward, units)}
            />
            <Minimum program={program} reward={reward} />
          </s-stack>
        ))}
        {beyond.map((reward) => (
          <s-stack key={reward.id} gap="small-200">
            <s-text type="strong">{titleText(reward)}</s-text>
            <s-text color="subdued">
              {`${pointsText(program, reward.points)} · ${say(program, 'rewards.missing', {
                points: pointsText(program, reward.points - available),
              })}`}
            </s-text>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}

export function isReward({ rewards }: PublicProgram, id: string): boolean {
  return rewards.some((reward) => reward.id === id);
}

function Minimum({ program, reward }: { program: PublicProgram; reward: PublicReward }) {
  if (reward.minimumSubtotalMinor === null) return null;
  return (
    <s-text color="subdued">
      {say(program, 'rewards.from', { amount: moneyText(program, reward.minimumSubtotalMinor) })}
    </s-text>
  );
}
