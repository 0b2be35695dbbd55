/** The till's screen: finding a member, redeeming into the cart, and giving back. */
/// <reference types="@shopify/ui-extensions/pos.home.modal.render" />
import { fireEvent, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import {
  banner,
  buttonOf,
  held,
  ok,
  program,
  refused,
  reply,
  reward,
  type Setting,
  setUp,
  standing,
  tap,
} from './stage.ts';

const TARGET = 'pos.home.modal.render';
const ANNA = { customerId: '7', name: 'Anna', email: 'anna@example.com', available: 700 };
const open = (setting: Setting) => setUp(TARGET, setting);
const text = () => document.body.textContent ?? '';
const redeemed = ok({ redemptionId: 'r1', kind: 'amountOff', code: 'TREU-1', points: 500, ...reply(held) });

test('without a customer the screen searches; a tap puts her into the cart and shows what she has', async () => {
  const stage = await open({
    answers: { find: ok({ people: [ANNA], partial: false }), standing: ok(reply()) },
  });
  const field = document.querySelector('s-search-field') as HTMLInputElement | null;
  if (!field) throw new Error('no field');
  field.value = 'anna@example.com';
  fireEvent.input(field);
  await tap('find.search');
  await tap('Anna');
  await waitFor(() => expect(document.querySelector('s-heading')?.textContent).toBe('700 points'));
  expect(stage.held.customer).toBe(7);
  expect(stage.calls.map(({ path }) => path)).toEqual([
    '/api/pos/find?q=anna%40example.com&locale=en-US',
    '/api/pos/standing?customerId=7&locale=en-US',
  ]);
  expect(stage.calls.every(({ token }) => token === 'Bearer jwt')).toBe(true);
  await stage.tearDown();
});

test('a cart that lets nothing in or out costs nothing, and the app still takes a code back', async () => {
  const setting: Setting = {
    customer: 8,
    stuck: true,
    cart: { discounts: [{ amount: 5, discountDescription: 'TREU-1', type: 'FixedAmount' }] },
    answers: { standing: ok(reply(held)), undo: ok(reply()) },
  };
  const stage = await open(setting);
  await tap('code.undo');
  await waitFor(() => expect(banner()).toBe('said.undone'));
  expect(stage.calls.at(-1)).toMatchObject({ body: { customerId: '8', redemptionId: 'r1' } });
  await stage.tearDown();
});

test('a scanned code opens its member at once', async () => {
  const stage = await open({
    camera: true,
    answers: { find: ok({ people: [ANNA], partial: false }), standing: ok(reply()) },
  });
  expect(buttonOf('find.scan')).toBeDefined();
  stage.scan('treuwerk:7.abc');
  await waitFor(() => expect(stage.held.customer).toBe(7));
  expect(stage.calls[0]?.path).toContain('q=treuwerk%3A7.abc');
  await stage.tearDown();
});

test('nobody found, and a search of members alone, are said', async () => {
  const stage = await open({ answers: { find: ok({ people: [], partial: true }) } });
  stage.scan('nobody');
  await waitFor(() => expect(text()).toContain('find.none'));
  expect(banner()).toBe('find.partial');
  await stage.tearDown();
});

test('redeems in one tap: the app is asked with the cart, the code goes in', async () => {
  const stage = await open({
    customer: 7,
    worth: { 'TREU-1': 5 },
    answers: { standing: ok(reply()), redeem: redeemed },
  });
  await waitFor(() => expect(text()).toContain('reward.minimum reward=big'));
  expect(text()).toContain('reward.next points=300 points reward=ten');
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('said.applied reward=five'));
  expect(stage.calls[1]).toMatchObject({
    path: '/api/pos/redeem?locale=en-US',
    body: {
      customerId: '7',
      rewardId: 'five',
      cart: { subtotalMinor: 5_000, currency: 'EUR', codes: [] },
    },
  });
  expect(stage.held.discounts.map(({ discountDescription }) => discountDescription)).toEqual(['TREU-1']);
  expect(stage.toasts).toEqual(['said.applied reward=five']);
  expect(text()).toContain('code.inCart code=TREU-1');
  await stage.tearDown();
});

test('a cart that refuses the code costs nothing: it is given back at once', async () => {
  const stage = await open({
    customer: 7,
    answers: { standing: ok(reply()), redeem: redeemed, undo: ok(reply()) },
  });
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('said.refused'));
  expect(stage.calls.at(-1)).toMatchObject({ body: { customerId: '7', redemptionId: 'r1' } });
  expect(document.querySelector('s-heading')?.textContent).toBe('700 points');
  await stage.tearDown();
});

test('a code with which the customer would pay more goes out again', async () => {
  const stage = await open({
    customer: 7,
    worth: { 'TREU-1': -3 },
    answers: { standing: ok(reply()), redeem: redeemed, undo: ok(reply()) },
  });
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('said.dearer'));
  expect(stage.held.discounts).toEqual([]);
  await stage.tearDown();
});

