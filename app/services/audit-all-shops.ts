/** The nightly audit: every invariant over every shop; a violation is an alarm in the log, never a silent repair. */
import { listShops } from '#app/db/shops.ts';
import { log } from '#app/log.ts';
import { auditBooks } from '#app/services/audit-books.ts';

export async function auditAllShops(): Promise<void> {
  for (const shop of await listShops()) {
    const { totals, violations } = await auditBooks(shop);
    if (violations.length === 0)
      log.info({ shop, members: totals.members, entries: totals.entries }, 'the books close');
    for (const violation of violations.slice(0, 100))
      log.error({ shop, alarm: true, ...violation }, 'the books do not close');
  }
}
