/**
 * Orders that were stored while no version applied to them get the one that applies to their time, once it has been
 * published from the past, and are booked: in batches of members, each order exactly once. An order that has a version is
 * never touched. A run that is interrupted begins again and finds what is left.
 */
import { now } from '#app/clock.ts';
import type { LineTraits } from '#app/core/earning/award.ts';
import { appendBooks, openBooks } from '#app/db/books.ts';
import { keepQuiet } from '#app/db/flow-outbox.ts';
import { loadHistories, type StoredHistory } from '#app/db/histories.ts';
import { markStandingsStale } from '#app/db/members.ts';
import {
  endPastBooking,
  listUnfinished,
  nextUnversioned,
  notePastBooked,
  saveVersioned,
  type VersionedOrder,
} from '#app/db/past-bookings.ts';
import { pool } from '#app/db/pool.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { messageOf } from '#app/log.ts';
import { judgeMembers } from '#app/services/judge-members.ts';
import { loadTraits } from '#app/services/load-traits.ts';

const BATCH = 200;

type Traits = Record<string, LineTraits>;

/** The job. `version`: the one whose publishing caused it; its progress is kept under it. */
export async function bookPast(shop: string, version: number): Promise<void> {
  try {
    await bookAll(shop, version);
    await endPastBooking(shop, version, { state: 'done', error: null }, now());
  } catch (error) {
    await endPastBooking(shop, version, { state: 'failed', error: messageOf(error) }, now());
    throw error;
  }
}

/** Runs whose jobs were given up or lost go on. */
export async function wakePastBookings(): Promise<void> {
  for (const { shop, version } of await listUnfinished())
    await enqueue(pool(), 'book-past', { shop, version }, `past:${shop}`);
}

async function bookAll(shop: string, version: number): Promise<void> {
  const versions = await listVersions(shop);
  const earliest = new Date(Math.min(...versions.map(({ appliesFrom }) => appliesFrom.getTime())));
  if (versions.length === 0) return;
  for (let after = 0; ;) {
    const orders = await nextUnversioned(shop, earliest, after, BATCH);
    if (orders.length === 0) return;
    const memberIds = [...new Set(orders.map(({ memberId }) => memberId))].sort((one, other) => one - other);
    // What must be asked of Shopify is asked before anybody is locked.
    const read = await loadTraits(
      shop,
      orders.map(({ facts }) => facts),
    );
    const traits = new Map(orders.map(({ facts }, index) => [facts.orderId, read[index] ?? null]));
    await transaction((tx) => bookBatch(tx, shop, version, memberIds, traits));
    after = memberIds.at(-1) ?? after;
  }
}

async function bookBatch(
  tx: Transaction,
  domain: string,
  version: number,
  memberIds: number[],
  traits: Map<string, Traits | null>,
): Promise<void> {
  const at = now();
  await keepQuiet(tx);
  const shop = await findShop(domain, tx);
  if (!shop) return;
  const versions = await listVersions(domain, tx);
  const books = await openBooks(tx, domain, memberIds, at, { allSourcesOf: memberIds });
  const histories = await loadHistories(tx, domain, memberIds);
  const given = giveVersions(histories, versions, traits);
  const writing = new Set(given.keys());
  const judged = await judgeMembers({ tx, shop, now: at, versions, books, histories, writing });
  await appendBooks(tx, domain, [...books.values()], at);
  const writes = [...given].flatMap(([orderId, one]): VersionedOrder[] => {
    const result = judged.get(orderId);
    return result ? [{ orderId, ...one, ...result }] : [];
  });
  await saveVersioned(tx, domain, writes);
  const changed = [...books.values()].filter(({ entries }) => entries.length > 0);
  await markStandingsStale(
    tx,
    domain,
    changed.map(({ memberId }) => memberId),
  );
  const points = writes.reduce((sum, { award }) => sum + award.points, 0);
  await notePastBooked(tx, domain, version, writes.length, points);
}

/** Under the members' locks: what another process has given meanwhile stands. */
function giveVersions(
  histories: Map<number, StoredHistory>,
  versions: ProgramVersion[],
  traits: Map<string, Traits | null>,
): Map<string, { version: number; traits: Traits | null }> {
  const given = new Map<string, { version: number; traits: Traits | null }>();
  for (const { orders } of histories.values()) {
    for (const order of orders) {
      if (order.version !== null) continue;
      const found = versionAt(versions, Date.parse(order.facts.occurredAt));
      if (!found) continue;
      order.version = found.version;
      const known = traits.get(order.facts.orderId) ?? null;
      if (Object.keys(order.traits).length === 0 && known) order.traits = known;
      given.set(order.facts.orderId, { version: found.version, traits: known });
    }
  }
  return given;
}
