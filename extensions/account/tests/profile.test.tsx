/** The profile's block in Shopify's own tester: balance, next reward, and the way to the page. */
/// <reference types="@shopify/ui-extensions/customer-account.profile.block.render" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect, test } from 'vitest';

const program = {
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'USD',
  exponent: 2,
  formality: 'informal',
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [
    { id: 'five', kind: 'amountOff', points: 500, title: { en: 'five' }, amountMinor: 500, unitsMax: 1 },
  ],
  texts: {},
};
const standing = { available: 320, pending: 0, debt: -5, membership: 'member' };

test('shows the balance, what is owed, the next reward and the way to the page', async () => {
  const stage = await setUp({ program, standing });
  await shows('balance points=320 points');
  await shows('debt points=5 points');
  await shows('next points=180 points reward=five');
  expect(link()).toEqual(['extension://treuwerk-account-page', 'toPage']);
  await stage.tearDown();
});

test('who has not joined is led to where she can', async () => {
  const stage = await setUp({ program, standing: { ...standing, membership: 'outside' } });
  await waitFor(() => expect(link()?.[1]).toBe('toJoin'));
  await stage.tearDown();
});

test('a paused program offers nothing, and without a program there is nothing', async () => {
  const paused = await setUp({ program: { ...program, active: false }, standing });
  await shows('paused');
  expect(document.body.textContent).not.toContain('next');
  await paused.tearDown();
  const none = await setUp({ program: null, standing });
  await waitFor(() => expect(document.body.childElementCount).toBe(0));
  await none.tearDown();
});

test('when the app cannot be reached it says so', async () => {
  const stage = await setUp(null);
  await shows('said.offline');
  await stage.tearDown();
});

async function setUp(reply: object | null) {
  const extension = getExtension('customer-account.profile.block.render');
  await extension.setUp();
  const { shopify } = extension;
  shopify.i18n.translate = ((key: string, values: Record<string, string> = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    )) as typeof shopify.i18n.translate;
  extension.fetch = (() =>
    reply
      ? Promise.resolve(Response.json(reply))
      : Promise.reject(new Error('down'))) as typeof extension.fetch;
  await extension.render();
  const tearDown = async () => {
    // The tester empties the page without taking the components down.
    render(null, document.body);
    await extension.tearDown();
  };
  return { tearDown };
}

async function shows(text: string): Promise<void> {
  await waitFor(() => expect(document.body.textContent).toContain(text));
}

function link(): (string | null)[] | undefined {
  const found = document.querySelector('s-link');
  return found ? [found.getAttribute('href'), found.textContent] : undefined;
}
