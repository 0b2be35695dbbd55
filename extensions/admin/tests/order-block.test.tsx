/** The block on an order's page of the admin. */
/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { banner, memberOf, ok, program, RIGHTS, type Setting, setUp, tap, text } from './stage.ts';

const ORDER = { known: true, points: 42, state: 'usable', usableAt: null, takenBack: 0, why: [] };
const told = (more: object = {}, orderMore: object = {}) =>
  ok({
    program,
    order: { ...ORDER, ...orderMore },
    redeemed: [],
    customerId: '7',
    member: memberOf(),
    rights: RIGHTS,
    ...more,
  });
const open = (setting: Setting) =>
  setUp(
    'admin.order-details.block.render',
    Object.assign(setting, { selected: 'gid://shopify/Order/9007199254740993' }),
  );

test('it shows what was brought, what was taken back and why, the code used, and the standing', async () => {
  const redeemed = [{ code: 'TREU-9', points: 500, title: { en: '€5 off' } }];
  const why = ['Part of the order no longer counts'];
  const stage = await open({ answers: { order: told({ redeemed }, { takenBack: 20, why }) } });
  await waitFor(() => expect(text()).toContain('order.usable points=42 points'));
  for (const said of [
    'order.takenBack points=20 points',
    'Part of the order no longer counts',
    'order.code code=TREU-9 title=€5 off points=500 points',
    'order.now points=standing.worth points=700 points amount=7 EUR',
    'Gold · standing.pending points=120 points',
  ])
    expect(text()).toContain(said);
  expect(stage.calls[0]?.path).toBe('/api/admin/order?orderId=9007199254740993&locale=en');
  await stage.tearDown();
});

test.for<[what: string, more: object, orderMore: object, said: string]>([
  [
    'points on hold',
    {},
    { state: 'onHold', usableAt: '2026-12-01T00:00:00Z' },
    'order.onHoldUntil points=42 points date=2026-12-01',
  ],
  ['points that wait for the parcel', {}, { state: 'onHold' }, 'order.onHold points=42 points'],
  [
    'an order that earns nothing',
    {},
    { state: 'none', points: 0, why: ['Test orders earn nothing.'] },
    'order.noneTest orders earn nothing.',
  ],
  ['an order that is not known yet', { customerId: null, member: null }, { known: false }, 'order.unknown'],
  ['a guest', { customerId: null, member: null }, { points: 0, state: 'none' }, 'order.guest'],
  ['a customer who is no member', { member: null }, {}, 'order.noMember'],
  ['a shop without a program', { program: null }, {}, 'block.noProgram'],
])('%s is said', async ([, more, orderMore, said]) => {
  const stage = await open({ answers: { order: told(more, orderMore) } });
  await waitFor(() => expect(text()).toContain(said));
  await stage.tearDown();
});

test('an app that is away can be tried again', async () => {
  const setting: Setting = {};
  const stage = await open(setting);
  await waitFor(() => expect(banner()).toBe('away.app'));
  setting.answers = { order: told() };
  await tap('again');
  await waitFor(() => expect(text()).toContain('order.usable'));
  await stage.tearDown();
});
