/** Plays a plan from beginning to end against a sandbox of its own, with the checks in between, and reports. */
import { checkAll } from './check.ts';
import { type Machine, startMachine } from './machine.ts';
import { type DayOutcome, outcomeOf } from './outcome.ts';
import { makePlan, placesOrder, type Block, type Plan, type PlanKind } from './plan.ts';
import { type Plant, plantDamage } from './plants.ts';
import { comeToRest } from './quiet.ts';
import { type Findings, makeFindings, type Violation } from './report.ts';
import { adjust } from './shopper-steps.ts';
import { perform } from './steps.ts';
import type { FaultKind, Weather } from './weather.ts';
import type { World } from './world.ts';
import type { Tally } from '../webhooks/sender.ts';

export type Simulation = {
  seed: number;
  kind: PlanKind;
  /** Of the last block no webhook arrives, and the books are never compared: the control of a comparison. */
  deafEnd: boolean;
  orders: number;
  faults: FaultKind[];
  databaseUrl: string | undefined;
  plants: Plant[];
  /** Ends the run early; the machine is stopped all the same. */
  signal: AbortSignal;
  progress: (line: string) => void;
};

const REFUSED_SHARE_MAX = 0.01;

export type Report = {
  seed: number;
  orders: number;
  customers: number;
  deliveries: number;
  faults: Record<string, number>;
  invariantsChecked: number;
  violations: Violation[];
  /** How a day ended, in terms that two runs of one seed have in common. */
  outcome?: DayOutcome;
  checks: Record<string, number>;
  currency: string;
  program: unknown;
  steps: number;
  redemptions: Record<string, number>;
  /** Acts that the store itself refused, by kind. */
  refusedByStore: Record<string, number>;
  clock: { from: string; to: string };
  seconds: number;
};

export async function simulate(options: Simulation): Promise<Report> {
  const started = performance.now();
  const plan = makePlan(options.seed, options.orders, options.faults, options.kind);
  options.progress(`seed ${plan.seed}: ${JSON.stringify(plan.program)} in ${plan.currency}`);
  const machine = await startMachine({ ...plan, databaseUrl: options.databaseUrl });
  const world = emptyWorld(plan, machine, !options.deafEnd);
  const findings = makeFindings(plan.seed, () => world.step);
  try {
    await play(world, findings, options);
  } catch (error) {
    findings.check(
      'run',
      false,
      () => `${error instanceof Error ? error.message : String(error)}\n${machine.told()}`,
    );
  }
  try {
    return {
      ...(await describe(world, findings)),
      ...(plan.kind === 'day' ? { outcome: await outcomeOf(world) } : {}),
      seconds: Math.round((performance.now() - started) / 1_000),
    };
  } finally {
    await machine.stop();
  }
}

function emptyWorld(plan: Plan, machine: Machine, heals: boolean): World {
  return {
    plan,
    machine,
    heals,
    customers: [],
    variants: [],
    placed: new Map(),
    asked: [],
    answers: new Map(),
    adjusted: [],
    refusals: new Map(),
    step: 0,
    kills: 0,
    healed: new Set(),
  };
}

async function play(world: World, findings: Findings, options: Simulation): Promise<void> {
  await open(world);
  let sinceCheck = 0;
  for (const block of world.plan.blocks) {
    if (options.deafEnd && block === world.plan.blocks.at(-1))
      await world.machine.act('webhooks/enabled', { enabled: false });
    await playBlock(world, block, options.signal);
    sinceCheck += block.steps.filter(placesOrder).length;
    if (sinceCheck < world.plan.ordersPerCheck) continue;
    sinceCheck = 0;
    await restAndCheck(world, findings, options, false);
  }
  await restAndCheck(world, findings, options, true);
  // A plan that the store does not let happen would prove nothing.
  const refused = [...world.refusals.values()].reduce((sum, count) => sum + count, 0);
  findings.check('run', refused <= world.step * REFUSED_SHARE_MAX, () => {
    return `the store refused ${refused} of ${world.step} steps: ${JSON.stringify([...world.refusals])}`;
  });
}

/** The shop on its first day: the clock stands where the seed says, and the customers are there. */
async function open(world: World): Promise<void> {
  const { machine, plan } = world;
  await machine.act('clock', { to: plan.startsAt });
  for (const [index, { storeCredit }] of plan.customers.entries()) {
    const customer = {
      firstName: 'Member',
      lastName: String(index + 1),
      email: `member-${index + 1}@example.com`,
    };
    const { id } = await machine.act<{ id: string }>('customers', { ...customer, storeCredit });
    world.customers.push(id);
  }
  const products = await machine.read<{ variants: { id: string }[] }[]>('products');
  world.variants = products.flatMap((product) => product.variants.map((variant) => variant.id));
  if (plan.funds > 0) await fund(world, plan.funds);
}

