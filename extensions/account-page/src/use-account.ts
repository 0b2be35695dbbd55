/** What the page's buttons do: redeem, undo, join, leave. */
import { useState } from 'preact/hooks';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { RedeemReply } from '../../../app/core/contracts/proxy.ts';
import type { StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { askMembership, askRedeem, askUndo } from '../../shared/ask-app.ts';
import { type MemberState, type Message, success, useMember } from '../../shared/use-member.ts';
import { pointsText, unitsTitle } from '../../shared/words.ts';

/** A gift card's code: nowhere else is it told again. */
export type GivenCode = { title: string; code: string };

export type Account = MemberState & {
  given: GivenCode[];
  redeem: (reward: PublicReward, units: number) => void;
  undo: (redemption: StandingRedemption) => void;
  /** With the version of the terms that she has agreed to, where there are terms. */
  join: () => void;
  leave: () => void;
  again: () => void;
};

export function useAccount(): Account {
  const member = useMember('page');
  const [given, setGiven] = useState<GivenCode[]>([]);
  const { program, show, work } = member;
  return {
    ...member,
    given,
    redeem: (reward, units) =>
      work(reward.id, async () => {
        const wish = { rewardId: reward.id, ...(units > 1 ? { units } : {}) };
        const reply = await askRedeem(wish, 'account');
        show(reply.standing);
        const title = unitsTitle(reward, units);
        if (reply.kind === 'giftCard') setGiven((before) => [...before, { title, code: reply.code }]);
        return redeemed(program, reply, title);
      }),
    undo: (redemption) =>
      work(redemption.id, async () => {
        show(await askUndo(redemption.id));
        return success(program, 'said.undone');
      }),
    // Where she has left, the page says so at its end; a newcomer is asked at its beginning.
    join: () =>
      work(member.standing?.membership === 'left' ? 'rejoin' : 'join', async () => {
        const terms = program?.terms;
        show(await askMembership({ join: true, ...(terms ? { terms: terms.version } : {}) }));
        return success(program, 'said.joined');
      }),
    leave: () =>
      work('leave', async () => {
        const standing = await askMembership({ join: false });
        show(standing);
        return program && success(program, 'said.left', { points: pointsText(program, standing.available) });
      }),
    again: () =>
      work('again', async () => {
        await member.reload();
        return null;
      }),
  };
}

function redeemed(program: PublicProgram | null, { kind, code }: RedeemReply, title: string): Message {
  const values = { reward: title, code };
  if (kind === 'storeCredit') return success(program, 'said.storeCredit', { reward: title });
  if (kind === 'giftCard') return success(program, 'said.giftCard', values);
  return success(program, kind === 'product' ? 'said.product' : 'said.code', values);
}
