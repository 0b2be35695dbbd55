/**
 * Compares the app with the store once all is quiet: the promises of the design, each as a check of its own. What should
 * be is computed from the store's orders and codes by `model.ts`; what is comes from the audit, the app proxy and the books.
 */
import type { Discount, Metafield } from '../store/model.ts';
import { type Books, readBooks } from './books.ts';
import { checkRedemptions } from './check-redemptions.ts';
import { checkStandings, type Standing } from './check-standings.ts';
import { expectedPoints, type SeenOrder } from './model.ts';
import type { Findings } from './report.ts';
import type { World } from './world.ts';

/** Everything that the checks look at, read in one go while nothing moves. */
export type Scene = {
  world: World;
  now: number;
  orders: Map<string, SeenOrder>;
  discounts: Discount[];
  books: Books;
  standings: Map<string, Standing>;
  findings: Findings;
};

const READERS = 6;
const NOTHING = { least: 0, most: 0 };

/** @param fresh true reads every order anew from the store; else those that have changed since they were seen. */
export async function checkAll(world: World, findings: Findings, fresh: boolean): Promise<void> {
  const { machine } = world;
  await readOrders(world, fresh);
  const [books, discounts, clock] = await Promise.all([
    readBooks(machine),
    machine.read<Discount[]>('discounts'),
    machine.read<{ now: string }>('clock'),
  ]);
  const orders = new Map([...world.placed].map(([id, { order }]) => [id, order]));
  const members = [
    ...new Set([...world.customers, ...[...orders.values()].flatMap((one) => one.customerId ?? [])]),
  ];
  const standings = await readStandings(world, members, findings);
  const scene: Scene = { world, now: Date.parse(clock.now), orders, discounts, books, standings, findings };
  checkAudit(scene);
  checkBooked(scene);
  checkRedemptions(scene);
  await checkReplies(scene);
  checkAdjustments(scene);
  checkStandings(scene);
  checkInbox(scene);
  await checkMetafields(scene);
}

async function readOrders(world: World, fresh: boolean): Promise<void> {
  const { machine, placed } = world;
  const listed = await machine.read<{ id: string; updatedAt: string }[]>('orders');
  const changed = listed.filter(
    ({ id, updatedAt }) => fresh || placed.get(id)?.order.updatedAt !== updatedAt,
  );
  await inParallel(changed, async ({ id }) => {
    const order = await machine.read<SeenOrder>(`orders/${id}`);
    const known = placed.get(id);
    if (known) known.order = order;
  });
}

async function readStandings(
  world: World,
  customers: string[],
  findings: Findings,
): Promise<Map<string, Standing>> {
  const standings = new Map<string, Standing>();
  await inParallel(customers, async (id) => {
    const reply = await world.machine.proxy<Standing>('standing', id);
    findings.check('standing', reply?.status === 200, () => `customer ${id}: no standing, ${reply?.status}`);
    if (reply?.status === 200) standings.set(id, reply.json);
  });
  return standings;
}

/** (a) The books close. */
function checkAudit({ books, findings }: Scene): void {
  for (const { member, customerId } of books.report.members) {
    const broken = books.report.violations.filter((one) => one.member === member);
    findings.check(
      'books',
      broken.length === 0,
      () => `customer ${customerId}: ${broken.map((one) => `rule ${one.rule}: ${one.message}`).join('; ')}`,
    );
  }
  const nobody = books.report.violations.filter((one) => one.member === null);
  findings.check('books', nobody.length === 0, () => JSON.stringify(nobody));
}

/**
 * (b) What is booked for an order is what the order gives. Expired points do not come back when an order grows again,
 * so with expiry what is booked may be less, by no more than has expired.
 */
function checkBooked({ world, orders, books, findings }: Scene): void {
  const { program, currency } = world.plan;
  for (const [id, order] of orders) {
    const row = books.orders.get(id);
    const { least, most } = order.customerId === null ? NOTHING : expectedPoints(order, program, currency);
    const booked = row?.booked ?? 0;
    const holds = booked <= most && least <= booked + (row?.expired ?? 0);
    findings.check(
      'booked',
      holds && (row === undefined || row.customerId === order.customerId),
      () =>
        `order ${id} of customer ${order.customerId} (step ${world.placed.get(id)?.step}): booked ${booked}, ` +
        `expired ${row?.expired ?? 0}, should be ${least}${most > least ? ` to ${most}` : ''}: ${inShort(order)}`,
    );
  }
  const strangers = [...books.orders.keys()].filter((id) => !orders.has(id));
  findings.check(
    'booked',
    strangers.length === 0,
    () => `booked for orders that the store lacks: ${strangers.join()}`,
  );
}

