/** What one order brought: asked until the app knows it, each time after a longer wait, and then no more. */
import { useEffect, useState } from 'preact/hooks';
import type { OrderReply } from '../../app/core/contracts/proxy.ts';
import { askOrder } from './ask-app.ts';

const WAITS_MS = [1_500, 2_500, 4_000, 7_000, 12_000, 20_000];

/**
 * @param orderId nothing is asked while it is undefined.
 * @param onKnown what was asked before may not count it yet; the same function at each drawing.
 */
export function useOrder(orderId: string | undefined, onKnown: () => Promise<void>): OrderReply | null {
  const [order, setOrder] = useState<OrderReply | null>(null);
  useEffect(() => {
    if (orderId === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (times: number) => {
      // Not reached is not known yet.
      const reply = await askOrder(orderId).catch(() => null);
      if (reply) setOrder(reply);
      if (reply?.known) return onKnown().catch(() => undefined);
      const wait = WAITS_MS[times];
      if (wait !== undefined) timer = setTimeout(() => void look(times + 1), wait);
    };
    void look(0);
    return () => clearTimeout(timer);
  }, [orderId, onKnown]);
  return order;
}
