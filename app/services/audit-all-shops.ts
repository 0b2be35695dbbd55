/** The nightly audit: every invariant over every shop; a violation is an alarm in the log, never a silent repair. */
import { now } from '#app/clock.ts';
import { saveBookAudit } from '#app/db/book-audits.ts';
import { listShops } from '#app/db/shops.ts';
import { log } from '#app/log.ts';
import { auditBooks } from '#app/services/audit-books.ts';

const LISTED = 100;

export async function auditAllShops(): Promise<void> {
  for (const shop of await listShops()) await auditShop(shop);
}

/** Checks one shop's books and keeps what was found. */
export async function auditShop(shop: string): Promise<void> {
  const { totals, violations } = await auditBooks(shop, { listMembers: false });
  const listed = violations.slice(0, LISTED);
  if (violations.length === 0)
    log.info({ shop, members: totals.members, entries: totals.entries }, 'the books close');
  for (const violation of listed) log.error({ shop, alarm: true, ...violation }, 'the books do not close');
  const { members, entries } = totals;
  await saveBookAudit(shop, { at: now(), members, entries, violations: violations.length, listed });
}
