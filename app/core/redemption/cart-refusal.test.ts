import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { checkCart } from './cart-refusal.ts';

const { rewards } = programSchema.parse({
  rewards: [
    { id: 'min', kind: 'amountOff', points: 100, amount: '5.00', minimumSubtotal: '20.00' },
    { id: 'any', kind: 'amountOff', points: 100, amount: '5.00' },
    { id: 'card', kind: 'giftCard', points: 100, amount: '5.00' },
  ],
});
const euros = (subtotalMinor: number) => ({ subtotalMinor, currency: 'EUR' });

test.each([
  ['min', euros(1_999), '0.01 EUR'],
  ['min', euros(0), '20.00 EUR'],
  ['min', euros(2_000), null],
  ['min', { subtotalMinor: 1, currency: 'USD' }, null],
  ['min', undefined, null],
  ['any', euros(1), null],
  ['card', euros(1), null],
])('%s with a cart of %j lacks %s', (id, cart, missing) => {
  const reward = rewards.find((one) => one.id === id);
  if (!reward) throw new Error('the program has the reward');
  const checked = checkCart(reward, cart, 'EUR');
  expect(checked.ok ? null : checked.rejection).toEqual(
    missing === null ? null : { code: 'cart-too-small', details: { missing } },
  );
});
