/** What every admin page needs to know of the shop: how it writes money and time. */
import { prisma } from '#app/db/prisma.ts';
import { listStaff } from '#app/db/staff.ts';

export type ShopView = {
  name: string;
  currency: string;
  timeZone: string;
  locale: string;
  /** Names of staff by their ids, as far as they are known. */
  colleagues: Record<string, string>;
};

export async function presentShop(shop: string): Promise<ShopView> {
  const [row, staff] = await Promise.all([prisma.shop.findUnique({ where: { shop } }), listStaff(shop)]);
  const named = staff.flatMap(({ userId, name }) => (name === null ? [] : [[userId, name] as const]));
  return {
    name: row?.name ?? shop,
    currency: row?.currency ?? 'EUR',
    timeZone: row?.timezone ?? 'UTC',
    locale: row?.locale ?? 'en',
    colleagues: Object.fromEntries(named),
  };
}
