/** Contrast as WCAG computes it, with values that anybody can check elsewhere. */
import { expect, test } from 'vitest';
import { contrast, contrastOn } from '#app/core/shopper/contrast.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4],
  ['#0000ff', '#ffffff', 8.59],
])('%s on %s', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
  expect(contrast(other, one)).toBeCloseTo(ratio, 2);
});

test('there are readable words for every colour', () => {
  for (let grey = 0; grey <= 255; grey += 1) {
    const hex = grey.toString(16).padStart(2, '0');
    expect(contrastOn(`#${hex}${hex}${hex}`).ratio).toBeGreaterThanOrEqual(4);
  }
  expect(contrastOn('#ffee00').text).toBe('#1c1c1c');
  expect(contrastOn('#222266').text).toBe('#ffffff');
});
