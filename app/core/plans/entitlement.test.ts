/** What a plan lets staff do, case by case. */
import { expect, test } from 'vitest';
import { entitle, hasLapsed, mayPublish, planPage, type Subscription } from '#app/core/plans/entitlement.ts';
import { programSchema } from '#app/core/program/program.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const SETTINGS = { app: 'treuwerk', graceDays: 14 };
const FREE = { app: 'treuwerk', freePlan: 'Starter', graceDays: 14 };
const ONE: Subscription = { name: 'Pro', status: 'ACTIVE', createdAt: '2026-11-20T12:00:00Z', trialDays: 0 };
const PROGRAM = programSchema.parse({});

test.for([
  ['no plans are set up', undefined, [ONE], undefined],
  ['Shopify was not asked yet', SETTINGS, null, undefined],
  ['a plan is paid', SETTINGS, [ONE], { plan: 'Pro', state: 'active', at: null }],
  [
    'a plan is tried',
    SETTINGS,
    [{ ...ONE, trialDays: 3 }],
    { plan: 'Pro', state: 'trial', at: new Date('2026-11-23T12:00:00Z') },
  ],
  ['the trial is over', SETTINGS, [{ ...ONE, trialDays: 2 }], { plan: 'Pro', state: 'active', at: null }],
  [
    'one plan follows another',
    SETTINGS,
    [ONE, { ...ONE, name: 'Max', createdAt: '2026-11-21T12:00:00Z' }],
    { plan: 'Max', state: 'active' },
  ],
  ['there is a free plan', FREE, [], { plan: 'Starter', state: 'free', publishingCloses: null }],
  ['the plan is frozen', SETTINGS, [{ ...ONE, status: 'FROZEN' }], { plan: null, state: 'lapsed' }],
  ['there is none', SETTINGS, [], { plan: null, state: 'lapsed' }],
] as const)('when %s', ([, settings, subscriptions, expected]) => {
  const known = { subscriptions: subscriptions && [...subscriptions], lapsedAt: null };
  const entitlement = entitle(settings, known, NOW);
  if (expected === undefined) expect(entitlement).toBeUndefined();
  else expect(entitlement).toMatchObject(expected);
  if (subscriptions) expect(hasLapsed(settings, [...subscriptions])).toBe(entitlement?.state === 'lapsed');
});

test('publishing closes when the grace is over, to the millisecond, but not to a pause', () => {
  const lapsedAt = new Date('2026-11-08T12:00:00Z');
  const before = new Date(NOW.getTime() - 1);
  const lapsed = entitle(SETTINGS, { subscriptions: [], lapsedAt }, NOW);
  expect(lapsed?.publishingCloses).toEqual(NOW);
  expect(mayPublish(lapsed, PROGRAM, PROGRAM, before)).toBe(true);
  expect(mayPublish(lapsed, PROGRAM, PROGRAM, NOW)).toBe(false);
  expect(mayPublish(lapsed, undefined, PROGRAM, NOW)).toBe(false);
  expect(mayPublish(lapsed, PROGRAM, { ...PROGRAM, active: false }, NOW)).toBe(true);
  const changed = { ...PROGRAM, active: false, hold: { ...PROGRAM.hold, days: 99 } };
  expect(mayPublish(lapsed, PROGRAM, changed, NOW)).toBe(false);
  expect(mayPublish(undefined, PROGRAM, PROGRAM, NOW)).toBe(true);
});

test('the page with the plans is the one that Shopify hosts', () => {
  expect(planPage(SETTINGS, 'one.myshopify.com')).toBe(
    'https://admin.shopify.com/store/one/charges/treuwerk/pricing_plans',
  );
});
