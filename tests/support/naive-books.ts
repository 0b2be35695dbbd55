/** Books as one would keep them without care: the planted faults that the proofs must report. */
import { awardOrder } from '../../app/core/earning/award.ts';
import { programSchema } from '../../app/core/program/program.ts';
import { parseShopifyJson } from '../../app/shopify/json.ts';
import { parseOrder } from '../../app/shopify/webhooks/parse-order.ts';
import type { Told } from './inner-store.ts';

function awardsOf(heard: Told[], program: unknown): { orderId: string; points: number }[] {
  const config = programSchema.parse(program);
  return heard.flatMap(({ topic, body }) => {
    if (!topic.startsWith('orders/') || topic === 'orders/edited') return [];
    const parsed = parseOrder(parseShopifyJson(body));
    if (!parsed || parsed.facts.customerId === null) return [];
    return [{ orderId: parsed.facts.orderId, points: awardOrder(parsed.facts, config).points }];
  });
}

/** Whatever was heard last is believed. */
export function lastHeardWins(heard: Told[], program: unknown): Map<string, number> {
  return new Map(awardsOf(heard, program).map(({ orderId, points }) => [orderId, points]));
}

/** Every `orders/paid` is added, however often it comes. */
export function everyPaymentAdds(heard: Told[], program: unknown): Map<string, number> {
  const booked = new Map<string, number>();
  const paid = heard.filter(({ topic }) => topic === 'orders/paid');
  for (const { orderId, points } of awardsOf(paid, program))
    booked.set(orderId, (booked.get(orderId) ?? 0) + points);
  return booked;
}
