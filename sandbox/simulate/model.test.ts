/** The simulation's own opinion of an order, against sums done by hand; and that its plan follows from the seed alone. */
import { expect, test } from 'vitest';
import type { SandboxContext } from '../store/context.ts';
import type { Order } from '../store/model.ts';
import type { OrderSpec } from '../store/order-build.ts';
import { financialStatusOf } from '../store/order-status.ts';
import { createOrder, editOrder } from '../store/orders.ts';
import { cancelAndRefund, refundOrder } from '../store/refunds.ts';
import { testStore } from '../store/testing.ts';
import { expectedPoints, partOf, priceOfUse, returnedShares } from './model.ts';
import { makePlan, placesOrder, type Step } from './plan.ts';
import type { SimulatedProgram } from './program.ts';
import { FAULT_KINDS } from './weather.ts';

/** Two points for every 1.00, tax and shipping out. */
const PROGRAM: SimulatedProgram = {
  earning: {
    rules: [{ points: 2, perAmount: '1.00' }],
    includeTax: false,
    includeShipping: false,
    storedValueEarns: false,
    channels: { pos: true, subscription: false },
  },
  hold: { days: 0, after: 'paid' },
  expiry: { kind: 'never' },
  debtPolicy: 'debt',
  rewards: [],
  redemption: { validDays: 30, unusedPart: 'return', restore: 'proportional', restoreGraceDays: 0 },
};

/** Two shirts of 50.00 without tax on top, unless the spec says otherwise. */
const SHIRTS: OrderSpec = { taxesIncluded: false, lines: [{ unitPrice: 5_000, quantity: 2 }] };

type Act = (context: SandboxContext, order: Order) => unknown;

function seen(spec: OrderSpec, act: Act = () => undefined) {
  const { context } = testStore();
  const order = createOrder(context, spec);
  act(context, order);
  return { ...order, financialStatus: financialStatusOf(order) };
}

const firstLine = (order: Order) => order.lines[0]?.id ?? '';

const giveBack =
  (quantity: number, more: { amount?: number; shipping?: true } = {}): Act =>
  (context, order) =>
    refundOrder(context, order.id, { lines: [{ lineId: firstLine(order), quantity }], ...more });

test.for<[what: string, points: number, spec: OrderSpec, act?: Act]>([
  ['100.00 of goods: 200', 200, SHIRTS],
  ['tax on top is out: 200', 200, { ...SHIRTS, taxRate: 0.19 }],
  ['119.00 with 19.00 tax inside: 200', 200, { taxRate: 0.19, lines: [{ unitPrice: 11_900 }] }],
  ['10.00 off: 180', 180, { ...SHIRTS, orderDiscount: 1_000 }],
  [
    'a gift card beside: 200',
    200,
    { ...SHIRTS, lines: [...SHIRTS.lines, { unitPrice: 900, giftCard: true }] },
  ],
  ['not paid: 0', 0, { ...SHIRTS, payments: [] }],
  ['a test order: 0', 0, { ...SHIRTS, test: true }],
  [
    'a subscription, which does not earn: 0',
    0,
    { ...SHIRTS, sourceName: 'subscription_contract_checkout_one' },
  ],
  [
    '30.00 of 100.00 by gift card: 140',
    140,
    {
      ...SHIRTS,
      payments: [
        { gateway: 'gift_card', amount: 3_000 },
        { gateway: 'manual', amount: 7_000 },
      ],
    },
  ],
  ['one of two back: 100', 100, SHIRTS, giveBack(1)],
  ['one of two back, and 5.00 more than it cost: 90', 90, SHIRTS, giveBack(1, { amount: 5_500 })],
  ['one of two back, and only 20.00 for it: 100', 100, SHIRTS, giveBack(1, { amount: 2_000 })],
  ['one back with the shipping: 100', 100, { ...SHIRTS, shipping: 490 }, giveBack(1, { shipping: true })],
  [
    'money alone, 12.34: 175',
    175,
    SHIRTS,
    (context, order) => refundOrder(context, order.id, { amount: 1_234 }),
  ],
  [
    'one taken out by an edit: 100',
    100,
    SHIRTS,
    (context, order) =>
      editOrder(context, order.id, { setQuantities: [{ lineId: firstLine(order), quantity: 1 }] }),
  ],
  [
    'a belt of 20.00 added: 240',
    240,
    SHIRTS,
    (context, order) => editOrder(context, order.id, { add: [{ unitPrice: 2_000 }] }),
  ],
  ['cancelled: 0', 0, SHIRTS, (context, order) => cancelAndRefund(context, order.id)],
])('%s', ([, points, spec, act]) => {
  expect(expectedPoints(seen(spec, act), PROGRAM, 'EUR')).toEqual({ least: points, most: points });
});

