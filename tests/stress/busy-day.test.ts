/**
 * A day of a busy shop under every fault at once: webhooks up to three times, shuffled, late, dropped and found by the
 * comparison with Shopify; Shopify throttling, failing before and after the effect, taking no token; the app killed. It ends
 * with the books of the same day without any fault, and no code is usable unpaid or paid and unusable.
 */
import { test } from 'vitest';
import { once } from '../support/progress.ts';
import { runSimulation, type SimulationReport } from '../support/simulation.ts';

const DAYS = Number(process.env.BUSY_DAYS ?? 1);
const FULL_ORDERS = 1_000;
const ORDERS = process.env.BUSY_DAYS === undefined ? 16 : FULL_ORDERS;
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 20));
const seeds = Array.from({ length: DAYS }, (_, index) => FIRST_SEED + index);

const live = (seed: number, orders: number, ...flags: string[]) =>
  runSimulation(['--day', '--seed', String(seed), '--orders', String(orders), ...flags]);

test.for(seeds)(
  'the day of seed %i ends as it does without faults',
  { timeout: 1_800_000 },
  (seed, { expect }) =>
    once(`day ${seed}`, async () => {
      const [calm, rough] = await Promise.all([live(seed, ORDERS, '--faults', 'none'), live(seed, ORDERS)]);
      tell(rough.report);
      expect(calm.report.violations).toEqual([]);
      expect(rough.report.violations).toEqual([]);
      expect(rough.report.outcome).toEqual(calm.report.outcome);
      // How much of a day comes to an order is chance: shares are a fact of long days, a short one has some.
      const long = ORDERS === FULL_ORDERS;
      expect(rough.report.outcome?.orders.length).toBeGreaterThan(long ? ORDERS / 3 : 0);
      if (long) expect(rough.report.outcome?.redemptions.length).toBeGreaterThan(ORDERS / 40);
      expect(struck(rough.report)).toBeGreaterThan(struck(calm.report));
    }),
);

/** Without the comparison with Shopify, what was dropped stays unheard: the days must be seen to differ. */
test('a day whose lost webhooks are never found ends otherwise', { timeout: 300_000 }, async ({ expect }) => {
  const [calm, rough] = await Promise.all([
    live(7, 30, '--faults', 'none'),
    live(7, 30, '--faults', 'none', '--deaf-end'),
  ]);
  expect(calm.report.violations).toEqual([]);
  expect(rough.report.outcome).not.toEqual(calm.report.outcome);
});

function struck({ faults }: SimulationReport): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

function tell({
  seed,
  orders,
  deliveries,
  faults,
  invariantsChecked,
  seconds,
  outcome,
}: SimulationReport): void {
  const redemptions = outcome?.redemptions.length;
  process.stdout.write(
    `busy-day: ${JSON.stringify({ seed, orders, redemptions, deliveries, faults, invariantsChecked, seconds })}\n`,
  );
}