test('of two codes staff ask once, and the other one goes', async () => {
  const codes = { code: 'SUMMER', savesMinor: 300, rewardSavesMinor: 500 };
  const setting: Setting = {
    customer: 7,
    worth: { 'TREU-1': 5, SUMMER: 3 },
    cart: { discounts: [{ amount: 3, discountDescription: 'SUMMER', type: 'FixedAmount' }] },
    answers: { standing: ok(reply()), redeem: refused('code-replaced', 409, { codes }) },
  };
  const stage = await open(setting);
  await tap('reward.redeem');
  await waitFor(() => expect(text()).toContain('replace.both code=SUMMER'));
  expect(stage.calls[1]?.body).toMatchObject({ cart: { codes: [{ code: 'SUMMER', savesMinor: 300 }] } });
  expect(stage.held.discounts).toHaveLength(1);
  setting.answers = { ...setting.answers, redeem: redeemed };
  await tap('replace.yes');
  await waitFor(() => expect(banner()).toBe('said.applied reward=five'));
  expect(stage.calls.at(-1)?.body).toMatchObject({ replace: true });
  expect(stage.held.discounts.map(({ discountDescription }) => discountDescription)).toEqual(['TREU-1']);
  await stage.tearDown();
});

test('the better code in the cart stays, in words of the till', async () => {
  const stage = await open({
    customer: 7,
    answers: { standing: ok(reply()), redeem: refused('code-better') },
  });
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('refused.code-better'));
  await stage.tearDown();
});

test('gives a code back: out of the cart first, what else was there stays', async () => {
  const stage = await open({
    customer: 7,
    worth: { SUMMER: 3 },
    cart: {
      discounts: [
        { amount: 5, discountDescription: 'treu-1', type: 'FixedAmount' },
        { amount: 3, discountDescription: 'SUMMER', type: 'FixedAmount' },
      ],
    },
    answers: { standing: ok(reply(held)), undo: ok(reply()) },
  });
  await tap('code.undo');
  await waitFor(() => expect(banner()).toBe('said.undone'));
  expect(stage.held.discounts.map(({ discountDescription }) => discountDescription)).toEqual(['SUMMER']);
  await stage.tearDown();
});

test('units are chosen with large buttons, and cost and worth follow', async () => {
  const stage = await open({
    customer: 7,
    answers: {
      standing: ok(reply({}, { rewards: [reward('one', 100, { unitsMax: 5 })] })),
      redeem: refused('redemption-delayed', 503),
    },
  });
  // The most that her points buy comes first.
  await waitFor(() => expect(buttonOf('reward.more')?.hasAttribute('disabled')).toBe(true));
  expect(text()).toContain('reward.units points=500 points');
  await tap('reward.less');
  await tap('reward.less');
  await waitFor(() => expect(text()).toContain('reward.units points=300 points'));
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('refused.redemption-delayed'));
  expect(stage.calls.find(({ path }) => path.includes('redeem'))?.body).toMatchObject({ units: 3 });
  await stage.tearDown();
});

test('a key is kept only while the answer is unknown', async () => {
  const setting: Setting = { customer: 7, answers: { standing: ok(reply()) } };
  const stage = await open(setting);
  const redeems = () => stage.calls.filter(({ path }) => path.includes('redeem'));
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('said.offline'));
  setting.answers = { standing: ok(reply()), redeem: refused('points-insufficient') };
  await tap('reward.redeem');
  await waitFor(() => expect(banner()).toBe('refused.points-insufficient'));
  await tap('reward.redeem');
  await waitFor(() => expect(redeems()).toHaveLength(3));
  const keys = redeems().map(({ body }) => (body as { idempotencyKey: string }).idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  await stage.tearDown();
});

test.for<[what: string, answer: object, said: string]>([
  ['a paused program', { program: { ...program, active: false } }, 'member.paused'],
  ['a till whose purchases earn nothing', { earnsAtTill: false }, 'member.earnsNot'],
  ['somebody who has not joined', { standing: { ...standing, membership: 'outside' } }, 'member.outside'],
  ['a debt', { standing: { ...standing, available: 0, debt: -40 } }, 'member.debt points=40 points'],
])('%s is said', async ([what, more, said]) => {
  const stage = await open({ customer: 7, answers: { standing: ok({ ...reply(), ...more }) } });
  await waitFor(() => expect(text()).toContain(said));
  if (!what.startsWith('a till')) expect(buttonOf('reward.redeem')).toBeUndefined();
  await stage.tearDown();
});

test('offline, unreachable and without access are said, and can be tried again', async () => {
  const setting: Setting = { customer: 7, offline: true, token: undefined };
  const stage = await open(setting);
  expect(banner()).toBe('said.noConnection');
  await waitFor(() => expect(document.body.innerHTML).toContain('refused.request-unsigned'));
  expect(stage.calls).toEqual([]);
  setting.token = 'jwt';
  await tap('member.again');
  await waitFor(() => expect(document.body.innerHTML).toContain('said.offline'));
  setting.answers = { standing: ok(reply()) };
  await tap('member.again');
  await waitFor(() => expect(document.querySelector('s-heading')?.textContent).toBe('700 points'));
  await stage.tearDown();
});
