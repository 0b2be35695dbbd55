/** The commands of the services' model: one step each, drawn by chance. A command that cannot be given is skipped. */
import { aLine, anOrder, aRefund, aReturn } from '../../../app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '../../../app/core/earning/order-facts.ts';
import { findShop } from '../../../app/db/shops.ts';
import { type Transaction, transaction } from '../../../app/db/transaction.ts';
import type { ShopRow } from '../../../app/db/shops.ts';
import { now } from '../../../app/clock.ts';
import { adjustPoints } from '../../../app/services/adjust-points.ts';
import { advanceRedemption } from '../../../app/services/advance-redemption.ts';
import { changeHousehold } from '../../../app/services/change-household.ts';
import { eraseMember } from '../../../app/services/erase-member.ts';
import { mergeMembers } from '../../../app/services/merge-members.ts';
import { passTimeForDue } from '../../../app/services/pass-time.ts';
import { publishProgram } from '../../../app/services/publish-program.ts';
import { redeem } from '../../../app/services/redeem.ts';
import { revisitMembers } from '../../../app/services/revisit-members.ts';
import { undoRedemption } from '../../../app/services/undo-redemption.ts';
import { makeCustomer } from '../../../sandbox/store/customers.ts';
import { pick, whole } from '../order-life.ts';
import {
  catchUp,
  memberOf,
  type ModelOrder,
  type ModelShop,
  tellFact,
  tellOrder,
  type ToldFact,
} from './model-shop.ts';
import { randomProgram } from './random-program.ts';

const DAY = 86_400_000;
const ORDERS_MAX = 12;

type Command = (model: ModelShop) => Promise<unknown>;

export function addCustomer(model: Pick<ModelShop, 'store' | 'customers'>): void {
  model.customers.push(makeCustomer(model.store.context, { firstName: 'Model' }).id);
}

/** At once, or later, or twice. */
async function tellSometime(model: ModelShop, tellIt: () => Promise<void>): Promise<void> {
  if (model.random() < 0.2) return void model.late.push(tellIt);
  await tellIt();
  if (model.random() < 0.1) await tellIt();
}

const iso = () => new Date(Date.now()).toISOString();

const earn: Command = async (model) => {
  if (model.orders.length >= ORDERS_MAX) return change(model);
  await place(model, pick(model.random, model.customers));
};

async function place(model: ModelShop, customerId: string, codes: OrderFacts['codes'] = []): Promise<void> {
  const { random } = model;
  model.serial += 1;
  const lines = Array.from({ length: whole(random, 1, 2) }, (_, index) =>
    aLine({
      id: String(index),
      quantity: whole(random, 1, 3),
      unitPriceMinor: whole(random, 500, 6_000),
    }),
  );
  const order: ModelOrder = { id: `9${model.serial}`, customerId, states: [] };
  model.orders.push(order);
  // Some happened a while ago: their facts are older than others that were told before.
  const occurredAt = new Date(Date.now() - pick(random, [0, 0, 1, 3_600_000])).toISOString();
  const unpaid = random() < 0.2 && codes.length === 0;
  await enter(model, order, {
    ...anOrder({ orderId: order.id, customerId, lines, codes, occurredAt }),
    financialStatus: unpaid ? 'pending' : 'paid',
    channel: pick(random, ['online', 'online', 'pos']),
    shippingMinor: pick(random, [0, 490]),
    totalMinor: lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
  });
}

async function enter(model: ModelShop, order: ModelOrder, facts: OrderFacts): Promise<void> {
  const state = { ...facts, updatedAt: iso() };
  order.states.push(state);
  await tellSometime(model, () => tellOrder(model, state));
}

/** One of the orders of those who are there, with its last state, becomes another. */
const change: Command = async (model) => {
  const there = model.orders.filter(({ customerId }) => model.customers.includes(customerId));
  if (there.length === 0) return earn(model);
  const order = pick(model.random, there);
  const last = order.states.at(-1);
  if (!last) return;
  const next = pick(model.random, CHANGES)(model, last);
  if (next) await enter(model, order, { ...last, ...next });
};

type Change = (model: ModelShop, last: OrderFacts) => Partial<OrderFacts> | undefined;

const refund: Change = ({ random }, last) => {
  if (last.financialStatus === 'pending') return undefined;
  const returned = (id: string) =>
    last.refunds
      .flatMap(({ lines }) => lines)
      .reduce((sum, one) => sum + (one.lineId === id ? one.quantity : 0), 0);
  const open = last.lines.filter((line) => (line.currentQuantity ?? line.quantity) > returned(line.id));
  const [line] = open;
  if (!line) return undefined;
  const left = (line.currentQuantity ?? line.quantity) - returned(line.id);
  const quantity = whole(random, 1, left);
  const subtotal = quantity * line.unitPriceMinor;
  const made = aRefund({
    at: iso(),
    lines: [aReturn(subtotal, { lineId: line.id, quantity })],
    moneyMinor: subtotal,
  });
  const all = open.length === 1 && quantity === left;
  return {
    refunds: [...last.refunds, made],
    financialStatus: all ? 'refunded' : 'partially_refunded',
  };
};

