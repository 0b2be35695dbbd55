/** What staff see of a customer, or of an order, beside it in Shopify's admin. */
import type { AdminCustomerReply, AdminMember, AdminOrderReply } from '#app/core/contracts/admin.ts';
import type { PublicProgram } from '#app/core/contracts/public-program.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import { liabilityMinor } from '#app/core/finance/point-value.ts';
import { currencyExponent } from '#app/core/money.ts';
import type { Reward } from '#app/core/program/program.ts';
import type { Speech } from '#app/core/shopper/languages.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import type { Role } from '#app/core/team/roles.ts';
import { findMemberId } from '#app/db/members.ts';
import { prisma } from '#app/db/prisma.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { presentRights } from '#app/presenters/present-rights.ts';
import { presentShopperActivity } from '#app/presenters/present-shopper-activity.ts';
import { presentShopperOrder } from '#app/presenters/present-shopper-order.ts';

const HISTORY_SHOWN = 5;
const CODES_SHOWN = 10;

/** Who looks, and what has been read of program and standing already. */
export type Looking = {
  shop: string;
  role: Role;
  speech: Speech;
  at: Date;
  program: PublicProgram | null;
};

export async function presentDeskCustomer(
  looking: Looking,
  customerId: string,
  standing: Standing,
): Promise<AdminCustomerReply> {
  const [member, rights] = await Promise.all([
    readMember(looking, customerId, standing),
    presentRights(looking.shop, looking.role, looking.at),
  ]);
  return { program: looking.program, member, rights };
}

/** @param standing of the order's customer; null for a guest. `known`: whether we have heard of the order. */
export async function presentDeskOrder(
  looking: Looking,
  order: { orderId: string; customerId: string | null; known: boolean },
  standing: Standing | null,
): Promise<AdminOrderReply> {
  const { shop, speech, program } = looking;
  const { orderId, customerId } = order;
  const [brought, redeemed, member, rights] = await Promise.all([
    presentShopperOrder(shop, customerId ?? '', orderId, speech),
    readRedeemed(shop, orderId),
    customerId !== null && standing ? readMember(looking, customerId, standing) : null,
    presentRights(looking.shop, looking.role, looking.at),
  ]);
  const told = customerId === null ? { ...brought, known: order.known } : brought;
  return { program, order: told, redeemed, customerId, member, rights };
}

/** Whose order it is, as last known; undefined for an order that we have not heard of. */
export async function findOrderCustomer(
  shop: string,
  orderId: string,
): Promise<{ customerId: string | null } | undefined> {
  const row = await prisma.order.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { customerId: true },
  });
  return row ?? undefined;
}

async function readMember(
  { shop, speech, at }: Looking,
  customerId: string,
  standing: Standing,
): Promise<AdminMember | null> {
  const memberId = await findMemberId(shop, customerId);
  if (memberId === undefined) return null;
  const [row, shopRow, versions, orders, activity, held] = await Promise.all([
    prisma.member.findUnique({
      where: { shop_id: { shop, id: BigInt(memberId) } },
      select: { createdAt: true, blockedAt: true },
    }),
    findShop(shop),
    listVersions(shop),
    prisma.order.aggregate({
      where: { shop, memberId: BigInt(memberId), cancelledAt: null, financialStatus: { in: PAID } },
      _count: true,
      _sum: { totalMinor: true },
      _max: { occurredAt: true },
    }),
    presentShopperActivity(shop, customerId, speech, null),
    prisma.lot.findFirst({
      where: {
        shop,
        memberId: BigInt(memberId),
        matured: false,
        remaining: { gt: 0 },
        maturesAt: { not: null },
      },
      select: { maturesAt: true },
      orderBy: { maturesAt: 'asc' },
    }),
  ]);
  const config = versionAt(versions, at.getTime())?.config;
  const exponent = currencyExponent(shopRow?.currency ?? 'EUR');
  return {
    memberId: String(memberId),
    standing,
    blocked: row?.blockedAt != null,
    nextUsableAt: held?.maturesAt?.toISOString() ?? null,
    worthMinor: config ? liabilityMinor(config, exponent, standing.available) : null,
    since: (row?.createdAt ?? at).toISOString(),
    orders: orders._count,
    spentMinor: Number(orders._sum.totalMinor ?? 0n),
    lastOrderAt: orders._max.occurredAt?.toISOString() ?? null,
    history: activity.entries.slice(0, HISTORY_SHOWN),
  };
}

const PAID = ['paid', 'partially_refunded'];

async function readRedeemed(shop: string, orderId: string): Promise<AdminOrderReply['redeemed']> {
  const [rows, row] = await Promise.all([
    prisma.redemption.findMany({
      where: { shop, orderId },
      select: { code: true, points: true, reward: true },
      orderBy: { createdAt: 'asc' },
      take: CODES_SHOWN,
    }),
    findShop(shop),
  ]);
  return rows.map(({ code, points, reward }) => {
    const one = reward as Reward;
    return {
      code,
      points: Number(points),
      title: { ...titleOf(one, row?.currency ?? 'EUR'), ...one.title },
    };
  });
}
