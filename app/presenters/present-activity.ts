/** What came in from Shopify and what became of it, newest first; redemptions that are stuck; what Flow was not told. */
import { prisma } from '#app/db/prisma.ts';
import { eventFields, type EventView, viewEvents } from '#app/presenters/event-view.ts';

const EVENTS_PER_PAGE = 40;
const REDEMPTIONS_SHOWN = 20;
const UNTOLD_SHOWN = 5;

export type ActivityQuery = {
  filter: ActivityFilter;
  /** Events older than this one. */
  before: bigint | null;
};
export type ActivityFilter = 'all' | 'attention';

export type ActivityView = {
  events: EventView[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
  stuck: StuckRedemption[];
  /** True when more redemptions are stuck than are listed. */
  stuckMore: boolean;
  /** What Shopify Flow was never told, newest first. */
  untold: UntoldNews[];
  untoldMore: boolean;
};

export type UntoldNews = {
  id: string;
  trigger: string;
  memberId: string;
  at: string;
  attempts: number;
  error: string;
};

export type StuckRedemption = {
  id: string;
  memberId: string;
  code: string;
  points: number;
  state: string;
  attempts: number;
  nextAttemptAt: string | null;
  error: string;
};

export async function presentActivity(shop: string, query: ActivityQuery): Promise<ActivityView> {
  const [events, stuck, untold] = await Promise.all([
    readEvents(shop, query),
    readStuck(shop),
    readUntold(shop),
  ]);
  const page = events.slice(0, EVENTS_PER_PAGE);
  return {
    events: await viewEvents(shop, page),
    older: events.length > EVENTS_PER_PAGE ? (page.at(-1)?.seq.toString() ?? null) : null,
    stuck: stuck.slice(0, REDEMPTIONS_SHOWN).map((row) => ({
      id: row.id,
      memberId: row.memberId.toString(),
      code: row.code,
      points: Number(row.points),
      state: row.state,
      attempts: row.attempts,
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      error: row.lastError ?? '',
    })),
    stuckMore: stuck.length > REDEMPTIONS_SHOWN,
    untold: untold.slice(0, UNTOLD_SHOWN).map((row) => ({
      id: `${row.trigger} ${row.id}`,
      trigger: row.trigger,
      memberId: row.memberId.toString(),
      at: row.createdAt.toISOString(),
      attempts: row.attempts,
      error: row.error ?? '',
    })),
    untoldMore: untold.length > UNTOLD_SHOWN,
  };
}

async function readEvents(shop: string, { filter, before }: ActivityQuery) {
  return prisma.inboxEvent.findMany({
    where: {
      shop,
      ...(filter === 'attention' ? { state: { in: ['parked', 'failed'] } } : {}),
      ...(before === null ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: EVENTS_PER_PAGE + 1,
    select: eventFields,
  });
}

async function readUntold(shop: string) {
  return prisma.flowNews.findMany({
    where: { shop, state: 'given-up' },
    orderBy: { createdAt: 'desc' },
    take: UNTOLD_SHOWN + 1,
    select: { trigger: true, id: true, memberId: true, createdAt: true, attempts: true, error: true },
  });
}

async function readStuck(shop: string) {
  return prisma.redemption.findMany({
    where: { shop, state: { in: ['reserved', 'issued', 'releasing'] }, lastError: { not: null } },
    orderBy: { nextAttemptAt: 'asc' },
    take: REDEMPTIONS_SHOWN + 1,
    select: {
      id: true,
      memberId: true,
      code: true,
      points: true,
      state: true,
      attempts: true,
      nextAttemptAt: true,
      lastError: true,
    },
  });
}
