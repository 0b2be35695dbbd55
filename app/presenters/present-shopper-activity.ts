/** What happened to a shopper's points, newest first, in her words. */
import type { ActivityEntry, ActivityReply } from '#app/core/contracts/proxy.ts';
import type { Reward } from '#app/core/program/program.ts';
import { sayWhat, type What } from '#app/core/shopper/activity-words.ts';
import { inOwnLanguage, type Speech } from '#app/core/shopper/languages.ts';
import { sayWhy } from '#app/core/shopper/reason-words.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import { type ActivityPlace, type ActivityRow, listActivity } from '#app/db/activity.ts';
import { findMemberId } from '#app/db/members.ts';
import { prisma } from '#app/db/prisma.ts';
import { findShop } from '#app/db/shops.ts';

const PER_PAGE = 20;
const OWN = ['pending', 'available', 'debt'];

/** @param before `older` of an earlier answer; null for the newest. What is recorded late stands where it occurred. */
export async function presentShopperActivity(
  shop: string,
  customerId: string,
  speech: Speech,
  before: string | null,
): Promise<ActivityReply> {
  const memberId = await findMemberId(shop, customerId);
  if (memberId === undefined) return { entries: [], older: null };
  const rows = await listActivity(shop, memberId, placeOf(before), PER_PAGE + 1);
  const page = rows.slice(0, PER_PAGE);
  const names = await readNames(shop, page, speech);
  const last = page.at(-1);
  return {
    entries: page.map((row) => tell(row, names, speech)),
    older: rows.length > PER_PAGE && last ? `${last.at.getTime()}-${last.seq}` : null,
  };
}

/** Null, where it is no place in the activity. */
function placeOf(text: string | null): ActivityPlace | null {
  const [, time, seq] = /^(\d{1,15})-(\d{1,9})$/.exec(text ?? '') ?? [];
  return time === undefined || seq === undefined ? null : { at: new Date(Number(time)), seq: Number(seq) };
}

type Names = { orders: Map<string, string>; rewards: Map<string, string> };

async function readNames(shop: string, rows: ActivityRow[], speech: Speech): Promise<Names> {
  const ids = (kind: string) => [
    ...new Set(rows.flatMap(({ source }) => (source.startsWith(`${kind}:`) ? [idOf(source)] : []))),
  ];
  const [row, orders, redemptions] = await Promise.all([
    findShop(shop),
    prisma.order.findMany({
      where: { shop, orderId: { in: ids('order') } },
      select: { orderId: true, name: true },
    }),
    prisma.redemption.findMany({
      where: { shop, id: { in: ids('redemption') } },
      select: { id: true, reward: true },
    }),
  ]);
  const title = (reward: Reward) => {
    const titles: Record<string, string> = { ...titleOf(reward, row?.currency ?? 'EUR'), ...reward.title };
    return inOwnLanguage(titles, speech.tag) ?? reward.id;
  };
  return {
    orders: new Map(orders.map(({ orderId, name }) => [orderId, name])),
    rewards: new Map(redemptions.map(({ id, reward }) => [id, title(reward as Reward)])),
  };
}

function tell(row: ActivityRow, names: Names, { language }: Speech): ActivityEntry {
  const order = names.orders.get(idOf(row.source)) ?? '';
  const reward = names.rewards.get(idOf(row.source)) ?? '';
  const points = changeOf(row);
  return {
    id: String(row.seq),
    at: row.at.toISOString(),
    points,
    tone: points > 0 ? 'gain' : points < 0 ? 'loss' : 'neutral',
    what: sayWhat(whatOf(row, order !== '', reward !== ''), language, { order, reward }),
    why: sayWhy(row.kind, row.reasons, language),
  };
}

function changeOf({ fromAccount, toAccount, points }: ActivityRow): number {
  return points * (Number(OWN.includes(toAccount)) - Number(OWN.includes(fromAccount)));
}

function whatOf({ kind, reasons }: ActivityRow, hasOrder: boolean, hasReward: boolean): What {
  switch (kind) {
    case 'mature':
      return hasOrder ? 'usable' : 'usablePlain';
    case 'reserve':
      return 'setAside';
    case 'capture':
      return 'redeemed';
    case 'release':
    case 'restore':
      return 'back';
    case 'revoke':
      return hasOrder ? 'takenBack' : 'takenBackPlain';
    case 'owe':
      return hasOrder ? 'owed' : 'owedPlain';
    case 'settle':
      return 'settled';
    case 'expire':
      return 'expired';
    case 'credit':
      return 'given';
    case 'debit':
      return 'deducted';
    case 'transfer':
      return reasons.includes('merged') ? 'moved' : 'household';
    default:
      // What comes back of a redemption that was owed is earned anew.
      return hasOrder ? 'order' : hasReward ? 'back' : 'deed';
  }
}

/** `order:1001` → `1001`. */
function idOf(source: string): string {
  return source.slice(source.indexOf(':') + 1);
}
