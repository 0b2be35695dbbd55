/**
 * One history in the store, told to two shops of the app: to the one as it happens and in order, to the other as the
 * proof likes. Both begin with the same customers, points and codes.
 */
import { adjustPoints } from '../../app/services/adjust-points.ts';
import { redeem } from '../../app/services/redeem.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import type { Random } from '../../sandbox/store/random.ts';
import type { InnerStore, Told } from './inner-store.ts';
import { act, type Life, pauseMs } from './order-life.ts';
import { settleInbox, tell } from './telling.ts';

export const START_MS = Date.UTC(2026, 8, 1, 8);
const REWARD = { id: 'five', kind: 'amountOff', points: 100, amount: '5.00' };

/** Without expiry and with debt: only then do points not depend on when something was heard of. */
export const PROGRAMS = [
  { rewards: [REWARD] },
  { rewards: [REWARD], hold: { days: 14, after: 'fulfilled' }, earning: { includeTax: true } },
  {
    rewards: [REWARD],
    hold: { days: 2, after: 'paid' },
    earning: { includeShipping: true, rules: [{ points: 7, perAmount: '3.00' }] },
  },
];

export type Pair = { straight: string; other: string; codes: [string, string][] };

export async function openPair(store: InnerStore, name: string, program: unknown): Promise<Pair> {
  const straight = await store.addShop(`${name} straight`, program);
  const other = await store.addShop(`${name} other`, program);
  return { straight, other, codes: [] };
}

/** Customers who are members already, the first of them with points and unused codes. */
export async function beginLife(
  store: InnerStore,
  pair: Pair,
  random: Random,
  size: { customers: number; codes: number },
): Promise<Life> {
  const { context } = store;
  const customers = Array.from({ length: size.customers }, (_, index) =>
    createCustomer(context, { firstName: `Customer ${index}` }),
  ).map(({ id }) => id);
  const [first] = customers;
  if (first === undefined) throw new Error('a life needs a customer');
  const firstOrder = createOrder(context, { customerId: first, lines: [{ unitPrice: 1_000 }] });
  const events = store.takeEvents();
  const life: Life = { context, random, customers, codes: [], orders: [firstOrder] };
  for (const shop of [pair.straight, pair.other]) {
    for (const event of events) await tell(shop, event);
    await settleInbox(store);
    await credit(store, shop, first, 1_000);
  }
  for (let index = 0; index < size.codes; index += 1) {
    const [atStore, ofOther] = await Promise.all(
      [pair.straight, pair.other].map((shop) => codeFor(shop, first, `code-${first}-${index}`)),
    );
    if (atStore === undefined || ofOther === undefined) throw new Error('no code was made');
    store.alias(pair.other, atStore, ofOther);
    pair.codes.push([atStore, ofOther]);
    life.codes.push({ code: atStore, customerId: first, amountMinor: 500 - index * 123 });
  }
  store.takeEvents();
  return life;
}

async function credit(store: InnerStore, shop: string, customerId: string, points: number): Promise<void> {
  const { rows } = await store.db.query<{ id: string }>(
    'SELECT id FROM members WHERE shop = $1 AND customer_id = $2',
    [shop, customerId],
  );
  const given = await adjustPoints({
    shop,
    memberId: BigInt(rows[0]?.id ?? 0),
    points,
    reasonCode: 'goodwill',
    note: '',
    actor: 'test',
    idempotencyKey: `credit-${customerId}`,
  });
  if (!given.ok) throw new Error(given.rejection.code);
}

async function codeFor(shop: string, customerId: string, idempotencyKey: string): Promise<string> {
  const redeemed = await redeem({ shop, customerId, rewardId: 'five', idempotencyKey, surface: 'proxy' });
  if (!redeemed.ok) throw new Error(redeemed.rejection.code);
  return redeemed.value.code;
}

/** Lets things happen until there are so many webhooks; the straight shop hears of each as it happens. */
export async function liveOn(
  store: InnerStore,
  pair: Pair,
  life: Life,
  events: number,
  afterEach: (told: Told[], happened: number) => Promise<void> = async () => {},
): Promise<Told[]> {
  const all: Told[] = [];
  for (let happened = 0; all.length < events; happened += 1) {
    store.setTime(Date.now() + pauseMs(life.random));
    act(life);
    const told = store.takeEvents();
    all.push(...told);
    for (const event of told) await tell(pair.straight, event);
    await settleInbox(store);
    await afterEach(told, happened);
  }
  return all;
}
