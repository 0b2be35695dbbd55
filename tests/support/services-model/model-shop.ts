/**
 * A shop of the services' model: what has been told to the app, kept in a list of the test's own, and how it is told.
 * Whatever waits is told at the latest before the books are looked at.
 */
import type { OrderFacts } from '../../../app/core/earning/order-facts.ts';
import { findShop } from '../../../app/db/shops.ts';
import { transaction } from '../../../app/db/transaction.ts';
import { now } from '../../../app/clock.ts';
import { reconcileOrders } from '../../../app/services/reconcile-orders.ts';
import { takeFacts } from '../../../app/services/take-facts.ts';
import type { Random } from '../../../sandbox/store/random.ts';
import type { InnerStore } from '../inner-store.ts';
import type { Kind } from './random-program.ts';

/** A deed or a change, as the app's API takes it. */
export type ToldFact = { id: string; kind: string; customerId: string; at: string; [more: string]: unknown };
export type ModelOrder = { id: string; customerId: string; states: OrderFacts[] };
export type Adjustment = { customerId: string; memberId: bigint; points: number; key: string };
export type ModelCode = { customerId: string; redemptionId: string; code: string };

export type ModelShop = {
  store: InnerStore;
  shop: string;
  kind: Kind;
  random: Random;
  /** Who is there now. Those who were erased or became another are gone. */
  customers: string[];
  /** Who has become whom. */
  heirs: Map<string, string>;
  orders: ModelOrder[];
  facts: Map<string, ToldFact>;
  adjustments: Adjustment[];
  codes: ModelCode[];
  /** What the app has not heard of yet. */
  late: (() => Promise<void>)[];
  serial: number;
  ignoresRefunds: boolean;
  tally: Map<string, number>;
};

export async function tellOrder(model: Pick<ModelShop, 'shop' | 'ignoresRefunds'>, facts: OrderFacts) {
  const heard = model.ignoresRefunds ? { ...facts, refunds: [], financialStatus: 'paid' as const } : facts;
  await transaction(async (tx) => {
    const shop = await findShop(model.shop, tx);
    if (!shop) throw new Error('the shop is known');
    const triggeredAt = new Date(facts.updatedAt);
    const input = { facts: heard, triggeredAt, profile: null, read: false, traits: {} };
    const [outcome] = await reconcileOrders(tx, shop, [input], now());
    if (outcome?.result === 'unclear' || outcome?.result === 'parked')
      throw new Error(`order ${facts.orderId} is ${outcome.result}`);
  });
}

export async function tellFact({ shop }: Pick<ModelShop, 'shop'>, fact: ToldFact): Promise<void> {
  const reply = await takeFacts({ shop, body: { facts: [fact] }, actor: 'test' });
  if (!reply.ok) throw new Error(`${fact.kind} was refused: ${reply.rejection.code}`);
  const [one] = reply.value.results;
  if (one?.result !== 'recorded') throw new Error(`${fact.kind} ${fact.id}: ${one?.result}`);
}

/** Tells everything that waits, in no order. */
export async function catchUp(model: ModelShop): Promise<void> {
  for (const tellIt of model.late.splice(0).reverse()) await tellIt();
}

export async function memberOf(model: ModelShop, customerId: string): Promise<bigint | undefined> {
  const { rows } = await model.store.db.query<{ id: string }>(
    'SELECT id FROM members WHERE shop = $1 AND customer_id = $2',
    [model.shop, customerId],
  );
  return rows[0] && BigInt(rows[0].id);
}
