/** Where set-up stands: nothing published, tried by named customers, live; and how far the past is read and booked. */
import { ALL_ORDERS_SCOPE, missingScopes } from '#app/core/contracts/scopes.ts';
import type { Program } from '#app/core/program/program.ts';
import { findPastBooking, type PastBooking } from '#app/db/past-bookings.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { prisma } from '#app/db/prisma.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { type HistoryImportView, presentHistoryImport } from '#app/presenters/present-history-import.ts';

export type SetupView = {
  history: HistoryImportView;
  program: { version: number; config: Program } | null;
  booking: PastBooking | null;
  /** Whether Shopify gives orders that are older than 60 days. */
  allOrders: boolean;
};

export async function presentSetup(shop: string, at: Date): Promise<SetupView> {
  const [history, versions, booking, access] = await Promise.all([
    presentHistoryImport(shop),
    listVersions(shop),
    findPastBooking(shop),
    findShopAccess(shop),
  ]);
  const live = versionAt(versions, at.getTime()) ?? versions[0];
  return {
    history,
    program: live ? { version: live.version, config: live.config } : null,
    booking: booking ?? null,
    allOrders: missingScopes(access?.scopes, [ALL_ORDERS_SCOPE]).length === 0,
  };
}

/** Nothing published, nothing prepared, nothing read: whoever opens the app for the first time comes to set-up. */
export async function isFresh(shop: string): Promise<boolean> {
  const where = { where: { shop }, select: { shop: true } };
  const [version, draft, history] = await Promise.all([
    prisma.programVersion.findFirst(where),
    prisma.programDraft.findFirst(where),
    prisma.historyImport.findFirst(where),
  ]);
  return !version && !draft && !history;
}