test('an order in another currency than the shop gives nothing', () => {
  expect(expectedPoints(seen(SHIRTS), PROGRAM, 'USD')).toEqual({ least: 0, most: 0 });
});

test('where tax is inside, money beyond a shipping refund may be read in two ways', () => {
  const spec: OrderSpec = { taxRate: 0.19, shipping: 1_190, lines: [{ unitPrice: 11_900 }] };
  // 100.00 go back, 11.90 of them shipping, which holds 1.90 of tax or comes with it on top: 88.10 or 86.20 beyond.
  const order = seen(spec, (context, { id }) => refundOrder(context, id, { shipping: true, amount: 10_000 }));
  // 119.00 − 88.10 − 19.00 of tax are 11.90; 119.00 − 86.20 − 19.00 are 13.80.
  expect(expectedPoints(order, PROGRAM, 'EUR')).toEqual({ least: 23, most: 27 });
});

test('a third of the goods back is a third of the points, and all of them once nothing remains', () => {
  const thirds: OrderSpec = { taxesIncluded: false, lines: [{ unitPrice: 1_000, quantity: 3 }] };
  const part = (order: ReturnType<typeof seen>) => returnedShares(order).map((share) => partOf(100, share));
  expect(part(seen(thirds, giveBack(1)))).toEqual([33, 33]);
  expect(part(seen(thirds, (context, order) => cancelAndRefund(context, order.id)))).toEqual([100]);
});

test('an amount off costs what of it was used; a code that states nothing costs all', () => {
  const reward = { id: 'r', kind: 'amountOff', points: 100, amount: '9.00' } as const;
  expect(priceOfUse(reward, 300, PROGRAM, 'EUR')).toBe(34);
  expect(priceOfUse(reward, 900, PROGRAM, 'EUR')).toBe(100);
  expect(priceOfUse(reward, 0, PROGRAM, 'EUR')).toBe(100);
  const keep = { ...PROGRAM, redemption: { ...PROGRAM.redemption, unusedPart: 'keep' } as const };
  expect(priceOfUse(reward, 300, keep, 'EUR')).toBe(100);
});

test('the seed decides the plan, and fewer faults leave its steps as they are', () => {
  const stepsOf = (plan: ReturnType<typeof makePlan>): Step[] =>
    plan.blocks.flatMap((block) => block.steps).filter((step) => step.do !== 'kill');
  const stormy = makePlan(7, 150, [...FAULT_KINDS]);
  expect(makePlan(7, 150, [...FAULT_KINDS])).toEqual(stormy);
  expect(stepsOf(makePlan(7, 150, []))).toEqual(stepsOf(stormy));
  expect(stepsOf(makePlan(8, 150, []))).not.toEqual(stepsOf(stormy));
  expect(stepsOf(stormy).filter(placesOrder)).toHaveLength(150);
  expect(stormy.blocks.some(({ weather }) => weather.faults.length > 0)).toBe(true);
  expect(makePlan(7, 150, []).blocks.every(({ weather }) => weather.faults.length === 0)).toBe(true);
});
