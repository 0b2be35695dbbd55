/** Steady traffic for minutes, the garbage collected at every look: memory does not grow with what has passed. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../support/architecture/sources.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { MEASURED, type Memory, measureFor, slopeMbPerMinute, startLeaking } from '../support/memory.ts';
import { makeOutpost, type Outpost } from '../support/outpost.ts';
import {
  allHandled,
  lostOf,
  openSender,
  paidOrder,
  refusalsOf,
  steadily,
  tellDetails,
} from '../support/webhook-load.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 0.15);
const FULL_MINUTES = 10;
const PER_SECOND = 20;
/** Caches fill and code is compiled in the first minutes; that is not growth. */
const WARM_UP_MINUTES = Math.min(2, MINUTES / 2);
/** A short run sees a leak of size only; the long one sees a slow one. */
const SLOPE_MAX = MINUTES >= FULL_MINUTES ? 1 : 60;

let outpost: Outpost;
let db: pg.Pool;
let shop: string;
beforeAll(async () => {
  outpost = await makeOutpost({ LOG_LEVEL: 'warn', ...memoryOfImage(readText('Dockerfile')) }, MEASURED);
  db = new pg.Pool({ connectionString: outpost.databaseUrl, max: 3 });
  shop = await addFreshShop({ db }, 'soak', 'EUR');
});
afterAll(async () => {
  await db.end();
  await outpost.stop();
});

test(`memory grows by less than ${SLOPE_MAX} MB a minute over ${MINUTES} minutes of traffic`, async () => {
  const sender = openSender({ ...outpost.target, shop }, 8);
  const seconds = (WARM_UP_MINUTES + MINUTES) * 60;
  const sending = steadily(PER_SECOND, seconds, (index) =>
    sender.insist(paidOrder(9_000_000 + index, String(9_000 + (index % 400)), 3)),
  );
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MINUTES * 60_000));
  const memory = await measureFor(outpost.app.askMemory, MINUTES);
  const answers = await sending;
  sender.close();
  const kept = slopeMbPerMinute(memory, ({ keptMb }) => keptMb);
  const rss = slopeMbPerMinute(memory, ({ rssMb }) => rssMb);
  tellDetails('soak', {
    minutes: MINUTES,
    warmUpMinutes: WARM_UP_MINUTES,
    webhooks: answers.length,
    refusedAndSentAgain: refusalsOf(answers),
    keptMbPerMinute: kept,
    rssMbPerMinute: rss,
    keptMb: course(memory, ({ keptMb }) => keptMb),
    heldMb: course(memory, ({ heldMb }) => heldMb),
    rssMb: course(memory, ({ rssMb }) => rssMb),
  });
  expect(await lostOf(db, answers)).toEqual([]);
  await allHandled(db, 60_000);
  expect(memory.length).toBeGreaterThan(5);
  expect(kept).toBeLessThan(SLOPE_MAX);
  // What the system still holds of freed memory moves in steps; the long run sees past them.
  if (MINUTES >= FULL_MINUTES) expect(rss).toBeLessThan(SLOPE_MAX);
});

/** The limits under which the image runs. */
function memoryOfImage(dockerfile: string): Record<string, string> {
  const [, arenas] = /^ENV MALLOC_ARENA_MAX=(\d+)$/m.exec(dockerfile) ?? [];
  const [, options] = /^ENV NODE_OPTIONS="(.+)"$/m.exec(dockerfile) ?? [];
  if (!arenas || !options) throw new Error('the Dockerfile no longer says how much memory the app may take');
  return { MALLOC_ARENA_MAX: arenas, NODE_OPTIONS: options };
}

/** A look at each tenth of the time, in whole megabytes. */
function course(memory: Memory[], of: (one: Memory) => number): number[] {
  const tenth = (memory.length - 1) / 10;
  return Array.from({ length: 11 }, (_, index) => memory[Math.round(index * tenth)]).flatMap((one) =>
    one ? [Math.round(of(one))] : [],
  );
}

test('a process that loses 100 KB every tenth of a second is caught by the same measure', async () => {
  const leaking = startLeaking(100);
  const memory = await measureFor(leaking.askMemory, 0.1);
  await leaking.stop();
  expect(slopeMbPerMinute(memory, ({ keptMb }) => keptMb)).toBeGreaterThan(SLOPE_MAX / 2);
  expect(slopeMbPerMinute(memory, ({ keptMb }) => keptMb)).toBeGreaterThan(30);
});
