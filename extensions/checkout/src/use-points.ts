/** What the block's buttons do: redeem, use, undo; and the one question, when another code would have to go. */
import { useState } from 'preact/hooks';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { askRedeem, askUndo, Refusal, type RivalCodes } from '../../shared/ask-app.ts';
import { giftHeld } from '../../shared/rewards.ts';
import { type MemberState, type Message, success, useMember, warning } from '../../shared/use-member.ts';
import { unitsTitle } from '../../shared/words.ts';
import { cartTold, variantsHeld } from './cart-told.ts';
import { applyCode, removeCode } from './discount-code.ts';

type Wish = { reward: PublicReward; units: number };
/** Her cart holds a code that saves less and would have to go. */
export type Question = Wish & { rival: RivalCodes };

export type PointsState = MemberState & {
  question: Question | null;
  redeem: (reward: PublicReward, units: number) => void;
  /** The answer to the question. */
  decide: (replace: boolean) => void;
  use: (redemption: StandingRedemption, reward: string) => void;
  undo: (redemption: StandingRedemption) => void;
};

export function usePoints(customerId: string | undefined): PointsState {
  const member = useMember(customerId);
  const [question, setQuestion] = useState<Question | null>(null);
  const { program, show, work } = member;

  const redeem = (wish: Wish, replace: boolean) => {
    if (!program) return;
    setQuestion(null);
    work(wish.reward.id, async () => {
      try {
        return await redeemAndApply(program, wish, replace, show);
      } catch (error) {
        const rival = rivalOf(error);
        if (!rival) throw error;
        setQuestion({ ...wish, rival });
        return null;
      }
    });
  };
  return {
    ...member,
    question,
    redeem: (reward, units) => redeem({ reward, units }, false),
    decide: (replace) => (replace && question ? redeem(question, true) : setQuestion(null)),
    use: (redemption, reward) => work(redemption.id, () => use(program, redemption.code, reward)),
    undo: (redemption) => work(redemption.id, () => undo(program, redemption, show)),
  };
}

async function redeemAndApply(
  program: PublicProgram,
  { reward, units }: Wish,
  replace: boolean,
  show: MemberState['show'],
): Promise<Message> {
  const variantId = giftHeld(reward, variantsHeld());
  const wish = {
    rewardId: reward.id,
    cart: cartTold(program),
    ...(variantId ? { variantId } : {}),
    ...(units > 1 ? { units } : {}),
    ...(replace ? { replace } : {}),
  };
  const reply = await askRedeem(wish, 'checkout');
  show(reply.standing);
  const outcome = await applyCode(reply.code);
  if (outcome === 'applied') return success(program, 'said.applied', { reward: unitsTitle(reward, units) });
  show(await askUndo(reply.redemptionId));
  return warning(program, outcome === 'refused' ? 'said.refused' : 'said.otherBetter');
}

async function use(program: PublicProgram | null, code: string, reward: string): Promise<Message> {
  const outcome = await applyCode(code);
  if (outcome === 'applied') return success(program, 'said.applied', { reward });
  return warning(program, outcome === 'refused' ? 'said.refusedKept' : 'said.otherBetterKept');
}

async function undo(
  program: PublicProgram | null,
  redemption: StandingRedemption,
  show: MemberState['show'],
): Promise<Message> {
  await removeCode(redemption.code);
  show(await askUndo(redemption.id));
  return success(program, 'said.undone');
}

function rivalOf(error: unknown): RivalCodes | null {
  return error instanceof Refusal && error.code === 'code-replaced' ? error.rival : null;
}
