/**
 * Brings the offers of the live program to Shopify, as programs are published or their time comes: a segment per audience and a
 * code discount per offer. What is not offered any more is ended there first; then surfaces show what Shopify gives. Safe to run
 * twice and to be killed: what there may be is written down before, and looked for after.
 */
import { now } from '#app/clock.ts';
import { audienceKey, audienceQuery } from '#app/core/audience.ts';
import { type PlannedOffer, OFFER_TAG_PREFIX, planOffers } from '#app/core/offers/offer-plan.ts';
import {
  findOffers,
  markAudiencesStale,
  noteOffersBegun,
  type OfferLine,
  saveOffersFailed,
  saveOffersSynced,
} from '#app/db/offers.ts';
import { type BehindShop, findBehind } from '#app/db/program-sync.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import type { AdminAccess } from '#app/shopify/admin-client.ts';
import { findSegments, putSegment, readMetafieldName, type Segment } from '#app/shopify/customer-segments.ts';
import { endOffer, putOffer } from '#app/shopify/offer-discounts.ts';

const SHOPS_AT_ONCE = 8;
const WAIT_MS = 2_000;
const WAIT_MS_MAX = 30 * 60_000;
/** Shopify compares with its own clock; an hour's margin keeps a new code from starting in the future. */
const MARGIN_MS = 3_600_000;
/** Ended ones that stay for the merchant to look at. */
const ENDED_KEPT = 40;

/** @returns how many shops were brought up to date. */
export async function syncOffers(): Promise<number> {
  const behind = await findBehind('program_offers', now(), SHOPS_AT_ONCE);
  const done = await Promise.all(behind.map(syncShop));
  return done.filter(Boolean).length;
}

async function syncShop({ shop, version, attempts }: BehindShop): Promise<boolean> {
  const at = now();
  try {
    const [row, known, versions] = await Promise.all([findShop(shop), findOffers(shop), listVersions(shop)]);
    if (!row) return false;
    const program = versionAt(versions, at.getTime())?.config;
    const language = row.locale.startsWith('de') ? 'de' : 'en';
    const wanted = planOffers(program, { ...row, language });
    const before = known?.offers ?? [];
    const names = new Map((program?.offers ?? []).map(({ id, title }) => [id, title ?? {}]));
    const begun = linesOf(before, wanted, names, at);
    // Where nothing was and nothing comes, Shopify need not be asked.
    const idle = wanted.length === 0 && begun.every(({ state }) => state === 'ended');
    const brought = idle ? begun : await bring(shop, begun, wanted, at);
    if (!brought) return false;
    await transaction(async (tx) => {
      await saveOffersSynced(tx, shop, { version, at, offers: keptOf(brought) });
      await markAudiencesStale(tx, shop, changedAudiences(before, brought, attempts > 0));
    });
    const refused = brought.filter(({ state }) => state === 'refused');
    if (refused.length > 0)
      log.warn({ shop, problem: refused.map(({ message }) => message) }, 'offers not given');
    return true;
  } catch (error) {
    log.warn({ shop, problem: messageOf(error) }, 'offers not brought to Shopify');
    const wait = Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** Math.min(attempts, 20));
    await saveOffersFailed(shop, new Date(at.getTime() + wait), messageOf(error));
    return false;
  }
}

/** Wanted ones in the order of the program, then those that go. */
function linesOf(
  before: OfferLine[],
  wanted: PlannedOffer[],
  names: Map<string, Record<string, string>>,
  at: Date,
): OfferLine[] {
  const kept = wanted.map((one): OfferLine => {
    const known = before.find(({ offerId }) => offerId === one.offerId);
    const codes = [...new Set([...(known?.codes ?? []), one.code])];
    return {
      state: 'begun',
      discountId: null,
      startsAt: null,
      endsAt: null,
      message: null,
      since: at.toISOString(),
      ...known,
      offerId: one.offerId,
      names: names.get(one.offerId) ?? {},
      code: one.code,
      codes,
      audience: audienceKey(one.audience),
      segment: one.segment,
    };
  });
  const going = before
    .filter(({ offerId }) => !wanted.some((one) => one.offerId === offerId))
    .map((line): OfferLine => (line.state === 'ended' ? line : { ...line, state: 'ending' }));
  return [...kept, ...going];
}

