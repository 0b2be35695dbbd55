/**
 * Home: is the program live, what is it worth, does anything need attention.
 *
 * The key numbers are sums over one row per member. At a million members that is the slowest query of the
 * admin (one scan of `member_balances`); everything else here reads a handful of rows through an index.
 */
import { currencyExponent } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { prisma } from '#app/db/prisma.ts';
import { eventFields, type EventView, viewEvents } from '#app/presenters/event-view.ts';
import { liabilityMinor } from '#app/presenters/liability.ts';

const ACTIVITY_SHOWN = 5;

export type HomeView = {
  program: { version: number; active: boolean; publishedAt: string; rewards: number } | null;
  setup: { hasProgram: boolean; hasReward: boolean; hasMember: boolean; hasRedemption: boolean };
  history: HistoryView | null;
  numbers: HomeNumbers;
  attention: number;
  activity: EventView[];
};

export type HomeNumbers = {
  members: number;
  available: number;
  pending: number;
  reserved: number;
  /** Zero or negative. */
  debt: number;
  earned: number;
  redeemed: number;
  /** What the outstanding points would cost, in minor units; null while no amount off is offered. */
  liabilityMinor: number | null;
  /** Redemptions whose code no order has used yet. */
  redemptionsOpen: number;
  redemptionsUsed: number;
};

export type HistoryView = {
  id: string;
  state: string;
  total: number;
  done: number;
  error: string | null;
  finishedAt: string | null;
};

export async function presentHome(shop: string): Promise<HomeView> {
  const [shopRow, version, history, balances, redemptions, attention, activity] = await Promise.all([
    prisma.shop.findUnique({ where: { shop }, select: { currency: true } }),
    prisma.programVersion.findFirst({ where: { shop }, orderBy: { version: 'desc' } }),
    prisma.historyImport.findFirst({ where: { shop }, orderBy: { startedAt: 'desc' } }),
    sumBalances(shop),
    countRedemptions(shop),
    countAttention(shop),
    prisma.inboxEvent.findMany({
      where: { shop },
      orderBy: { seq: 'desc' },
      take: ACTIVITY_SHOWN,
      select: eventFields,
    }),
  ]);
  const program = version ? programSchema.parse(version.config) : undefined;
  const exponent = currencyExponent(shopRow?.currency ?? 'EUR');
  return {
    program:
      version && program
        ? {
            version: version.version,
            active: program.active,
            publishedAt: version.publishedAt.toISOString(),
            rewards: activeRewards(program),
          }
        : null,
    setup: {
      hasProgram: Boolean(program),
      hasReward: program ? activeRewards(program) > 0 : false,
      hasMember: balances.members > 0,
      hasRedemption: redemptions.open + redemptions.used > 0,
    },
    history: history
      ? {
          id: history.id,
          state: history.state,
          total: history.total,
          done: history.done,
          error: history.error,
          finishedAt: history.finishedAt?.toISOString() ?? null,
        }
      : null,
    numbers: {
      ...balances,
      liabilityMinor: program
        ? liabilityMinor(program, exponent, balances.available + balances.pending + balances.reserved)
        : null,
      redemptionsOpen: redemptions.open,
      redemptionsUsed: redemptions.used,
    },
    attention,
    activity: await viewEvents(shop, activity),
  };
}

function activeRewards(program: Program): number {
  return program.rewards.filter((reward) => reward.active).length;
}

type Sums = Record<
  'members' | 'available' | 'pending' | 'reserved' | 'debt' | 'earned' | 'redeemed',
  bigint | null
>;

async function sumBalances(shop: string) {
  const [sums] = await prisma.$queryRaw<Sums[]>`
    select count(*) as members, sum(available)::bigint as available, sum(pending)::bigint as pending,
           sum(reserved)::bigint as reserved, sum(debt)::bigint as debt,
           sum(earned)::bigint as earned, sum(redeemed)::bigint as redeemed
    from member_balances where shop = ${shop}`;
  const read = (name: keyof Sums) => Number(sums?.[name] ?? 0n);
  return {
    members: read('members'),
    available: read('available'),
    pending: read('pending'),
    reserved: read('reserved'),
    debt: read('debt'),
    earned: read('earned'),
    redeemed: read('redeemed'),
  };
}

async function countRedemptions(shop: string): Promise<{ open: number; used: number }> {
  const [counts] = await prisma.$queryRaw<{ open: bigint; used: bigint }[]>`
    select count(*) filter (where state in ('reserved', 'issued', 'releasing')) as open,
           count(*) filter (where state = 'captured') as used
    from redemptions where shop = ${shop}`;
  return { open: Number(counts?.open ?? 0n), used: Number(counts?.used ?? 0n) };
}

async function countAttention(shop: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
    select count(*) as count from inbox_events where shop = ${shop} and state in ('parked', 'failed')`;
  return Number(row?.count ?? 0n);
}
