/** The member's page in Shopify's own tester, with a program and a member to show, and the app answered for. */
/// <reference types="@shopify/ui-extensions/customer-account.page.render" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect } from 'vitest';

export const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'USD',
  exponent: 2,
  formality: 'informal',
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [
    { ...reward('five', 500), unitsMax: 3 },
    reward('card', 600, 'giftCard'),
    reward('credit', 400, 'storeCredit'),
    reward('cup', 300, 'product'),
    reward('big', 9000),
  ],
  tiers: [
    {
      id: 'gold',
      names: { en: 'Gold' },
      enter: 50_000,
      discountPercent: 5,
      freeShippingFromMinor: 2_000,
    },
  ],
  ways: [
    { ...way('order', 'Every order'), rate: { points: 5, perMinor: 100 } },
    { ...way('signUp', 'Create an account'), points: 50 },
    { ...way('more', 'For a short time'), factorThousandths: 2_000, until: '2026-12-31', tiers: ['gold'] },
  ],
  joining: 'optIn',
  guests: 'claim',
  terms: null as object | null,
  texts: {},
};
export const standing = {
  available: 1_600,
  pending: 40,
  reserved: 100,
  debt: 0,
  lots: [
    { points: 600, expiresAt: '2027-01-31T00:00:00Z' },
    { points: 1_000, expiresAt: null },
  ],
  redemptions: [] as object[],
  tier: { id: 'gold', name: 'Gold', names: { en: 'Gold' }, keptUntil: '2027-06-30T00:00:00Z' },
  progress: { basis: 'spend', amount: 60_000, next: { id: 'p', names: { en: 'Platinum' }, at: 100_000 } },
  membership: 'member',
  household: { available: 2_000, members: 2 },
  asOf: '1',
};
export const code = {
  id: '7',
  rewardId: 'five',
  code: 'TW-1',
  points: 500,
  endsAt: '2026-12-22T00:00:00Z',
  state: 'ready',
};

export type Tapped = Pick<Element, 'textContent' | 'getAttribute'>;
export type Call = { path: string; body: unknown };
export type Answer = { status: number; body: unknown };
export type Setting = { program?: object; standing?: object; answers?: Record<string, Answer | Answer[]> };

export async function setUp(setting: Setting) {
  const extension = getExtension('customer-account.page.render');
  await extension.setUp();
  const calls: Call[] = [];
  const urls: string[] = [];
  const { shopify } = extension;
  shopify.i18n.translate = ((key: string, values: Record<string, string> = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    )) as typeof shopify.i18n.translate;
  extension.fetch = ((url: string, init?: RequestInit) => {
    const path = new URL(url, 'https://app.test').pathname.split('/').at(-1) ?? '';
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    calls.push({ path, body });
    urls.push(url);
    const reply = answerOf(setting, path);
    const text = reply.body === undefined ? 'broken' : JSON.stringify(reply.body);
    return Promise.resolve(new Response(text, { status: reply.status }));
  }) as typeof extension.fetch;
  await extension.render();
  const tearDown = async () => {
    // The tester empties the page without taking the components down.
    render(null, document.body);
    await extension.tearDown();
  };
  return { calls, urls, tearDown };
}

export function answerOf(setting: Setting, path: string): Answer {
  const given = setting.answers?.[path];
  if (Array.isArray(given)) return given.shift() ?? { status: 500, body: undefined };
  if (given) return given;
  if (path === 'activity') return ok({ entries: [], older: null });
  if (path === 'posts') return ok({ points: null, open: false, posts: [] });
  return ok({
    standing: setting.standing ?? standing,
    program: setting.program ?? program,
    memberCode: 'treuwerk:1.abc',
  });
}

export async function shows(text: string): Promise<void> {
  await waitFor(() => expect(document.body.textContent).toContain(text));
}

export async function tap(label: string): Promise<void> {
  await press((button) => button.textContent === label, label);
}

/** The button that redeems one reward. */
export async function tapOf(id: string): Promise<void> {
  const names = (button: Tapped) => button.getAttribute('accessibilitylabel')?.endsWith(id) ?? false;
  await press((button) => button.textContent === 'redeem' && names(button), `redeem ${id}`);
}

export async function press(fits: (button: Tapped) => boolean, name: string): Promise<void> {
  const button = await waitFor(() => {
    const found = [...document.querySelectorAll('s-button')].find(fits);
    if (!found || found.hasAttribute('disabled')) throw new Error(`no button ${name}`);
    return found;
  });
  fireEvent.click(button);
}

export function labels(): (string | null)[] {
  return [...document.querySelectorAll('s-button')].map((button) => button.textContent);
}

export function headings(): (string | null)[] {
  return [...document.querySelectorAll('s-section')].map((section) => section.getAttribute('heading'));
}

export function banner(): string | null | undefined {
  return document.querySelector('s-banner')?.textContent;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function reward(id: string, points: number, kind = 'amountOff') {
  const base = { id, kind, points, title: { en: id }, amountMinor: kind === 'product' ? null : points };
  return { ...base, minimumSubtotalMinor: null, unitsMax: 1, variantIds: null };
}

export function way(id: string, title: string) {
  const none = { points: null, rate: null, factorThousandths: null, from: null, until: null, tiers: null };
  return { ...none, id, title: { en: title } };
}
