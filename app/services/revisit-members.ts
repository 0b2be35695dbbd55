/** What time does to tiers and birthdays: members whose hour has come are judged again, in batches. */
import { now } from '#app/clock.ts';
import { appendBooks, openBooks } from '#app/db/books.ts';
import { findMembersToRevisit } from '#app/db/due.ts';
import { loadHistories } from '#app/db/histories.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { judgeMembers } from '#app/services/judge-members.ts';

const BATCH = 500;

/** Handles one batch of one shop. @returns how many members it took; 0 when nobody's hour has come. */
export async function revisitMembers(): Promise<number> {
  const at = now();
  return transaction(async (tx) => {
    const due = await findMembersToRevisit(tx, at, BATCH);
    const shop = due && (await findShop(due.shop, tx));
    if (!due || !shop) return 0;
    const scope = { allSourcesOf: due.memberIds };
    const books = await openBooks(tx, shop.shop, due.memberIds, at, scope);
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
    return due.memberIds.length;
  });
}
