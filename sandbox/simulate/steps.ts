/** Performs one step of the plan on the store or the app. What has no candidate is left out. */
import type { OrderSpec } from '../store/order-build.ts';
import { totalsOf } from '../store/refund-math.ts';
import type { RefundInput } from '../store/refunds.ts';
import { isFulfilled, type SeenOrder } from './model.ts';
import type { PlannedOrder } from './plan-orders.ts';
import type { Step } from './plan.ts';
import { minorOf } from './program.ts';
import { adjust, redeem, rush, undo } from './shopper-steps.ts';
import { type Asked, byRoll, keepOrder, orderByRoll, type World } from './world.ts';

type StepOf<Name extends Step['do']> = Extract<Step, { do: Name }>;

export async function perform(world: World, step: Step): Promise<void> {
  try {
    await performNow(world, step);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const kind = `${step.do}: ${problem.replace(/#?\d+/g, 'N').slice(0, 160)}`;
    world.refusals.set(kind, (world.refusals.get(kind) ?? 0) + 1);
  }
}

async function performNow(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'order':
      return place(world, step.order, step.customer === null ? null : customerAt(world, step.customer), null);
    case 'checkout':
      return checkOut(world, step);
    case 'pay':
      return onOrder(world, step.order, awaitsMoney, 'paid', () => ({}));
    case 'refund':
      return onOrder(world, step.order, hasMoney, 'refund', (order) => refundOf(order, step));
    case 'edit':
      return edit(world, step);
    case 'cancel':
      return onOrder(world, step.order, isOpen, 'cancel', () => ({ refund: step.refund }));
    case 'fulfil':
      return fulfil(world, step);
    case 'deliver':
      return onOrder(world, step.order, isUnderWay, 'deliver', () => ({}));
    case 'redeem':
      return redeem(world, customerAt(world, step.customer), step.reward, step.again);
    case 'rush':
      return rush(world, step, customerAt(world, step.customer), (roll) =>
        onOrder(world, roll, hasMoney, 'refund', (order) => refundOf(order, { ...FULL_REFUND, order: roll })),
      );
    case 'undo':
      return undo(world, step.code);
    case 'misuse':
      return misuse(world, step);
    case 'adjust':
      return adjust(world, customerAt(world, step.customer), step.points);
    case 'clock':
      return moveClock(world, step.ms);
    case 'kill':
      return kill(world);
  }
}

const FULL_REFUND: Omit<StepOf<'refund'>, 'order'> = { do: 'refund', how: 'full', line: 0, share: 0 };

function customerAt(world: World, index: number): string {
  const id = world.customers[index];
  if (id === undefined) throw new Error(`there is no customer ${index}`);
  return id;
}

async function place(
  world: World,
  planned: PlannedOrder,
  customerId: string | null,
  code: string | null,
): Promise<void> {
  const { agoMs, foreignCode, ...spec } = planned;
  const { now } = await world.machine.read<{ now: string }>('clock');
  const net = spec.lines.reduce(
    (sum, line) => sum + line.unitPrice * (line.quantity ?? 1) - (line.discount ?? 0),
    0,
  );
  const discountCode = code ?? foreignCode;
  const order: OrderSpec = {
    ...spec,
    customerId,
    ...(agoMs === 0 ? {} : { processedAt: new Date(Date.parse(now) - agoMs).toISOString() }),
    ...(code === null ? {} : { orderDiscount: Math.floor(net / 10), currency: world.plan.currency }),
    ...(discountCode === null ? {} : { discountCode }),
  };
  keepOrder(world, await world.machine.act<SeenOrder>('orders', order));
}

/** A code that was given back, or that an order has used: it can only come by a way around the checkout. */
async function misuse(world: World, step: StepOf<'misuse'>): Promise<void> {
  const spent = byRoll(
    world.asked.filter((one) => one.over && one.code !== null),
    step.code,
  );
  if (!spent) return place(world, step.order, customerAt(world, 0), null);
  await place(world, step.order, spent.customerId, spent.code);
}

async function checkOut(world: World, step: StepOf<'checkout'>): Promise<void> {
  const { useCode, customer, lines, giftCardHundredths, payLater, useStoreCredit, sourceName } = step;
  const held = useCode === null ? undefined : byRoll(openCodes(world), useCode);
  const customerId = held?.customerId ?? (customer === null ? null : customerAt(world, customer));
  const order = await world.machine.act<SeenOrder>('checkout', {
    customerId,
    ...(customerId === null ? { email: `guest-${world.step}@example.com` } : {}),
    lines: lines.map(({ product, quantity }) => ({ variantId: byRoll(world.variants, product), quantity })),
    codes: held?.code ? [held.code] : [],
    giftCard: minorOf(giftCardHundredths, world.plan.currency),
    useStoreCredit,
    sourceName,
    ...(payLater === null ? {} : { payLater }),
  });
  keepOrder(world, order);
  if (held && order.discountCodes.some(({ code }) => code === held.code)) held.over = true;
}

