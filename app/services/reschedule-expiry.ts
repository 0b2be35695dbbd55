/**
 * A new rule of expiry reaches the points that members have already, after its notice: in batches, each member once,
 * safe to run again.
 */
import { now } from '#app/clock.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import { rescheduleExpiry as reschedule } from '#app/core/ledger/reschedule-expiry.ts';
import { DAY_MS } from '#app/core/time.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { markStandingsStale, nextMembers } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';

const BATCH = 500;

export async function rescheduleExpiry(shopDomain: string, version: number): Promise<void> {
  const shop = await findShop(shopDomain);
  const found = (await listVersions(shopDomain)).find((one) => one.version === version);
  if (!shop || !found || found.config.expiry.kind === 'never') return;
  const expiry = lotExpiryOf(found.config.expiry, shop.timezone);
  const notBefore = found.publishedAt.getTime() + found.config.expiry.noticeDays * DAY_MS;
  let after = 0;
  for (;;) {
    const memberIds = await nextMembers(shopDomain, after, BATCH);
    const last = memberIds.at(-1);
    if (last === undefined) return;
    await rescheduleBatch(shopDomain, memberIds, { expiry, notBefore }, version);
    after = last;
  }
}

async function rescheduleBatch(
  shop: string,
  memberIds: number[],
  rule: { expiry: ReturnType<typeof lotExpiryOf>; notBefore: number },
  version: number,
): Promise<void> {
  const at = now();
  await transaction(async (tx) => {
    const books = await openBooks(tx, shop, memberIds, at);
    for (const one of books.values()) {
      const booking = reschedule(one.state, rule, {
        key: `expiry:${version}:${one.memberId}`,
        inputHash: 'expiry',
        now: at.getTime(),
        occurredAt: at.getTime(),
        actor: 'treuwerk',
        programVersion: version,
      });
      record(one, booking);
    }
    await appendBooks(tx, shop, [...books.values()], at);
    await markStandingsStale(tx, shop, memberIds);
  });
}
