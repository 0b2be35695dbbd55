/**
 * `npm run simulate -- --seed N --orders N --faults all|none|KIND,KIND`: drives the whole app through a sandbox of its own and
 * prints one JSON report. Exits 0 when every promise was kept, 1 on any violation, 2 on wrong flags.
 */
import { parseArgs } from 'node:util';
import { PLANTS } from './plants.ts';
import { simulate } from './run.ts';
import { FAULT_KINDS } from './weather.ts';

const USAGE = `Usage: npm run simulate -- [flags]
  --seed N        decides everything (default: by chance, and printed)
  --orders N      how many orders are placed (default 200)
  --faults LIST   all (default), none, or some of ${FAULT_KINDS.join(',')}
  --day           one day of a busy shop instead of a life; the report tells how it ended
  --deaf-end      nothing is heard of the end, and the app never compares its books with the store: a control
  --database URL  an empty, migrated database to use instead of a Postgres of its own
  --plant LIST    damage done before the last check, which must find it: ${PLANTS.join(',')}`;

/** A run that takes longer than this is broken. */
const START_MS = 180_000;
const ORDER_MS = 1_200;

const flags = readFlags();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(signal));
const limit = START_MS + flags.orders * ORDER_MS;
const timer = setTimeout(() => stop.abort(`not done after ${limit / 1_000} seconds`), limit);
timer.unref();

const options = {
  ...flags,
  signal: stop.signal,
  progress: (line: string) => process.stderr.write(`${line}\n`),
};
const report = await simulate(options).catch((error: unknown) => neverBegan(flags.seed, error));
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exit(report.violations.length === 0 ? 0 : 1);

/** The same shape of report when there was no sandbox to play in, or it went away. */
function neverBegan(seed: number, error: unknown) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const violations = [{ kind: 'run', what, seed, step: 0 }];
  return { seed, orders: 0, deliveries: 0, faults: {}, invariantsChecked: 0, violations };
}

function readFlags() {
  const { values } = parse();
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const orders = Number(values.orders);
  if (!Number.isInteger(seed) || seed < 0) fail(`--seed ${values.seed} is no whole number`);
  if (!Number.isInteger(orders) || orders < 1 || orders > 100_000)
    fail(`--orders ${values.orders} is not between 1 and 100000`);
  const faults = values.faults === 'all' ? [...FAULT_KINDS] : listOf('--faults', values.faults, FAULT_KINDS);
  const plants = listOf('--plant', values.plant, PLANTS);
  const kind = values.day ? ('day' as const) : ('life' as const);
  return { seed, kind, deafEnd: values['deaf-end'], orders, faults, plants, databaseUrl: values.database };
}

function parse() {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string' },
        orders: { type: 'string', default: '200' },
        faults: { type: 'string', default: 'all' },
        database: { type: 'string' },
        plant: { type: 'string', default: 'none' },
        day: { type: 'boolean', default: false },
        'deaf-end': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function listOf<Name extends string>(flag: string, text: string, known: readonly Name[]): Name[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name.trim());
    return found ?? fail(`${flag}: ${name} is none of ${known.join(', ')}`);
  });
}

function fail(problem: string): never {
  process.stderr.write(`${problem}\n\n${USAGE}\n`);
  process.exit(2);
}
