/**
 * The whole app under seeded faults, as `npm run simulate` plays it: no promise is broken. The arm `simulate` of the proof
 * runs many seeds at full size; here one small shop runs, and damage done on purpose must be found.
 */
import { test } from 'vitest';
import { once } from '../support/progress.ts';
import { runSimulation } from '../support/simulation.ts';

const SEEDS = Number(process.env.SIMULATE_SEEDS ?? 1);
const ORDERS = SEEDS > 1 ? 2_000 : 60;
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 20));

/** Two shops at once: while one waits, for a killed app or a late delivery, the other works. */
const seeds = Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index);
const pairs = seeds.flatMap((_, index) => (index % 2 === 0 ? [seeds.slice(index, index + 2)] : []));

test.for(pairs)(
  `shops of ${ORDERS} orders under every fault keep every promise, seeds %j`,
  { timeout: 1_800_000, concurrent: SEEDS === 1 },
  (pair, { expect }) =>
    once(`simulate ${pair.join(' ')}`, async () => {
      const runs = await Promise.all(
        pair.map((seed) => runSimulation(['--seed', String(seed), '--orders', String(ORDERS)])),
      );
      for (const { code, report } of runs) {
        const { seed, orders, deliveries, faults, invariantsChecked, seconds } = report;
        process.stdout.write(
          `${JSON.stringify({ seed, orders, deliveries, faults, invariantsChecked, seconds })}\n`,
        );
        expect(report.violations, `seed ${seed}`).toEqual([]);
        expect(code).toBe(0);
        expect(orders).toBe(ORDERS);
        expect(deliveries).toBeGreaterThan(ORDERS * 3);
        expect(invariantsChecked).toBeGreaterThan(ORDERS);
      }
    }),
);

test.concurrent(
  'damage done on purpose is found, and each violation names the customer',
  async ({ expect }) => {
    const plants = 'unpaid-code,lost-point,lost-webhook';
    const flags = ['--seed', '11', '--orders', '25', '--faults', 'none', '--plant', plants];
    const { code, report } = await runSimulation(flags);
    expect(code).toBe(1);
    expect(report.violations.every((one) => one.seed === 11 && one.step > 0)).toBe(true);
    for (const kind of ['code', 'booked', 'books', 'standing']) {
      const found = report.violations.filter((one) => one.kind === kind);
      expect(found.length, kind).toBeGreaterThan(0);
      for (const { what } of found) expect(what).toMatch(/customer \d{6,}/);
    }
  },
);
