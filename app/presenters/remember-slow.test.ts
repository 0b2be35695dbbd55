/** Quick answers are asked for anew, slow ones kept, and nobody waits for one that is nearly new. */
import { expect, test } from 'vitest';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

test('a quick answer is asked for anew every time', async () => {
  const recall = rememberSlow<number>({ slowMs: 60_000, keepMs: 60_000 });
  let asked = 0;
  await recall('shop', async () => ++asked);
  expect(await recall('shop', async () => ++asked)).toBe(2);
});

test('a slow answer is kept for its own shop only, until its time is over', async () => {
  const kept = rememberSlow<number>({ slowMs: 0, keepMs: 60_000 });
  let asked = 0;
  await kept('one', async () => ++asked);
  expect(await kept('one', async () => ++asked)).toBe(1);
  expect(await kept('two', async () => ++asked)).toBe(2);
  const lapsed = rememberSlow<number>({ slowMs: 0, keepMs: 0 });
  await lapsed('one', async () => ++asked);
  expect(await lapsed('one', async () => ++asked)).toBe(4);
});

test('an answer that is not fresh any more is given at once while the next one is fetched, once for all who ask', async () => {
  const recall = rememberSlow<number>({ slowMs: 0, keepMs: 100 });
  expect(await recall('shop', async () => 1)).toBe(1);
  const over = performance.now() + 101;
  while (performance.now() < over);
  const next = Promise.withResolvers<number>();
  let asked = 0;
  const slow = () => {
    asked += 1;
    return next.promise;
  };
  expect(await Promise.all([recall('shop', slow), recall('shop', slow)])).toEqual([1, 1]);
  expect(asked).toBe(1);
  next.resolve(2);
  // Whoever comes before the answer is in still has the old one; nobody is left without any.
  expect([1, 2]).toContain(await recall('shop', slow));
});

test('a failure is not kept, and those who asked at the same time share it', async () => {
  const recall = rememberSlow<number>({ slowMs: 0, keepMs: 60_000 });
  const away = () => Promise.reject(new Error('away'));
  const both = await Promise.allSettled([recall('shop', away), recall('shop', away)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await recall('shop', async () => 7)).toBe(7);
});
