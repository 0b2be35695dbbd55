/** State of the block and what its buttons do: redeem, use, undo. One action at a time. */
import { useEffect, useState } from 'preact/hooks';
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { Standing, StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { askRedeem, askStanding, askUndo, Refusal } from './ask-app.ts';
import { applyCode, removeCode } from './discount-code.ts';
import { giftHeld } from './rewards.ts';
import { cartTold, variantsHeld } from './cart-told.ts';
import { titleText } from './words.ts';

export type Message = { tone: 'success' | 'warning'; text: string };

export type PointsState = {
  loaded: boolean;
  program: PublicProgram | null;
  standing: Standing | null;
  message: Message | null;
  /** Id of the reward or redemption that is being worked on. */
  busy: string | null;
  redeem: (reward: PublicReward) => void;
  use: (redemption: StandingRedemption, reward: string) => void;
  undo: (redemption: StandingRedemption) => void;
};

export function usePoints(customerId: string | undefined): PointsState {
  const [loaded, setLoaded] = useState(false);
  const [program, setProgram] = useState<PublicProgram | null>(null);
  const [standing, setStanding] = useState<Standing | null>(null);
  const [message, setMessage] = useState<Message | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  useEffect(() => {
    if (!customerId) return;
    const load = async () => {
      const reply = await askStanding();
      setProgram(reply.program);
      setStanding(reply.standing);
    };
    load()
      .catch((error: unknown) => setMessage(apology(error)))
      .finally(() => setLoaded(true));
  }, [customerId]);

  const work = (id: string, action: () => Promise<Message>) => {
    if (busy !== null) return;
    setBusy(id);
    setMessage(null);
    void action()
      .catch((error: unknown) => explain(error, setStanding))
      .then(setMessage)
      .finally(() => setBusy(null));
  };

  return {
    loaded,
    program,
    standing,
    message,
    busy,
    redeem: (reward) => work(reward.id, () => redeem(reward, program?.exponent, setStanding)),
    use: (redemption, reward) => work(redemption.id, () => use(redemption.code, reward)),
    undo: (redemption) => work(redemption.id, () => undo(redemption, setStanding)),
  };
}

/** What went wrong, in words. Points may be set aside all the same, so the standing is asked for once more. */
async function explain(error: unknown, show: (standing: Standing) => void): Promise<Message> {
  await askStanding().then(
    (reply) => show(reply.standing),
    () => undefined,
  );
  return apology(error);
}

async function redeem(
  reward: PublicReward,
  exponent: number | undefined,
  show: (standing: Standing) => void,
): Promise<Message> {
  const reply = await askRedeem(reward.id, giftHeld(reward, variantsHeld()) ?? undefined, cartTold(exponent));
  show(reply.standing);
  const outcome = await applyCode(reply.code);
  if (outcome === 'applied') return success('said.applied', { reward: titleText(reward) });
  show(await askUndo(reply.redemptionId));
  return warning(outcome === 'refused' ? 'said.refused' : 'said.otherBetter');
}

async function use(code: string, reward: string): Promise<Message> {
  const outcome = await applyCode(code);
  if (outcome === 'applied') return success('said.applied', { reward });
  return warning(outcome === 'refused' ? 'said.refusedKept' : 'said.otherBetterKept');
}

async function undo(redemption: StandingRedemption, show: (standing: Standing) => void): Promise<Message> {
  await removeCode(redemption.code);
  show(await askUndo(redemption.id));
  return success('said.undone');
}

function success(key: string, values: Record<string, string> = {}): Message {
  return { tone: 'success', text: shopify.i18n.translate(key, values) };
}

function warning(key: string): Message {
  return { tone: 'warning', text: shopify.i18n.translate(key) };
}

function apology(error: unknown): Message {
  const sentence = error instanceof Refusal ? error.sentence : null;
  return sentence === null ? warning('said.offline') : { tone: 'warning', text: sentence };
}
