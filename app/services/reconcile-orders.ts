/**
 * Brings the books of a batch of orders to what the orders, as last known, should give: one transaction, one round
 * trip per table. Created, paid, edited, refunded, cancelled, twice, late or in the wrong order: the result is the same.
 */
import { type Award, awardOrder, type LineTraits, maturityOf, nothing } from '#app/core/earning/award.ts';
import { judgesOrdersAlone } from '#app/core/earning/evaluate-member.ts';
import { notBefore } from '#app/core/earning/member-fold.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { eventsOfOrder, type MemberEvent } from '#app/core/journeys/events.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import { redemptionSource } from '#app/core/ledger/redeem-points.ts';
import { needsTraits } from '#app/core/program/needs.ts';
import type { Program } from '#app/core/program/program.ts';
import { appendBooks, openBooks, type OpenBooks, record } from '#app/db/books.ts';
import { markOrdersErased } from '#app/db/erasure.ts';
import { hasAnyLeft, loadHistories, type StoredHistory } from '#app/db/histories.ts';
import { learnLocales, markStandingsStale, type Profile } from '#app/db/members.ts';
import { noteEvents } from '#app/db/member-events.ts';
import { loadOrders, type OrderWrite, saveOrders, type StoredOrder } from '#app/db/orders.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findByCodes } from '#app/db/redemptions.ts';
import { markReferralsDue } from '#app/db/referrals.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { buyerKey, ensureBuyers } from '#app/services/ensure-buyers.ts';
import { forgetBuyers } from '#app/services/forget-people.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { judgeMembers } from '#app/services/judge-members.ts';
import { compareStates, inherit, settledResult } from '#app/services/newest-state.ts';
import { orderSource } from '#app/core/earning/timeline.ts';
import { lateCode, useRedemptions } from '#app/services/use-redemptions.ts';

export type OrderInput = {
  facts: OrderFacts;
  /** When Shopify sent this state, or when its reading began: by the clock that Shopify's webhooks go by. */
  triggeredAt: Date;
  profile: Profile | null;
  /** True for a state that was just read from Shopify: the truth, even on a tie. */
  read: boolean;
  /** Every parcel has arrived, as far as the state says; when, only a reading tells. */
  arrived?: boolean;
  /** What the shop says of the goods, by line; missing when it has not been read. */
  traits?: Record<string, LineTraits>;
};

/**
 * `booked`: the state was taken over. `repeat`: it was known. `stale`: a newer one is known. `unclear`: the order must be
 * read, because another state of the same instant is known, or a rule asks for more than the order says. `parked`: it
 * cannot be booked; the reason says why.
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
  told: OrderInput[],
  now: Date,
): Promise<OrderOutcome[]> {
  const { inputs, forgotten } = await forgetBuyers(tx, shop.shop, told);
  const hashed = inputs.map((input) => ({ ...input, factsHash: hashOf(input.facts) }));
  const known = await loadOrders(tx, shop.shop, [...new Set(hashed.map(({ facts }) => facts.orderId))]);
  // What is known already stays known: repeats are answered without locking anybody.
  const fresh = hashed.filter((input) => compareStates(known.get(input.facts.orderId), input) === 'newer');
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
  if (run) {
    await conclude(run, outcomes);
    await learnLocales(tx, shop.shop, fresh.flatMap(spokenIn));
  }
  await markOrdersErased(tx, shop.shop, [...forgotten], now);
  return outcomes;
}

function spokenIn({ facts: { customerId }, profile }: OrderInput) {
  return customerId !== null && profile?.locale ? [{ customerId, locale: profile.locale }] : [];
}

type HashedInput = OrderInput & { factsHash: string };

type Run = {
  tx: Transaction;
  shop: ShopRow;
  now: Date;
  versions: ProgramVersion[];
  memberIds: Map<string, number>;
  books: Map<number, OpenBooks>;
  /** Set when one fact bears on another: then members are judged whole, after the orders were taken over. */
  histories: Map<number, StoredHistory> | null;
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
  const versions = await listVersions(shop.shop, tx);
  const memberIds = await ensureBuyers(tx, shop, inputs, versions, now);
  const codes = inputs.flatMap(({ facts }) =>
    facts.codes.flatMap(({ code }) => [code, lateCode(code, facts.orderId)]),
  );
  const carried = await findByCodes(tx, shop.shop, codes);
  const owners = [...before.values()].flatMap((order) => order.memberId ?? []);
  const redeemers = [...carried.values()].map((redemption) => redemption.memberId);
  const buyers = [...new Set([...memberIds.values(), ...owners])];
  const alone =
    versions.every(({ config }) => judgesOrdersAlone(config)) && !(await hasAnyLeft(tx, shop.shop, buyers));
  const redemptions = [...carried.values()].map((redemption) => redemptionSource(redemption.id));
  const scope = alone
    ? { sources: orderIds.map(orderSource), redemptions }
    : { allSourcesOf: buyers, redemptions };
  const books = await openBooks(tx, shop.shop, [...buyers, ...redeemers], now, scope);
  return {
    tx,
    shop,
    now,
    versions,
    memberIds,
    books,
    histories: alone ? null : await loadHistories(tx, shop.shop, buyers),
    orders: await loadOrders(tx, shop.shop, orderIds),
    writes: new Map(),
    redemptions: carried.size === 0 ? carried : await findByCodes(tx, shop.shop, codes),
  };
}

