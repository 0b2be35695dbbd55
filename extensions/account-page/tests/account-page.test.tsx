/** The member's page in Shopify's own tester: what it shows, and what its buttons ask. */
/// <reference types="@shopify/ui-extensions/customer-account.page.render" />
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect, test } from 'vitest';

const program = {
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
const standing = {
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
const code = {
  id: '7',
  rewardId: 'five',
  code: 'TW-1',
  points: 500,
  endsAt: '2026-12-22T00:00:00Z',
  state: 'ready',
};

type Tapped = Pick<Element, 'textContent' | 'getAttribute'>;
type Call = { path: string; body: unknown };
type Answer = { status: number; body: unknown };
type Setting = { program?: object; standing?: object; answers?: Record<string, Answer | Answer[]> };

test('shows balance, worth, what waits, tier with its gifts and the way to the next', async () => {
  const stage = await setUp({});
  await shows('balance points=1600 points');
  await shows('worth amount=15');
  await shows('pending points=40 points');
  await shows('reserved points=100 points');
  await shows('household points=2000 points');
  expect(headings()).toContain('tier.title tier=Gold');
  await shows('tier.discount percent=0.05');
  await shows('tier.shippingFrom amount=20');
  await shows('tier.kept date=2027-06-30');
  await shows('tier.next tier=Platinum amount=400');
  const bar = document.querySelector('s-progress');
  expect([bar?.getAttribute('value'), bar?.getAttribute('max')]).toEqual(['60000', '100000']);
  await stage.tearDown();
});

test('lots say when they expire, and ways what they bring', async () => {
  const stage = await setUp({});
  await shows('lots.on points=600 points date=2027-01-31');
  await shows('lots.never points=1000 points');
  await shows('ways.rate points=5 points amount=1');
  await shows('Create an account50 points');
  await shows('ways.factor factor=2 · ways.until date=2026-12-31T00:00:00.000Z · ways.tiers tiers=Gold');
  await stage.tearDown();
});

test('a question leads to the page of each answer, and what was done about what she said stands below', async () => {
  const answers = {
    survey: {
      status: 200,
      body: {
        surveys: [
          {
            question: 'How was it?',
            answers: [{ text: '5', href: 'https://app.test/m/survey/x5' }],
            ends: { low: 'bad', high: 'good' },
          },
        ],
        replies: [{ said: 'Less paper', did: 'We pack in boxes of yours.', at: '2026-11-01T00:00:00Z' }],
      },
    },
  };
  const stage = await setUp({ answers });
  await waitFor(() => expect(headings()).toContain('How was it?'));
  expect(document.querySelector('s-link[href="https://app.test/m/survey/x5"]')?.textContent).toBe('5');
  await shows('surveys.ends low=bad high=good');
  await shows('surveys.said said=Less paper');
  await shows('We pack in boxes of yours.');
  await stage.tearDown();
});

test('a post is handed in once she says that it is labelled, and what became of those before stands below', async () => {
  const posts = [
    ['waiting', null, null],
    ['approved', null, 80],
    ['refused', 'unlabelled', null],
  ].map(([state, reason, points], index) => ({
    ...{ id: `p${index}`, address: `https://x.com/${index}`, place: 'X', at: '2026-05-01T00:00:00Z' },
    ...{ state, reason, points },
  }));
  const reply = { points: 80, open: true, posts };
  const { calls, tearDown } = await setUp({
    answers: { posts: ok(reply), post: ok({ ...reply, open: false }) },
  });
  await shows('posts.waiting');
  await shows('posts.unlabelled');
  const field = document.querySelector('s-url-field');
  if (!field) throw new Error('no field');
  Object.assign(field, { value: ' https://x.com/new ' });
  fireEvent.input(field);
  await press((button) => button.textContent === 'posts.send', 'hand in');
  expect(calls.filter(({ path }) => path === 'post')).toEqual([]);
  await waitFor(() =>
    expect(document.querySelector('s-checkbox')?.getAttribute('error')).toBe('posts.first'),
  );
  fireEvent.change(document.querySelector('s-checkbox') ?? document.body);
  await press((button) => button.textContent === 'posts.send', 'hand in');
  await shows('posts.full');
  expect(calls.filter(({ path }) => path === 'post')).toEqual([
    { path: 'post', body: { address: 'https://x.com/new', labelled: true } },
  ]);
  await tearDown();
});

test('an offer is there for whom it is hers, within its days', async () => {
  const offer = (id: string, change: object = {}) => ({
    id,
    kind: 'percentOff',
    title: { en: `Offer ${id}` },
    text: { en: 'Thank you.' },
    code: `CODE-${id}`,
    amountMinor: null,
    percent: 20,
    minimumSubtotalMinor: 5_000,
    from: null,
    until: '2099-12-31',
    tierNames: { en: 'Gold' },
    certainGoods: false,
    ...change,
  });
  const offers = [offer('hers'), offer('others'), offer('over', { until: '2020-01-01' })];
  const mine = { ...standing, offers: ['hers', 'over'] };
  const stage = await setUp({ program: { ...program, offers }, standing: mine });
  await shows('offers.tier tier=Gold · rewards.from amount=50 · offers.until date=2099-12-31');
  expect(headings()).toContain('offers.title');
  expect(document.body.textContent).toContain('CODE-hers');
  expect(document.body.textContent).not.toMatch(/CODE-(others|over)/);
  await stage.tearDown();
});

test('her code for the till is there for whoever takes part', async () => {
  const stage = await setUp({});
  await shows('till.lead');
  expect(document.querySelector('s-qr-code')?.getAttribute('content')).toBe('treuwerk:1.abc');
  await stage.tearDown();
  const other = await setUp({ standing: { ...standing, membership: 'left' } });
  await shows('balance points=1600 points');
  expect(document.querySelector('s-qr-code')).toBeNull();
  await other.tearDown();
});

test('the history says why, and shows older entries when asked', async () => {
  const entry = (id: string, points: number, why: string[]) => ({
    id,
    at: '2026-11-01T00:00:00Z',
    points,
    tone: points > 0 ? 'gain' : 'loss',
    what: `what ${id}`,
    why,
  });
  const activity = [
    ok({ entries: [entry('b', -269, ['Part of it no longer counts'])], older: '5' }),
    ok({ entries: [entry('a', 537, [])], older: null }),
  ];
  const stage = await setUp({ answers: { activity } });
  await shows('what bPart of it no longer counts2026-11-01T00:00:00.000Z−269 points');
  await tap('history.older');
  await shows('what a2026-11-01T00:00:00.000Z+537 points');
  expect(stage.urls.at(-1)).toContain('before=5');
  expect(labels()).not.toContain('history.older');
  await stage.tearDown();
});

test('a code is shown with the date of its points’ return, to copy and to undo', async () => {
  const stage = await setUp({
    standing: { ...standing, redemptions: [code] },
    answers: { undo: ok(standing) },
  });
  await shows('ready code=TW-1');
  await shows('ends date=2026-12-22');
  const item = document.querySelector('s-clipboard-item');
  expect(item?.getAttribute('text')).toBe('TW-1');
  if (item) fireEvent(item, new Event('copy'));
  await shows('codes.copied');
  await tap('undo');
  await waitFor(() => expect(banner()).toBe('said.undone'));
  expect(stage.calls.find(({ path }) => path === 'undo')?.body).toEqual({ redemptionId: '7' });
  await stage.tearDown();
});

test.for([
  ['amountOff', 'five', 'said.code reward=2 × five code=NEW-1', 2],
  ['storeCredit', 'credit', 'said.storeCredit reward=credit', 1],
  ['product', 'cup', 'said.product reward=cup code=NEW-1', 1],
] as const)('redeems %s here, marked as asked from the account', async ([kind, id, said, units]) => {
  const redeem = ok({ redemptionId: '8', kind, code: 'NEW-1', points: 1, endsAt: '', standing });
  const stage = await setUp({ answers: { redeem } });
  if (units === 2) await tap('−');
  await tapOf(id);
  await waitFor(() => expect(banner()).toBe(said));
  const asked = stage.calls.find(({ path }) => path === 'redeem');
  expect(asked?.body).toMatchObject({ rewardId: id, ...(units === 2 ? { units } : {}) });
  expect(stage.urls.find((url) => url.includes('/redeem'))).toContain('surface=account');
  await stage.tearDown();
});

test('a gift card’s code stays on the page, for it is told nowhere else', async () => {
  const redeem = ok({ redemptionId: '8', kind: 'giftCard', code: 'GIFT', points: 600, endsAt: '', standing });
  const stage = await setUp({ answers: { redeem, undo: ok(standing) } });
  await tapOf('card');
  await waitFor(() => expect(banner()).toBe('said.giftCard reward=card code=GIFT'));
  expect(document.querySelector('s-clipboard-item')?.getAttribute('text')).toBe('GIFT');
  await stage.tearDown();
});

test('who has not joined agrees to the terms first, and joins with their version', async () => {
  const terms = { version: '3', url: { en: 'https://shop.test/terms' } };
  const stage = await setUp({
    program: { ...program, terms },
    standing: { ...standing, membership: 'outside' },
    answers: { membership: ok(standing) },
  });
  await tap('join.now');
  await waitFor(() => expect(document.querySelector('s-checkbox')?.getAttribute('error')).toBe('join.first'));
  expect(stage.calls.some(({ path }) => path === 'membership')).toBe(false);
  expect(document.querySelector('s-link')?.getAttribute('href')).toBe('https://shop.test/terms');
  const box = document.querySelector('s-checkbox');
  if (box) fireEvent(box, new Event('change'));
  await tap('join.now');
  await waitFor(() => expect(banner()).toBe('said.joined'));
  expect(stage.calls.find(({ path }) => path === 'membership')?.body).toEqual({ join: true, terms: '3' });
  expect(labels()).not.toContain('join.now');
  await stage.tearDown();
});

test('who has left and comes back reads so where she tapped', async () => {
  const left = { ...standing, membership: 'left' };
  const stage = await setUp({ standing: left, answers: { membership: ok(standing) } });
  await tap('join.now');
  await waitFor(() => expect(banner()).toBe('said.joined'));
  const section = document.querySelector('s-banner')?.closest('s-section');
  expect(section?.getAttribute('heading')).toBe('leave.title');
  await stage.tearDown();
});

test('in a household rewards are those that all of its points pay', async () => {
  const pool = { ...standing, available: 0, household: { available: 500, members: 2 } };
  const stage = await setUp({ standing: pool });
  await shows('household points=500 points');
  await shows('worth amount=5');
  expect(labels().filter((label) => label === 'redeem')).toHaveLength(3);
  await stage.tearDown();
});

test('an order brings the rate of her tier', async () => {
  const tiers = [{ ...program.tiers[0], rate: { points: 8, perMinor: 100 } }];
  const ways = [{ ...way('order', 'Every order'), kind: 'order', rate: { points: 5, perMinor: 100 } }];
  const stage = await setUp({ program: { ...program, tiers, ways } });
  await shows('ways.rate points=8 points');
  await stage.tearDown();
});

test('leaving says first that the points stay, and happens at the second tap', async () => {
  const left = { ...standing, membership: 'left' };
  const stage = await setUp({ answers: { membership: ok(left) } });
  await tap('leave.open');
  await shows('leave.what points=1600 points');
  await tap('leave.no');
  await tap('leave.open');
  expect(stage.calls.some(({ path }) => path === 'membership')).toBe(false);
  await tap('leave.yes');
  await waitFor(() => expect(banner()).toBe('said.left points=1600 points'));
  expect(stage.calls.find(({ path }) => path === 'membership')?.body).toEqual({ join: false });
  expect(labels()).toContain('join.now');
  await stage.tearDown();
});

test('a paused program keeps balance, codes, history and the way out; it offers nothing', async () => {
  const stage = await setUp({
    program: { ...program, active: false },
    standing: { ...standing, redemptions: [code] },
  });
  await shows('paused');
  expect(labels()).toEqual(['codes.copy', 'undo', 'leave.open']);
  expect(document.body.textContent).not.toMatch(/worth|ways\.|rewards\.|tier\./);
  await stage.tearDown();
});

test('when the app cannot be reached it says so and can be asked again', async () => {
  const answers: Record<string, Answer> = { standing: { status: 500, body: undefined } };
  const stage = await setUp({ answers });
  await shows('said.offline');
  delete answers['standing'];
  await tap('again');
  await shows('balance points=1600 points');
  await stage.tearDown();
});

async function setUp(setting: Setting) {
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

function answerOf(setting: Setting, path: string): Answer {
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

async function shows(text: string): Promise<void> {
  await waitFor(() => expect(document.body.textContent).toContain(text));
}

async function tap(label: string): Promise<void> {
  await press((button) => button.textContent === label, label);
}

/** The button that redeems one reward. */
async function tapOf(id: string): Promise<void> {
  const names = (button: Tapped) => button.getAttribute('accessibilitylabel')?.endsWith(id) ?? false;
  await press((button) => button.textContent === 'redeem' && names(button), `redeem ${id}`);
}

async function press(fits: (button: Tapped) => boolean, name: string): Promise<void> {
  const button = await waitFor(() => {
    const found = [...document.querySelectorAll('s-button')].find(fits);
    if (!found || found.hasAttribute('disabled')) throw new Error(`no button ${name}`);
    return found;
  });
  fireEvent.click(button);
}

function labels(): (string | null)[] {
  return [...document.querySelectorAll('s-button')].map((button) => button.textContent);
}

function headings(): (string | null)[] {
  return [...document.querySelectorAll('s-section')].map((section) => section.getAttribute('heading'));
}

function banner(): string | null | undefined {
  return document.querySelector('s-banner')?.textContent;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function reward(id: string, points: number, kind = 'amountOff') {
  const base = { id, kind, points, title: { en: id }, amountMinor: kind === 'product' ? null : points };
  return { ...base, minimumSubtotalMinor: null, unitsMax: 1, variantIds: null };
}

function way(id: string, title: string) {
  const none = { points: null, rate: null, factorThousandths: null, from: null, until: null, tiers: null };
  return { ...none, id, title: { en: title } };
}
