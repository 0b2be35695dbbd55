/**
 * Brings the perks of the live program's tiers to Shopify, as programs are published or their time comes: by the one
 * discount that the app's function runs, or by discounts for customer segments where Shopify refuses that or the merchant
 * wants it so. Never both: what the other way left is taken away. Safe to run twice: what is there is looked for first.
 */
import { now } from '#app/clock.ts';
import { FUNCTION_METAFIELD_BYTES_MAX, type MemberPerks } from '#app/core/contracts/member-perks.ts';
import type { Program } from '#app/core/program/program.ts';
import { type NativePerk, nativePerks } from '#app/core/tiers/native-perks.ts';
import { memberPerks, perkClasses } from '#app/core/tiers/perks.ts';
import {
  findPerks,
  notePerksBegun,
  type PerkLine,
  type PerksRow,
  type PerkState,
  savePerksFailed,
  savePerksSynced,
} from '#app/db/perks.ts';
import { type BehindShop, findBehind } from '#app/db/program-sync.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import type { AdminAccess } from '#app/shopify/admin-client.ts';
import { putNativePerks, removeNativePerks } from '#app/shopify/native-perks.ts';
import { putPerkDiscount, removePerkDiscount } from '#app/shopify/perk-discount.ts';

const SHOPS_AT_ONCE = 8;
const WAIT_MS = 2_000;
const WAIT_MS_MAX = 30 * 60_000;
const TITLE = 'Treuwerk';

/** @returns how many shops were brought up to date. */
export async function syncPerks(): Promise<number> {
  const stale = await findBehind('program_perks', now(), SHOPS_AT_ONCE);
  const done = await Promise.all(stale.map(syncShop));
  return done.filter(Boolean).length;
}

async function syncShop(stale: BehindShop): Promise<boolean> {
  const { shop, version, attempts } = stale;
  const at = now();
  const missing = await sayMissing(shop, 'perks', ['write_discounts']);
  if (missing) {
    await savePerksFailed(shop, new Date(at.getTime() + WAIT_MS_MAX), missing);
    return false;
  }
  try {
    const brought = await bring(stale, at);
    await savePerksSynced(shop, { version, at, ...brought });
    if (brought.state === 'refused') log.warn({ shop, problem: problemsOf(brought) }, 'perks not given');
    return true;
  } catch (error) {
    log.warn({ shop, problem: messageOf(error) }, 'perks not brought to Shopify');
    const wait = Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** Math.min(attempts, 20));
    await savePerksFailed(shop, new Date(at.getTime() + wait), messageOf(error));
    return false;
  }
}

type Brought = Omit<PerksRow, 'attempts'>;
const NONE: Brought = { state: 'none', way: null, perks: [], message: null };

async function bring({ shop, attempts }: BehindShop, at: Date): Promise<Brought> {
  const live = versionAt(await listVersions(shop), at.getTime());
  const perks = live && memberPerks(live.config);
  if (!live || !perks) {
    // Where nothing was, Shopify need not be asked; after a crash or a failure nobody knows what became of the calls.
    const state = (await findPerks(shop))?.state;
    if (attempts > 0 || state !== 'none') await withAccess(shop, takeAway);
    return NONE;
  }
  await notePerksBegun(shop);
  return withAccess(shop, async (access) => {
    const { perksBy } = live.config.tiers;
    const byFunction = perksBy === 'function' ? await giveByFunction(access, live.config, perks, at) : null;
    if (byFunction?.state === 'given' || byFunction?.state === 'off') {
      await removeNativePerks(access);
      return byFunction;
    }
    const bySegments = await giveBySegments(access, live.config, perks, at);
    await removePerkDiscount(access);
    return { ...bySegments, message: byFunction?.message ?? null };
  });
}

async function takeAway(access: AdminAccess): Promise<void> {
  await removePerkDiscount(access);
  await removeNativePerks(access);
}

async function giveByFunction(
  access: AdminAccess,
  { tiers }: Program,
  perks: MemberPerks,
  at: Date,
): Promise<Brought> {
  const refused = (message: string): Brought => ({ state: 'refused', way: 'function', perks: [], message });
  const json = JSON.stringify(perks);
  if (Buffer.byteLength(json) > FUNCTION_METAFIELD_BYTES_MAX) {
    return refused('The names of the tiers are too long for a Shopify Function.');
  }
  const outcome = await putPerkDiscount(access, {
    title: TITLE,
    startsAt: at.toISOString(),
    json,
    classes: perkClasses(perks),
    combinesWith: tiers.perksCombineWith,
  });
  if (outcome.kind === 'refused') return refused(outcome.message);
  const state = outcome.switchedOff ? 'off' : 'given';
  const planned = nativePerks(perks, tiers.perksCombineWith, 'en').flatMap((tier) => tier.perks);
  const lines = planned.map((perk): PerkLine => ({
    ...lineOf(perk),
    state,
    discountId: numberOf(outcome.discountId),
  }));
  return { state, way: 'function', perks: lines, message: null };
}

async function giveBySegments(
  access: AdminAccess,
  { tiers }: Program,
  perks: MemberPerks,
  at: Date,
): Promise<Brought> {
  const shop = await findShop(access.shop);
  const language = shop?.locale.startsWith('de') ? 'de' : 'en';
  const wanted = nativePerks(perks, tiers.perksCombineWith, language);
  const outcomes = await putNativePerks(access, wanted, at.toISOString());
  const lines = outcomes.map((outcome): PerkLine => {
    const line = { ...lineOf(outcome.perk), segment: outcome.segment };
    if (outcome.kind === 'refused') return { ...line, state: 'refused', message: outcome.message };
    return {
      ...line,
      state: outcome.switchedOff ? 'off' : 'given',
      discountId: numberOf(outcome.discountId),
    };
  });
  return { state: worstOf(lines), way: 'segments', perks: lines, message: null };
}

/** Refused if any is; off if none is given. */
function worstOf(lines: PerkLine[]): PerkState {
  if (lines.some(({ state }) => state === 'refused')) return 'refused';
  return lines.every(({ state }) => state === 'off') ? 'off' : 'given';
}

function problemsOf({ perks, message }: Brought): string[] {
  const all = [message, ...perks.map((line) => line.message)];
  return [...new Set(all.filter((text) => text !== null))];
}

function lineOf({ tierId, kind, share, from }: NativePerk): Omit<PerkLine, 'state'> {
  const percent = Math.round(share * 1000) / 10;
  return { tierId, kind, percent, from, discountId: null, segment: null, message: null };
}

function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1);
}