async function takeOver(run: Run, input: HashedInput): Promise<OrderOutcome> {
  const { orderId } = input.facts;
  const known = run.orders.get(orderId);
  const standing = compareStates(known, input);
  if (standing !== 'newer') return { result: standing, orderId };
  const facts = inherit(input.facts, known);
  const memberId = known?.memberId ?? run.memberIds.get(buyerKey(run.shop.shop, input)) ?? null;
  const parkedReason = facts.currency === run.shop.currency ? null : 'currency';
  const version = versionOf(run, known, facts);
  const traits = known?.traits ?? input.traits ?? null;
  if (version && !parkedReason && asksForMore(version.config, { ...input, facts }, traits)) {
    return { result: 'unclear', orderId };
  }
  const award = parkedReason ? nothing(facts, parkedReason) : awardAlone(run, facts, traits, version);
  const write: OrderWrite = {
    facts,
    factsHash: input.factsHash,
    triggeredAt: input.triggeredAt,
    memberId,
    award,
    revision: known?.revision ?? 0,
    parkedReason,
    programVersion: version?.version ?? null,
    traits,
  };
  keep(run, write);
  if (parkedReason) return { result: 'parked', orderId, reason: parkedReason };
  const books = memberId === null ? undefined : run.books.get(memberId);
  const history = memberId === null ? undefined : run.histories?.get(memberId);
  if (history) remember(history, write);
  else if (books && version) book(run, books, write, version);
  if (!run.histories) await useRedemptions({ ...run, zone: run.shop.timezone, facts });
  return { result: 'booked', orderId, points: award.points };
}

/** Whether the order must be read before the program can judge it: for its goods, or for the day of its arrival. */
function asksForMore(
  program: Program,
  { facts, arrived, read }: OrderInput,
  traits: OrderWrite['traits'],
): boolean {
  if (traits === null && needsTraits(program)) return true;
  return program.hold.after === 'delivered' && arrived === true && !read && facts.deliveredAt === null;
}

/** Judges whole members where that is needed, then writes everything. */
async function conclude(run: Run, outcomes: OrderOutcome[]): Promise<void> {
  const { tx, now } = run;
  if (run.histories) await judge(run, run.histories, outcomes);
  await appendBooks(tx, run.shop.shop, [...run.books.values()], now);
  await saveOrders(tx, run.shop.shop, [...run.writes.values()]);
  await noteEvents(tx, run.shop.shop, [...run.writes.values()].flatMap(asEvents), now);
  if (run.versions.some(({ config }) => config.referrals.active)) {
    await markReferralsDue(tx, run.shop.shop, [...run.writes.values()].map(asUse), now);
  }
  const changed = [...run.books.values()].filter((books) => books.entries.length > 0);
  // A code that she has used may be an offer that is hers once only.
  const withCodes = [...run.writes.values()].filter(({ facts }) => facts.codes.length > 0);
  await markStandingsStale(tx, run.shop.shop, [
    ...changed.map(({ memberId }) => memberId),
    ...withCodes.flatMap(({ memberId }) => memberId ?? []),
  ]);
}

