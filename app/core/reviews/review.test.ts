import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReview, REVIEW_APPS, type ReviewApp, type ReviewNews } from '#app/core/reviews/review.ts';

const NONE: ReviewNews = {
  id: null,
  email: null,
  customerId: null,
  productId: null,
  rating: null,
  withMedia: false,
  gone: false,
  writtenAt: null,
  changedAt: null,
};

test.for<[string, ReviewApp, unknown, Partial<ReviewNews>]>([
  [
    'Judge.me, with a picture',
    'judgeme',
    {
      review: {
        id: 111,
        rating: 2,
        product_external_id: 7_001,
        reviewer: { id: 5, email: 'Ada@Example.com', external_id: 42 },
        curated: 'ok',
        hidden: true,
        created_at: '2026-03-01T10:00:00Z',
        updated_at: '2026-03-02T10:00:00Z',
        has_published_pictures: false,
        pictures: [{ hidden: false }],
      },
    },
    {
      id: '111',
      email: 'ada@example.com',
      customerId: '42',
      productId: '7001',
      rating: 2,
      withMedia: true,
      writtenAt: new Date('2026-03-01T10:00:00Z'),
      changedAt: new Date('2026-03-02T10:00:00Z'),
    },
  ],
  [
    'Judge.me, called spam',
    'judgeme',
    { review: { id: 1, reviewer: { email: 'a@b.c' }, curated: 'spam' } },
    { id: '1', email: 'a@b.c', gone: true },
  ],
  [
    'Okendo, deleted',
    'okendo',
    {
      topic: 'review.delete',
      version: '2025-02-01',
      resource: { reviewId: 'f0c1', productId: 'shopify-7001', contributor: { email: 'a@b.c' }, media: [] },
    },
    { id: 'f0c1', email: 'a@b.c', productId: '7001', gone: true },
  ],
  [
    'Stamped says null in words',
    'stamped',
    {
      id: 9,
      customerEmail: 'a@b.c',
      productId: '7001',
      reviewRating: '4',
      reviewUserPhotos: 'null',
      reviewUserVideos: '',
      dateCreated: '2026-03-01T10:00:00',
    },
    {
      id: '9',
      email: 'a@b.c',
      productId: '7001',
      rating: 4,
      writtenAt: new Date(Date.parse('2026-03-01T10:00:00')),
    },
  ],
  [
    'Yotpo in an envelope',
    'yotpo',
    {
      event: 'review_create',
      data: { review: { id: 3, score: 5, sku: '7001', user: { email: 'a@b.c' }, images_data: [{}] } },
    },
    { id: '3', email: 'a@b.c', productId: '7001', rating: 5, withMedia: true },
  ],
  [
    'Loox by Flow, without a name of its own',
    'loox',
    { email: 'a@b.c', product_id: 'gid://shopify/Product/7001', rating: '5', photo_url: 'https://x/y.jpg' },
    { email: 'a@b.c', productId: '7001', rating: 5, withMedia: true },
  ],
  ['a rating beyond the scale is none', 'flow', { id: 1, rating: 500 }, { id: '1' }],
])('%s', ([, app, body, expected]) => {
  expect(readReview(app, body)).toEqual({ ...NONE, ...expected });
});

test.for<[string, ReviewApp, unknown]>([
  ['no object', 'flow', [1]],
  ['nobody and nothing', 'flow', {}],
  ['an address that is none', 'flow', { id: 1, email: 'nobody' }],
  ['an id without end', 'flow', { id: 'x'.repeat(121), email: 'a@b.c' }],
  ['half a letter', 'flow', { id: '\uD800', email: 'a@b.c' }],
  ['gone, and nobody knows which', 'flow', { event: 'review/deleted', email: 'a@b.c' }],
])('unreadable: %s', ([, app, body]) => {
  expect(readReview(app, body)).toBeUndefined();
});

test('what is about no review is not ours', () => {
  expect(readReview('okendo', { topic: 'loyalty_customer.create', resource: {} })).toBe('other');
  expect(readReview('yotpo', { event: 'order_create', data: {} })).toBe('other');
});

test('nothing that is sent makes it fail, and what it reads is short', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REVIEW_APPS), fc.jsonValue(), (app, body) => {
      const read = readReview(app, { review: body, resource: body, data: body, ...(body as object) });
      if (read === undefined || read === 'other') return;
      expect(read.id?.length ?? 0).toBeLessThanOrEqual(120);
      expect(read.productId ?? '1').toMatch(/^[1-9]\d{0,19}$/);
    }),
  );
});
