/** The checkout extension in Shopify's own tester: what it asks, what it applies, and what it gives back. */
/// <reference types="@shopify/ui-extensions/purchase.checkout.reductions.render-after" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { createResult } from '@shopify/ui-extensions-tester/checkout';
import { fireEvent, waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect, test } from 'vitest';

const TARGET = 'purchase.checkout.reductions.render-after';
const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'USD',
  exponent: 2,
  earning: { points: 5, perMinor: 100, taxIncluded: false },
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [reward('ten', 1000, null), reward('five', 500, null), reward('big', 600, 900_000)],
};
const standing = {
  v: 1,
  available: 700,
  pending: 0,
  reserved: 0,
  debt: 0,
  lots: [],
  redemptions: [],
  tier: null,
  membership: 'member',
  asOf: '',
};
const redeemed = {
  ...standing,
  available: 200,
  reserved: 500,
  redemptions: [
    { id: '7', rewardId: 'five', code: 'TW-1', points: 500, endsAt: '2026-12-22T00:00:00Z', state: 'ready' },
  ],
};

type Call = { path: string; body: unknown; token: string | null };
type Reply = { status: number; body: unknown };

test('a guest is asked to sign in, and nothing is requested', async () => {
  const stage = await setUp({ customer: false });
  expect(document.body.textContent).toBe('signIn');
  expect(stage.calls).toEqual([]);
  await stage.tearDown();
});

test('shows the balance and offers what points and cart allow', async () => {
  const stage = await setUp({});
  await waitFor(() =>
    expect(document.querySelector('s-heading')?.textContent).toBe('balance points=700 points'),
  );
  expect(buttons()).toEqual(['redeem']);
  expect(document.body.textContent).toContain('minimum reward=big');
  expect(document.body.textContent).toContain('next points=300 points reward=ten');
  expect(stage.calls).toEqual([{ path: '/api/extension/standing', body: undefined, token: 'Bearer jwt' }]);
  await stage.tearDown();
});

test('redeems in one tap: asks the app, then applies the code', async () => {
  const stage = await setUp({
    replies: { redeem: ok({ redemptionId: '7', code: 'TW-1', points: 500, endsAt: '', standing: redeemed }) },
  });
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('said.applied reward=five'));
  expect(stage.changes).toEqual([{ type: 'addDiscountCode', code: 'TW-1' }]);
  expect(stage.calls[1]).toMatchObject({ path: '/api/extension/redeem', body: { rewardId: 'five' } });
  expect(document.querySelector('s-heading')?.textContent).toBe('balance points=200 points');
  await stage.tearDown();
});

test('gives the points back when the checkout refuses the code', async () => {
  const stage = await setUp({
    refuses: true,
    replies: {
      redeem: ok({ redemptionId: '7', code: 'TW-1', points: 500, endsAt: '', standing: redeemed }),
      undo: ok(standing),
    },
  });
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('said.refused'));
  expect(stage.calls.at(-1)).toMatchObject({ path: '/api/extension/undo', body: { redemptionId: '7' } });
  expect(document.querySelector('s-heading')?.textContent).toBe('balance points=700 points');
  await stage.tearDown();
});

test('undoes a code in use: out of the checkout first, then the points come back', async () => {
  const stage = await setUp({ codes: ['tw-1'], standing: redeemed, replies: { undo: ok(standing) } });
  await tap('undo');
  await waitFor(() => expect(banner()).toBe('said.undone'));
  expect(stage.changes).toEqual([{ type: 'removeDiscountCode', code: 'TW-1' }]);
  await stage.tearDown();
});

test('shows the sentence of a refusal and keeps the key only while the answer is unknown', async () => {
  const replies = { redeem: { status: 503, body: undefined } as Reply };
  const stage = await setUp({ replies });
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('said.offline'));
  replies.redeem = { status: 409, body: { error: { code: 'x', message: 'Not enough points.' } } };
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('Not enough points.'));
  await tap('redeem');
  const redeems = () => stage.calls.filter((call) => call.path.endsWith('/redeem'));
  await waitFor(() => expect(redeems()).toHaveLength(3));
  const keys = redeems().map((call) => (call.body as { idempotencyKey: string }).idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  await stage.tearDown();
});

test('after a failure the standing is asked for again, so that points set aside are seen', async () => {
  const reserved = {
    ...redeemed,
    redemptions: redeemed.redemptions.map((entry) => ({ ...entry, state: 'preparing' })),
  };
  const setting: Setting = {
    replies: {
      redeem: { status: 503, body: { error: { code: 'x', message: 'The shop does not answer.' } } },
    },
  };
  const stage = await setUp(setting);
  await waitFor(() => expect(buttons()).toEqual(['redeem']));
  setting.standing = reserved;
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('The shop does not answer.'));
  expect(document.querySelector('s-heading')?.textContent).toBe('balance points=200 points');
  expect(document.body.textContent).toContain('preparing');
  expect(buttons()).toEqual(['undo']);
  await stage.tearDown();
});

