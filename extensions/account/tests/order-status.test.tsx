/** The block on an order's page in Shopify's own tester: asked by the order's id; who is not signed in can do so. */
/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect, test } from 'vitest';

const program = {
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'USD',
  exponent: 2,
  formality: 'informal',
  earning: { points: 5, perMinor: 100, taxIncluded: true },
  hold: { days: 0, after: 'paid' },
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [],
  tiers: [],
  joining: 'automatic',
  guests: 'claim',
  texts: {},
};
const standing = { available: 268, pending: 0, debt: 0, tier: null, membership: 'member' };
const order = {
  known: true,
  points: 537,
  state: 'usable',
  usableAt: null,
  takenBack: 269,
  why: ['Part of the order no longer counts'],
};

test('says what the order brought, what was taken back and why', async () => {
  const stage = await setUp({ standing });
  await shows('earned.exact points=537 points');
  await shows('earned.takenBack points=269 points');
  await shows('Part of the order no longer counts');
  await shows('earned.usable');
  expect(stage.asked.find((url) => url.includes('/order'))).toContain('=gid%3A%2F%2Fshopify%2FOrder%2F4');
  expect(document.querySelector('s-link')?.getAttribute('href')).toBe('extension://treuwerk-account-page');
  await stage.tearDown();
});

test('a question of the shop stands below, each answer a link to its page', async () => {
  const surveys = [
    {
      question: 'Was ordering easy?',
      answers: [1, 5].map((value) => ({ text: String(value), href: `https://app.test/m/survey/${value}` })),
      ends: { low: 'hard', high: 'easy' },
    },
  ];
  const stage = await setUp({ standing, survey: { surveys, replies: [] } });
  await shows('Was ordering easy?');
  await shows('surveys.ends low=hard high=easy');
  const links = [...document.querySelectorAll('s-link')].map((link) => link.getAttribute('href'));
  expect(links.slice(0, 2)).toEqual(['https://app.test/m/survey/1', 'https://app.test/m/survey/5']);
  await stage.tearDown();
});

test('who is not signed in can sign in, and is told no points', async () => {
  const stage = await setUp({ standing: null });
  await shows('earned.signInLead');
  const button = document.querySelector('s-button');
  if (button) fireEvent.click(button);
  expect(stage.logins).toBe(1);
  expect(document.body.textContent).not.toContain('points=');
  await stage.tearDown();
});

type Setting = { standing: object | null; survey?: object };

async function setUp({ survey = { surveys: [], replies: [] }, ...reply }: Setting) {
  const extension = getExtension('customer-account.order-status.block.render');
  await extension.setUp();
  const { shopify } = extension;
  const stage = { asked: [] as string[], logins: 0, tearDown: () => Promise.resolve() };
  const money = { value: { amount: 100, currencyCode: 'USD' } };
  Object.defineProperty(shopify, 'cost', {
    value: {
      totalAmount: money,
      totalShippingAmount: { value: undefined },
      totalTaxAmount: { value: undefined },
    },
  });
  Object.defineProperty(shopify, 'order', { value: { value: { id: 'gid://shopify/Order/4' } } });
  shopify.requireLogin = () => {
    stage.logins += 1;
    return Promise.resolve();
  };
  shopify.i18n.translate = ((key: string, values: Record<string, string> = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    )) as typeof shopify.i18n.translate;
  extension.fetch = ((url: string) => {
    stage.asked.push(url);
    if (url.includes('/survey')) return Promise.resolve(Response.json(survey));
    return Promise.resolve(Response.json(url.includes('/order') ? order : { ...reply, program }));
  }) as typeof extension.fetch;
  await extension.render();
  stage.tearDown = async () => {
    // The tester empties the page without taking the components down.
    render(null, document.body);
    await extension.tearDown();
  };
  return stage;
}

async function shows(text: string): Promise<void> {
  await waitFor(() => expect(document.body.textContent).toContain(text));
}
