/** What the write paths have in common: what has happened in the store, and members to begin with. */
import { redeem } from '../../../app/services/redeem.ts';
import {
  createCustomer,
  mergeCustomers,
  requestPrivacy,
  updateCustomer,
} from '../../../sandbox/store/customers.ts';
import { createProduct } from '../../../sandbox/store/products.ts';
import { createOrder } from '../../../sandbox/store/orders.ts';
import { cancelAndRefund, refundOrder } from '../../../sandbox/store/refunds.ts';
import type { InnerStore, Told } from '../inner-store.ts';
import { settleInbox, tell } from '../telling.ts';

export const PATHS_PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] };
/** One fact bears on another: members are judged whole. */
export const WHOLE_PROGRAM = {
  rewards: [...PATHS_PROGRAM.rewards, { id: 'ten', kind: 'amountOff', points: 200, amount: '10.00' }],
  earning: { rules: [{}, { id: 'words', kind: 'deed', deed: 'review', points: 20 }] },
  tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100', entryGift: 5 }] },
  people: { householdMembersMax: 2 },
};
export const HELD_PROGRAM = { ...PATHS_PROGRAM, hold: { days: 14 } };
/** Stands in the store's order for the code that each shop has made. */
export const CODE = 'TREU-PLACEHOLDER';
export const DAY = 86_400_000;

/** What has happened in the store, once for all shops; hints are answered with how it ended. */
export type Fixtures = {
  customerId: string;
  /** Someone else, who has bought and becomes one with her. */
  otherId: string;
  /** Of something that the store sells. */
  variantId: string;
  otherBought: Told[];
  merged: Told[];
  bought: Told[];
  refunded: Told[];
  boughtElse: Told[];
  cancelled: Told[];
  usedCode: Told[];
  returnedCode: Told[];
  renamed: Told[];
  redact: Told[];
  dataRequest: Told[];
};

export type Scene = { store: InnerStore; fixtures: Fixtures; shop: string };
export type Path = {
  name: string;
  states: number;
  program?: unknown;
  /** Everything before the command. @returns the command, which may be given any number of times. */
  prepare: (scene: Scene) => Promise<() => Promise<unknown>>;
};

export function makeFixtures(store: InnerStore): Fixtures {
  const { context } = store;
  const { id: customerId } = createCustomer(context, { firstName: 'Erika', email: 'erika@example.com' });
  const { id: otherId } = createCustomer(context, { firstName: 'Oskar', email: 'oskar@example.com' });
  const during = <T>(happen: () => T): { told: Told[]; result: T } => {
    store.takeEvents();
    const result = happen();
    return { result, told: store.takeEvents() };
  };
  const buy = (unitPrice: number, more = {}) =>
    during(() =>
      createOrder(context, {
        customerId,
        taxesIncluded: false,
        lines: [{ unitPrice, quantity: 2 }],
        ...more,
      }),
    );
  const refund = (order: ReturnType<typeof createOrder>) =>
    during(() =>
      refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] }),
    ).told;
  const otherBought = during(() =>
    createOrder(context, {
      customerId: otherId,
      taxesIncluded: false,
      lines: [{ unitPrice: 9_000, quantity: 1 }],
    }),
  ).told;
  const bought = buy(7_500);
  const boughtElse = buy(2_000);
  const usedCode = buy(3_000, { orderDiscount: 300, discountCode: CODE });
  const { variants } = createProduct(context, { title: 'Cup', price: 700 });
  return {
    customerId,
    otherId,
    variantId: variants[0]?.id ?? '',
    otherBought,
    bought: bought.told,
    refunded: refund(bought.result),
    boughtElse: boughtElse.told,
    cancelled: during(() => cancelAndRefund(context, boughtElse.result.id)).told,
    usedCode: usedCode.told,
    returnedCode: refund(usedCode.result),
    renamed: during(() => updateCustomer(context, customerId, { firstName: 'Erica' })).told,
    redact: during(() => requestPrivacy(context, 'customers/redact', customerId)).told,
    dataRequest: during(() => requestPrivacy(context, 'customers/data_request', customerId)).told,
    // The last act, for the store knows one customer less after it.
    merged: during(() => mergeCustomers(context, customerId, otherId)).told,
  };
}

export function only(told: Told[], topic: string): Told {
  const event = told.findLast((one) => one.topic === topic);
  if (!event) throw new Error(`the store did not tell of ${topic}`);
  return event;
}

export async function hear(
  { store, shop }: Scene,
  event: Told,
  codes: [string, string][] = [],
): Promise<void> {
  await tell(shop, event, { codes });
  await settleInbox(store);
}

/** Another member, with 90 points. */
export async function other(scene: Scene): Promise<void> {
  await hear(scene, only(scene.fixtures.otherBought, 'orders/paid'));
}

/** 150 points, from an order. */
export async function member(scene: Scene): Promise<bigint> {
  await hear(scene, only(scene.fixtures.bought, 'orders/paid'));
  const { rows } = await scene.store.db.query<{ id: string }>('SELECT id FROM members WHERE shop = $1', [
    scene.shop,
  ]);
  return BigInt(rows[0]?.id ?? 0);
}

export const redeemFive = ({ shop, fixtures }: Scene) =>
  redeem({
    shop,
    customerId: fixtures.customerId,
    rewardId: 'five',
    idempotencyKey: 'path-key',
    surface: 'proxy',
  });

export async function redeemed(scene: Scene): Promise<{ redemptionId: string; code: string }> {
  await member(scene);
  const reply = await redeemFive(scene);
  if (!reply.ok) throw new Error(reply.rejection.code);
  scene.store.alias(scene.shop, CODE, reply.value.code);
  return reply.value;
}

export async function both(scene: Scene): Promise<void> {
  await other(scene);
  await member(scene);
}

/** A redemption whose code no order carries at the store. */
export async function redeemedUnused(scene: Scene): Promise<{ redemptionId: string; code: string }> {
  await member(scene);
  const reply = await redeemFive(scene);
  if (!reply.ok) throw new Error(reply.rejection.code);
  return reply.value;
}
