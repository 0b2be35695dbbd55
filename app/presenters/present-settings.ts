/** What a shop has set, with what Shopify and the host have set for it. */
import type { Settings } from '#app/core/settings.ts';
import { prisma } from '#app/db/prisma.ts';
import { findSettings } from '#app/db/shop-settings.ts';

export type SettingsView = {
  settings: Settings;
  revision: number;
  /** Shopify's own: shown, and changed there. */
  shop: { name: string; timeZone: string; currency: string };
  /** How long what Shopify told is kept, in days: the host's to say. */
  inboxDays: number;
};

export async function presentSettings(shop: string, host: { inboxDays: number }): Promise<SettingsView> {
  const [stored, row] = await Promise.all([
    findSettings(shop),
    prisma.shop.findUnique({ where: { shop }, select: { name: true, timezone: true, currency: true } }),
  ]);
  return {
    ...stored,
    shop: { name: row?.name ?? shop, timeZone: row?.timezone ?? 'UTC', currency: row?.currency ?? 'EUR' },
    inboxDays: host.inboxDays,
  };
}
