/** What a member's page shows beside points and orders: tier, deeds and bonuses, changes, household. */
import type { Award } from '#app/core/earning/award.ts';
import type { TierStanding } from '#app/core/tiers/tier-book.ts';
import type { Member } from '#app/db/generated/client.ts';
import { prisma } from '#app/db/prisma.ts';
import {
  type NamedProgram,
  type Names,
  ruleOf,
  tierNames,
  versionOf,
} from '#app/presenters/program-names.ts';

const SHOWN = 20;

export type TierView = {
  /** Null while she has none. */
  id: string | null;
  names: Names;
  since: string | null;
  keptUntil: string | null;
  graceUntil: string | null;
  /** She has it because it was given, not because she reached it. */
  granted: boolean;
  progress: {
    basis: TierStanding['progress']['basis'];
    amount: number;
    next: { id: string; names: Names; at: number } | null;
    keepAt: number | null;
  } | null;
};

export type DeedView = {
  source: string;
  kind: 'deed' | 'milestone' | 'streak' | 'tier-gift' | 'other';
  /** Of a deed: `review`, `signUp`, … with the name that its sender gave. */
  deed: string | null;
  name: string | null;
  /** Of the rule or tier that gave the points. */
  names: Names;
  points: number;
  cappedPoints: number;
  nothingBecause: string | null;
  occurredAt: string;
  programVersion: number | null;
};

export type ChangeView = {
  id: string;
  kind: string;
  at: string;
  actor: string;
  segment: string | null;
  tags: string[];
  score: number | null;
  /** Why she was blocked: a code. */
  reason: string | null;
  tier: { id: string; names: Names; until: string | null } | null;
};

export type PersonView = {
  id: string;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
};

type MemberRow = Pick<Member, 'id' | 'tier' | 'householdId' | 'mergedInto'>;

/** Null where the program has no tiers and she has none left from before. */
export function viewTier(member: MemberRow, versions: NamedProgram[]): TierView | null {
  const standing = isStanding(member.tier) ? member.tier : null;
  if (!versions[0]?.config.tiers.list.length && !standing?.tierId) return null;
  if (!standing) {
    const nothing = { since: null, keptUntil: null, graceUntil: null, granted: false, progress: null };
    return { id: null, names: {}, ...nothing };
  }
  const { tierId, since, keptUntil, graceUntil, granted, progress } = standing;
  const { basis, amount, nextTierId, nextAt, keepAt } = progress;
  return {
    id: tierId,
    names: tierId === null ? {} : tierNames(versions, tierId),
    since: isoOf(since),
    keptUntil: isoOf(keptUntil),
    graceUntil: isoOf(graceUntil),
    granted,
    progress: {
      basis,
      amount,
      next:
        nextTierId === null || nextAt === null
          ? null
          : { id: nextTierId, names: tierNames(versions, nextTierId), at: nextAt },
      keepAt,
    },
  };
}

export async function readDeeds(
  shop: string,
  memberId: bigint,
  versions: NamedProgram[],
): Promise<{ deeds: DeedView[]; deedsMore: boolean }> {
  const rows = await prisma.award.findMany({
    where: { shop, memberId },
    orderBy: [{ occurredAt: 'desc' }, { source: 'asc' }],
    take: SHOWN + 1,
  });
  const shown = rows.slice(0, SHOWN);
  const ids = shown.flatMap(({ source }) => (source.startsWith('deed:') ? [source.slice(5)] : []));
  const known = await prisma.deed.findMany({ where: { shop, id: { in: ids } } });
  const byId = new Map(known.map((deed) => [deed.id, deed]));
  const deeds = shown.map((row): DeedView => {
    const [kind = '', ref = ''] = row.source.split(':');
    const deed = kind === 'deed' ? byId.get(row.source.slice(5)) : undefined;
    const award = isAward(row.award) ? row.award : null;
    const ruleId = kind === 'milestone' || kind === 'streak' ? ref : (award?.parts[0]?.ruleId ?? '');
    return {
      source: row.source,
      kind: isKind(kind) ? kind : 'other',
      deed: deed?.kind ?? null,
      name: deed?.name ?? null,
      names:
        kind === 'tier-gift'
          ? tierNames(versions, ref)
          : (ruleOf(versionOf(versions, row.programVersion), ruleId)?.title ?? {}),
      points: Number(row.points),
      cappedPoints: award?.parts.reduce((sum, part) => sum + part.cappedPoints, 0) ?? 0,
      nothingBecause: award?.nothingBecause ?? null,
      occurredAt: row.occurredAt.toISOString(),
      programVersion: row.programVersion,
    };
  });
  return { deeds, deedsMore: rows.length > SHOWN };
}

export async function readChanges(
  shop: string,
  memberId: bigint,
  versions: NamedProgram[],
): Promise<{ changes: ChangeView[]; changesMore: boolean }> {
  const rows = await prisma.memberChange.findMany({
    where: { shop, memberId },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: SHOWN + 1,
  });
  const changes = rows.slice(0, SHOWN).map(({ id, kind, at, actor, data }): ChangeView => {
    const { segment, tags, score, tierId, until, reason } = recordOf(data);
    return {
      id,
      kind,
      at: at.toISOString(),
      actor,
      segment: typeof segment === 'string' ? segment : null,
      tags: Array.isArray(tags) ? tags.map(String) : [],
      score: typeof score === 'number' ? score : null,
      reason: typeof reason === 'string' ? reason : null,
      tier:
        typeof tierId === 'string'
          ? {
              id: tierId,
              names: tierNames(versions, tierId),
              until: typeof until === 'number' ? isoOf(until) : null,
            }
          : null,
    };
  });
  return { changes, changesMore: rows.length > SHOWN };
}

/** The others of her household, and whoever has taken over her books. */
export async function readRelatives(
  shop: string,
  member: MemberRow,
): Promise<{ household: PersonView[] | null; mergedInto: PersonView | null }> {
  const select = { id: true, displayName: true, email: true, customerId: true } as const;
  const [mates, heir] = await Promise.all([
    member.householdId === null
      ? null
      : prisma.member.findMany({
          where: { shop, householdId: member.householdId, id: { not: member.id } },
          orderBy: { id: 'asc' },
          select,
        }),
    member.mergedInto === null
      ? null
      : prisma.member.findUnique({ where: { shop_id: { shop, id: member.mergedInto } }, select }),
  ]);
  return { household: mates?.map(viewPerson) ?? null, mergedInto: heir && viewPerson(heir) };
}

export function viewPerson(row: Omit<PersonView, 'id'> & { id: bigint }): PersonView {
  const { id, displayName, email, customerId } = row;
  return { id: id.toString(), displayName, email, customerId };
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function recordOf(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {};
}

function isKind(kind: string): kind is DeedView['kind'] {
  return ['deed', 'milestone', 'streak', 'tier-gift'].includes(kind);
}

function isStanding(stored: unknown): stored is TierStanding {
  return typeof stored === 'object' && stored !== null && 'progress' in stored && 'tierId' in stored;
}

function isAward(stored: unknown): stored is Award {
  return typeof stored === 'object' && stored !== null && 'parts' in stored && Array.isArray(stored.parts);
}
