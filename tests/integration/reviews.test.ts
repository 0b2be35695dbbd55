/** Reviews of review apps on Postgres: once, for buyers alone, whatever the stars; taken back; forged, raced, merged, forgotten. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../app/clock.ts';
import type { ReviewApp } from '../../app/core/reviews/review.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { listReviewAddresses } from '../../app/services/review-address.ts';
import { setReviewSource } from '../../app/services/set-review-source.ts';
import { takeReview } from '../../app/services/take-review.ts';
import type { InnerStore } from '../support/inner-store.ts';
import { balance, DAY, iso, on, open, points, startReviews } from '../support/review-shop.ts';
import { START_MS } from '../support/two-shops.ts';

let store: InnerStore;
beforeAll(async () => {
  store = await startReviews();
});
afterAll(() => store.stop());

async function tokenFor(shop: string, app: ReviewApp): Promise<string> {
  const source = (await listReviewAddresses(shop)).find((one) => one.app === app);
  return source?.address.split('/').at(-1) ?? '';
}

async function tell(token: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://127.0.0.1/hooks/reviews/x', { method: 'POST', body: text, headers });
  const taken = await takeReview(request, token);
  return taken.ok ? `taken ${taken.value.taken}` : taken.rejection.code;
}

const judgeme = (id: number, customer: string, product: number, more: object = {}) => ({
  review: {
    id,
    rating: 1,
    product_external_id: product,
    reviewer: { email: `${customer}@example.COM` },
    created_at: iso(0.5),
    updated_at: iso(0.5),
    curated: 'ok',
    ...more,
  },
});

async function rows(shop: string): Promise<string[]> {
  const { rows: found } = await store.db.query<{ told: string }>(
    `SELECT concat_ws(' ', r.app, r.review_id, m.customer_id, r.product_id, r.rating, coalesce(r.nothing, 'counts')) AS told
      FROM reviews r LEFT JOIN members m ON m.shop = r.shop AND m.id = r.member_id WHERE r.shop = $1 ORDER BY told`,
    [shop],
  );
  return found.map(({ told }) => told);
}
test('a review counts once whatever its stars and however often it is told, and more with a picture', async () => {
  const shop = await open('reviews count');
  const token = await tokenFor(shop, 'judgeme');
  const worst = judgeme(1, '7', 77, { rating: 1 });
  const best = judgeme(2, '8', 77, { rating: 5 });
  for (const body of [worst, best, worst, best]) expect(await tell(token, body)).toBe('taken true');
  expect(await points(shop)).toEqual({ 7: 20, 8: 20 });
  const shown = judgeme(1, '7', 77, { rating: 1, pictures: [{}], updated_at: iso(0.7) });
  await Promise.all(Array.from({ length: 6 }, () => tell(token, shown)));
  expect(await points(shop)).toEqual({ 7: 50, 8: 20 });
  expect(await balance(shop, '7')).toBe(20 + 50);
  // News from before the picture comes late.
  expect(await tell(token, worst)).toBe('taken false');
  expect(await points(shop)).toEqual({ 7: 50, 8: 20 });
});

test('once per product and member, for what was bought, by whom we know', async () => {
  const shop = await open('reviews limits');
  const [one, other] = [await tokenFor(shop, 'judgeme'), await tokenFor(shop, 'stamped')];
  await tell(one, judgeme(1, '7', 77));
  await tell(one, judgeme(2, '7', 78));
  await tell(other, {
    id: 3,
    customerEmail: '7@example.com',
    productId: '77',
    reviewRating: 5,
    dateCreated: iso(0.6),
  });
  await tell(one, judgeme(4, '7', 99));
  await tell(one, judgeme(5, 'nobody', 77));
  expect(await rows(shop)).toEqual([
    'judgeme 1 7 77 1 counts',
    'judgeme 2 7 78 1 counts',
    'judgeme 4 7 99 1 unbought',
    'judgeme 5 77 1 unknown',
    'stamped 3 7 77 5 again',
  ]);
  expect(await points(shop)).toEqual({ 7: 40 });
});

test('told by many at the same moment, two reviews of one product count once', async () => {
  const shop = await open('reviews race');
  const token = await tokenFor(shop, 'judgeme');
  await Promise.all(Array.from({ length: 12 }, (_, index) => tell(token, judgeme(index % 3, '7', 77))));
  expect(await points(shop)).toEqual({ 7: 20 });
  expect((await rows(shop)).filter((row) => row.endsWith('counts'))).toHaveLength(1);
});

test('deleted or spam, it gives its points back, and stays gone', async () => {
  const shop = await open('reviews gone');
  const token = await tokenFor(shop, 'okendo');
  const okendo = (topic: string, more: object = {}) => ({
    topic,
    resource: {
      reviewId: 'r1',
      productId: 'shopify-77',
      rating: 4,
      contributor: { email: '7@example.com' },
      ...more,
    },
  });
  await tell(token, okendo('review.create'));
  expect(await balance(shop, '7')).toBe(20 + 20);
  on(2);
  await tell(token, { topic: 'review.delete', resource: { reviewId: 'r1' } });
  expect(await balance(shop, '7')).toBe(20);
  on(3);
  await tell(token, okendo('review.update', { media: [{}] }));
  expect(await rows(shop)).toEqual(['okendo r1 7 77 4 gone']);
  expect(await balance(shop, '7')).toBe(20);
  expect(await tell(token, { topic: 'quiz_response.create', resource: {} })).toBe('taken false');
});

test('without a rule for pictures one with pictures is a review all the same', async () => {
  const shop = await open('reviews plain', {
    earning: { rules: [{ points: 1 }, { id: 'word', kind: 'deed', deed: 'review', points: 20 }] },
  });
  const token = await tokenFor(shop, 'loox');
  await tell(token, {
    email: '7@example.com',
    product_id: '77',
    rating: '5',
    photo_url: 'https://x.test/1.jpg',
  });
  await tell(token, {
    email: '7@example.com',
    product_id: '77',
    rating: '5',
    photo_url: 'https://x.test/1.jpg',
  });
  expect(await points(shop)).toEqual({ 7: 20 });
  expect(await rows(shop)).toHaveLength(1);
});

test('a forged, foreign or outdated address and a wrong signature are refused, and nothing is stored', async () => {
  const shop = await open('reviews forged');
  const other = await open('reviews other');
  const token = await tokenFor(shop, 'judgeme');
  const body = judgeme(1, '7', 77);
  const forged = `${token.slice(0, -3)}AAA`;
  const claim = Buffer.from(JSON.stringify({ a: 'judgeme', g: 1, s: shop })).toString('base64url');
  const [, , foreign = ''] = (await tokenFor(other, 'judgeme')).split('.');
  for (const wrong of [forged, `1.${claim}.${foreign}`, '', 'x'.repeat(2_000)])
    expect(await tell(wrong, body)).toBe('request-unsigned');
  const actor = 'staff:42';
  expect(await setReviewSource({ shop, actor, body: { app: 'judgeme', renew: true } })).toMatchObject({
    ok: true,
  });
  expect(await tell(token, body)).toBe('request-unsigned');
  const renewed = await tokenFor(shop, 'judgeme');
  const secret = 'private-token-of-judgeme';
  await setReviewSource({ shop, actor, body: { app: 'judgeme', secret } });
  const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('hex');
  expect(await tell(renewed, body)).toBe('request-unsigned');
  const text = JSON.stringify(body);
  const header = 'judgeme-hmac-sha256';
  expect(await tell(renewed, text, { [header]: sign(text, 'another key of theirs') })).toBe(
    'request-unsigned',
  );
  expect(await tell(renewed, `${text} `, { [header]: sign(text) })).toBe('request-unsigned');
  expect(await rows(shop)).toEqual([]);
  expect(await tell(renewed, text, { [header]: sign(text) })).toBe('taken true');
  const { rows: kept } = await store.db.query<{ secret: string }>(
    'SELECT secret FROM review_sources WHERE shop = $1',
    [shop],
  );
  expect(kept[0]?.secret).not.toContain(secret);
  expect(await rows(other)).toEqual([]);
});

test('Okendo signs with time: a copy of yesterday is refused', async () => {
  const shop = await open('reviews signed');
  const key = Buffer.from('a secret of thirty-two letters !').toString('base64');
  await setReviewSource({ shop, actor: 'staff:42', body: { app: 'okendo', secret: `whsec_${key}` } });
  const token = await tokenFor(shop, 'okendo');
  const text = JSON.stringify({ topic: 'review.create', resource: { reviewId: 'r', productId: '77' } });
  const signed = (ms: number) => {
    const sent = String(Math.floor(ms / 1000));
    const right = createHmac('sha256', Buffer.from(key, 'base64'))
      .update(`m1.${sent}.${text}`)
      .digest('base64');
    return { 'webhook-id': 'm1', 'webhook-timestamp': sent, 'webhook-signature': `v1,AAAA v1,${right}` };
  };
  expect(await tell(token, text, signed(START_MS))).toBe('request-unsigned');
  expect(await tell(token, text, signed(START_MS + DAY))).toBe('taken true');
});

test('oversized, broken and hostile bodies change nothing', async () => {
  const shop = await open('reviews hostile');
  const token = await tokenFor(shop, 'flow');
  expect(await tell(token, `{"id": "${'x'.repeat(300_000)}"}`)).toBe('request-too-large');
  for (const body of [
    '',
    'null',
    '[]',
    '{"id": 1',
    { id: 'x'.repeat(200), email: '7@example.com' },
    { id: 1, email: '\0@x' },
  ])
    expect(await tell(token, body)).toBe('request-invalid');
  expect(await tell(token, '{"__proto__": {"email": "7@example.com"}, "id": 1}')).toBe('taken true');
  expect(await rows(shop)).toEqual(['flow 1 unknown']);
  expect(await points(shop)).toEqual({});
});

test('merged members keep one another’s reviews; an erased one leaves none', async () => {
  const shop = await open('reviews merged');
  const token = await tokenFor(shop, 'judgeme');
  await tell(token, judgeme(1, '7', 77));
  await tell(token, judgeme(2, '8', 78));
  const row = await findShop(shop);
  if (!row) throw new Error('no shop');
  await transaction((tx) => mergeMembers(tx, row, { keptId: '8', deletedId: '7' }, now()));
  expect(await points(shop)).toEqual({ 8: 40 });
  expect((await rows(shop)).map((one) => one.split(' ')[2])).toEqual(['8', '8']);
  const person = { customerId: '8', email: null, orderIds: [] };
  await transaction((tx) => eraseMember(tx, row, person, now()));
  expect(await rows(shop)).toEqual([]);
});
