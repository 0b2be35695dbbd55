/** A member's standing as every surface sees it, from what the books hold. */
import {
  type Standing,
  STANDING_LOTS_MAX,
  STANDING_MESSAGES_MAX,
  STANDING_REDEMPTIONS_MAX,
  STANDING_VERSION,
  type StandingLot,
  type StandingRedemption,
} from '#app/core/contracts/standing.ts';
import type { Program } from '#app/core/program/program.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import type { TierStanding } from '#app/core/tiers/tier-book.ts';

/** What a standing is made of. */
export type StandingFacts = {
  pending: number;
  available: number;
  reserved: number;
  debt: number;
  /** Matured open lots, soonest expiry first. */
  lots: { points: number; expiresAt: Date | null }[];
  redemptions: {
    id: string;
    rewardId: string;
    code: string;
    points: number;
    endsAt: Date;
    state: string;
    variantId: string | null;
    units: number;
  }[];
  tier: TierStanding | null;
  household: { available: number; members: number } | null;
  /** What she said last of taking part; null while she has said nothing. */
  said: 'joined' | 'left' | null;
  /** Her code for recommending the shop; null while she has none. */
  referralCode: string | null;
  /** Staff have blocked her: she earns and redeems nothing. */
  blocked: boolean;
  /** What she reads, for texts that are not ours to translate; English when it is not known. */
  locale?: string;
  /** What the shop says to her for a while, per language, the newest first. */
  messages?: { texts: Record<string, string>; until: Date }[];
};

/**
 * Zeros for a customer who is not known yet.
 *
 * Lapsed lots are left out at once, also when the sweep that books their expiry has not come yet.
 */
export function toStanding(
  row: StandingFacts | undefined,
  at: Date,
  program: Pick<Program, 'tiers' | 'people' | 'referrals'> | undefined,
  lotsMax = STANDING_LOTS_MAX,
): Standing {
  const alive = (row?.lots ?? []).filter((lot) => lot.expiresAt === null || lot.expiresAt > at);
  const lapsed = (row?.lots ?? []).filter((lot) => !alive.includes(lot));
  return {
    v: STANDING_VERSION,
    available: (row?.available ?? 0) - lapsed.reduce((sum, lot) => sum + lot.points, 0),
    pending: row?.pending ?? 0,
    reserved: row?.reserved ?? 0,
    debt: row?.debt ?? 0,
    lots: sumUp(alive, lotsMax),
    redemptions: (row?.redemptions ?? []).slice(0, STANDING_REDEMPTIONS_MAX).map(toRedemption),
    membership: membershipOf(row?.said ?? null, program?.people.joining),
    household: row?.household ?? null,
    ...(row?.blocked ? { blocked: true as const } : {}),
    ...(row?.referralCode && program?.referrals.active && !row.blocked
      ? { referral: { code: row.referralCode } }
      : {}),
    ...tierOf(row?.tier ?? null, program?.tiers),
    ...messagesOf(row, at),
    asOf: at.toISOString(),
  };
}

function messagesOf(row: StandingFacts | undefined, at: Date): Pick<Standing, 'messages'> {
  if (!row?.messages || row.blocked || row.said === 'left') return {};
  const messages = row.messages
    .filter(({ until }) => until > at)
    .slice(0, STANDING_MESSAGES_MAX)
    .flatMap(({ texts }) => inOwnLanguage(texts, row.locale ?? 'en') ?? []);
  return messages.length > 0 ? { messages } : {};
}

function membershipOf(
  said: StandingFacts['said'],
  joining: 'automatic' | 'optIn' | undefined,
): Standing['membership'] {
  if (said === 'left') return 'left';
  return said === 'joined' || joining !== 'optIn' ? 'member' : 'outside';
}

function tierOf(
  standing: TierStanding | null,
  tiers: Tiers | undefined,
): Pick<Standing, 'tier' | 'progress'> {
  if (!standing || !tiers) return { tier: null, progress: null };
  const { progress, keptUntil } = standing;
  const held = tiers.list.find(({ id }) => id === standing.tierId);
  const next = tiers.list.find(({ id }) => id === progress.nextTierId);
  return {
    tier: held
      ? {
          id: held.id,
          name: held.name.en ?? Object.values(held.name)[0] ?? held.id,
          names: held.name,
          keptUntil: keptUntil === null ? null : new Date(keptUntil).toISOString(),
        }
      : null,
    progress: next
      ? {
          basis: progress.basis,
          amount: progress.amount,
          next: { id: next.id, names: next.name, at: progress.nextAt ?? 0 },
        }
      : null,
  };
}

/** Lots of one expiry are one line; what does not fit is added to the last. */
function sumUp(lots: StandingFacts['lots'], max: number): StandingLot[] {
  const byExpiry = new Map<string | null, number>();
  for (const lot of lots) {
    const key = lot.expiresAt?.toISOString() ?? null;
    byExpiry.set(key, (byExpiry.get(key) ?? 0) + lot.points);
  }
  const all = [...byExpiry].map(([expiresAt, points]) => ({ points, expiresAt }));
  const shown = all.slice(0, max);
  const rest = all.slice(max - 1);
  if (rest.length < 2) return shown;
  const points = rest.reduce((sum, lot) => sum + lot.points, 0);
  return [...shown.slice(0, -1), { points, expiresAt: rest[0]?.expiresAt ?? null, more: true }];
}

function toRedemption(row: StandingFacts['redemptions'][number]): StandingRedemption {
  const state = row.state === 'issued' ? 'ready' : row.state === 'reserved' ? 'preparing' : 'returning';
  const { id, rewardId, code, points, endsAt, variantId, units } = row;
  return { id, rewardId, code, points, endsAt: endsAt.toISOString(), state, variantId, units };
}