test('a free product is offered when the checkout holds it, and asked for by its variant', async () => {
  const gift = (id: string, variantIds: string[]) => ({
    ...reward(id, 100, null),
    kind: 'product',
    variantIds,
  });
  const setting: Setting = {
    lines: ['12'],
    program: { ...program, rewards: [gift('cup', ['11', '12']), gift('vase', ['13'])] },
  };
  const stage = await setUp(setting);
  await tap('redeem');
  await waitFor(() => expect(stage.calls.some(({ path }) => path.endsWith('/redeem'))).toBe(true));
  const asked = stage.calls.find(({ path }) => path.endsWith('/redeem'));
  expect(asked?.body).toMatchObject({ rewardId: 'cup', variantId: '12' });
  await stage.tearDown();
});

test('a paused program shows the balance and offers nothing', async () => {
  const stage = await setUp({ program: { ...program, active: false } });
  await waitFor(() => expect(document.body.textContent).toContain('paused'));
  expect(buttons()).toEqual([]);
  await stage.tearDown();
});

test('the stepper chooses units: cost and worth follow, and the tap redeems so many', async () => {
  const many = { ...reward('five', 500, null), unitsMax: 10 };
  const stage = await setUp({
    program: { ...program, rewards: [many] },
    standing: { ...standing, available: 2_600 },
    replies: {
      redeem: ok({ redemptionId: '7', code: 'TW-1', points: 1500, endsAt: '', standing: redeemed }),
    },
  });
  await waitFor(() => expect(document.body.textContent).toContain('worth amount=25'));
  // The most that her points buy comes first.
  await waitFor(() => expect(status()).toBe('2500 points · 25'));
  for (let fewer = 0; fewer < 4; fewer += 1) await tap('−');
  await waitFor(() => expect(status()).toBe('500 points · 5'));
  await tap('+');
  await waitFor(() => expect(status()).toBe('1000 points · 10'));
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('said.applied reward=2 × five'));
  expect(stage.calls.at(-1)?.body).toMatchObject({ rewardId: 'five', units: 2 });
  await stage.tearDown();
});

test('of a small order no more units are offered than it can use in full', async () => {
  const many = { ...reward('five', 500, null), unitsMax: 10 };
  const stage = await setUp({
    program: { ...program, rewards: [many] },
    standing: { ...standing, available: 9_000 },
    subtotal: 12,
  });
  await waitFor(() => expect(status()).toBe('1000 points · 10'));
  expect([...document.querySelectorAll('s-button[disabled]')].map((one) => one.textContent)).toEqual(['+']);
  await stage.tearDown();
});

const rival = { code: 'SALE', savesMinor: 300, rewardSavesMinor: 500 };

test('codes of the checkout are told with what each saves, on the whole and on single lines', async () => {
  const refusal = { error: { code: 'code-better', message: 'SALE saves you more.', codes: rival } };
  const stage = await setUp({
    codes: ['SALE', 'SHIP'],
    allocations: [allocation('sale', 2), { ...allocation('x', 9), type: 'automatic' }],
    lines: ['12'],
    lineAllocations: [allocation('SALE', 1)],
    replies: { redeem: { status: 409, body: refusal } },
  });
  await tap('redeem');
  await waitFor(() => expect(banner()).toBe('SALE saves you more.'));
  const asked = stage.calls.find(({ path }) => path.endsWith('/redeem'));
  expect(asked?.body).toMatchObject({
    cart: {
      codes: [
        { code: 'SALE', savesMinor: 300 },
        { code: 'SHIP', savesMinor: 0 },
      ],
    },
  });
  expect(stage.changes).toEqual([]);
  await stage.tearDown();
});

test('before a code that saves less has to go she is asked once, with both amounts', async () => {
  const refusal = { error: { code: 'code-replaced', message: 'SALE would go.', codes: rival } };
  const replies: Record<string, Reply> = { redeem: { status: 409, body: refusal } };
  const stage = await setUp({ codes: ['SALE'], replies });
  await tap('redeem');
  await tap('question.keep code=SALE');
  await waitFor(() => expect(buttons()).toEqual(['redeem']));
  expect(stage.changes).toEqual([]);
  await tap('redeem');
  await waitFor(() =>
    expect(document.body.textContent).toContain('question.text code=SALE saves=3 reward=five rewardSaves=5'),
  );
  replies['redeem'] = ok({ redemptionId: '7', code: 'TW-1', points: 500, endsAt: '', standing: redeemed });
  await tap('question.replace');
  await waitFor(() => expect(stage.changes).toContainEqual({ type: 'addDiscountCode', code: 'TW-1' }));
  expect(stage.calls.filter(({ path }) => path.endsWith('/redeem')).at(-1)?.body).toMatchObject({
    replace: true,
  });
  await stage.tearDown();
});

