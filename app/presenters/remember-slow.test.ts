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

test('a failure is not kept', async () => {
  const recall = rememberSlow<number>({ slowMs: 0, keepMs: 60_000 });
  await expect(recall('shop', async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await recall('shop', async () => 7)).toBe(7);
});
