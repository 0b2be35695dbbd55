/**
 * The app killed at random points, again and again: while it starts, migrates, imports, takes in webhooks, redeems, at
 * any call to Shopify. After the restart everything that it had answered is in the books, and in the end every customer
 * has exactly what she should have.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../sandbox/store/random.ts';
import {
  buy,
  expectExact,
  expectKept,
  type Fire,
  giveOnce,
  importPast,
  importUnderWay,
  insist,
  killApp,
  openFire,
  redeemOnce,
  welcome,
} from '../support/app-under-fire.ts';
import { expectBooksClosed } from '../support/books.ts';
import { prepareMigratingApp } from '../support/migrating-app.ts';
import { pick, whole } from '../support/order-life.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const KILLS = Number(process.env.APP_KILLS ?? 2);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const OPERATIONS = ['discountCodeBasicCreate', 'metafieldsSet', '*'] as const;
const MIGRATIONS = Math.ceil(KILLS / 10);

let sandbox: TestSandbox;
let fire: Fire;
beforeAll(async () => {
  process.stdout.write(`app-kills: seed ${SEED}\n`);
  sandbox = await startSandbox({
    args: ['--empty'],
    program: { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] },
  });
  fire = await openFire(sandbox, 4);
  // From here on the test itself delivers webhooks, so that it knows what was acknowledged.
  await sandbox.act('webhooks/enabled', { enabled: false });
});
afterAll(() => sandbox.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Orders, codes and gifts at the same moment; resolves when each has its answer. */
function load(random: Random, newcomer: string): Promise<unknown> {
  const some = () => pick(random, fire.customers);
  return Promise.all([
    ...Array.from({ length: 6 }, () => buy(fire, some(), whole(random, 1, 60))),
    ...[newcomer, newcomer, some()].map((customerId) => redeemOnce(fire, customerId)),
    ...Array.from({ length: 2 }, () => giveOnce(fire, some(), whole(random, 1, 9))),
  ]);
}

/** Each kind of kill strikes once, somewhere. @returns how often the app was killed. */
const KINDS: Record<string, (random: Random) => Promise<number>> = {
  load: async (random) => {
    const answered = load(random, await welcome(fire));
    await pause(whole(random, 0, 250));
    await killApp(fire);
    await answered;
    return 1;
  },
  start: async (random) => {
    const answered = load(random, await welcome(fire));
    const times = whole(random, 1, 3);
    for (let time = 0; time < times; time += 1) {
      await pause(whole(random, 0, 1_500));
      await killApp(fire);
    }
    await answered;
    return times;
  },
  shopify: async (random) => {
    const newcomer = await welcome(fire);
    const when = pick(random, ['before', 'after']);
    const operation = pick(random, OPERATIONS);
    await sandbox.act('faults', { operation, kind: 'kill_app', when });
    await load(random, newcomer);
    await insist(async () => {
      const { faults } = await sandbox.read<{ faults: unknown[] }>('faults');
      return faults.length === 0 ? undefined : `the app was not killed at ${operation} yet`;
    });
    fire.killedAt = new Date();
    return 1;
  },
  import: async (random) => {
    for (let count = 0; count < 60; count += 1) {
      const customerId = pick(random, fire.customers);
      const order = await sandbox.act<{ id: string; lines: { id: string }[] }>('orders', {
        customerId,
        taxesIncluded: false,
        lines: [{ unitPrice: 1_000, quantity: 2 }],
      });
      const returned = random() < 0.3;
      const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
      if (returned) await sandbox.act(`orders/${order.id}/refund`, { lines });
      fire.points.set(customerId, (fire.points.get(customerId) ?? 0) + (returned ? 10 : 20));
    }
    const read = importPast(fire);
    // Half of the times as it comes, half while the run is surely under way.
    if (random() < 0.5) await pause(whole(random, 0, 1_500));
    else await importUnderWay(fire).then(() => pause(whole(random, 0, 400)));
    await killApp(fire);
    await read;
    return 1;
  },
};

async function expectMigrated(databaseUrl: string): Promise<void> {
  const [here, there] = [
    new pg.Pool({ connectionString: databaseUrl, max: 1 }),
    new pg.Pool({ connectionString: sandbox.databaseUrl, max: 1 }),
  ];
  const columns = `SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, 2`;
  expect((await here.query(columns)).rows).toEqual((await there.query(columns)).rows);
  await Promise.all([here.end(), there.end()]);
}

test(`the app killed ${KILLS} times keeps everything that it has answered`, async () => {
  const random = seededRandom(SEED);
  const tally: Record<string, number> = {};
  const names = Object.keys(KINDS);
  for (let killed = 0, turn = 0; killed < KILLS - MIGRATIONS; turn += 1) {
    const kind = names[(SEED + turn) % names.length] ?? 'load';
    // An import takes longer than all others together: one in ten.
    if (kind === 'import' && turn > names.length && random() < 0.6) continue;
    const times = (await KINDS[kind]?.(random)) ?? 0;
    killed += times;
    tally[kind] = (tally[kind] ?? 0) + times;
    await sandbox.act('app/ready');
    await expectKept(fire);
  }
  await sandbox.settled();
  await expectExact(fire);
  await expectBooksClosed(sandbox.shop);
  process.stdout.write(
    `app-kills: ${JSON.stringify(tally)}; acknowledged ${fire.deliveries.size} webhooks, ${fire.codes.size} codes, ` +
      `${fire.adjustments.size} gifts\n`,
  );
});

test(`the app killed while it migrates an empty database starts by itself, ${MIGRATIONS} times`, async () => {
  const random = seededRandom(SEED + 1);
  for (let time = 0; time < MIGRATIONS; time += 1) {
    const app = await prepareMigratingApp();
    const [afterMs, withChildren] = [whole(random, 100, 3_500), random() < 0.5];
    try {
      await app.startAndKill(afterMs, withChildren);
      await app.startAndWait();
      await expectMigrated(app.databaseUrl);
    } catch (error) {
      throw new Error(`killed after ${afterMs} ms ${withChildren ? 'with its children' : 'alone'}`, {
        cause: error,
      });
    } finally {
      await app.stop();
    }
  }
});

test('an answer given before anything is stored is caught', async () => {
  // The planted fault: what an app that answers first would have lost.
  fire.deliveries.add('never-stored');
  await expect(expectKept(fire)).rejects.toThrow('never-stored');
  fire.deliveries.delete('never-stored');
  fire.points.set(fire.customers[0] ?? '', (fire.points.get(fire.customers[0] ?? '') ?? 0) + 1);
  await expect(expectExact(fire)).rejects.toThrow();
});
