/**
 * The admin of a big shop: every page's data, asked over HTTP as the browser does, again and again with changing questions;
 * then the pages in a browser whose processor is four times slower.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../app/db/provide-database.ts';
import { measurePages, type PageVitals } from '../support/page-vitals.ts';
import { fillShop, type BigShop } from '../support/many-members.ts';
import { type KillablePostgres, makeKillablePostgres } from '../support/killable-postgres.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { openSession } from '../support/staff.ts';
import { tellDetails } from '../support/webhook-load.ts';

const MEMBERS = Number(process.env.ADMIN_MEMBERS ?? 5_000);
const ROUNDS = MEMBERS < 100_000 ? 5 : 40;
const P50_MS = 200;
const P95_MS = 500;
const VITALS = { lcpMs: 2_500, cls: 0.1, inpMs: 200 };

const PROGRAM = {
  earning: { rules: [{ points: 5 }, { kind: 'deed', id: 'hello', deed: 'signUp', points: 50 }] },
  tiers: {
    period: { kind: 'lifetime' },
    list: [
      { id: 'silver', name: { en: 'Silver', de: 'Silber' }, enter: '200.00' },
      { id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '600.00', earningFactor: 1.5 },
    ],
  },
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
};

let postgres: KillablePostgres;
let sandbox: TestSandbox;
let shop: BigShop;
const details: Record<string, unknown> = {};
beforeAll(async () => {
  postgres = makeKillablePostgres();
  const databaseUrl = await postgres.start({ max_connections: '60', shared_buffers: '512MB' });
  await migrate(databaseUrl);
  sandbox = await startSandbox({ databaseUrl, program: PROGRAM });
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Vera',
    email: 'vera@example.com',
  });
  const order = await sandbox.act<{ id: string }>('orders', {
    customerId: id,
    taxesIncluded: true,
    lines: [{ unitPrice: 4_990, quantity: 2 }, { unitPrice: 1_250 }],
  });
  await sandbox.settled();
  const began = Date.now();
  shop = await fillShop(sandbox.db, sandbox.shop, order.id, MEMBERS);
  Object.assign(details, {
    seed: SEED,
    members: MEMBERS,
    fillSeconds: Math.round((Date.now() - began) / 1_000),
  });
}, 40 * 60_000);
afterAll(async () => {
  await sandbox.stop();
  await postgres.remove();
});

const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const random = seededRandom(SEED);
const someone = () => shop.first + Math.floor(random() * shop.members);
const NAMES = ['anna', 'be', 'clara h', 'vera', 'theo zimmer 1', 'nobody', `ida.`];

/** Each page with questions that change, as one who looks for somebody asks. */
const PAGES: Record<string, () => string> = {
  home: () => '/app',
  setup: () => '/app/setup',
  program: () => '/app/program',
  'program, earning': () => '/app/program/earning',
  'program, tiers': () => '/app/program/tiers',
  members: () => '/app/members',
  'members, newest': () => '/app/members?sort=newest',
  'members, next page': () => `/app/members?after=${100 + Math.floor(random() * 800)}.${someone()}`,
  'members, searched': () =>
    `/app/members?search=${encodeURIComponent(NAMES[Math.floor(random() * NAMES.length)] ?? '')}`,
  'members, by order': () => `/app/members?search=${encodeURIComponent(`#${someone()}2`)}`,
  'members, by tier': () => '/app/members?tier=gold',
  'members, in a big segment': () => '/app/members?segment=vip',
  'members, in a small segment': () => '/app/members?segment=own&sort=active',
  'members, by tier and points': () =>
    `/app/members?tier=gold&min=${Math.floor(random() * 900)}&state=account`,
  'members, last active': () => '/app/members?sort=active',
  'members, idle ones with points': () => '/app/members?active=-180&min=500',
  'members, nobody fits': () => '/app/members?tier=gold&state=guest&active=30',
  'members, blocked': () => '/app/members?state=blocked&sort=newest',
  member: () => `/app/members/${someone()}`,
  surveys: () => '/app/surveys',
  'survey, results': () => '/app/surveys/scale',
  'survey, bad answers': () => '/app/surveys/scale?filter=bad',
  finance: () => '/app/finance',
  'finance, redeemed': () => '/app/finance?report=redeemed',
  activity: () => '/app/activity',
  'activity, attention': () => '/app/activity?filter=attention',
  health: () => '/app/health',
  insights: () => '/app/insights',
  segments: () => '/app/segments',
  journeys: () => '/app/journeys',
  'journey, birthdays': () => '/app/journeys/birthday',
  'journey, points that end': () => '/app/journeys/points-expiring-30',
  'journey, tiers that end': () => '/app/journeys/tier-at-risk',
  'journey, rhythm': () => '/app/journeys/rhythm-exceeded',
  tasks: () => '/app/tasks',
  posts: () => '/app/reviews',
  reviews: () => '/app/reviews?tab=reviews',
  mail: () => '/app/mail',
  referrals: () => '/app/referrals',
  settings: () => '/app/settings',
  team: () => '/app/settings/team',
  log: () => '/app/settings/log',
};

test('every page has its data in time, whatever is asked', async () => {
  const ask = await openSession(sandbox);
  const table: Record<string, Spread> = {};
  for (const [name, address] of Object.entries(PAGES)) {
    const took: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const began = performance.now();
      const status = await ask(address());
      // The first meets a cold cache and what a process does once.
      if (round > 0) took.push(performance.now() - began);
      expect([name, status]).toEqual([name, 200]);
    }
    table[name] = { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
  }
  tellDetails('admin', Object.assign(details, { loadersMs: table }));
  expect(tooSlow(table)).toEqual([]);
});

// Times in a browser mean something on a quiet machine alone: the long run measures them.
test.skipIf(MEMBERS < 100_000)(
  'the pages are quick in a browser with a slow processor',
  { timeout: 10 * 60_000 },
  async () => {
    const vitals = await measurePages(sandbox, [
      '/app',
      '/app/program',
      '/app/program/earning',
      '/app/program/tiers',
      '/app/members',
      `/app/members/${someone()}`,
      '/app/finance',
      '/app/activity',
      '/app/health',
      '/app/settings',
      '/app/settings/team',
    ]);
    tellDetails('admin', Object.assign(details, { vitals }));
    expect(Object.entries(vitals).filter(([, one]) => isPoor(one))).toEqual([]);
  },
);

function isPoor({ lcpMs, cls, inpMs }: PageVitals): boolean {
  return lcpMs > VITALS.lcpMs || cls > VITALS.cls || inpMs > VITALS.inpMs;
}

test('a page that is too slow, in the middle or at the end, is told', () => {
  const sound = { p50: P50_MS, p95: P95_MS };
  expect(
    tooSlow({ sound, middling: { p50: P50_MS + 0.1, p95: 300 }, rarely: { p50: 3, p95: P95_MS + 0.1 } }),
  ).toEqual(['middling', 'rarely']);
  expect(isPoor({ lcpMs: 2_500, cls: 0.1, inpMs: 200 })).toBe(false);
  expect(isPoor({ lcpMs: 2_501, cls: 0, inpMs: 0 })).toBe(true);
  expect(isPoor({ lcpMs: 0, cls: 0.11, inpMs: 0 })).toBe(true);
  expect(isPoor({ lcpMs: 0, cls: 0, inpMs: 201 })).toBe(true);
});

type Spread = { p50: number; p95: number };

function tooSlow(table: Record<string, Spread>): string[] {
  return Object.keys(table).filter((name) => {
    const { p50 = 0, p95 = 0 } = table[name] ?? {};
    return p50 > P50_MS || p95 > P95_MS;
  });
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
