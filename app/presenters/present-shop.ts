/** What every admin page needs to know of the shop: how it writes money and time. */
import { prisma } from '#app/db/prisma.ts';

export type ShopView = { name: string; currency: string; timeZone: string; locale: string };

export async function presentShop(shop: string): Promise<ShopView> {
  const row = await prisma.shop.findUnique({ where: { shop } });
  return {
    name: row?.name ?? shop,
    currency: row?.currency ?? 'EUR',
    timeZone: row?.timezone ?? 'UTC',
    locale: row?.locale ?? 'en',
  };
}
