/** What time does to tiers and birthdays: members whose hour has come are judged again, in batches. */
import { now } from '#app/clock.ts';
import { appendBooks, openBooks } from '#app/db/books.ts';
import { findMembersToRevisit, postponeRevisit } from '#app/db/due.ts';
import { loadHistories } from '#app/db/histories.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { judgeMembers } from '#app/services/judge-members.ts';
import { type Due, sweepMembers } from '#app/services/sweep-members.ts';

/** Handles one batch of one shop. @returns how many members it took; 0 when nobody's hour has come. */
export function revisitMembers(): Promise<number> {
  return sweepMembers({ find: findMembersToRevisit, handle: judgeDue, postpone: postponeRevisit }, now());
}

async function judgeDue(tx: Transaction, due: Due, at: Date): Promise<void> {
  const shop = await findShop(due.shop, tx);
  if (!shop) return;
  const books = await openBooks(tx, shop.shop, due.memberIds, at, { allSourcesOf: due.memberIds });
  const histories = await loadHistories(tx, shop.shop, due.memberIds);
  const versions = await listVersions(shop.shop, tx);
  await judgeMembers({ tx, shop, now: at, versions, books, histories });
  await appendBooks(tx, shop.shop, [...books.values()], at);
  const changed = [...books.values()].filter(({ entries }) => entries.length > 0);
  await markStandingsStale(
    tx,
    shop.shop,
    changed.map(({ memberId }) => memberId),
  );
}
