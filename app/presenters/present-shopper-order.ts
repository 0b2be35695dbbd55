/** What one of a shopper's orders brought her, for the pages that follow an order. */
import type { OrderReply } from '#app/core/contracts/proxy.ts';
import { sayWhy } from '#app/core/shopper/reason-words.ts';
import type { Speech } from '#app/core/shopper/languages.ts';
import { findMemberId } from '#app/db/members.ts';
import { prisma } from '#app/db/prisma.ts';

const UNKNOWN: OrderReply = {
  known: false,
  points: 0,
  state: 'none',
  usableAt: null,
  takenBack: 0,
  why: [],
};

/** Not known, either, for an order of somebody else's. */
export async function presentShopperOrder(
  shop: string,
  customerId: string,
  orderId: string,
  speech: Speech,
): Promise<OrderReply> {
  const memberId = await findMemberId(shop, customerId);
  if (memberId === undefined) return UNKNOWN;
  const source = `order:${orderId}`;
  const [order, booking, lots, entries] = await Promise.all([
    prisma.order.findUnique({ where: { shop_orderId: { shop, orderId } } }),
    prisma.booking.findUnique({ where: { shop_memberId_source: { shop, memberId, source } } }),
    prisma.lot.findMany({
      where: { shop, memberId, source, remaining: { gt: 0 } },
      select: { matured: true, maturesAt: true },
      orderBy: { seq: 'asc' },
    }),
    prisma.ledgerEntry.findMany({
      where: { shop, memberId, source, kind: { in: ['revoke', 'owe'] } },
      select: { kind: true, reasons: true },
      orderBy: { seq: 'desc' },
      take: 20,
    }),
  ]);
  if (!order || order.memberId !== BigInt(memberId)) return UNKNOWN;
  const points = Number(booking?.earned ?? 0n);
  const held = lots.find(({ matured }) => !matured);
  return {
    known: true,
    points,
    state: points === 0 ? 'none' : held ? 'onHold' : 'usable',
    usableAt: held?.maturesAt?.toISOString() ?? null,
    takenBack: Number((booking?.revoked ?? 0n) + (booking?.owed ?? 0n)),
    why:
      points === 0
        ? sayWhy('earn', [reasonOf(order.award, order.parkedReason)], speech.language)
        : [...new Set(entries.flatMap(({ kind, reasons }) => sayWhy(kind, reasons, speech.language)))],
  };
}

function reasonOf(award: unknown, parkedReason: string | null): string {
  if (parkedReason !== null) return parkedReason;
  const because = typeof award === 'object' && award !== null && 'nothingBecause' in award;
  return because ? String(award.nothingBecause) : '';
}