const CHANGES: Change[] = [
  refund,
  refund,
  refund,
  (_, last) => (last.financialStatus === 'pending' ? { financialStatus: 'paid' } : undefined),
  (_, last) => (last.cancelledAt ? undefined : { cancelledAt: iso() }),
  (_, last) => (last.fulfilledAt ? undefined : { fulfilledAt: iso() }),
  (_, last) => (last.deliveredAt || !last.fulfilledAt ? undefined : { deliveredAt: iso() }),
  (model, last) =>
    model.random() < 0.3 && last.financialStatus === 'paid' ? { chargedBack: !last.chargedBack } : undefined,
  // Goods come to an order, or fewer are wanted.
  ({ random }, last) =>
    last.cancelledAt || last.codes.length > 0
      ? undefined
      : {
          lines: [
            ...last.lines,
            aLine({ id: String(last.lines.length), unitPriceMinor: whole(random, 500, 4_000) }),
          ],
        },
  (_, last) => {
    const [line, ...rest] = last.lines;
    const fewer = line && (line.currentQuantity ?? line.quantity) - 1;
    if (!line || !fewer || last.refunds.length > 0) return undefined;
    return { lines: [{ ...line, currentQuantity: fewer }, ...rest] };
  },
];

const FACTS: ((model: ModelShop) => Record<string, unknown> & { kind: string })[] = [
  () => ({ kind: 'deed', deed: 'review' }),
  () => ({ kind: 'deed', deed: 'review' }),
  () => ({ kind: 'deed', deed: 'signUp' }),
  () => ({ kind: 'deed', deed: 'custom', name: 'tour' }),
  () => ({ kind: 'deed', deed: 'visit' }),
  () => ({ kind: 'deed', deed: 'visit' }),
  ({ random }) => ({ kind: pick(random, ['segment-entered', 'segment-left']), segment: 'vip' }),
  ({ random }) => ({ kind: 'tags-set', tags: pick(random, [[], ['Staff']]) }),
  ({ random }) => ({ kind: pick(random, ['joined', 'joined', 'left']) }),
  ({ random }) => ({ kind: 'score', score: whole(random, 0, 150) }),
];

const fact: Command = async (model) => {
  const { random, kind } = model;
  model.serial += 1;
  const granted = kind.tiers && random() < 0.1;
  const until = pick(random, [null, new Date(Date.now() + whole(random, 1, 20) * DAY).toISOString()]);
  const what = granted
    ? { kind: 'tier-granted', tierId: pick(random, ['silver', 'gold']), until }
    : pick(random, FACTS)(model);
  const one: ToldFact = {
    ...what,
    id: `fact-${model.serial}`,
    customerId: pick(random, model.customers),
    at: iso(),
  };
  model.facts.set(one.id, one);
  await tellSometime(model, () => tellFact(model, one));
};

const withdraw: Command = async (model) => {
  const deeds = [...model.facts.values()].filter(
    (one) => one.kind === 'deed' && one.withdrawnAt === undefined && model.customers.includes(one.customerId),
  );
  if (deeds.length === 0) return fact(model);
  const one: ToldFact = { ...pick(model.random, deeds), withdrawnAt: iso() };
  model.facts.set(one.id, one);
  await tellSometime(model, () => tellFact(model, one));
};

/** What was told before is told again: any state of any order, any deed or change. */
const repeat: Command = async (model) => {
  const { random } = model;
  const here = ({ customerId }: { customerId: string }) => model.customers.includes(customerId);
  const orders = model.orders.filter(here);
  const facts = [...model.facts.values()].filter(here);
  if (random() < 0.5 && orders.length > 0) return tellOrder(model, pick(random, pick(random, orders).states));
  if (facts.length > 0) return tellFact(model, pick(random, facts));
};

const adjust: Command = async (model) => {
  const { random, kind, adjustments } = model;
  const again = adjustments.length > 0 && random() < 0.2 ? pick(random, adjustments) : undefined;
  const customerId = again?.customerId ?? pick(random, model.customers);
  if (!model.customers.includes(customerId)) return;
  const memberId = again?.memberId ?? (await memberOf(model, customerId));
  if (memberId === undefined) return;
  model.serial += 1;
  // A recorded waiver is no debt: what staff took cannot be told from what never was.
  const takes = kind.policy === 'debt' || kind.lapses ? [-7] : [];
  const one = again ?? {
    customerId,
    memberId,
    points: pick(random, [5, 40, ...takes]),
    key: `adjust-${model.serial}`,
  };
  const rest = { reasonCode: 'correction', note: '', actor: 'test', idempotencyKey: one.key };
  const reply = await adjustPoints({ shop: model.shop, memberId, points: one.points, ...rest });
  if (reply.ok && !again) adjustments.push(one);
  if (again && !reply.ok) throw new Error(`a repeated adjustment is ${reply.rejection.code}`);
};

