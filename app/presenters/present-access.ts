/** What the shop lets the app do: whether it has access, which permissions are missing, and the plan where there are plans. */
import { missingScopes, REQUIRED_SCOPES } from '#app/core/contracts/scopes.ts';
import { type Entitlement, entitle, planPage, type PlanSettings } from '#app/core/plans/entitlement.ts';
import { programSchema } from '#app/core/program/program.ts';
import { isValue, VALUE_SCOPES } from '#app/core/program/rewards.ts';
import { prisma } from '#app/db/prisma.ts';
import { findShopAccess, type ShopAccess } from '#app/db/shop-access.ts';

export type PlanView = {
  plan: string | null;
  state: Entitlement['state'];
  /** When the trial ends, or the plan lapsed. */
  at: string | null;
  publishingCloses: string | null;
  closed: boolean;
  page: string;
};

export type AccessView = {
  /** Since when the app has had no access at all. */
  lostAt: string | null;
  /** What the app needs in every shop. */
  missing: string[];
  /** What rewards of the live program need beyond that; staff can be asked for it at once. */
  missingForRewards: string[];
  /** Where the app is opened anew. */
  open: string;
  plan: PlanView | null;
};

export async function presentAccess(
  shop: string,
  settings: { plans: PlanSettings | undefined; apiKey: string },
  now: Date,
): Promise<AccessView> {
  const [access, needed] = await Promise.all([findShopAccess(shop), neededForRewards(shop, now)]);
  return {
    lostAt: lostSince(access)?.toISOString() ?? null,
    missing: missingScopes(access?.scopes, REQUIRED_SCOPES),
    missingForRewards: missingScopes(access?.scopes, needed),
    open: `shopify://admin/apps/${settings.apiKey}`,
    plan: settings.plans ? planOf(shop, settings.plans, access, now) : null,
  };
}

function lostSince(access: ShopAccess | undefined): Date | null {
  if (!access?.lostAt) return null;
  return access.restoredAt && access.restoredAt >= access.lostAt ? null : access.lostAt;
}

function planOf(
  shop: string,
  settings: PlanSettings,
  access: ShopAccess | undefined,
  now: Date,
): PlanView | null {
  const entitlement = entitle(settings, access, now);
  if (!entitlement) return null;
  const { plan, state, at, publishingCloses } = entitlement;
  return {
    plan,
    state,
    at: at?.toISOString() ?? null,
    publishingCloses: publishingCloses?.toISOString() ?? null,
    closed: publishingCloses !== null && publishingCloses <= now,
    page: planPage(settings, shop),
  };
}

async function neededForRewards(shop: string, now: Date): Promise<string[]> {
  const live = await prisma.programVersion.findFirst({
    where: { shop, appliesFrom: { lte: now } },
    orderBy: { version: 'desc' },
  });
  if (!live) return [];
  const { rewards } = programSchema.parse(live.config);
  return rewards.flatMap((reward) => (isValue(reward) && reward.active ? VALUE_SCOPES[reward.kind] : []));
}
