/** One member: balance, open lots, ledger with reasons, redemptions, and orders with the why of their points. */
import { PARKED } from '#app/core/redemption/credit-mark.ts';
import { prisma } from '#app/db/prisma.ts';
import {
  type ChangeView,
  type DeedView,
  type PersonView,
  readChanges,
  readDeeds,
  readRelatives,
  type TierView,
  viewTier,
} from '#app/presenters/member-beside.ts';
import { type OrderView, viewOrder } from '#app/presenters/order-view.ts';
import { type MemberScores, readMemberScores } from '#app/presenters/present-member-scores.ts';
import { type MemberReferrals, readMemberReferrals } from '#app/presenters/present-referrals.ts';
import { type Names, readVersions } from '#app/presenters/program-names.ts';

const ENTRIES_PER_PAGE = 25;
const LOTS_SHOWN = 20;
const REDEMPTIONS_SHOWN = 20;
const ORDERS_SHOWN = 20;

export type MemberQuery = {
  /** Entries older than this number; null for the newest. */
  entriesBefore: number | null;
};

export type MemberView = {
  id: string;
  customerId: string | null;
  displayName: string | null;
  email: string | null;
  createdAt: string;
  /** True while Shopify still shows an older standing than the books. */
  standingBehind: boolean;
  standingError: string | null;
  /** Since when nothing names the person any more. */
  erasedAt: string | null;
  /** Since when staff keep her from earning and redeeming. */
  blockedAt: string | null;
  /** The live program's tiers, for giving one by hand. */
  tiers: { id: string; names: Names }[];
  /** The member who has taken over the books. */
  mergedInto: PersonView | null;
  /** The others of her household; null when she has none. */
  household: PersonView[] | null;
  tier: TierView | null;
  deeds: DeedView[];
  deedsMore: boolean;
  changes: ChangeView[];
  changesMore: boolean;
  balance: {
    available: number;
    pending: number;
    reserved: number;
    debt: number;
    earned: number;
    redeemed: number;
    expired: number;
  };
  lots: LotView[];
  lotsMore: boolean;
  entries: EntryView[];
  /** Where the older entries begin; null when all are shown. */
  older: number | null;
  redemptions: RedemptionView[];
  redemptionsMore: boolean;
  orders: OrderView[];
  ordersMore: boolean;
  referrals: MemberReferrals;
  scores: MemberScores;
};

export type LotView = {
  seq: number;
  remaining: number;
  matured: boolean;
  maturesAt: string | null;
  expiresAt: string | null;
  /** The end moves on with every order and deed that earns. */
  livesOn: boolean;
};

export type EntryView = {
  seq: number;
  kind: string;
  from: string;
  to: string;
  points: number;
  /** What caused the entry. */
  source: { kind: string; id: string; orderName: string | null };
  reasons: string[];
  actor: string;
  note: string | null;
  occurredAt: string;
  recordedAt: string;
};

export type RedemptionView = {
  id: string;
  code: string;
  points: number;
  state: string;
  surface: string;
  createdAt: string;
  endsAt: string;
  order: { id: string; name: string } | null;
  captured: number;
  released: number;
  restored: number;
  error: string | null;
  /** `storeCredit`, `giftCard`, …: the kind of the reward. */
  kind: string;
  /** Waits for staff to say whether its value was given. */
  parked: boolean;
};

/** @returns undefined when the shop has no such member. */
export async function presentMember(
  shop: string,
  memberId: bigint,
  query: MemberQuery,
): Promise<MemberView | undefined> {
  const [versions, member, balance, lots, entries, redemptions, orders] = await Promise.all([
    readVersions(shop),
    prisma.member.findUnique({ where: { shop_id: { shop, id: memberId } } }),
    prisma.memberBalance.findUnique({ where: { shop_memberId: { shop, memberId } } }),
    readLots(shop, memberId),
    readEntries(shop, memberId, query),
    prisma.redemption.findMany({
      where: { shop, memberId },
      orderBy: { createdAt: 'desc' },
      take: REDEMPTIONS_SHOWN + 1,
    }),
    prisma.order.findMany({
      where: { shop, memberId },
      orderBy: { occurredAt: 'desc' },
      take: ORDERS_SHOWN + 1,
    }),
  ]);
  if (!member) return undefined;
  const page = entries.slice(0, ENTRIES_PER_PAGE);
  const [deeds, changes, relatives, notes, referrals, scores, orderNames] = await Promise.all([
    readDeeds(shop, memberId, versions),
    readChanges(shop, memberId, versions),
    readRelatives(shop, member),
    readNotes(shop, memberId, page),
    readMemberReferrals(shop, Number(memberId)),
    readMemberScores(shop, Number(memberId)),
    readOrderNames(shop, [
      ...page
        .map((entry) => sourceOf(entry.source))
        .flatMap(({ kind, id }) => (kind === 'order' ? [id] : [])),
      ...redemptions.flatMap((redemption) => redemption.orderId ?? []),
    ]),
  ]);
  return {
    id: member.id.toString(),
    customerId: member.customerId,
    displayName: member.displayName,
    email: member.email,
    createdAt: member.createdAt.toISOString(),
    standingBehind: member.standingVersion > member.standingSynced,
    standingError: member.standingError,
    erasedAt: member.erasedAt?.toISOString() ?? null,
    blockedAt: member.blockedAt?.toISOString() ?? null,
    tiers: (versions[0]?.config.tiers.list ?? []).map(({ id, name }) => ({
      id,
      names: { ...name } as Names,
    })),
    ...relatives,
    tier: viewTier(member, versions),
    ...deeds,
    ...changes,
    balance: viewBalance(balance),
    lots: lots.slice(0, LOTS_SHOWN).map(viewLot),
    lotsMore: lots.length > LOTS_SHOWN,
    entries: page.map((entry) => viewEntry(entry, notes, orderNames)),
    older: entries.length > ENTRIES_PER_PAGE ? (page.at(-1)?.seq ?? null) : null,
    redemptions: redemptions.slice(0, REDEMPTIONS_SHOWN).map((row) => viewRedemption(row, orderNames)),
    redemptionsMore: redemptions.length > REDEMPTIONS_SHOWN,
    orders: orders.slice(0, ORDERS_SHOWN).map((row) => viewOrder(row, versions)),
    ordersMore: orders.length > ORDERS_SHOWN,
    referrals,
    scores,
  };
}

