/** What a customer has, in lines that staff read out: points, tier, what is on hold or owed, and what holds at this till. */
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';
import type { TillReply } from '../../../app/core/contracts/till.ts';
import { worthOf } from '../../shared/rewards.ts';
import { spendableOf } from './offers.ts';
import { inWords, moneyText, pointsText, say } from './words.ts';

export function Summary({ reply, program }: { reply: TillReply; program: PublicProgram }) {
  const { standing } = reply;
  return (
    <s-stack gap="small">
      <s-heading>{pointsText(program, standing.available)}</s-heading>
      {standing.tier ? (
        <s-badge tone="info">
          {say('member.tier', { tier: inWords(standing.tier.names, standing.tier.name) })}
        </s-badge>
      ) : null}
      {linesOf(reply, program).map((line) => (
        <s-text key={line}>{line}</s-text>
      ))}
    </s-stack>
  );
}

export function linesOf({ standing, earnsAtTill }: TillReply, program: PublicProgram): string[] {
  const { household, membership } = standing;
  const worth = program.active ? worthOf(program, spendableOf(standing)) : null;
  return [
    ...(worth === null ? [] : [say('member.worth', { amount: moneyText(program, worth) })]),
    ...(household
      ? [
          say('member.household', {
            points: pointsText(program, household.available),
            members: household.members,
          }),
        ]
      : []),
    ...(standing.pending > 0
      ? [say('member.pending', { points: pointsText(program, standing.pending) })]
      : []),
    ...(standing.debt < 0 ? [say('member.debt', { points: pointsText(program, standing.debt) })] : []),
    ...nextTier(standing, program),
    ...(membership === 'member' ? [] : [say(`member.${membership}`)]),
    ...(program.active ? [] : [say('member.paused')]),
    ...(program.active && !earnsAtTill ? [say('member.earnsNot')] : []),
  ];
}

function nextTier({ progress }: Standing, program: PublicProgram): string[] {
  if (!progress?.next) return [];
  const { basis, amount, next } = progress;
  const left = next.at - amount;
  if (left <= 0) return [];
  const tier = inWords(next.names, next.id);
  if (basis === 'spend') return [say('member.nextTier', { left: moneyText(program, left), tier })];
  if (basis === 'points') return [say('member.nextTier', { left: pointsText(program, left), tier })];
  return basis === 'orders' ? [say('member.nextTierOrders', { left, tier })] : [];
}
