/** The thank-you page's block in Shopify's own tester: about so many points at first, exactly later, and what guests read. */
/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';

const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'USD',
  exponent: 2,
  formality: 'informal',
  earning: { points: 5, perMinor: 100, taxIncluded: false, rounding: 'down', capped: false },
  hold: { days: 14, after: 'fulfilled' },
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [reward('five', 500), reward('ten', 1000)],
  tiers: [{ id: 'gold', rate: { points: 10, perMinor: 100 } }],
  joining: 'automatic',
  guests: 'claim',
  texts: {},
};
const standing = { available: 700, pending: 0, debt: 0, tier: null, membership: 'member', redemptions: [] };
const unknown = { known: false, points: 0, state: 'none', usableAt: null, takenBack: 0, why: [] };
const known = { ...unknown, known: true, points: 402, state: 'onHold' };

test('until the app knows the order a member reads about how many points it brings, by the rate', async () => {
  // 100.00 in all, 10.00 shipping, 9.00 tax: 81.00 × 5 = 405.
  const stage = await setUp({ order: unknown });
  await waitFor(() => expect(text()).toContain('earned.about points=405 points'));
  expect(text()).toContain('earned.afterFulfilled days=14');
  expect(text()).toContain('worth amount=5');
  expect(text()).toContain('next points=300 points reward=ten');
  await stage.tearDown();
});

test('the rate is that of her tier', async () => {
  const stage = await setUp({ order: unknown, standing: { ...standing, tier: { id: 'gold' } } });
  await waitFor(() => expect(text()).toContain('earned.about points=810 points'));
  await stage.tearDown();
});

test('once the order is known the number is exact, asked by the identity that the page knows', async () => {
  const stage = await setUp({ order: { ...known, usableAt: '2026-12-24T12:00:00Z' } });
  await waitFor(() => expect(text()).toContain('earned.exact points=402 points'));
  expect(text()).toContain('earned.from date=2026-12-24');
  expect(stage.asked).toContain(
    '/api/extension/order?locale=en&orderId=gid%3A%2F%2Fshopify%2FOrderIdentity%2F1',
  );
  await stage.tearDown();
});

test('it asks again until the order is known, and then for the standing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const answers = { order: unknown as object };
  const stage = await setUp(answers);
  await vi.waitFor(() => expect(text()).toContain('earned.about'));
  answers.order = known;
  await vi.advanceTimersByTimeAsync(1_600);
  await vi.waitFor(() => expect(text()).toContain('earned.exact'));
  expect(stage.asked.filter((url) => url.includes('/standing'))).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(stage.asked.filter((url) => url.includes('/order'))).toHaveLength(2);
  vi.useRealTimers();
  await stage.tearDown();
});

test('an order that brings nothing says why', async () => {
  const stage = await setUp({ order: { ...known, points: 0, state: 'none', why: ['Not paid yet'] } });
  await waitFor(() => expect(text()).toContain('Not paid yet'));
  expect(text()).not.toMatch(/earned\.(about|exact)/);
  await stage.tearDown();
});

test('a guest reads what she would keep, and where to make an account', async () => {
  const stage = await setUp({ standing: null });
  await waitFor(() => expect(text()).toContain('earned.keep points=405 points'));
  expect(document.querySelector('s-link')?.getAttribute('href')).toMatch(/\/account\/login$/);
  expect(stage.asked.some((url) => url.includes('/order'))).toBe(false);
  await stage.tearDown();
});

test.each([{ joining: 'optIn' }, { guests: 'ignore' }])(
  'with %o a guest is promised no points of this order',
  async (one) => {
    const stage = await setUp({ standing: null, program: { ...program, ...one } });
    await waitFor(() => expect(text()).toContain('earned.collect points=405 points'));
    await stage.tearDown();
  },
);

test('the merchant’s own words go before ours', async () => {
  const texts = { en: { thanksTitle: 'Your leaves', guestTitle: 'Grow with us' } };
  const stage = await setUp({ standing: null, program: { ...program, texts } });
  await waitFor(() => expect(text()).toContain('Grow with us'));
  await stage.tearDown();
  const member = await setUp({ order: known, program: { ...program, texts } });
  await waitFor(() => expect(text()).toContain('Your leaves'));
  await member.tearDown();
});

test('a paused program promises nothing, and a guest sees nothing', async () => {
  const paused = { ...program, active: false };
  const member = await setUp({ order: unknown, program: paused });
  await waitFor(() => expect(text()).toContain('paused'));
  expect(text()).not.toMatch(/earned\.(about|reaches)|worth|next/);
  await member.tearDown();
  const guest = await setUp({ standing: null, program: paused });
  await waitFor(() => expect(document.body.childElementCount).toBe(0));
  await guest.tearDown();
});

test('in another currency there is no rate, and no number', async () => {
  const stage = await setUp({ standing: null, program: { ...program, currency: 'EUR' } });
  await waitFor(() => expect(text()).toContain('earned.guestLead'));
  await stage.tearDown();
});

type Answers = { order?: object; standing?: object | null; program?: object };

async function setUp(answers: Answers) {
  const extension = getExtension('purchase.thank-you.block.render');
  await extension.setUp();
  const asked: string[] = [];
  const { shopify } = extension;
  const money = (amount: number) => ({ value: { amount, currencyCode: 'USD' } });
  Object.defineProperty(shopify, 'cost', {
    value: {
      subtotalAmount: money(81),
      totalShippingAmount: money(10),
      totalTaxAmount: money(9),
      totalAmount: money(100),
    },
  });
  Object.defineProperty(shopify, 'orderConfirmation', {
    value: { value: { order: { id: 'gid://shopify/OrderIdentity/1' } } },
  });
  shopify.i18n.translate = ((key: string, values: Record<string, string> = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    )) as typeof shopify.i18n.translate;
  extension.fetch = ((url: string) => {
    asked.push(url.slice(url.indexOf('/api')));
    const reply = url.includes('/order')
      ? (answers.order ?? {})
      : {
          standing: answers.standing === undefined ? standing : answers.standing,
          program: answers.program ?? program,
        };
    return Promise.resolve(Response.json(reply));
  }) as typeof extension.fetch;
  await extension.render();
  return { asked, tearDown: () => unmount(extension) };
}

function text(): string {
  return document.body.textContent ?? '';
}

function reward(id: string, points: number) {
  return { id, kind: 'amountOff', points, title: { en: id }, amountMinor: points, unitsMax: 1 };
}

/** The tester empties the page without taking the components down. */
async function unmount(extension: { tearDown: () => unknown }): Promise<void> {
  render(null, document.body);
  await extension.tearDown();
}