function asEvents({ memberId, facts, parkedReason }: OrderWrite): MemberEvent[] {
  return memberId === null || parkedReason !== null ? [] : eventsOfOrder(memberId, facts);
}

function asUse({ facts: { orderId, codes, occurredAt }, memberId }: OrderWrite) {
  return { orderId, codes: codes.map(({ code }) => code), memberId, occurredAt };
}

async function judge(
  run: Run,
  histories: Map<number, StoredHistory>,
  outcomes: OrderOutcome[],
): Promise<void> {
  const touched = new Set([...run.writes.values()].flatMap(({ memberId }) => memberId ?? []));
  const judged = await judgeMembers({
    ...run,
    histories: new Map([...histories].filter(([memberId]) => touched.has(memberId))),
    writing: new Set(run.writes.keys()),
  });
  for (const write of run.writes.values()) {
    Object.assign(write, judged.get(write.facts.orderId));
    if (!write.parkedReason) await useRedemptions({ ...run, zone: run.shop.timezone, facts: write.facts });
  }
  for (const outcome of outcomes) {
    const one = judged.get(outcome.orderId);
    if (one && outcome.result === 'booked') outcome.points = one.award.points;
  }
}

/** The order in its member's history is the state that was just taken over. */
function remember(history: StoredHistory, { facts, factsHash, traits, programVersion }: OrderWrite): void {
  const index = history.orders.findIndex((order) => order.facts.orderId === facts.orderId);
  const before = history.orders[index];
  const order = {
    facts,
    factsHash,
    traits: traits ?? {},
    version: programVersion,
    target: before?.target ?? 0,
    revision: before?.revision ?? 0,
  };
  if (before) history.orders[index] = order;
  else history.orders.push(order);
}

/** The version of the first reconciliation stays: no later change of the program takes anything back. */
function versionOf(run: Run, known: StoredOrder | undefined, facts: OrderFacts): ProgramVersion | undefined {
  const pinned = known?.programVersion ?? null;
  if (pinned !== null) return run.versions.find((one) => one.version === pinned);
  return versionAt(run.versions, Date.parse(facts.occurredAt));
}

/** What the order gives by itself; a member's other facts may still change that. */
function awardAlone(
  run: Run,
  facts: OrderFacts,
  traits: Record<string, LineTraits> | null,
  version: ProgramVersion | undefined,
): Award {
  if (!version) return nothing(facts, 'no-program');
  return awardOrder(facts, version.config, {
    zone: run.shop.timezone,
    traits: traits ?? {},
    tierId: null,
    segments: [],
    tags: [],
    joined: true,
    customerId: facts.customerId,
  });
}

/** Books the difference; the order's revision counts what was booked. */
function book(run: Run, books: OpenBooks, write: OrderWrite, version: ProgramVersion): void {
  const { facts, award } = write;
  const source = orderSource(facts.orderId);
  const booking = bookTarget(
    books.state,
    {
      source,
      points: award.points,
      maturesAt: notBefore(maturityOf(facts, version.config), version.lifeFrom?.getTime()),
      expiry: lotExpiryOf(version.config.expiry, run.shop.timezone),
      debtPolicy: version.config.debtPolicy,
      reasons: [award.nothingBecause ?? 'order'],
    },
    {
      key: `${source}:${write.revision + 1}`,
      inputHash: write.factsHash,
      now: run.now.getTime(),
      occurredAt: Date.parse(facts.occurredAt),
      actor: 'shopify',
      programVersion: version.version,
    },
  );
  record(books, booking);
  if (booking.entries.length === 0) return;
  write.revision += 1;
  const kept = run.orders.get(facts.orderId);
  if (kept) kept.revision = write.revision;
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
    deliveredAt: write.facts.deliveredAt,
    chargedBack: write.facts.chargedBack,
    traits: write.traits,
  });
}
