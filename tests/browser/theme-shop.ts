/** A shop with a pretended app on one address, and members of every kind: for tests of the theme's blocks in a browser. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { openShop, type Shop, type StandingJson } from '../../sandbox/pages/storefront/open-shop.ts';
import { plainEarning } from '../../sandbox/pages/storefront/plain-earning.ts';
import { type Pretence, pretendApp } from '../../sandbox/pages/storefront/pretend-app.ts';
import { pointsNames } from './theme-words.ts';

const none = {
  v: 1,
  available: 0,
  pending: 0,
  reserved: 0,
  debt: 0,
  lots: [],
  redemptions: [] as StandingJson['redemptions'],
  tier: null as object | null,
  progress: null as object | null,
  membership: 'member',
  household: null as object | null,
  asOf: '2026-11-23T00:00:00Z',
};
const gold = { id: 'gold', name: 'Gold', names: { en: 'Gold' }, keptUntil: '2027-12-31T00:00:00Z' };
const next = { id: 'gold', names: { en: 'Gold' }, at: 50_000 };

/** By what sets her apart; a guest has none. */
export const MEMBERS = {
  member: { ...none, available: 700, progress: { basis: 'spend', amount: 20_000, next } },
  vip: { ...none, available: 12_345, tier: gold, household: { available: 20_000, members: 2 } },
  negative: { ...none, debt: -1_200 },
  outside: { ...none, membership: 'outside' },
};
export type Kind = keyof typeof MEMBERS | 'guest' | 'paused';

export function aProgram(change: object = {}): object {
  const earning = plainEarning(5, 100);
  const reward = { kind: 'amountOff', percent: null, minimumSubtotalMinor: null, unitsMax: 1 };
  return {
    v: 1,
    active: true,
    currency: 'EUR',
    exponent: 2,
    formality: 'informal',
    earning: { ...earning, goods: { ...earning.goods, tiers: { gold: { up: 2, down: 1 } } } },
    hold: { days: 14, after: 'delivered' },
    pointsName: pointsNames,
    rewards: [
      {
        ...reward,
        id: 'five',
        points: 500,
        amountMinor: 500,
        unitsMax: 3,
        title: { en: '€5 off', de: '5 € Rabatt' },
      },
      { ...reward, id: 'much', points: 20_000, amountMinor: 20_000, title: { en: '€200 off' } },
    ],
    tiers: [
      {
        id: 'gold',
        names: { en: 'Gold' },
        enter: 50_000,
        entryGift: 100,
        rate: { points: 10, perMinor: 100 },
        discountPercent: 5,
        freeShippingFromMinor: 5_000,
      },
    ],
    tierBasis: 'spend',
    ways: [
      way({ id: 'orders', kind: 'order', title: { en: 'Every order' }, rate: { points: 5, perMinor: 100 } }),
      way({ id: 'birthday', kind: 'birthday', title: { en: 'Birthday', de: 'Geburtstag' }, points: 200 }),
      way({
        id: 'may',
        kind: 'campaign',
        title: { en: 'For a short time' },
        factorThousandths: 1_500,
        until: '2099-12-24',
        tiers: ['gold'],
      }),
    ],
    joining: 'automatic',
    terms: null,
    texts: {},
    ...change,
  };
}

/** The shop with a cup at 19.90 and members of every kind, its app, and how to be one of them. */
export function openThemeShop(kind: Kind, program: object = {}) {
  const shop = openShop();
  const made = new Map<string, object>();
  const pretence: Pretence = { mood: 'well', codesWork: true };
  const standing = structuredClone(
    kind === 'guest' ? MEMBERS.member : MEMBERS[kind === 'paused' ? 'member' : kind],
  );
  const id = shop.customer('anna@example.test');
  shop.keepProgram(aProgram({ active: kind !== 'paused', ...program }));
  shop.keepStanding(id, standing);
  shop.setProxy(pretendApp(shop, standing, made, pretence));
  const server = serve({ fetch: shop.fetch, port: 0, hostname: '127.0.0.1' });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    shop,
    pretence,
    standing,
    made,
    address,
    signIn: async (page: Page) => {
      if (kind === 'guest') return;
      await page.request.post(`${address()}/customer_authentication/login`, { form: { customer: id } });
    },
    fillCart: (page: Page, quantity = 1) =>
      page.request.post(`${address()}/cart/add.js`, { data: { id: shop.variantId, quantity } }),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
export type ThemeShop = ReturnType<typeof openThemeShop>;
export type { Shop };

function way(told: object): object {
  return { points: null, rate: null, factorThousandths: null, from: null, until: null, tiers: null, ...told };
}