/** Staff give every customer points to begin with, while the sky is clear. */
async function fund(world: World, points: number): Promise<void> {
  await world.machine.act('webhooks/idle');
  await world.machine.act('clock', { advanceMs: 0 });
  for (const customer of world.customers) {
    world.step += 1;
    await adjust(world, customer, points);
  }
}

async function playBlock(world: World, block: Block, signal: AbortSignal): Promise<void> {
  const { machine } = world;
  await raise(world, block.weather);
  for (const step of block.steps) {
    if (signal.aborted) throw new Error(`stopped: ${String(signal.reason)}`);
    // The numbers of the steps are the same with and without deaths.
    if (step.do !== 'kill') world.step += 1;
    await perform(world, step);
  }
  if (block.weather.hold) {
    const { shuffleSeed, copies } = block.weather.hold;
    await machine.act('webhooks/flush', { copies, ...(shuffleSeed === null ? {} : { shuffleSeed }) });
  }
}

/** The weather of a block replaces the one before. */
async function raise({ machine }: World, weather: Weather): Promise<void> {
  await machine.act('faults/usage-count-lags', { lags: false });
  await machine.act('faults/clear');
  if (weather.chances) await machine.act('webhooks/chances', weather.chances);
  if (weather.hold) await machine.act('webhooks/hold');
  if (weather.usageCountLags) await machine.act('faults/usage-count-lags', { lags: true });
  if (weather.drainThrottle) await machine.act('throttle/drain');
  for (const fault of weather.faults) {
    // Two deaths before the app was ready once would look like an app that cannot start.
    if (fault.kind === 'kill_app') await machine.act('app/ready');
    await machine.act('faults', fault);
  }
}

async function restAndCheck(
  world: World,
  findings: Findings,
  { plants, progress }: Simulation,
  last: boolean,
): Promise<void> {
  const since = performance.now();
  const still = await comeToRest(world);
  const rested = performance.now();
  findings.check(
    'rest',
    Object.keys(still).length === 0,
    () => `work is left undone: ${JSON.stringify(still)}`,
  );
  if (last) for (const plant of plants) await plantDamage(world, plant);
  await checkAll(world, findings, last);
  const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;
  progress(
    `seed ${world.plan.seed}: step ${world.step}, ${world.placed.size} orders, ${findings.violations.length} violations; ` +
      `rest ${seconds(since, rested)}, check ${seconds(rested, performance.now())}`,
  );
}

async function describe(world: World, findings: Findings): Promise<Omit<Report, 'seconds'>> {
  const { machine, plan } = world;
  const [tally, { struck }, { now }, { counts }] = await Promise.all([
    machine.read<Tally>('webhooks/tally'),
    machine.read<{ struck: Record<string, number> }>('faults'),
    machine.read<{ now: string }>('clock'),
    machine.read<{ counts: { orders: number; customers: number } }>('state'),
  ]);
  const { throttled = 0, too_many_requests = 0, kill_app = 0, ...errors } = struck;
  const checks = findings.checked();
  return {
    seed: plan.seed,
    orders: counts.orders,
    customers: counts.customers,
    deliveries: tally.sent,
    faults: {
      drop: tally.dropped,
      double: tally.doubled,
      delay: tally.delayed,
      reorder: tally.reordered,
      retried: tally.retried,
      ...Object.fromEntries(Object.entries(errors).map(([kind, count]) => [`shopify-errors:${kind}`, count])),
      throttle: throttled + too_many_requests,
      kill: kill_app + world.kills,
    },
    invariantsChecked: Object.values(checks).reduce((sum, count) => sum + count, 0),
    violations: findings.violations,
    checks,
    currency: plan.currency,
    program: plan.program,
    steps: world.step,
    redemptions: await countRedemptions(machine, world),
    refusedByStore: Object.fromEntries(world.refusals),
    clock: { from: plan.startsAt, to: now },
  };
}

async function countRedemptions({ db, shop }: Machine, world: World): Promise<Record<string, number>> {
  const { rows } = await db.query<{ state: string; count: number }>(
    `SELECT CASE WHEN code LIKE '%#%' THEN 'used-unpaid' ELSE state END AS state, count(*)::int AS count
      FROM redemptions WHERE shop = $1 GROUP BY 1 ORDER BY 1`,
    [shop],
  );
  return {
    asked: world.asked.length,
    ...Object.fromEntries([...world.answers].map(([name, times]) => [`answer:${name}`, times])),
    acknowledged: world.asked.filter((one) => one.code !== null).length,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
}
