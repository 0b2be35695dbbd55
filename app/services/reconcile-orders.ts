/**
 * Brings the books of a batch of orders to what the orders, as last known, should give: one transaction, one round
 * trip per table. Created, paid, edited, refunded, cancelled, twice, late or in the wrong order: the result is the same.
 */
import { createHash } from 'node:crypto';
import { type Award, awardOrder, maturityOf, nothing } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { invariant } from '#app/core/invariant.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import { redemptionSource } from '#app/core/ledger/redeem-points.ts';
import { appendBooks, openBooks, type OpenBooks, record } from '#app/db/books.ts';
import { ensureMembers, markStandingsStale, type Profile } from '#app/db/members.ts';
import { loadOrders, type OrderWrite, saveOrders, type StoredOrder } from '#app/db/orders.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findByCodes } from '#app/db/redemptions.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { lateCode, useRedemptions } from '#app/services/use-redemptions.ts';

export type OrderInput = {
  facts: OrderFacts;
  /** When Shopify sent this state, or when its reading began: by the clock that Shopify's webhooks go by. */
  triggeredAt: Date;
  profile: Profile | null;
  /** True for a state that was just read from Shopify: the truth, even on a tie. */
  read: boolean;
};

/**
 * `booked`: the state was taken over. `repeat`: it was known. `stale`: a newer one is known. `unclear`: another state
 * of the same instant is known, so the order must be read. `parked`: it cannot be booked; the reason says why.
 */
export type OrderOutcome = {
  result: 'booked' | 'repeat' | 'stale' | 'unclear' | 'parked';
  orderId: string;
  points?: number;
  reason?: string;
};

/** One outcome per input, in the same order. */
export async function reconcileOrders(
  tx: Transaction,
  shop: ShopRow,
  inputs: OrderInput[],
  now: Date,
): Promise<OrderOutcome[]> {
  const hashed = inputs.map((input) => ({ ...input, factsHash: hashOf(input.facts) }));
  const known = await loadOrders(tx, shop.shop, [...new Set(hashed.map(({ facts }) => facts.orderId))]);
  // What is known already stays known: repeats are answered without locking anybody.
  const fresh = hashed.filter((input) => compare(known.get(input.facts.orderId), input) === 'newer');
  const taken = new Set(fresh);
  const run = fresh.length === 0 ? undefined : await prepare(tx, shop, fresh, known, now);
  const outcomes: OrderOutcome[] = [];
  for (const input of hashed) {
    const again = run && taken.has(input);
    const { orderId } = input.facts;
    outcomes.push(
      again ? await takeOver(run, input) : { result: settledResult(known.get(orderId), input), orderId },
    );
  }
  if (run) await append(run);
  return outcomes;
}

async function append(run: Run): Promise<void> {
  const { tx, now } = run;
  await appendBooks(tx, run.shop.shop, [...run.books.values()], now);
  await saveOrders(tx, run.shop.shop, [...run.writes.values()]);
  const changed = [...run.books.values()].filter((books) => books.entries.length > 0);
  await markStandingsStale(
    tx,
    run.shop.shop,
    changed.map((books) => books.memberId),
  );
}

type HashedInput = OrderInput & { factsHash: string };

type Run = {
  tx: Transaction;
  shop: ShopRow;
  now: Date;
  versions: ProgramVersion[];
  memberIds: Map<string, number>;
  books: Map<number, OpenBooks>;
  orders: Map<string, StoredOrder>;
  writes: Map<string, OrderWrite>;
  redemptions: Awaited<ReturnType<typeof findByCodes>>;
};

/** Creates members, locks them in order, then reads what only changes under those locks. */
async function prepare(
  tx: Transaction,
  shop: ShopRow,
  inputs: HashedInput[],
  before: Map<string, StoredOrder>,
  now: Date,
): Promise<Run> {
  const orderIds = [...new Set(inputs.map(({ facts }) => facts.orderId))];
  const customers = inputs.flatMap(({ facts, profile }) =>
    facts.customerId === null ? [] : [{ customerId: facts.customerId, profile }],
  );
  const memberIds = await ensureMembers(tx, shop.shop, customers, now);
  const codes = inputs.flatMap(({ facts }) =>
    facts.codes.flatMap(({ code }) => [code, lateCode(code, facts.orderId)]),
  );
  const carried = await findByCodes(tx, shop.shop, codes);
  const owners = [...before.values()].flatMap((order) => order.memberId ?? []);
  const redeemers = [...carried.values()].map((redemption) => redemption.memberId);
  const scope = {
    sources: orderIds.map(orderSource),
    redemptions: [...carried.values()].map((redemption) => redemptionSource(redemption.id)),
  };
  const books = await openBooks(tx, shop.shop, [...memberIds.values(), ...owners, ...redeemers], now, scope);
  return {
    tx,
    shop,
    now,
    versions: await listVersions(shop.shop, tx),
    memberIds,
    books,
    orders: await loadOrders(tx, shop.shop, orderIds),
    writes: new Map(),
    redemptions: carried.size === 0 ? carried : await findByCodes(tx, shop.shop, codes),
  };
}

