/** The tile on the home screen of the till. */
/// <reference types="@shopify/ui-extensions/pos.home.tile.render" />
import { fireEvent, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { ok, reply, type Setting, setUp } from './stage.ts';

const open = (setting: Setting) => setUp('pos.home.tile.render', setting);
const tile = (name: string) => document.querySelector('s-tile')?.getAttribute(name);

test('without a customer it leads to the search, and asks nobody', async () => {
  const stage = await open({});
  expect(tile('subheading')).toBe('tile.find');
  const element = document.querySelector('s-tile');
  if (element) fireEvent.click(element);
  expect(stage.modals.shown).toBe(1);
  expect(stage.calls).toEqual([]);
  await stage.tearDown();
});

test('with one it shows her points and how many rewards fit', async () => {
  const stage = await open({ customer: 7, answers: { standing: ok(reply()) } });
  await waitFor(() => expect(tile('subheading')).toBe('700 points'));
  expect(document.querySelector('s-tile')?.outerHTML).toMatch(/itemcount="1"/i);
  await stage.tearDown();
});

test('it follows what becomes of her points while it stays: a code that goes into the cart, another customer', async () => {
  const setting: Setting = { customer: 7, answers: { standing: ok(reply()) } };
  const stage = await open(setting);
  await waitFor(() => expect(tile('subheading')).toBe('700 points'));
  setting.answers = { standing: ok(reply({ available: 200 })) };
  stage.change(() =>
    stage.held.discounts.push({ amount: 5, discountDescription: 'TREU-1', type: 'FixedAmount' }),
  );
  await waitFor(() => expect(tile('subheading')).toBe('200 points'));
  stage.change(() => (stage.held.customer = 8));
  await waitFor(() => expect(tile('subheading')).toBe('tile.loading'));
  await waitFor(() => expect(stage.calls.at(-1)?.path).toContain('customerId=8'));
  stage.change(() => (stage.held.customer = null));
  await waitFor(() => expect(tile('subheading')).toBe('tile.find'));
  await stage.tearDown();
});

test('it says when the app or the network is away', async () => {
  const stage = await open({ customer: 7 });
  await waitFor(() => expect(tile('subheading')).toBe('tile.unreachable'));
  await stage.tearDown();
  const offline = await open({ customer: 7, offline: true });
  expect(tile('subheading')).toBe('tile.offline');
  await offline.tearDown();
});