function openCodes(world: World): Asked[] {
  return world.asked.filter((one) => one.code !== null && !one.over).slice(-60);
}

/** An act on one of the orders that allow it. */
async function onOrder(
  world: World,
  roll: number,
  holds: (order: SeenOrder) => boolean,
  verb: string,
  input: (order: SeenOrder) => unknown,
): Promise<void> {
  const found = orderByRoll(world, roll, holds);
  const body = found && input(found.order);
  if (!found || body === undefined) return;
  keepOrder(world, await world.machine.act<SeenOrder>(`orders/${found.order.id}/${verb}`, body));
}

function isOpen(order: SeenOrder): boolean {
  return order.cancelledAt === null;
}

function awaitsMoney(order: SeenOrder): boolean {
  return isOpen(order) && totalsOf(order).outstanding > 0;
}

function hasMoney(order: SeenOrder): boolean {
  return isOpen(order) && totalsOf(order).net > 0;
}

function isUnderWay(order: SeenOrder): boolean {
  return order.fulfillments.some((one) => one.deliveredAt === null);
}

function refundOf(order: SeenOrder, step: StepOf<'refund'>): RefundInput | undefined {
  const open = order.lines.filter((line) => line.currentQuantity > 0);
  const { net, current } = totalsOf(order);
  const all = open.map((line) => ({ lineId: line.id, quantity: line.currentQuantity }));
  const line = byRoll(open, step.line);
  const units = line && [{ lineId: line.id, quantity: 1 + Math.floor(step.share * line.currentQuantity) }];
  switch (step.how) {
    case 'units':
      return units && { lines: units };
    case 'lines':
      return { lines: all.slice(0, 1 + Math.floor(step.share * all.length)) };
    case 'amount':
      return { amount: 1 + Math.floor((net - 1) * step.share * step.share) };
    case 'shipping':
      return current.shipping > 0
        ? { shipping: step.share < 0.5 ? true : 1 + Math.floor((current.shipping - 1) * step.share) }
        : undefined;
    case 'mixed':
      return units && { lines: units, shipping: true, amount: Math.floor(net * step.share) };
    case 'no-money':
      return units && { lines: units, transaction: false };
    case 'full':
      return { lines: all, shipping: true, amount: net };
  }
}

async function edit(world: World, step: StepOf<'edit'>): Promise<void> {
  const found = orderByRoll(
    world,
    step.order,
    (order) => isOpen(order) && order.financialStatus !== 'voided',
  );
  if (!found) return;
  const line = byRoll(
    found.order.lines.filter((one) => one.currentQuantity > one.fulfilledQuantity),
    step.line,
  );
  if (step.how === 'lower' && !line) return;
  const unitPrice = minorOf(step.hundredths, world.plan.currency);
  const body =
    step.how === 'add'
      ? { add: [{ title: 'Added', unitPrice, quantity: step.quantity }] }
      : { setQuantities: [{ lineId: line?.id, quantity: (line?.currentQuantity ?? 1) - 1 }] };
  const paid = ['paid', 'partially_refunded'].includes(found.order.financialStatus);
  if (step.how === 'add') found.unsteady = true;
  const route = `orders/${found.order.id}/edit`;
  keepOrder(world, await world.machine.act<SeenOrder>(route, { ...body, pay: paid }));
}

async function fulfil(world: World, step: StepOf<'fulfil'>): Promise<void> {
  const found = orderByRoll(
    world,
    step.order,
    (order) => isOpen(order) && order.lines.some((line) => line.currentQuantity > line.fulfilledQuantity),
  );
  if (!found) return;
  const [first] = found.order.lines.filter((line) => line.currentQuantity > line.fulfilledQuantity);
  const lines = step.whole || !first ? {} : { lines: [{ lineId: first.id, quantity: 1 }] };
  const route = `orders/${found.order.id}/fulfil`;
  const wasFulfilled = isFulfilled(found.order);
  const { order } = keepOrder(world, await world.machine.act<SeenOrder>(route, lines));
  if (wasFulfilled || order.fulfillments.length > 1) found.unsteady = true;
}

/** An app that dies while its clock is moved has the new time when it comes up again. */
async function moveClock({ machine }: World, ms: number): Promise<void> {
  await machine.act('clock', { advanceMs: ms }).catch(() => machine.act('app/ready'));
}

async function kill(world: World): Promise<void> {
  await world.machine.act('app/ready');
  await world.machine.act('app/kill');
  world.kills += 1;
}