/** What decides about an order's points, to see at once why they differ. */
function inShort(order: SeenOrder): string {
  const { financialStatus, taxesIncluded, sourceName, test, cancelledAt, lines, shippingLines, refunds } =
    order;
  return JSON.stringify({
    ...{ financialStatus, taxesIncluded, sourceName, test, cancelledAt },
    lines: lines.map(({ id, unitPrice, quantity, currentQuantity, giftCard, allocations, taxes }) => ({
      ...{ id, unitPrice, quantity, currentQuantity, giftCard },
      discounts: allocations.map((one) => one.amount),
      taxes: taxes.map((one) => one.amount),
    })),
    shipping: shippingLines.map(({ price, taxes }) => [price, ...taxes.map((one) => one.amount)]),
    refunds: refunds.map(({ lines: back, shipping, adjustments }) => ({ back, shipping, adjustments })),
    transactions: order.transactions.map(({ kind, gateway, amount, status }) => [
      kind,
      gateway,
      amount,
      status,
    ]),
  });
}

/** So long after its end a code stays in the merchant's list of discounts; then the app tidies it away. */
const CODE_KEPT_MS = 7 * 86_400_000;

/** (d) Every acknowledged code is in the books, and at the store till it is tidied away; the same key never gives another. */
async function checkReplies({ world, discounts, books, now, findings }: Scene): Promise<void> {
  const rows = new Map(books.redemptions.map((row) => [`${row.customerId}/${row.key}`, row]));
  const atStore = new Set(discounts.flatMap((discount) => discount.codes.map(({ code }) => code)));
  const acknowledged = world.asked.filter((one) => one.code !== null);
  for (const { customerId, key, code, step } of acknowledged) {
    const row = rows.get(`${customerId}/${key}`);
    const name = () => `code ${code} of customer ${customerId} (step ${step})`;
    findings.check('reply', row?.code === code, () => `${name()} is not in the books, but ${row?.code}`);
    const old = typeof row?.overSince === 'number' && row.overSince <= now - CODE_KEPT_MS;
    findings.check('reply', atStore.has(code ?? '') || old, () => `${name()} is not at the store`);
  }
  await inParallel(acknowledged.slice(-40), async ({ customerId, reward, key, code, step }) => {
    const row = rows.get(`${customerId}/${key}`);
    const body = { rewardId: reward, idempotencyKey: key };
    const reply = await world.machine.proxy<{ code?: string; error?: { code: string } }>(
      'redeem',
      customerId,
      body,
    );
    const same =
      reply?.status === 200 ? reply.json.code === code : row?.state !== 'issued' && reply?.status === 409;
    findings.check(
      'reply',
      same,
      () =>
        `key ${key} of customer ${customerId} (step ${step}) gave ${code} and then ${JSON.stringify(reply)}`,
    );
  });
}

function checkAdjustments({ world, books, findings }: Scene): void {
  for (const { key, points, customerId, step } of world.adjusted) {
    const booked = books.adjustments.get(`adjust:${key}`) ?? 0;
    findings.check(
      'adjustment',
      booked === points,
      () => `adjustment of customer ${customerId} (step ${step}): booked ${booked} of ${points}`,
    );
  }
  findings.check(
    'adjustment',
    books.adjustments.size === world.adjusted.length,
    () => `${books.adjustments.size} adjustments are booked, ${world.adjusted.length} were acknowledged`,
  );
}

/** (f) Nothing is stuck: what is parked says why, and only what is in another currency is. */
function checkInbox({ books, orders, world, findings }: Scene): void {
  findings.check('inbox', true, () => '');
  for (const { topic, state, reason, resourceId, count } of books.stuck) {
    const order = resourceId === null ? undefined : orders.get(resourceId);
    const foreign = reason === 'currency' && (!order || order.currency !== world.plan.currency);
    findings.check(
      'inbox',
      state === 'parked' && foreign,
      () => `${count} deliveries of ${topic} are ${state}: ${reason ?? 'no reason'} (order ${resourceId})`,
    );
  }
}

/** (g) The storefront's Liquid reads what the books say. */
async function checkMetafields({ world, books, standings, findings }: Scene): Promise<void> {
  const metafields = await world.machine.read<Metafield[]>('metafields');
  const shown = new Map(
    metafields.filter((one) => one.key === 'standing').map((one) => [one.ownerId, one.value]),
  );
  const known = new Set(books.report.members.map((one) => one.customerId));
  for (const [customerId, standing] of standings) {
    const text = shown.get(`gid://shopify/Customer/${customerId}`);
    if (text === undefined && (!known.has(customerId) || isZero(standing))) continue;
    const value = text === undefined ? undefined : (JSON.parse(text) as Standing);
    findings.check(
      'metafield',
      value !== undefined && sums(value) === sums(standing),
      () =>
        `customer ${customerId}: the store shows ${value && sums(value)}, the books say ${sums(standing)}`,
    );
  }
  for (const { customerId, error } of books.standingErrors)
    findings.check('metafield', false, () => `customer ${customerId}: ${error}`);
}

function isZero({ pending, available, reserved, debt }: Standing): boolean {
  return pending === 0 && available === 0 && reserved === 0 && debt === 0;
}

function sums({ pending, available, reserved, debt }: Standing): string {
  return `${pending} pending, ${available} available, ${reserved} reserved, ${debt} debt`;
}

async function inParallel<T>(items: T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const readers = Array.from({ length: READERS }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  });
  await Promise.all(readers);
}
