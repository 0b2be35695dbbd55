/** The block on a customer's page. */
/// <reference types="@shopify/ui-extensions/pos.customer-details.block.render" />
import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { ok, reply, type Setting, setUp, tap } from './stage.ts';

const open = (setting: Setting) => setUp('pos.customer-details.block.render', setting);
const text = () => document.body.textContent ?? '';

test('shows balance, tier with the way to the next, and rewards within reach of the page’s own customer', async () => {
  const tiers = {
    tier: { id: 'silver', name: 'Silver', names: { en: 'Silver' }, keptUntil: null },
    progress: { basis: 'points', amount: 700, next: { id: 'gold', names: { en: 'Gold' }, at: 1_000 } },
  };
  const entries = [
    { id: '2', at: '2026-11-20T10:00:00Z', points: -40, tone: 'loss', what: 'Points taken back', why: [] },
    { id: '1', at: '2026-11-19T10:00:00Z', points: 90, tone: 'gain', what: 'Order #1', why: [] },
  ];
  const stage = await open({
    about: 9,
    customer: 7,
    answers: { standing: ok(reply(tiers)), activity: ok({ entries, older: null }) },
  });
  await waitFor(() => expect(text()).toContain('700 points'));
  expect(text()).toContain('member.tier tier=Silver');
  expect(text()).toContain('member.nextTier left=300 points tier=Gold');
  expect(text()).toContain('block.within rewards=five, big');
  expect(text()).toContain('reward.next points=300 points reward=ten');
  await waitFor(() => expect(text()).toContain('Order #1 · +90 points'));
  expect(text()).toContain('Points taken back · −40 points');
  expect(stage.calls.map(({ path }) => path)).toEqual([
    '/api/pos/standing?customerId=9&locale=en-US',
    '/api/pos/activity?customerId=9&locale=en-US',
  ]);
  await stage.tearDown();
});

test('says when the app is away, and asks again', async () => {
  const setting: Setting = { about: 9 };
  const stage = await open(setting);
  await waitFor(() => expect(text()).toContain('said.offline'));
  setting.answers = { standing: ok(reply()) };
  await tap('member.again');
  await waitFor(() => expect(text()).toContain('700 points'));
  await stage.tearDown();
});
