/** The member's page in Shopify's own tester: what it shows, and what its buttons ask. */
import { fireEvent, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import {
  banner,
  code,
  headings,
  labels,
  ok,
  program,
  setUp,
  shows,
  standing,
  tap,
  tapOf,
  way,
  type Answer,
} from './stage.tsx';

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
