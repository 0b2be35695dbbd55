/**
 * Brings the perks of the live program's tiers to Shopify: one automatic discount, made, changed and taken away as
 * programs are published or their time comes. Safe to run twice: what is there is looked for first.
 */
import { now } from '#app/clock.ts';
import { FUNCTION_METAFIELD_BYTES_MAX } from '#app/core/contracts/member-perks.ts';
import { memberPerks, perkClasses } from '#app/core/tiers/perks.ts';
import {
  findStalePerks,
  type PerkState,
  savePerksFailed,
  savePerksSynced,
  type StalePerks,
} from '#app/db/perks.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import { putPerkDiscount, removePerkDiscount } from '#app/shopify/perk-discount.ts';

const SHOPS_AT_ONCE = 8;
const WAIT_MS = 2_000;
const WAIT_MS_MAX = 30 * 60_000;
const TITLE = 'Treuwerk';

/** @returns how many shops were brought up to date. */
export async function syncPerks(): Promise<number> {
  const stale = await findStalePerks(now(), SHOPS_AT_ONCE);
  const done = await Promise.all(stale.map(syncShop));
  return done.filter(Boolean).length;
}

async function syncShop(stale: StalePerks): Promise<boolean> {
  const { shop, version, attempts } = stale;
  const at = now();
  const missing = await sayMissing(shop, 'perks', ['write_discounts']);
  if (missing) {
    await savePerksFailed(shop, new Date(at.getTime() + WAIT_MS_MAX), missing);
    return false;
  }
  try {
    const { state, message } = await bring(stale, at);
    await savePerksSynced(shop, { version, at, state, message });
    if (state === 'refused') log.warn({ shop, problem: message }, 'perks not given');
    return true;
  } catch (error) {
    log.warn({ shop, problem: messageOf(error) }, 'perks not brought to Shopify');
    const wait = Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** Math.min(attempts, 20));
    await savePerksFailed(shop, new Date(at.getTime() + wait), messageOf(error));
    return false;
  }
}

type Brought = { state: PerkState; message: string | null };

async function bring({ shop, state, attempts }: StalePerks, at: Date): Promise<Brought> {
  const live = versionAt(await listVersions(shop), at.getTime());
  const perks = live && memberPerks(live.config);
  if (!live || !perks) {
    // A shop that never had perks need not be asked; after a failure nobody knows what became of the call.
    const nothingThere = attempts === 0 && (state === null || state === 'none');
    if (!nothingThere) await withAccess(shop, removePerkDiscount);
    return { state: 'none', message: null };
  }
  const json = JSON.stringify(perks);
  if (Buffer.byteLength(json) > FUNCTION_METAFIELD_BYTES_MAX) {
    return { state: 'refused', message: 'The names of the tiers are too long for a Shopify Function.' };
  }
  const outcome = await withAccess(shop, (access) =>
    putPerkDiscount(access, {
      title: TITLE,
      startsAt: at.toISOString(),
      json,
      classes: perkClasses(perks),
      combinesWith: live.config.tiers.perksCombineWith,
    }),
  );
  if (outcome.kind === 'refused') return { state: 'refused', message: outcome.message };
  return { state: outcome.switchedOff ? 'off' : 'given', message: null };
}
