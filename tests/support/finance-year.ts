/**
 * A shop's life in time lapse, told by a seed: orders with and without codes, refunds long after, reservations that come
 * back, staff's corrections, holds and expiry. Services and core book it, under a clock that is moved day by day.
 */
import type pg from 'pg';
import type { OrderFacts, OrderLine } from '#app/core/earning/order-facts.ts';
import type { MemberState } from '#app/core/ledger/state.ts';
import { loadModules, type Modules } from './finance-modules.ts';

export const SHOP = 'year.myshopify.com';
export const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const START = Date.parse('2025-01-10T09:00:00Z');
/** The day after 280 days. */
export const HALFWAY = '2025-10-17';
const MEMBERS = 8;
const DEBTOR = '99';
const DEBTOR_DAYS = { order: 20, spends: 60, cancels: 62, pays: 320 };

const PROGRAM = {
  earning: { rules: [{ id: 'orders', kind: 'orderAmount', points: 5, perAmount: '1.00' }] },
  hold: { days: 14, after: 'paid' },
  expiry: { kind: 'afterDays', days: 200 },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

export type StoredEntry = {
  memberId: number;
  kind: string;
  from: string;
  to: string;
  points: number;
  occurredAt: number;
  recordedAt: number;
};

type Reserved = { id: string; memberId: number; customerId: string; code: string };

export class FinanceYear {
  readonly db: pg.Pool;
  private readonly modules: Modules;
  private readonly random: () => number;
  private readonly orders: OrderFacts[] = [];
  private readonly reserved: Reserved[] = [];
  private count = 0;
  private owing: OrderFacts | undefined;

  private constructor(db: pg.Pool, modules: Modules, seed: number) {
    this.db = db;
    this.modules = modules;
    this.random = randomOf(seed);
  }

  static async open(seed: number): Promise<FinanceYear> {
    const modules = await loadModules();
    const db = modules.pool();
    await db.query(
      `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, installed_at)
        VALUES ($1, 'Year', 'EUR', $2, 'de', 'basic', $3)`,
      [SHOP, ZONE, new Date(START)],
    );
    await db.query(
      `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
        VALUES ($1, 1, $2, '1970-01-01T00:00:00Z', $3, 'test')`,
      [SHOP, JSON.stringify(PROGRAM), new Date(START)],
    );
    return new FinanceYear(db, modules, seed);
  }

  /** Lives from one day to another, counted from the start, and stays at the last. */
  async live(first: number, last: number): Promise<void> {
    for (let day = first; day < last; day += 2) {
      const at = START + day * DAY_MS + Math.floor(this.random() * 14) * 3_600_000;
      await this.setClock(at);
      await this.passTime();
      await this.debtor(day, new Date(at));
      for (let deeds = this.random() < 0.5 ? 1 : 3; deeds > 0; deeds -= 1) await this.deed(new Date(at));
    }
    await this.setClock(START + last * DAY_MS);
    await this.passTime();
  }

  async entries(): Promise<StoredEntry[]> {
    const { rows } = await this.db.query<
      Omit<StoredEntry, 'occurredAt' | 'recordedAt'> & { occurred: Date; recorded: Date }
    >(
      `SELECT member_id AS "memberId", kind, from_account AS "from", to_account AS "to", points,
        occurred_at AS occurred, recorded_at AS recorded FROM ledger_entries WHERE shop = $1`,
      [SHOP],
    );
    return rows.map(({ occurred, recorded, ...row }) => ({
      ...row,
      occurredAt: occurred.getTime(),
      recordedAt: recorded.getTime(),
    }));
  }

  /** Every member's state from the entries recorded before an instant. */
  async replayTo(until: number): Promise<MemberState[]> {
    const { rows } = await this.db.query<{ memberId: number; count: number }>(
      `SELECT member_id AS "memberId", count(*)::int AS count FROM ledger_entries
        WHERE shop = $1 AND recorded_at < $2 GROUP BY member_id`,
      [SHOP, new Date(until)],
    );
    const counts = new Map(rows.map(({ memberId, count }) => [memberId, count]));
    const books = await this.modules.transaction((tx) => this.modules.loadWholeBooks(tx, SHOP, 0, 1_000));
    return books.map(({ memberId, entries, lots }) =>
      this.modules.replay(entries.slice(0, counts.get(memberId) ?? 0), lots),
    );
  }

  /** Whatever chance tells, one member spends her points, has her order cancelled, owes, and pays it with the next. */
  /** A household draws points together. */
  private async transfer(at: Date): Promise<void> {
    const { transaction, openBooks, appendBooks, record, transferPoints } = this.modules;
    const { rows } = await this.db.query<{ memberId: number }>(
      `SELECT member_id AS "memberId" FROM member_balances WHERE shop = $1 AND available >= 100 ORDER BY member_id`,
      [SHOP],
    );
    const [giver, taker] = [rows[0]?.memberId, rows.at(-1)?.memberId];
    if (giver === undefined || taker === undefined || giver === taker) return;
    this.count += 1;
    const source = `household:${this.count}`;
    await transaction(async (tx) => {
      const books = await openBooks(tx, SHOP, [giver, taker], at);
      const [from, to] = [books.get(giver), books.get(taker)];
      if (!from || !to) throw new Error('members have balances');
      const contexts = { from: contextOf(`${source}:from`, at), to: contextOf(`${source}:to`, at) };
      const moved = transferPoints(from.state, to.state, 100, contexts, source);
      if (!moved.ok) return;
      record(from, moved.value.from);
      record(to, moved.value.to);
      await appendBooks(tx, SHOP, [from, to], at);
    });
  }

  private async debtor(day: number, at: Date): Promise<void> {
    if (day === DEBTOR_DAYS.order || day === DEBTOR_DAYS.pays) {
      await this.order(at, undefined, DEBTOR);
      this.owing = this.orders.pop();
    }
    if (day === DEBTOR_DAYS.spends) {
      const { id, available } = await this.memberOf(DEBTOR);
      await this.adjust(id, -available);
    }
    if (day === DEBTOR_DAYS.cancels && this.owing) {
      const cancelled = { financialStatus: 'refunded', cancelledAt: at.toISOString() } as const;
      await this.tell({ ...this.owing, updatedAt: at.toISOString(), ...cancelled }, at);
      this.orders.pop();
    }
  }

  private async memberOf(customerId: string): Promise<{ id: number; available: number }> {
    const { rows } = await this.db.query<{ id: number; available: number }>(
      `SELECT m.id, b.available FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
        WHERE m.shop = $1 AND m.customer_id = $2`,
      [SHOP, customerId],
    );
    const [member] = rows;
    if (!member) throw new Error(`customer ${customerId} is a member`);
    return member;
  }

  private async deed(at: Date): Promise<void> {
    const chance = this.random();
    if (chance < 0.5) return this.order(at, undefined);
    if (chance < 0.65) return this.refund(at);
    if (chance < 0.77) return this.reserve(at);
    if (chance < 0.85) return this.order(at, this.reserved.shift());
    if (chance < 0.89) return this.release(at);
    if (chance < 0.92) return this.transfer(at);
    return this.adjustSomebody();
  }

  /** A lamp at 19 % and a book at 7 %, prices with tax; with a code, 5.00 off the lamp. */
  private async order(at: Date, paidWith: Reserved | undefined, by?: string): Promise<void> {
    this.count += 1;
    const lamp = 3_000 + Math.floor(this.random() * 20_000);
    const off = paidWith ? 500 : 0;
    const lines = [
      lineOf('lamp', lamp, off, Math.round(((lamp - off) * 19) / 119)),
      lineOf('book', 2_140, 0, 140),
    ];
    const customer = paidWith?.customerId ?? by ?? String(1 + Math.floor(this.random() * MEMBERS));
    await this.tell(
      {
        orderId: String(this.count),
        name: `#${this.count}`,
        customerId: customer,
        occurredAt: at.toISOString(),
        updatedAt: at.toISOString(),
        currency: 'EUR',
        test: false,
        cancelledAt: null,
        financialStatus: 'paid',
        channel: 'online',
        taxesIncluded: true,
        lines,
        refunds: [],
        shippingMinor: 0,
        shippingTaxMinor: 0,
        codes: paidWith ? [{ code: paidWith.code, amountMinor: off }] : [],
        totalMinor: lamp - off + 2_140,
        fulfilledAt: null,
        deliveredAt: null,
        b2b: false,
        chargedBack: false,
        usesStoredValue: false,
        payments: null,
      },
      at,
    );
  }

  /** The lamp of some order comes back, or all of it is cancelled. */
  private async refund(at: Date): Promise<void> {
    const index = Math.floor(this.random() * this.orders.length);
    const order = this.orders.splice(index, 1)[0];
    const lamp = order?.lines[0];
    if (!order || !lamp) return;
    const subtotalMinor = lamp.unitPriceMinor - lamp.discountMinor;
    const refund = {
      at: at.toISOString(),
      lines: [{ lineId: lamp.id, quantity: 1, subtotalMinor, taxMinor: lamp.taxMinor }],
      ...{ shippingMinor: 0, shippingTaxMinor: 0, otherMinor: 0, moneyMinor: subtotalMinor },
    };
    const whole = this.random() < 0.3;
    await this.tell(
      {
        ...order,
        updatedAt: at.toISOString(),
        refunds: [refund],
        financialStatus: whole ? 'refunded' : 'partially_refunded',
        cancelledAt: whole ? at.toISOString() : null,
      },
      at,
    );
    this.orders.pop();
  }

  private async tell(facts: OrderFacts, at: Date): Promise<void> {
    const { transaction, findShop, reconcileOrders } = this.modules;
    const [outcome] = await transaction(async (tx) => {
      const shop = await findShop(SHOP, tx);
      if (!shop) throw new Error('the shop is there');
      return reconcileOrders(tx, shop, [{ facts, triggeredAt: at, profile: null, read: true }], at);
    });
    if (outcome?.result !== 'booked') throw new Error(`order ${facts.orderId}: ${outcome?.result}`);
    this.orders.push(facts);
  }

  private async reserve(at: Date): Promise<void> {
    const { transaction, openBooks, appendBooks, record, reservePoints, insertRedemption } = this.modules;
    const { rows } = await this.db.query<{ memberId: number; customerId: string }>(
      `SELECT b.member_id AS "memberId", m.customer_id AS "customerId" FROM member_balances b
        JOIN members m ON m.shop = b.shop AND m.id = b.member_id
        WHERE b.shop = $1 AND b.available >= 500 ORDER BY b.member_id`,
      [SHOP],
    );
    const member = rows[Math.floor(this.random() * rows.length)];
    if (!member) return;
    this.count += 1;
    const id = `r${this.count}`;
    const code = `TW-${id.toUpperCase()}`;
    await transaction(async (tx) => {
      const books = (await openBooks(tx, SHOP, [member.memberId], at)).get(member.memberId);
      if (!books) throw new Error('a member has a balance');
      const booking = reservePoints(
        books.state,
        { id, points: 500 },
        contextOf(`redemption:${id}:reserve`, at),
      );
      if (!booking.ok) return;
      record(books, booking.value);
      await appendBooks(tx, SHOP, [books], at);
      await insertRedemption(
        tx,
        {
          ...{ shop: SHOP, id, memberId: member.memberId, rewardId: 'five', programVersion: 1, points: 500 },
          reward: this.modules.programSchema.parse(PROGRAM).rewards[0] as never,
          ...{
            idempotencyKey: id,
            inputHash: 'test',
            surface: 'proxy',
            code,
            state: 'issued',
            discountId: null,
          },
          ...{ createdAt: at, endsAt: new Date(at.getTime() + 30 * DAY_MS), orderId: null },
          ...{ captured: 0, released: 0, restored: 0, revision: 0, attempts: 0, releaseReason: null },
          ...{ effectAt: null, effectTarget: null, lastError: null },
        },
        at,
      );
      this.reserved.push({ id, code, ...member });
    });
  }

  private async release(at: Date): Promise<void> {
    const { transaction, openBooks, appendBooks, record, releasePoints, updateRedemption } = this.modules;
    const held = this.reserved.shift();
    if (!held) return;
    await transaction(async (tx) => {
      const scope = { redemptions: [`redemption:${held.id}`] };
      const books = (await openBooks(tx, SHOP, [held.memberId], at, scope)).get(held.memberId);
      if (!books) throw new Error('a member has a balance');
      const context = contextOf(`redemption:${held.id}:release`, at);
      record(books, releasePoints(books.state, { id: held.id, reason: 'unused' }, context));
      await appendBooks(tx, SHOP, [books], at);
      const change = { state: 'released', released: 500, resolvedAt: at, nextAttemptAt: null } as const;
      await updateRedemption(tx, { shop: SHOP, id: held.id }, change);
    });
  }

  private async adjustSomebody(): Promise<void> {
    const { rows } = await this.db.query<{ id: number }>(
      'SELECT id FROM members WHERE shop = $1 AND customer_id <> $2 ORDER BY id',
      [SHOP, DEBTOR],
    );
    const member = rows[Math.floor(this.random() * rows.length)];
    const points = Math.floor(this.random() * 300) + 1;
    if (member) await this.adjust(member.id, this.random() < 0.5 ? points : -points);
  }

  /** Taking more than there is is refused, which the story does not mind. */
  private async adjust(memberId: number, points: number): Promise<void> {
    this.count += 1;
    await this.modules.adjustPoints({
      ...{ shop: SHOP, memberId: BigInt(memberId), points, reasonCode: 'goodwill', note: '' },
      ...{ actor: 'staff:1', idempotencyKey: `adjust-${this.count}` },
    });
  }

  private async passTime(): Promise<void> {
    while ((await this.modules.passTimeForDue()) > 0);
  }

  private async setClock(at: number): Promise<void> {
    const clock = (globalThis as Record<symbol, unknown>)[Symbol.for('treuwerk.clock')] as {
      setOffset: (ms: number) => Promise<void>;
    };
    await clock.setOffset(at - Date.now());
  }
}

function contextOf(key: string, at: Date) {
  const now = at.getTime();
  return { key, inputHash: 'test', now, occurredAt: now, actor: 'member', programVersion: 1 };
}

function lineOf(id: string, unitPriceMinor: number, discountMinor: number, taxMinor: number): OrderLine {
  return {
    ...{ id, kind: 'goods', title: id, productId: null, variantId: null, vendor: null },
    ...{ quantity: 1, currentQuantity: null, unitPriceMinor, discountMinor, taxMinor },
  };
}

/** mulberry32: small, seeded, good enough to tell a story. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
