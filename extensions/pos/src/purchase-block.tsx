/** The block after a sale: what it brought the customer, as soon as the books have it. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OrderReply } from '../../../app/core/contracts/proxy.ts';
import type { TillReply } from '../../../app/core/contracts/till.ts';
import { askOrder, askStanding } from './ask-till.ts';
import { pointsText, say } from './words.ts';

/** The order reaches the app by Shopify's message; staff look at the screen for seconds. */
const LOOK_AFTER_MS = [500, 1_000, 2_000, 3_000, 5_000];

export default function extension() {
  render(<Block />, document.body);
}

type Sale = { order: OrderReply; reply: TillReply };

function Block() {
  const { customerId, id } = shopify.order;
  const [sale, setSale] = useState<Sale | 'working' | 'later'>('working');
  useEffect(() => {
    const away = new AbortController();
    if (customerId !== undefined)
      void waitForSale(String(customerId), String(id), away.signal).then((found) => {
        if (!away.signal.aborted) setSale(found ?? 'later');
      });
    return () => away.abort();
  }, [customerId, id]);
  return (
    <s-pos-block heading={say('block.heading')}>
      {customerId === undefined ? <s-text>{say('sale.guest')}</s-text> : <Told sale={sale} />}
    </s-pos-block>
  );
}

function Told({ sale }: { sale: Sale | 'working' | 'later' }) {
  if (typeof sale === 'string') return <s-text>{say(`sale.${sale}`)}</s-text>;
  const { program, standing } = sale.reply;
  const { points, state, why } = sale.order;
  if (!program) return <s-text>{say('tile.noProgram')}</s-text>;
  const said = state === 'none' ? 'sale.none' : state === 'onHold' ? 'sale.onHold' : 'sale.earned';
  return (
    <s-stack gap="small">
      <s-heading>{say(said, { points: pointsText(program, points) })}</s-heading>
      {why.map((reason) => (
        <s-text key={reason} color="subdued">
          {reason}
        </s-text>
      ))}
      <s-text>{say('sale.now', { points: pointsText(program, standing.available) })}</s-text>
    </s-stack>
  );
}

/** @returns undefined when the books do not know of the order in time, or the app is away. */
async function waitForSale(
  customerId: string,
  orderId: string,
  away: AbortSignal,
): Promise<Sale | undefined> {
  for (const ms of LOOK_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (away.aborted) return undefined;
    const order = await askOrder(customerId, orderId).catch(() => undefined);
    if (!order?.known) continue;
    const reply = await askStanding(customerId).catch(() => undefined);
    if (reply) return { order, reply };
  }
  return undefined;
}
