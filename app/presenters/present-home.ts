/**
 * Home: is the program live, what is it worth, does anything need attention.
 *
 * The key numbers are sums over one row per member: one scan of `member_balances`, 160 ms for a million members on
 * two idle cores. Sums that took long are kept for half a minute. Everything else reads a handful of rows by index.
 */
import { type Compass, type Goals, nextR, type R, type RState, statesOf } from '#app/core/growth/three-rs.ts';
import { currencyExponent } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { findCompass } from '#app/db/compass.ts';
import { prisma } from '#app/db/prisma.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { eventFields, type EventView, viewEvents } from '#app/presenters/event-view.ts';
import { liabilityMinor } from '#app/core/finance/point-value.ts';
import { type HistoryImportView, presentHistoryImport } from '#app/presenters/present-history-import.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

const ACTIVITY_SHOWN = 5;
const recallSums = rememberSlow<BalanceSums>({ slowMs: 100, keepMs: 30_000 });

export type HomeView = {
  program: { version: number; active: boolean; publishedAt: string; rewards: number } | null;
  setup: { hasProgram: boolean; hasReward: boolean; hasMember: boolean; hasRedemption: boolean };
  history: HistoryImportView | null;
  numbers: HomeNumbers;
  attention: number;
  activity: EventView[];
  /** The three Rs, and which of them needs the merchant; null before the first night. */
  compass: { states: RState[]; next: R | null } | null;
};

export type HomeNumbers = {
  members: number;
  available: number;
  pending: number;
  reserved: number;
  /** Zero or negative. */
  debt: number;
  /** Points that orders have used up. */
  redeemed: number;
  /** What the outstanding points would cost, in minor units; null while no amount off is offered. */
  liabilityMinor: number | null;
  /** Redemptions whose code no order has used yet. */
  redemptionsOpen: number;
};

export async function presentHome(shop: string): Promise<HomeView> {
  const [shopRow, version, history, balances, redemptionsOpen, attention, activity, compass, { settings }] =
    await Promise.all([
      prisma.shop.findUnique({ where: { shop }, select: { currency: true } }),
      prisma.programVersion.findFirst({ where: { shop }, orderBy: { version: 'desc' } }),
      presentHistoryImport(shop),
      recallSums(shop, () => sumBalances(shop)),
      countOpenRedemptions(shop),
      countAttention(shop),
      prisma.inboxEvent.findMany({
        where: { shop },
        orderBy: { seq: 'desc' },
        take: ACTIVITY_SHOWN,
        select: eventFields,
      }),
      findCompass(shop),
      findSettings(shop),
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
      hasRedemption: balances.redeemed > 0 || redemptionsOpen > 0,
    },
    history: history.id === null ? null : history,
    numbers: {
      ...balances,
      liabilityMinor: program
        ? liabilityMinor(program, exponent, balances.available + balances.pending + balances.reserved)
        : null,
      redemptionsOpen,
    },
    attention,
    activity: await viewEvents(shop, activity),
    compass: compass && compassOf(compass, settings.goals),
  };
}

function compassOf(compass: Compass, goals: Goals): HomeView['compass'] {
  const states = statesOf(compass, goals);
  // A shop without orders has nothing to steer by.
  return states.every(({ share }) => share === null) ? null : { states, next: nextR(states) };
}

function activeRewards(program: Program): number {
  return program.rewards.filter((reward) => reward.active).length;
}

type BalanceSums = Omit<HomeNumbers, 'liabilityMinor' | 'redemptionsOpen'>;
type Sums = Record<keyof BalanceSums, bigint | null>;

async function sumBalances(shop: string): Promise<BalanceSums> {
  const [sums] = await prisma.$queryRaw<Sums[]>`
    select count(*) as members, sum(available)::bigint as available, sum(pending)::bigint as pending,
           sum(reserved)::bigint as reserved, sum(debt)::bigint as debt, sum(redeemed)::bigint as redeemed
    from member_balances where shop = ${shop}`;
  const read = (name: keyof Sums) => Number(sums?.[name] ?? 0n);
  return {
    members: read('members'),
    available: read('available'),
    pending: read('pending'),
    reserved: read('reserved'),
    debt: read('debt'),
    redeemed: read('redeemed'),
  };
}

/** Counted in the index that holds open redemptions only. */
async function countOpenRedemptions(shop: string): Promise<number> {
  return prisma.redemption.count({ where: { shop, state: { in: ['reserved', 'issued', 'releasing'] } } });
}

async function countAttention(shop: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
    select count(*) as count from inbox_events where shop = ${shop} and state in ('parked', 'failed')`;
  return Number(row?.count ?? 0n);
}
