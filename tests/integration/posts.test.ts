/** Posts that members hand in, on Postgres: one address once, few at a time, decided once, and taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostsReply } from '../../app/core/contracts/posts.ts';
import { speechOf } from '../../app/core/shopper/languages.ts';
import { decidePost } from '../../app/services/decide-post.ts';
import { answerPost, tellPosts } from '../../app/services/hand-in-post.ts';
import type { InnerStore } from '../support/inner-store.ts';
import { balance, on, open, points, startReviews } from '../support/review-shop.ts';

let store: InnerStore;
beforeAll(async () => {
  store = await startReviews();
});
afterAll(() => store.stop());

const shopper = (shop: string, customerId: string | null) => ({
  shop,
  customerId,
  speech: speechOf('de'),
  surface: 'account' as const,
});
async function handIn(
  shop: string,
  customerId: string | null,
  body: object,
): Promise<{ status: number; code: string | undefined; reply: PostsReply }> {
  const request = new Request('http://127.0.0.1/api/extension/post', {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const answer = await answerPost(shopper(shop, customerId), request);
  const json = (await answer.json()) as PostsReply & { error?: { code: string } };
  return { status: answer.status, code: json.error?.code, reply: json };
}
const postsOf = async (shop: string, customerId: string) =>
  (await (await tellPosts(shopper(shop, customerId))).json()) as PostsReply;
const decide = async (shop: string, body: object) => {
  const done = await decidePost({ shop, actor: 'staff:42', body });
  return done.ok ? 'done' : done.rejection.code;
};

test('a post is handed in, approved, taken back, refused and handed in again', async () => {
  const shop = await open('posts whole');
  expect(await postsOf(shop, '7')).toEqual({ points: 80, open: true, posts: [] });
  const address = 'https://www.instagram.com/p/AbC/?igsh=1';
  const handed = await handIn(shop, '7', { address, words: ' Schön! ', labelled: true });
  expect(handed.reply.posts).toMatchObject([
    { address: 'https://instagram.com/p/AbC', place: 'Instagram', state: 'waiting', points: null },
  ]);
  const id = handed.reply.posts[0]?.id ?? '';
  expect(await balance(shop, '7')).toBe(20);
  // Two colleagues at the same moment.
  const both = await Promise.all([decide(shop, { id, do: 'approve' }), decide(shop, { id, do: 'approve' })]);
  expect(both.sort()).toEqual(['done', 'post-decided']);
  expect((await postsOf(shop, '7')).posts).toMatchObject([{ state: 'approved', points: 80 }]);
  expect(await balance(shop, '7')).toBe(20 + 80);
  on(2);
  expect(await decide(shop, { id, do: 'undo' })).toBe('done');
  expect(await balance(shop, '7')).toBe(20);
  expect(await decide(shop, { id, do: 'refuse', reason: 'unlabelled' })).toBe('done');
  expect((await postsOf(shop, '7')).posts).toMatchObject([{ state: 'refused', reason: 'unlabelled' }]);
  on(3);
  const again = await handIn(shop, '7', { address, labelled: true });
  expect(again.status).toBe(200);
  // The first is in the way of nobody, and cannot come back beside the second.
  expect(await decide(shop, { id, do: 'undo' })).toBe('post-known');
  const second = again.reply.posts.find(({ state }) => state === 'waiting')?.id ?? '';
  expect(await decide(shop, { id: second, do: 'approve' })).toBe('done');
  expect(await balance(shop, '7')).toBe(20 + 80);
});

test('one address is one post, however it is written and whoever hands it in; few wait at once', async () => {
  const shop = await open('posts known');
  const ways = [
    'tiktok.com/@a/video/1',
    'https://m.tiktok.com/@a/video/1/?_t=9',
    'http://www.tiktok.com/@a/video/1#x',
  ];
  const codes = await Promise.all(
    ways.map(
      async (address, index) => (await handIn(shop, String(7 + index), { address, labelled: true })).code,
    ),
  );
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'post-known')).toHaveLength(2);
  const many = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      handIn(shop, '9', { address: `https://x.com/ada/${index + 1}`, labelled: true }),
    ),
  );
  const waiting = (await postsOf(shop, '9')).posts.filter(({ state }) => state === 'waiting');
  expect(waiting).toHaveLength(3);
  expect(many.filter(({ code }) => code === 'posts-full').length).toBeGreaterThanOrEqual(5);
});

test('no label, no address, no member, no rule: no post; and nobody decides for another shop', async () => {
  const shop = await open('posts refused');
  const other = await open('posts other', { earning: { rules: [{ points: 1 }] } });
  const address = 'https://x.com/ada/1';
  for (const [body, code] of [
    [{ address }, 'request-invalid'],
    [{ address, labelled: false }, 'request-invalid'],
    [{ address: 'javascript:alert(1)', labelled: true }, 'post-invalid'],
    [{ address, words: 'x'.repeat(501), labelled: true }, 'request-invalid'],
  ] as const)
    expect((await handIn(shop, '7', body)).code).toBe(code);
  expect((await handIn(shop, null, { address, labelled: true })).code).toBe('signed-out');
  expect((await handIn(other, '7', { address, labelled: true })).code).toBe('program-paused');
  expect(await postsOf(other, '7')).toMatchObject({ points: null, open: false });
  const { reply } = await handIn(shop, '7', {
    address,
    words: '<script>{{ shop.secret }}</script>',
    labelled: true,
  });
  const id = reply.posts[0]?.id ?? '';
  expect(await decide(other, { id, do: 'approve' })).toBe('post-unknown');
  expect(await decide(shop, { id, do: 'refuse', reason: 'because' })).toBe('request-invalid');
  expect(await decide(shop, { id, do: 'undo' })).toBe('post-decided');
  expect(await points(shop)).toEqual({});
});
