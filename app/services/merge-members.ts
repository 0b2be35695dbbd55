/**
 * Two customers have become one: lots, open redemptions, debt, facts and one-time bonuses of the one that goes become the
 * other's, and what all of them together should give is judged anew.
 */
import { mergeMembers as mergeBooks } from '#app/core/ledger/transfer.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { moveFacts } from '#app/db/facts.ts';
import { loadHistories } from '#app/db/histories.ts';
import { closeMerged, findMemberIds, markStandingsStale, renameCustomer } from '#app/db/members.ts';
import { markMerged, moveBookings } from '#app/db/merge.ts';
import { listVersions } from '#app/db/programs.ts';
import { moveMails } from '#app/db/mail-consents.ts';
import { moveRuns } from '#app/db/journey-runs.ts';
import { moveEvents } from '#app/db/member-events.ts';
import { moveReferrals } from '#app/db/referrals.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { moveCheckouts } from '#app/db/open-checkouts.ts';
import { moveReviews } from '#app/db/reviews.ts';
import { moveAnswers } from '#app/db/survey-answers.ts';
import { moveTasks } from '#app/db/tasks.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { eraseMember } from '#app/services/erase-member.ts';
import { findForgotten } from '#app/services/forget-people.ts';
import { judgeMembers } from '#app/services/judge-members.ts';

/** @returns what happened: nobody to merge, the member carries the other customer's number now, or two became one. */
export async function mergeMembers(
  tx: Transaction,
  shop: ShopRow,
  customers: { keptId: string; deletedId: string },
  now: Date,
): Promise<'unknown' | 'renamed' | 'merged' | 'forgotten'> {
  const forgotten = await findForgotten(tx, shop.shop, [customers.keptId]);
  if (forgotten.size > 0) {
    // Whoever became a person who is forgotten by now was that person.
    await eraseMember(tx, shop, { customerId: customers.deletedId, email: null, orderIds: [] }, now);
    return 'forgotten';
  }
  const ids = await findMemberIds(tx, shop.shop, [customers.keptId, customers.deletedId]);
  const [from, to] = [ids.get(customers.deletedId), ids.get(customers.keptId)];
  // The same merge told again finds both under one member.
  if (from === undefined || from === to) return 'unknown';
  if (to === undefined) {
    await renameCustomer(tx, shop.shop, from, customers.keptId);
    return 'renamed';
  }
  await mergeInto(tx, shop, { from, to }, now);
  return 'merged';
}

export async function mergeInto(
  tx: Transaction,
  shop: ShopRow,
  pair: { from: number; to: number },
  now: Date,
  actor = 'shopify',
): Promise<void> {
  const members = [pair.from, pair.to];
  const books = await openBooks(tx, shop.shop, members, now, { wholly: true });
  const [from, to] = [books.get(pair.from), books.get(pair.to)];
  if (!from || !to) return;
  const context = (side: string) => ({
    key: `merge:${pair.from}:${pair.to}:${side}`,
    inputHash: 'merge',
    now: now.getTime(),
    occurredAt: now.getTime(),
    actor,
    programVersion: null,
  });
  const merged = mergeBooks(from.state, to.state, { from: context('out'), to: context('in') });
  record(from, merged.from);
  record(to, merged.to);
  await moveBookings(tx, shop.shop, from, to);
  await appendBooks(tx, shop.shop, [from, to], now);
  await moveFacts(tx, shop.shop, pair.from, pair.to);
  await moveReferrals(tx, shop.shop, pair.from, pair.to);
  await moveMails(tx, shop.shop, pair.from, pair.to);
  await moveEvents(tx, shop.shop, pair.from, pair.to);
  await moveTasks(tx, shop.shop, pair.from, pair.to);
  await moveRuns(tx, shop.shop, pair.from, pair.to);
  await moveCheckouts(tx, shop.shop, pair.from, pair.to);
  await moveReviews(tx, shop.shop, pair.from, pair.to);
  await moveAnswers(tx, shop.shop, pair.from, pair.to, now);
  await closeMerged(tx, shop.shop, pair.from, pair.to);
  await markMerged(tx, shop.shop, pair.from, pair.to, merged.takenOverAt);
  await judgeMerged(tx, shop, pair.to, now);
  await markStandingsStale(tx, shop.shop, [pair.to]);
}

/** Together they may have reached a tier, or had a bonus twice that is given once. */
async function judgeMerged(tx: Transaction, shop: ShopRow, memberId: number, now: Date): Promise<void> {
  const versions = await listVersions(shop.shop, tx);
  const books = await openBooks(tx, shop.shop, [memberId], now, { allSourcesOf: [memberId] });
  const histories = await loadHistories(tx, shop.shop, [memberId]);
  await judgeMembers({ tx, shop, now, versions, books, histories });
  await appendBooks(tx, shop.shop, [...books.values()], now);
}
