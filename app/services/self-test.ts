/**
 * Runs a test order through the program in memory, and tries at Shopify what a redemption needs. Nothing stays behind, no
 * member is touched; it can be run at any time.
 */
import { randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { unitOf } from '#app/core/concept/round-numbers.ts';
import { type Check, rehearse, type SelfTest } from '#app/core/rehearse.ts';
import { rejected, type Result, ok } from '#app/core/result.ts';
import { lastHeardAt } from '#app/db/inbox.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import type { AdminAccess } from '#app/shopify/admin-client.ts';
import { readShop } from '#app/shopify/read-shop.ts';
import { tryDiscount, tryMetafield } from '#app/shopify/self-test.ts';

/** Where no order is known yet: sixty of the amount that people count in. */
const UNITS = 60;

export async function runSelfTest(domain: string, orderMinor: number | null): Promise<Result<SelfTest>> {
  const shop = await findShop(domain);
  if (!shop) return rejected('shop-unknown');
  const at = now();
  const program = versionAt(await listVersions(domain), at.getTime())?.config;
  if (!program) return rejected('program-missing');
  const minor = orderMinor ?? UNITS * unitOf(shop.currency).minor;
  const heardAt = await lastHeardAt(domain);
  return ok({
    orderMinor: minor,
    rehearsal: rehearse(program, shop.currency, minor, shop.timezone, at.getTime()),
    access: await check(domain, async (access) => void (await readShop(access, { plans: false }))),
    metafield: await check(domain, (access) => tryMetafield(access, randomUUID())),
    discount: await check(domain, (access) => tryDiscount(access, `TW-TEST-${randomUUID().slice(0, 8)}`, at)),
    heardAt: heardAt?.toISOString() ?? null,
    at: at.toISOString(),
  });
}

async function check(shop: string, act: (access: AdminAccess) => Promise<void>): Promise<Check> {
  try {
    await withAccess(shop, act);
    return { state: 'passed', problem: null };
  } catch (error) {
    return { state: 'failed', problem: messageOf(error).slice(0, 300) };
  }
}
