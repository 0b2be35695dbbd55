/**
 * What a shop's plan lets its staff do. It never concerns shoppers: earning, redeeming, expiry and standings ask nobody for a
 * plan. A lapse shows staff a notice, and after a grace closes the publishing of new versions of the program.
 */
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

/** How an operator who lists the app says that shops choose a plan at Shopify; without it everything is free. */
export type PlanSettings = {
  /** The app's handle at Shopify: the page with the plans lies under it. */
  app: string;
  /** The name of the plan that costs nothing, if there is one: without a subscription a shop is on it. */
  freePlan?: string | undefined;
  /** For so many days after a lapse new versions of the program may still be published. */
  graceDays: number;
};

/** What Shopify bills the shop for, as far as it matters here. */
export type Subscription = {
  name: string;
  status: string;
  /** ISO 8601. */
  createdAt: string;
  trialDays: number;
};

/** What is known of a shop: null until Shopify was asked. */
export type KnownSubscriptions = { subscriptions: Subscription[] | null; lapsedAt: Date | null };

export type Entitlement = {
  plan: string | null;
  state: 'free' | 'active' | 'trial' | 'lapsed';
  /** When the trial ends, or the plan lapsed. */
  at: Date | null;
  /** From when on no new version may be published. */
  publishingCloses: Date | null;
};

/** @returns undefined while there are no plans, or Shopify has not been asked yet: then nothing is limited. */
export function entitle(
  settings: PlanSettings | undefined,
  known: KnownSubscriptions | undefined,
  now: Date,
): Entitlement | undefined {
  if (!settings || !known?.subscriptions) return undefined;
  const active = newestActive(known.subscriptions);
  if (active) {
    const trialEnds = new Date(Date.parse(active.createdAt) + active.trialDays * DAY_MS);
    const trial = active.trialDays > 0 && trialEnds > now;
    return {
      plan: active.name,
      state: trial ? 'trial' : 'active',
      at: trial ? trialEnds : null,
      publishingCloses: null,
    };
  }
  if (settings.freePlan) return { plan: settings.freePlan, state: 'free', at: null, publishingCloses: null };
  const since = known.lapsedAt ?? now;
  const publishingCloses = new Date(since.getTime() + settings.graceDays * DAY_MS);
  return { plan: null, state: 'lapsed', at: since, publishingCloses };
}

/** Whether a lapse begins, or goes on, with these subscriptions. */
export function hasLapsed(settings: PlanSettings | undefined, subscriptions: Subscription[]): boolean {
  return settings !== undefined && !settings.freePlan && !newestActive(subscriptions);
}

/** After the grace nothing new is published; whoever only pauses the program may always do so. */
export function mayPublish(
  entitlement: Entitlement | undefined,
  before: Program | undefined,
  after: Program,
  now: Date,
): boolean {
  const closes = entitlement?.publishingCloses;
  if (!closes || now < closes) return true;
  return before !== undefined && comparePrograms({ ...before, active: false }, after).length === 0;
}

/** While a shop changes from one plan to another both may be there for a moment. */
function newestActive(subscriptions: Subscription[]): Subscription | undefined {
  return subscriptions
    .filter(({ status }) => status === 'ACTIVE')
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
}

/** Shopify hosts the page where merchants choose a plan. */
export function planPage(settings: PlanSettings, shop: string): string {
  const store = shop.replace(/\.myshopify\.com$/, '');
  return `https://admin.shopify.com/store/${store}/charges/${settings.app}/pricing_plans`;
}
