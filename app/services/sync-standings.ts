/**
 * Brings changed standings and programs to Shopify: one coalesced write per member however many events changed it,
 * 25 metafields a call. A failed call leaves them stale, so that the next round takes them again.
 */
import { now } from '#app/clock.ts';
import { publicBeside, publicProgram } from '#app/core/program/public-program.ts';
import { testerMark } from '#app/core/program/stage.ts';
import { changedScalars, scalarsOf } from '#app/core/scalars.ts';
import { toStanding } from '#app/core/standing.ts';
import { findShopsWithStaleStandings, findStaleStandings, markStandingsSynced } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { loadSegments, loadStandings } from '#app/db/standings.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findPublicStale, findShop, markPublicSynced } from '#app/db/shops.ts';
import { log, messageOf } from '#app/log.ts';
import { loadOffers } from '#app/services/load-offers.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import {
  countOf,
  type MemberFields,
  METAFIELDS_PER_CALL,
  writePublicProgram,
  writeStandings,
} from '#app/shopify/metafields.ts';
import { readShop } from '#app/shopify/read-shop.ts';

/** Writes at most one call's worth per shop. @returns how many were written. */
export async function syncStandings(): Promise<number> {
  const shops = await findShopsWithStaleStandings();
  const counts = await Promise.all(shops.map((shop) => guarded(shop, () => syncShop(shop))));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Shoppers and themes read the live program from the app's installation. */
export async function syncPrograms(): Promise<number> {
  const stale = await findPublicStale(20);
  const counts = await Promise.all(
    stale.map(({ shop, version }) => guarded(shop, () => syncProgram(shop, version))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The member up to whom this process has come, per shop. */
const reached = new Map<string, number>();

async function syncShop(shop: string): Promise<number> {
  const stale = await findStaleStandings(shop, METAFIELDS_PER_CALL, reached.get(shop) ?? 0);
  if (stale.length === 0 || (await sayMissing(shop, 'standings', ['write_customers']))) return 0;
  const at = now();
  const ids = stale.map((one) => one.id);
  const [facts, segments, versions] = await Promise.all([
    loadStandings(shop, ids),
    loadSegments(shop, ids),
    listVersions(shop),
  ]);
  const program = versionAt(versions, at.getTime())?.config;
  const offers = await loadOffers(shop, program, facts);
  const all = stale.map((one) => {
    const standing = {
      ...toStanding(facts.get(one.id), at, program),
      ...testerMark(program, one.customerId),
      ...(offers.has(one.id) ? { offers: offers.get(one.id) ?? [] } : {}),
    };
    const wanted = scalarsOf(standing, segments.get(one.id) ?? [], program);
    const scalars = changedScalars(wanted, one.scalars);
    const has = { ...one, scalars: { ...one.scalars, ...scalars } };
    return { has, write: { customerId: one.customerId, json: JSON.stringify(standing), scalars } };
  });
  const call = oneCall(all);
  const refused = await withAccess(shop, (access) =>
    writeStandings(
      access,
      call.map(({ write }) => write),
    ),
  );
  // Shopify writes all or none: when one is refused, the others are sent again without it.
  const sent = call.map(({ has }) => has);
  reached.set(shop, sent.at(-1)?.id ?? 0);
  const written = refused.size === 0 ? sent : sent.filter((one) => refused.has(one.customerId));
  await markStandingsSynced(shop, written, refused);
  return sent.length;
}

/** As many members as one call holds; the others follow in the next. */
function oneCall<One extends { write: MemberFields }>(all: One[]): One[] {
  let room = METAFIELDS_PER_CALL;
  const end = all.findIndex(({ write }) => (room -= countOf(write)) < 0);
  return end < 0 ? all : all.slice(0, end);
}

async function syncProgram(shop: string, version: number): Promise<number> {
  const [row, versions, { settings }] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    findSettings(shop),
  ]);
  const live = versionAt(versions, now().getTime());
  if (row && live) {
    const program = publicProgram(live.config, row.currency, publicBeside(settings));
    await withAccess(shop, async (access) => {
      const { installationId } = await readShop(access);
      await writePublicProgram(access, installationId, JSON.stringify(program));
    });
  }
  await markPublicSynced(shop, version);
  return 1;
}

async function guarded(shop: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    log.warn({ shop, problem: messageOf(error) }, 'standing not written');
    return 0;
  }
}
