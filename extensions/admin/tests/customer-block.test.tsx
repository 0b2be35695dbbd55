/** The block on a customer's page of the admin. */
/// <reference types="@shopify/ui-extensions/admin.customer-details.block.render" />
import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import {
  banner,
  buttonOf,
  fill,
  memberOf,
  ok,
  program,
  refused,
  reply,
  RIGHTS,
  type Setting,
  setUp,
  standing,
  tap,
  text,
} from './stage.ts';

const open = (setting: Setting) => setUp('admin.customer-details.block.render', setting);
const collapsed = () => document.querySelector('s-admin-block')?.outerHTML ?? '';

test('it shows what she has and why, what she is worth, and her codes, with the token of whoever looks', async () => {
  const stage = await open({ answers: { customer: ok(reply()) } });
  await waitFor(() => expect(text()).toContain('standing.worth points=700 points amount=7 EUR'));
  for (const said of [
    'Gold',
    'standing.pendingFrom points=120 points date=2026-12-01',
    'standing.ends points=100 points date=2027-03-01',
    'standing.nextOrders left=2 tier=Platinum',
    'value.orders orders=4 spent=213.5 EUR',
    'value.last date=2026-11-20',
    'value.since date=2025-01-02',
    '2026-11-20 · Taken back for order #1042 · −20 points',
    'Part of the order no longer counts',
    'TREU-1 · €5 off · codes.ends date=2026-12-22',
  ])
    expect(text()).toContain(said);
  expect(collapsed()).toContain('standing.worth points=700 points amount=7 EUR · Gold');
  expect(document.querySelector('s-link')?.getAttribute('href')).toBe('app:app/members/31');
  expect(stage.calls).toEqual([
    { path: '/api/admin/customer?customerId=7&locale=en', body: undefined, token: 'Bearer jwt' },
  ]);
  await stage.tearDown();
});

test('nothing is asked before it is drawn', async () => {
  const stage = await open({ answers: { customer: ok(reply()) } });
  expect(document.querySelector('s-spinner')?.getAttribute('accessibilityLabel')).toBe('loading');
  await stage.tearDown();
});

test('the summary for a ticket says all that counts and holds no code', async () => {
  const stage = await open({ answers: { customer: ok(reply()) } });
  await waitFor(() => expect(document.querySelector('s-text-area')).not.toBeNull());
  const summary = document.querySelector('s-text-area')?.getAttribute('value') ?? '';
  expect(summary.split('\n')).toEqual([
    'summary.standing date=2026-11-23 points=standing.worth points=700 points amount=7 EUR',
    'standing.tier tier=Gold',
    'standing.pendingFrom points=120 points date=2026-12-01',
    'standing.ends points=100 points date=2027-03-01',
    'standing.nextOrders left=2 tier=Platinum',
    'summary.code date=2026-12-22',
    'value.orders orders=4 spent=213.5 EUR',
    'value.last date=2026-11-20',
    'value.since date=2025-01-02',
    'summary.entries',
    '– 2026-11-20 · Taken back for order #1042 · −20 points',
    '  Part of the order no longer counts',
  ]);
  await stage.tearDown();
});

test.for<[what: string, answer: object, said: string]>([
  ['a shop without a program', { program: null }, 'block.noProgram'],
  ['a customer who is no member', { member: null }, 'block.notYet'],
  ['somebody outside', { member: memberOf({}, { membership: 'outside' }) }, 'standing.outside'],
  ['somebody who has left', { member: memberOf({}, { membership: 'left' }) }, 'standing.left'],
  ['somebody blocked', { member: memberOf({ blocked: true }) }, 'standing.blocked'],
  ['a debt', { member: memberOf({}, { available: 0, debt: -40 }) }, 'standing.debt points=40 points'],
  ['a pause', { program: { ...program, active: false } }, 'program.paused'],
  ['a program that is tested', { program: { ...program, stage: 'test' } }, 'program.test'],
  [
    'a parcel that decides',
    { member: memberOf({ nextUsableAt: null }) },
    'standing.pending points=120 points',
  ],
  ['nobody who ordered', { member: memberOf({ orders: 0, lastOrderAt: null }) }, 'value.none'],
  ['one order', { member: memberOf({ orders: 1 }) }, 'value.order orders=1'],
])('%s is said', async ([what, more, said]) => {
  const stage = await open({ answers: { customer: ok(reply(more)) } });
  await waitFor(() => expect(text()).toContain(said));
  if (/outside|left|no member|without/.test(what)) expect(buttonOf('goodwill.give')).toBeUndefined();
  await stage.tearDown();
});

