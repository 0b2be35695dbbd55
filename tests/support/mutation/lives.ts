/** A few random lives as the last of the tests that a fault must pass: always the same ones. */
import { expect, test } from 'vitest';
import { LEDGER, live } from '../../../app/core/ledger/live-for-tests.ts';
import { randomOf, randomShop, randomSteps } from '../../../app/core/ledger/random-lives-for-tests.ts';

for (let seed = 1; seed <= 12; seed += 1) {
  test(`life ${seed} agrees with the model`, () => {
    const random = randomOf(seed);
    expect(live(randomShop(random), randomSteps(random, 150), LEDGER)).toBeUndefined();
  });
}