const spend: Command = async (model) => {
  if (!model.kind.lapses) return earn(model);
  const { random, shop } = model;
  const customerId = pick(random, model.customers);
  model.serial += 1;
  const rewardId = pick(random, ['small', 'five']);
  const asked = {
    shop,
    customerId,
    rewardId,
    idempotencyKey: `redeem-${model.serial}`,
    surface: 'proxy' as const,
  };
  const reply = await redeem(asked);
  if (!reply.ok) return;
  const again = await redeem(asked);
  if (!again.ok || again.value.code !== reply.value.code) throw new Error('one key gave two codes');
  model.codes.push({ customerId, redemptionId: reply.value.redemptionId, code: reply.value.code });
  count(model, 'redeemed');
};

/** A code is used, which captures; or given back; or it is used after all. */
const settle: Command = async (model) => {
  const { random, shop, codes } = model;
  const there = codes.filter(({ customerId }) => model.customers.includes(customerId));
  if (there.length === 0) return spend(model);
  const { customerId, code, redemptionId } = pick(random, there);
  if (random() < 0.5) return place(model, customerId, [{ code, amountMinor: pick(random, [200, 150]) }]);
  await undoRedemption({ shop, customerId, redemptionId });
};

/** Days go by, and what time does is done: points mature and expire, tiers end, codes end. */
const tick: Command = async (model) => {
  model.store.setTime(Date.now() + whole(model.random, 1, 48) * (DAY / 8));
  if (model.kind.ticks) await timePasses(model);
};

export async function timePasses(model: ModelShop): Promise<void> {
  for (const { redemptionId } of model.codes) await advanceRedemption(model.shop, redemptionId);
  while ((await passTimeForDue()) > 0);
  while ((await revisitMembers()) > 0);
}

async function inTransaction(model: ModelShop, work: (tx: Transaction, shop: ShopRow) => Promise<unknown>) {
  await transaction(async (tx) => {
    const shop = await findShop(model.shop, tx);
    if (!shop) throw new Error('the shop is known');
    await work(tx, shop);
  });
}

/** Two become one: from now on what was of either is of the one that stays. */
const merge: Command = async (model) => {
  await catchUp(model);
  const [keptId, deletedId] = [pick(model.random, model.customers), pick(model.random, model.customers)];
  if (keptId === deletedId) return;
  await inTransaction(model, (tx, shop) => mergeMembers(tx, shop, { keptId, deletedId }, now()));
  if (model.random() < 0.2)
    await inTransaction(model, (tx, shop) => mergeMembers(tx, shop, { keptId, deletedId }, now()));
  leave(model, deletedId);
  for (const order of model.orders.filter(({ customerId }) => customerId === deletedId)) {
    order.customerId = keptId;
    const last = order.states.at(-1);
    // Shopify's orders carry the one that stays from now on, and states from before are no longer sent.
    if (last) order.states = [{ ...last, customerId: keptId, updatedAt: iso() }];
  }
  model.heirs.set(deletedId, keptId);
  for (const one of model.adjustments) if (one.customerId === deletedId) one.customerId = keptId;
  for (const one of model.codes) if (one.customerId === deletedId) one.customerId = keptId;
  count(model, 'merged');
};

const erase: Command = async (model) => {
  await catchUp(model);
  const customerId = pick(model.random, model.customers);
  await inTransaction(model, (tx, shop) =>
    eraseMember(tx, shop, { customerId, email: null, orderIds: [] }, now()),
  );
  leave(model, customerId);
  count(model, 'erased');
};

function leave(model: ModelShop, customerId: string): void {
  model.customers = model.customers.filter((one) => one !== customerId);
  addCustomer(model);
}

const household: Command = async ({ shop, random, customers }) => {
  const [customerId, withCustomerId] = [pick(random, customers), pick(random, customers)];
  const body = random() < 0.7 ? { join: true, customerId, withCustomerId } : { leave: true, customerId };
  await changeHousehold({ shop, actor: 'staff:1', body });
};

const publish: Command = async (model) => {
  const { shop, random, kind } = model;
  const reply = await publishProgram({ shop, config: randomProgram(random, kind), actor: 'test' });
  if (!reply.ok) throw new Error(`the program is ${reply.rejection.code}`);
  count(model, 'published');
};

const COMMANDS: [number, string, Command][] = [
  [18, 'earn', earn],
  [24, 'change', change],
  [20, 'fact', fact],
  [4, 'withdraw', withdraw],
  [10, 'repeat', repeat],
  [5, 'adjust', adjust],
  [8, 'spend', spend],
  [7, 'settle', settle],
  [6, 'tick', tick],
  [1.5, 'merge', merge],
  [1, 'erase', erase],
  [3, 'household', household],
  [2, 'publish', publish],
  [4, 'catchUp', catchUp],
];
const WEIGHT = COMMANDS.reduce((sum, [weight]) => sum + weight, 0);

/** One command, a moment after the last. No two facts share an instant: then their order would be for the app to choose. */
export async function step(model: ModelShop): Promise<void> {
  model.store.setTime(Date.now() + pick(model.random, [2, 900, 60_000, DAY / 6]));
  let drawn = model.random() * WEIGHT;
  for (const [weight, name, command] of COMMANDS) {
    drawn -= weight;
    if (drawn >= 0) continue;
    count(model, name);
    await command(model);
    return;
  }
}

function count({ tally }: ModelShop, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}
