/** Giving and taking points: one key per wish, kept until the answer is known, so that a retry never books twice. */
import { useRef, useState } from 'preact/hooks';
import type { AdminAdjustRequest, AdminCustomerReply } from '../../../app/core/contracts/admin.ts';
import { askAdjust, Refusal } from './ask-desk.ts';
import { sentenceOf } from './use-reply.ts';
import { say } from './words.ts';

export type Wish = Pick<AdminAdjustRequest, 'points' | 'reasonCode' | 'note'>;
export type Message = { tone: 'success' | 'warning' | 'critical'; text: string };

export type AdjustState = {
  busy: boolean;
  message: Message | null;
  /** @returns the new standing, or undefined when it was refused or the answer is not known. */
  adjust: (wish: Wish, done: string) => Promise<AdminCustomerReply | undefined>;
};

/**
 * The key lives as long as the page: whoever opens it anew after a lost answer sees in the standing whether it was booked,
 * and what she gives then is another wish.
 */
export function useAdjust(customerId: string): AdjustState {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<Message | null>(null);
  const open = useRef<{ wish: string; key: string } | null>(null);

  async function adjust(wish: Wish, done: string): Promise<AdminCustomerReply | undefined> {
    if (busy) return undefined;
    setBusy(true);
    setMessage(null);
    const name = `${wish.points}:${wish.reasonCode}`;
    if (open.current?.wish !== name) open.current = { wish: name, key: crypto.randomUUID() };
    try {
      const reply = await askAdjust({ customerId, ...wish, idempotencyKey: open.current.key });
      open.current = null;
      setMessage({ tone: 'success', text: done });
      return reply;
    } catch (error) {
      const final = error instanceof Refusal && error.final;
      if (final) open.current = null;
      const sentence = sentenceOf(error);
      setMessage(
        final
          ? { tone: 'critical', text: sentence }
          : { tone: 'warning', text: `${sentence} ${say('adjust.unsure')}` },
      );
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  return { busy, message, adjust };
}

/** Whole points above zero; undefined for anything else that was typed. */
export function pointsOf(typed: string): number | undefined {
  const points = Number(typed.trim());
  return typed.trim() !== '' && Number.isSafeInteger(points) && points > 0 ? points : undefined;
}