type BalanceRow = Awaited<ReturnType<typeof prisma.memberBalance.findUnique>>;
type EntryRow = Awaited<ReturnType<typeof readEntries>>[number];
type LotRow = Awaited<ReturnType<typeof readLots>>[number];
type RedemptionRow = Awaited<ReturnType<typeof prisma.redemption.findMany>>[number];

function readLots(shop: string, memberId: bigint) {
  return prisma.lot.findMany({
    where: { shop, memberId, remaining: { gt: 0 } },
    orderBy: [{ expiresAt: { sort: 'asc', nulls: 'last' } }, { seq: 'asc' }],
    take: LOTS_SHOWN + 1,
  });
}

function readEntries(shop: string, memberId: bigint, { entriesBefore }: MemberQuery) {
  return prisma.ledgerEntry.findMany({
    where: { shop, memberId, ...(entriesBefore === null ? {} : { seq: { lt: entriesBefore } }) },
    orderBy: { seq: 'desc' },
    take: ENTRIES_PER_PAGE + 1,
  });
}

async function readNotes(
  shop: string,
  memberId: bigint,
  entries: { seq: number }[],
): Promise<Map<number, string>> {
  const notes = await prisma.entryNote.findMany({
    where: { shop, memberId, seq: { in: entries.map((entry) => entry.seq) } },
  });
  return new Map(notes.map(({ seq, note }) => [seq, note]));
}

async function readOrderNames(shop: string, orderIds: string[]): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const orders = await prisma.order.findMany({
    where: { shop, orderId: { in: [...new Set(orderIds)] } },
    select: { orderId: true, name: true },
  });
  return new Map(orders.map(({ orderId, name }) => [orderId, name]));
}

function viewBalance(row: BalanceRow): MemberView['balance'] {
  return {
    available: Number(row?.available ?? 0n),
    pending: Number(row?.pending ?? 0n),
    reserved: Number(row?.reserved ?? 0n),
    debt: Number(row?.debt ?? 0n),
    earned: Number(row?.earned ?? 0n),
    redeemed: Number(row?.redeemed ?? 0n),
    expired: Number(row?.expired ?? 0n),
  };
}

function viewLot(row: LotRow): LotView {
  return {
    seq: row.seq,
    remaining: Number(row.remaining),
    matured: row.matured,
    maturesAt: row.maturesAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    livesOn: isInactivity(row.expiry),
  };
}

function isInactivity(expiry: LotRow['expiry']): boolean {
  return expiry !== null && typeof expiry === 'object' && 'kind' in expiry && expiry.kind === 'inactivity';
}

function viewEntry(row: EntryRow, notes: Map<number, string>, orderNames: Map<string, string>): EntryView {
  const { kind, id } = sourceOf(row.source);
  return {
    seq: row.seq,
    kind: row.kind,
    from: row.fromAccount,
    to: row.toAccount,
    points: Number(row.points),
    source: { kind, id, orderName: kind === 'order' ? (orderNames.get(id) ?? null) : null },
    reasons: row.reasons,
    actor: row.actor,
    note: notes.get(row.seq) ?? null,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  };
}

function viewRedemption(row: RedemptionRow, orderNames: Map<string, string>): RedemptionView {
  return {
    id: row.id,
    code: row.code,
    points: Number(row.points),
    state: row.state,
    surface: row.surface,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    order: row.orderId ? { id: row.orderId, name: orderNames.get(row.orderId) ?? row.orderId } : null,
    captured: Number(row.captured),
    released: Number(row.released),
    restored: Number(row.restored),
    error: row.lastError,
    kind: kindOf(row.reward),
    parked: row.state === 'reserved' && row.lastError === PARKED,
  };
}

function kindOf(reward: unknown): string {
  return typeof reward === 'object' && reward !== null && 'kind' in reward ? String(reward.kind) : '';
}

/** A source is written `<kind>:<id>`, for example `order:1001`. */
function sourceOf(source: string): { kind: string; id: string } {
  const colon = source.indexOf(':');
  return colon < 0 ? { kind: source, id: '' } : { kind: source.slice(0, colon), id: source.slice(colon + 1) };
}
