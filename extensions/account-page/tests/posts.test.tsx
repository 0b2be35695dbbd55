/** Posts on the member's page: handing one in, and what became of the others. */
import { fireEvent, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { ok, press, setUp, shows } from './stage.tsx';

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