async function takeOver(run: Run, input: HashedInput): Promise<OrderOutcome> {
  const { facts, factsHash } = input;
  const { orderId } = facts;
  const known = run.orders.get(orderId);
  const standing = compare(known, input);
  if (standing !== 'newer') return { result: standing, orderId };
  const memberId =
    known?.memberId ?? (facts.customerId === null ? null : (run.memberIds.get(facts.customerId) ?? null));
  const parkedReason = facts.currency === run.shop.currency ? null : 'currency';
  const version = versionOf(run, known, facts);
  const award = parkedReason ? nothing(facts, parkedReason) : awardOf(facts, version);
  let revision = known?.revision ?? 0;
  const books = memberId === null ? undefined : run.books.get(memberId);
  if (books && version && !parkedReason) revision = book(run, books, input, version, award, revision);
  if (!parkedReason) await useRedemptions({ ...run, facts });
  keep(run, {
    facts,
    factsHash,
    triggeredAt: input.triggeredAt,
    memberId,
    award,
    revision,
    parkedReason,
    programVersion: version?.version ?? null,
  });
  if (parkedReason) return { result: 'parked', orderId, reason: parkedReason };
  return { result: 'booked', orderId, points: award.points };
}

/** The newest state by (updated_at, triggered_at) decides. */
function compare(
  known: StoredOrder | undefined,
  input: HashedInput,
): 'newer' | 'repeat' | 'stale' | 'unclear' {
  if (!known || known.parkedReason) return 'newer';
  const age = Date.parse(input.facts.updatedAt) - known.updatedAt.getTime();
  if (age !== 0) return age > 0 ? 'newer' : 'stale';
  if (known.factsHash === input.factsHash) return 'repeat';
  if (input.read) return 'newer';
  const sent = input.triggeredAt.getTime() - known.triggeredAt.getTime();
  if (sent === 0) return 'unclear';
  return sent > 0 ? 'newer' : 'stale';
}

function settledResult(known: StoredOrder | undefined, input: HashedInput): OrderOutcome['result'] {
  const result = compare(known, input);
  invariant(result !== 'newer', 'a newer state is taken over');
  return result;
}

/** The version of the first reconciliation stays: no later change of the program takes anything back. */
function versionOf(run: Run, known: StoredOrder | undefined, facts: OrderFacts): ProgramVersion | undefined {
  const pinned = known?.programVersion ?? null;
  if (pinned !== null) return run.versions.find((one) => one.version === pinned);
  return versionAt(run.versions, Date.parse(facts.occurredAt));
}

function awardOf(facts: OrderFacts, version: ProgramVersion | undefined): Award {
  return version ? awardOrder(facts, version.config) : nothing(facts, 'no-program');
}

/** @returns the order's revision, one higher when something was booked. */
function book(
  run: Run,
  books: OpenBooks,
  { facts, factsHash }: HashedInput,
  version: ProgramVersion,
  award: Award,
  revision: number,
): number {
  const source = orderSource(facts.orderId);
  const booking = bookTarget(
    books.state,
    {
      source,
      points: award.points,
      maturesAt: maturityOf(facts, version.config),
      expiry: lotExpiryOf(version.config.expiry, run.shop.timezone),
      debtPolicy: version.config.debtPolicy,
      reasons: [award.nothingBecause ?? 'order'],
    },
    {
      key: `${source}:${revision + 1}`,
      inputHash: factsHash,
      now: run.now.getTime(),
      occurredAt: Date.parse(facts.occurredAt),
      actor: 'shopify',
      programVersion: version.version,
    },
  );
  record(books, booking);
  return booking.entries.length > 0 ? revision + 1 : revision;
}

function keep(run: Run, write: OrderWrite): void {
  run.writes.set(write.facts.orderId, write);
  run.orders.set(write.facts.orderId, {
    orderId: write.facts.orderId,
    memberId: write.memberId,
    updatedAt: new Date(write.facts.updatedAt),
    triggeredAt: write.triggeredAt,
    factsHash: write.factsHash,
    programVersion: write.programVersion,
    revision: write.revision,
    parkedReason: write.parkedReason,
  });
}

export function orderSource(orderId: string): string {
  return `order:${orderId}`;
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