test('a member who has not joined reads where she can', async () => {
  const stage = await setUp({ standing: { ...standing, available: 0, membership: 'outside' } });
  await waitFor(() => expect(document.body.textContent).toContain('invite'));
  await stage.tearDown();
});

test('who is addressed formally reads the formal text', async () => {
  const stage = await setUp({ program: { ...program, formality: 'formal' } });
  await waitFor(() =>
    expect(document.querySelector('s-heading')?.textContent).toBe('formal.balance points=700 points'),
  );
  await stage.tearDown();
});

type Stage = { calls: Call[]; changes: unknown[]; tearDown: () => Promise<void> };
type Setting = {
  customer?: boolean;
  program?: object;
  standing?: object;
  codes?: string[];
  /** Ids of the variants in the checkout. */
  lines?: string[];
  /** Major units. */
  subtotal?: number;
  allocations?: object[];
  lineAllocations?: object[];
  refuses?: boolean;
  replies?: Record<string, Reply>;
};

async function setUp(setting: Setting): Promise<Stage> {
  const extension = getExtension(TARGET);
  await extension.setUp();
  const calls: Call[] = [];
  const changes: unknown[] = [];
  const { shopify } = extension;
  // The tester leaves this optional API out of its mock and refuses plain assignment.
  const customer = setting.customer === false ? undefined : { id: 'gid://shopify/Customer/1' };
  Object.defineProperty(shopify, 'buyerIdentity', {
    configurable: true,
    value: { customer: { value: customer } },
  });
  Object.defineProperty(shopify.discountCodes, 'value', {
    value: (setting.codes ?? []).map((code) => ({ code })),
  });
  Object.defineProperty(shopify.lines, 'value', {
    value: (setting.lines ?? []).map((id) => ({
      merchandise: { id: `gid://shopify/ProductVariant/${id}` },
      discountAllocations: setting.lineAllocations ?? [],
    })),
  });
  Object.defineProperty(shopify.discountAllocations, 'value', { value: setting.allocations ?? [] });
  Object.defineProperty(shopify.cost.subtotalAmount, 'value', {
    value: { amount: setting.subtotal ?? 80, currencyCode: 'USD' },
  });
  shopify.sessionToken.get = () => Promise.resolve('jwt');
  shopify.i18n.translate = ((key: string, values: Record<string, string> = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    )) as typeof shopify.i18n.translate;
  shopify.applyDiscountCodeChange = (change) => {
    changes.push(change);
    const answer = setting.refuses ? ({ type: 'error', message: 'no' } as const) : undefined;
    return Promise.resolve(createResult('applyDiscountCodeChange', answer));
  };
  extension.fetch = ((url: string, init?: RequestInit) => {
    const path = new URL(url, 'https://app.test').pathname;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    calls.push({ path, body, token: new Headers(init?.headers).get('authorization') });
    const first = ok({ standing: setting.standing ?? standing, program: setting.program ?? program });
    const reply = path.endsWith('/standing') ? first : setting.replies?.[path.split('/').at(-1) ?? ''];
    return Promise.resolve(
      new Response(reply?.body === undefined ? 'broken' : JSON.stringify(reply.body), {
        status: reply?.status ?? 500,
      }),
    );
  }) as typeof extension.fetch;
  await extension.render();
  return { calls, changes, tearDown: () => unmount(extension) };
}

async function tap(label: string): Promise<void> {
  const button = await waitFor(() => {
    const found = [...document.querySelectorAll('s-button')].find(
      (candidate) => candidate.textContent === label,
    );
    if (!found || found.hasAttribute('disabled')) throw new Error(`no button ${label}`);
    return found;
  });
  fireEvent.click(button);
}

function buttons(): (string | null)[] {
  return [...document.querySelectorAll('s-button')].map((button) => button.textContent);
}

function banner(): string | null | undefined {
  return document.querySelector('s-banner')?.textContent;
}

function status(): string | null | undefined {
  return document.querySelector('[accessibilityrole="status"]')?.textContent;
}

function allocation(code: string, amount: number) {
  return { type: 'code', code, discountedAmount: { amount, currencyCode: 'USD' } };
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function reward(id: string, points: number, minimumSubtotalMinor: number | null) {
  return {
    id,
    kind: 'amountOff',
    points,
    title: { en: id },
    amountMinor: points,
    percent: null,
    minimumSubtotalMinor,
    unitsMax: 1,
    variantIds: null,
  };
}

/** The tester empties the page without taking the components down. */
async function unmount(extension: { tearDown: () => unknown }): Promise<void> {
  render(null, document.body);
  await extension.tearDown();
}