/** @returns undefined when the shop has not allowed it yet. */
async function bring(
  shop: string,
  begun: OfferLine[],
  wanted: PlannedOffer[],
  at: Date,
): Promise<OfferLine[] | undefined> {
  const missing = await sayMissing(shop, 'offers', ['write_discounts', 'write_customers']);
  if (missing) {
    await saveOffersFailed(shop, new Date(at.getTime() + WAIT_MS_MAX), missing);
    return undefined;
  }
  await noteOffersBegun(shop, begun);
  return withAccess(shop, async (access) => {
    const ended: OfferLine[] = [];
    for (const line of begun.filter(
      ({ state, offerId }) => state === 'ending' && !isWanted(wanted, offerId),
    )) {
      const discountId = await endOffer(access, `${OFFER_TAG_PREFIX}${line.offerId}`, line);
      ended.push({ ...line, state: 'ended', discountId: discountId ?? null, message: null });
    }
    const segments = await putSegments(access, wanted);
    const given: OfferLine[] = [];
    for (const one of wanted) {
      const line = begun.find(({ offerId }) => offerId === one.offerId);
      if (line) given.push(await put(access, one, line, segments.get(one.segment), at));
    }
    const rest = begun.filter(({ state, offerId }) => state === 'ended' && !isWanted(wanted, offerId));
    return [...given, ...ended, ...rest];
  });
}

function isWanted(wanted: PlannedOffer[], id: string): boolean {
  return wanted.some(({ offerId }) => offerId === id);
}

type SegmentPut = { id: string } | { refused: string };

async function putSegments(access: AdminAccess, wanted: PlannedOffer[]): Promise<Map<string, SegmentPut>> {
  if (wanted.length === 0) return new Map();
  const found = await findSegments(access);
  const put = new Map<string, SegmentPut>();
  for (const one of wanted) {
    if (!put.has(one.segment)) put.set(one.segment, await putAudience(access, one, found));
  }
  return put;
}

async function putAudience(
  access: AdminAccess,
  { audience, segment }: PlannedOffer,
  found: Segment[],
): Promise<SegmentPut> {
  const key = audience.kind === 'tier' ? 'tier' : 'segments';
  const metafield = await readMetafieldName(access, key);
  if (!metafield) {
    return {
      refused: `The metafield “${key}” of customers is not defined: the app’s configuration is not deployed.`,
    };
  }
  return putSegment(access, segment, audienceQuery(audience, metafield), found);
}

async function put(
  access: AdminAccess,
  wanted: PlannedOffer,
  line: OfferLine,
  segment: SegmentPut | undefined,
  at: Date,
): Promise<OfferLine> {
  if (!segment || 'refused' in segment)
    return { ...line, state: 'refused', message: segment?.refused ?? null };
  const { startsAt, endsAt } = wanted;
  const outcome = await putOffer(access, wanted, {
    segmentId: segment.id,
    known: line,
    endedByUs: line.state === 'ending' || line.state === 'ended',
    mayBeOver: line.endsAt !== null && line.endsAt <= at.toISOString(),
    startsAt: new Date(at.getTime() - MARGIN_MS).toISOString(),
  });
  if (outcome.kind === 'refused') {
    return { ...line, state: 'refused', discountId: outcome.discountId, message: outcome.message };
  }
  return { ...line, state: outcome.kind, discountId: outcome.discountId, startsAt, endsAt, message: null };
}

function keptOf(lines: OfferLine[]): OfferLine[] {
  const ended = lines.filter(({ state }) => state === 'ended');
  const dropped = new Set(
    ended.toSorted((one, other) => other.since.localeCompare(one.since)).slice(ENDED_KEPT),
  );
  return lines.filter((line) => !dropped.has(line));
}

/** @param uncertain an earlier try may have written what it did not finish: then all of them. */
function changedAudiences(before: OfferLine[], after: OfferLine[], uncertain: boolean) {
  const given = (lines: OfferLine[]) =>
    new Map(
      lines
        .filter(({ state }) => state === 'given')
        .map(({ offerId, code, audience }) => [`${offerId} ${code} ${audience}`, audience]),
    );
  const [was, is] = [given(before), given(after)];
  const changed = uncertain
    ? [...before, ...after].map(({ audience }) => audience)
    : [...[...was].filter(([key]) => !is.has(key)), ...[...is].filter(([key]) => !was.has(key))].map(
        ([, audience]) => audience,
      );
  const unique = [...new Set(changed)];
  const prefix = 'segment:';
  return {
    tiers: unique.filter((key) => !key.startsWith(prefix)),
    segments: unique.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
  };
}