test('goodwill is given, and the new standing shown at once', async () => {
  const setting: Setting = { answers: { customer: ok(reply()) } };
  const stage = await open(setting);
  await fill('goodwill.points', '50');
  expect(document.querySelector('s-number-field')?.getAttribute('details')).toBe(
    'goodwill.atOnce points=100 points goodwill.left points=300 points',
  );
  const after = reply({ member: memberOf({}, { available: 750 }), rights: { ...RIGHTS, goodwillLeft: 250 } });
  setting.answers = { adjust: ok(after) };
  await tap('goodwill.give');
  await waitFor(() => expect(banner()).toBe('goodwill.done points=50 points'));
  expect(text()).toContain('standing.worth points=750 points');
  expect(document.querySelector('s-number-field')?.getAttribute('details')).toContain('points=250 points');
  expect(stage.calls.at(-1)).toMatchObject({
    path: '/api/admin/adjust?locale=en',
    body: { customerId: '7', points: 50, reasonCode: 'goodwill', note: '' },
  });
  await stage.tearDown();
});

test('the key is kept while the answer is unknown, and another after it is known', async () => {
  const setting: Setting = { answers: { customer: ok(reply()) } };
  const stage = await open(setting);
  const keys = () =>
    stage.calls.filter(({ path }) => path.includes('adjust')).map(({ body }) => body?.['idempotencyKey']);
  await fill('goodwill.points', '50');
  await tap('goodwill.give');
  await waitFor(() => expect(banner()).toBe('away.app adjust.unsure'));
  setting.answers = { adjust: refused('goodwill-used-up') };
  await tap('goodwill.give');
  await waitFor(() => expect(banner()).toBe('Sentence for goodwill-used-up.'));
  await tap('goodwill.give');
  await waitFor(() => expect(keys()).toHaveLength(3));
  expect(keys()[1]).toBe(keys()[0]);
  expect(keys()[2]).not.toBe(keys()[0]);
  await stage.tearDown();
});

test.for(['', '0', '-5', '1.5', 'many'])('%j points are no wish', async (typed) => {
  const stage = await open({ answers: { customer: ok(reply()) } });
  await fill('goodwill.points', typed);
  await tap('goodwill.give');
  await waitFor(() =>
    expect(document.querySelector('s-number-field')?.getAttribute('error')).toBe('adjust.whole'),
  );
  expect(stage.calls).toHaveLength(1);
  await stage.tearDown();
});

test('whoever may only look gives nothing', async () => {
  const stage = await open({ answers: { customer: ok(reply({ rights: { ...RIGHTS, serve: false } })) } });
  await waitFor(() => expect(text()).toContain('value.since'));
  expect(buttonOf('goodwill.give')).toBeUndefined();
  await stage.tearDown();
});

test('an app that is away, and an account without access, can be tried again', async () => {
  const setting: Setting = { token: null };
  const stage = await open(setting);
  await waitFor(() => expect(banner()).toBe('away.token'));
  expect(stage.calls).toEqual([]);
  setting.token = 'jwt';
  await tap('again');
  await waitFor(() => expect(banner()).toBe('away.app'));
  setting.answers = { customer: ok(reply()) };
  await tap('again');
  await waitFor(() => expect(text()).toContain(`points=${standing.available} points`));
  await stage.tearDown();
});
