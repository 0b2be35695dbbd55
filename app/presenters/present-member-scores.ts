/** What a member is worth, how she stands among the others, and whether she wants news. */
import { dayText } from '#app/core/lifetime-value/months.ts';
import { customerValue } from '#app/core/lifetime-value/plain-value.ts';
import type { Consent } from '#app/core/mail/decide.ts';
import { findConsent } from '#app/db/mail-consents.ts';
import { prisma } from '#app/db/prisma.ts';

export type MemberScores = {
  /** Null before her first order. */
  figures: {
    orders: number;
    revenueMinor: number;
    averageMinor: number;
    firstDay: string;
    lastDay: string;
    /** 1 to 5 each; null until they are worked out. */
    rfm: [recency: number, frequency: number, monetary: number] | null;
    group: string | null;
    level: string | null;
    nextPurchaseAt: string | null;
  } | null;
  news: Consent;
};

export async function readMemberScores(shop: string, memberId: number): Promise<MemberScores> {
  const [row, consent] = await Promise.all([
    prisma.memberScore.findUnique({ where: { shop_memberId: { shop, memberId: BigInt(memberId) } } }),
    findConsent(shop, memberId),
  ]);
  const news = consent?.state ?? 'none';
  if (!row) return { figures: null, news };
  const { orders, firstDay, lastDay, recency, frequency, monetary } = row;
  const revenueMinor = Number(row.revenueMinor);
  const { averageOrderMinor } = customerValue({ orders, revenueMinor, firstDay, lastDay });
  const figures = {
    orders,
    revenueMinor,
    averageMinor: Math.round(averageOrderMinor),
    firstDay: dayText(firstDay),
    lastDay: dayText(lastDay),
    rfm:
      recency === null || frequency === null || monetary === null
        ? null
        : ([recency, frequency, monetary] as [number, number, number]),
    group: row.rfmGroup,
    level: row.level,
    nextPurchaseAt: row.nextPurchaseAt?.toISOString() ?? null,
  };
  return { figures, news };
}
