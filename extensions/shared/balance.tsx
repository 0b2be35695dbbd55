/** The balance, what it is worth, and what is owed. */
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { spendableOf, worthOf } from './rewards.ts';
import { moneyText, pointsText, say, titleText } from './words.ts';

export function Balance({ program, standing }: { program: PublicProgram; standing: Standing }) {
  const worth = program.active ? worthOf(program, spendableOf(standing)) : null;
  return (
    <s-stack gap="small-200">
      <s-heading>{say(program, 'balance', { points: pointsText(program, standing.available) })}</s-heading>
      {worth === null ? null : (
        <s-text>{say(program, 'worth', { amount: moneyText(program, worth) })}</s-text>
      )}
      {standing.household ? (
        <s-text>
          {say(program, 'household', { points: pointsText(program, standing.household.available) })}
        </s-text>
      ) : null}
      {standing.pending > 0 ? (
        <s-text color="subdued">
          {say(program, 'pending', { points: pointsText(program, standing.pending) })}
        </s-text>
      ) : null}
      {standing.debt < 0 ? (
        <s-text>{say(program, 'debt', { points: pointsText(program, standing.debt) })}</s-text>
      ) : null}
    </s-stack>
  );
}

/** The first reward out of reach. */
export function NextReward({
  program,
  standing,
  next,
}: {
  program: PublicProgram;
  standing: Standing;
  next: PublicProgram['rewards'][number] | undefined;
}) {
  if (!next) return null;
  return (
    <s-text color="subdued">
      {say(program, 'next', {
        points: pointsText(program, next.points - spendableOf(standing)),
        reward: titleText(next),
      })}
    </s-text>
  );
}
