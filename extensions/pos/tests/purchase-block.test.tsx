/** The block after a sale. */
/// <reference types="@shopify/ui-extensions/pos.purchase.post.block.render" />
import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { ok, reply, type Setting, setUp } from './stage.ts';

const open = (setting: Setting) => setUp('pos.purchase.post.block.render', setting);
const text = () => document.body.textContent ?? '';
const order = { known: true, points: 42, state: 'usable', usableAt: null, takenBack: 0, why: [] };

test('waits until the books know of the sale, then says what it brought and what she has', async () => {
  const setting: Setting = {
    order: { id: 5, customerId: 7 },
    answers: { order: ok({ ...order, known: false }) },
  };
  const stage = await open(setting);
  expect(text()).toBe('sale.working');
  await waitFor(() => expect(stage.calls).toHaveLength(1));
  setting.answers = { order: ok(order), standing: ok(reply({ available: 742 })) };
  await waitFor(() => expect(text()).toContain('sale.earned points=42 points'), { timeout: 3_000 });
  expect(text()).toContain('sale.now points=742 points');
  expect(stage.calls[0]?.path).toBe('/api/pos/order?customerId=7&orderId=5&locale=en-US');
  await stage.tearDown();
});

test('a sale that earns nothing says why; without a customer nobody is asked', async () => {
  const none = { ...order, points: 0, state: 'none', why: ['The till earns no points.'] };
  const stage = await open({
    order: { id: 5, customerId: 7 },
    answers: { order: ok(none), standing: ok(reply()) },
  });
  await waitFor(() => expect(text()).toContain('The till earns no points.'), { timeout: 3_000 });
  expect(text()).toContain('sale.none');
  await stage.tearDown();
  const guest = await open({ order: { id: 6 } });
  expect(text()).toBe('sale.guest');
  expect(guest.calls).toEqual([]);
  await guest.tearDown();
});
