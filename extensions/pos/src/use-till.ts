/** What staff can do for the customer before them, and what became of it. */
import { useState } from 'preact/hooks';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { askRedeem, askUndo, Refusal, type RefusedCodes } from './ask-till.ts';
import { applyCode, cartTold, putCustomer, takeOut } from './cart.ts';
import { type StandingState, useStanding } from './use-standing.ts';
import { say, sayRefusal, unitsText } from './words.ts';

export type Message = { tone: 'success' | 'warning' | 'critical'; text: string };
export type Wish = { reward: PublicReward; units: number; variantId: string | undefined };
/** Another code of the cart would go: staff ask the customer once. */
export type Question = { wish: Wish; codes: RefusedCodes };

export type TillState = StandingState & {
  /** What is under way: a reward's or a redemption's id. */
  busy: string | null;
  message: Message | null;
  question: Question | null;
  redeem: (program: PublicProgram, wish: Wish, replace?: boolean) => Promise<void>;
  use: (redemption: StandingRedemption, title: string) => Promise<void>;
  undo: (redemption: StandingRedemption) => Promise<void>;
  leaveQuestion: () => void;
};

export function useTill(customerId: string): TillState {
  const standing = useStanding(customerId);
  const [busy, setBusy] = useState<string | null>(null);
  const [message, setMessage] = useState<Message | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);

  /** One thing at a time; what goes wrong is said, and the standing looked at anew. */
  async function during(id: string, work: () => Promise<Message>): Promise<void> {
    if (busy !== null) return;
    setBusy(id);
    setMessage(null);
    setQuestion(null);
    try {
      const said = await work();
      setMessage(said);
      if (said.tone === 'success') shopify.toast.show(said.text);
    } catch (error) {
      setMessage({ tone: 'critical', text: sayRefusal(error instanceof Refusal ? error.code : null) });
      await standing.reload();
    }
    setBusy(null);
  }

  async function place(
    code: string,
    title: string,
    replace: boolean,
  ): Promise<Message | 'refused' | 'dearer'> {
    const outcome = await applyCode(code, replace);
    if (outcome === 'applied') return { tone: 'success', text: say('said.applied', { reward: title }) };
    if (outcome === 'unsure') return { tone: 'warning', text: say('said.unsure', { code }) };
    return outcome;
  }

  return {
    ...standing,
    busy,
    message,
    question,
    leaveQuestion: () => setQuestion(null),
    redeem: (program, wish, replace = false) =>
      during(wish.reward.id, async () => {
        const { reward, units, variantId } = wish;
        // A cart that takes no customer refuses her code, too: that is said then.
        await putCustomer(customerId).catch(() => undefined);
        const cart = cartTold(program);
        const asked = { customerId, rewardId: reward.id, units, variantId, replace, cart };
        const reply = await askRedeem(asked).catch((error: unknown) => {
          if (error instanceof Refusal && error.code === 'code-replaced' && error.codes) {
            setQuestion({ wish, codes: error.codes });
            return undefined;
          }
          throw error;
        });
        if (!reply) return { tone: 'warning', text: say('said.asked') };
        standing.show(reply);
        const placed = await place(reply.code, unitsText(reward, units), replace);
        if (typeof placed !== 'string') return placed;
        standing.show(await askUndo(customerId, reply.redemptionId));
        return { tone: 'warning', text: say(`said.${placed}`) };
      }),
    use: (redemption, title) =>
      during(redemption.id, async () => {
        await putCustomer(customerId).catch(() => undefined);
        const placed = await place(redemption.code, title, false);
        if (typeof placed !== 'string') return placed;
        return { tone: 'warning', text: say(`said.${placed}Kept`) };
      }),
    undo: (redemption) =>
      during(redemption.id, async () => {
        // What the till does not let go of is worth nothing once the app has taken it back.
        await takeOut(redemption.code).catch(() => undefined);
        standing.show(await askUndo(customerId, redemption.id));
        return { tone: 'success', text: say('said.undone') };
      }),
  };
}
