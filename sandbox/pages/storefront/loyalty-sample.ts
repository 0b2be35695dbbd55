/** A rich program, members of every kind, and a block rendered for them: what the tests of the section blocks share. */
import { JSDOM } from 'jsdom';
import { plainEarning } from './plain-earning.ts';
import { renderBlock } from './theme-liquid.ts';

export const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'];

const names = (name: string) => ({ en: name });
const perks = { discountPercent: 0, freeShippingFromMinor: null };
export const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'EUR',
  exponent: 2,
  formality: 'informal',
  earning: plainEarning(5, 100),
  hold: { days: 14, after: 'fulfilled' },
  pointsName: {
    en: { one: 'point', other: 'points' },
    de: { one: 'Punkt', other: 'Punkte' },
    fr: { one: 'point', other: 'points' },
    it: { one: 'punto', other: 'punti' },
    es: { one: 'punto', other: 'puntos' },
    nl: { one: 'punt', other: 'punten' },
    pl: { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' },
  },
  rewards: [reward('ten', 1000, 1000, '€10 off'), reward('five', 500, 500, '€5 <off> & more')],
  tiers: [
    {
      id: 'bronze',
      names: names('Bronze'),
      enter: 0,
      entryGift: 0,
      rate: { points: 5, perMinor: 100 },
      ...perks,
    },
    {
      id: 'gold',
      names: { en: 'Gold', de: 'Goldstufe' },
      enter: 50_000,
      entryGift: 250,
      rate: { points: 15, perMinor: 200 },
      discountPercent: 10,
      freeShippingFromMinor: 2_000,
    },
    {
      id: 'circle',
      names: names('<Circle>'),
      enter: null,
      entryGift: 0,
      rate: { points: 10, perMinor: 100 },
      discountPercent: 12.5,
      freeShippingFromMinor: 0,
    },
  ],
  tierBasis: 'spend',
  ways: [
    way('orders', 'Every order', { rate: { points: 5, perMinor: 100 } }),
    way('account', 'Create an account', { points: 100 }),
    way('spring', 'Spring', { factorThousandths: 2_500, until: '2099-03-31', tiers: ['gold', 'circle'] }),
  ],
  joining: 'automatic',
  terms: null,
  texts: {},
  news: { percent: 10, days: 30 },
};
export const standing = {
  v: 1,
  available: 0,
  pending: 0,
  reserved: 0,
  debt: 0,
  lots: [] as { points: number; expiresAt: string | null }[],
  redemptions: [],
  tier: null,
  progress: null,
  membership: 'member',
  household: null,
  asOf: '2026-01-01T00:00:00Z',
};
export const gold = {
  ...standing,
  available: 1_234,
  tier: { id: 'gold', name: 'Gold', names: { en: 'Gold', de: 'Goldstufe' }, keptUntil: null },
  progress: null,
};

/** Everybody before whom a block may stand. */
export const VISITORS: Record<string, Seen> = {
  guest: {},
  member: {
    standing: {
      ...standing,
      available: 320,
      lots: [{ points: 320, expiresAt: inDays(5) }],
      progress: { basis: 'spend', amount: 12_000, next: { id: 'gold', names: { en: 'Gold' }, at: 50_000 } },
    },
  },
  'member at the top': { standing: gold },
  'member below zero': { standing: { ...standing, debt: -700 } },
  'member whom the app does not know yet': { standing: null },
  'customer who has not joined': { standing: { ...standing, membership: 'outside' } },
  'member of a paused program': { standing: gold, program: { ...program, active: false } },
  'member of an empty program': {
    standing,
    program: { ...program, rewards: [], tiers: [], ways: [], earning: plainEarning(0, 100) },
  },
};

export type Seen = {
  locale?: string;
  program?: object | null;
  /** Undefined: nobody is signed in. Null: a customer of whom the app knows nothing. */
  standing?: object | null;
  settings?: Record<string, unknown>;
  product?: object;
  designing?: boolean;
  hasNews?: boolean;
  currency?: string;
};

export async function show(block: string, seen: Seen): Promise<{ text: string; document: Document }> {
  const { locale = 'en', standing: value, currency = 'EUR' } = seen;
  const live = seen.program === undefined ? program : seen.program;
  const metafields = { app: value ? { standing: { value } } : {} };
  const html = await renderBlock(block, {
    locale,
    currency,
    assets: '/assets',
    ...(seen.settings && { settings: seen.settings }),
    globals: {
      app: { metafields: live ? { treuwerk: { program: { value: live } } } : {} },
      shop: { name: 'Kontor <&> Co' },
      customer:
        value === undefined
          ? null
          : { id: 1, first_name: 'Ada', accepts_marketing: seen.hasNews ?? false, metafields },
      cart: { currency: { iso_code: currency }, items: [], item_count: 0, discount_applications: [] },
      product: seen.product ?? null,
      routes: { cart_url: '/cart', cart_update_url: '/cart/update', storefront_login_url: '/login' },
      request: { locale: { iso_code: locale }, design_mode: seen.designing ?? false },
    },
  });
  const { document } = new JSDOM(html).window;
  const visible = document.body.cloneNode(true) as HTMLElement;
  for (const unseen of visible.querySelectorAll('script, style, template, noscript, [hidden]'))
    unseen.remove();
  return { text: (visible.textContent ?? '').replace(/\s+/g, ' ').trim(), document };
}

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

function reward(id: string, points: number, amountMinor: number, title: string) {
  const open = { percent: null, minimumSubtotalMinor: null, variantIds: null, unitsMax: 1 };
  return { id, kind: 'amountOff', points, title: { en: title }, amountMinor, ...open };
}

function way(id: string, title: string, gives: object) {
  const nothing = {
    points: null,
    rate: null,
    factorThousandths: null,
    from: null,
    until: null,
    tiers: null,
  };
  return { id, kind: 'order', title: { en: title }, ...nothing, ...gives };
}
