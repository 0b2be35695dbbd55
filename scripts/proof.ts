/**
 * `npm run proof -- ARM [--seed N] [--size N]`: one long test at full size. Without ARM it lists them. Every arm is a
 * test file that reads its seed and size from the environment; the report says which commit, seed and size passed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

type Arm = { what: string; file: string; project: string; size: { env: string; full: number; unit: string } };

const ARMS: Record<string, Arm> = {
  money: {
    what: 'random orders against decimal arithmetic on the texts of their prices',
    file: 'app/core/earning/money.test.ts',
    project: 'unit',
    size: { env: 'MONEY_CASES', full: 1_000_000, unit: 'orders' },
  },
  ledger: {
    what: 'random lives of members against a model written apart, every invariant after every step',
    file: 'app/core/ledger/ledger.property.test.ts',
    project: 'unit',
    size: { env: 'PROPERTY_RUNS', full: 2_000, unit: 'lives of 500 steps' },
  },
  'round-trip': {
    what: 'random lives of shops go out as an export and come into an empty shop, row by row the same, and live on',
    file: 'tests/stress/round-trip.test.ts',
    project: 'integration',
    size: { env: 'ROUND_TRIPS', full: 200, unit: 'shops of 120 steps, and 40 after' },
  },
  imports: {
    what: 'a CSV of very many rows, some broken, through stops: each good row once, each bad one refused, memory flat, and back',
    file: 'tests/stress/imports.test.ts',
    project: 'integration',
    size: { env: 'IMPORT_ROWS', full: 1_000_000, unit: 'rows' },
  },
  admin: {
    what: 'the admin of a big shop: the data of every page in time, and the pages in a browser with a slow processor',
    file: 'tests/stress/admin-scale.test.ts',
    project: 'integration',
    size: { env: 'ADMIN_MEMBERS', full: 1_000_000, unit: 'members, 5 entries each' },
  },
  simulate: {
    what: 'shops of 2,000 orders under every fault, the books held against the store',
    file: 'tests/integration/simulate.test.ts',
    project: 'integration',
    size: { env: 'SIMULATE_SEEDS', full: 20, unit: 'seeds' },
  },
  'busy-day': {
    what: 'a day of 1,000 orders under every fault ends with the books of the same day without any',
    file: 'tests/stress/busy-day.test.ts',
    project: 'integration',
    size: { env: 'BUSY_DAYS', full: 5, unit: 'days' },
  },
  tiers: {
    what: 'random lives through the tiers against a model, and what a standing promises comes true',
    file: 'app/core/tiers/tier-book.property.test.ts',
    project: 'unit',
    size: { env: 'TIER_LIVES', full: 10_000, unit: 'lives of up to 16 facts' },
  },
  mutation: {
    what: 'small faults in the ledger, one at a time, against its tests; what survives has a reason',
    file: 'tests/mutation.test.ts',
    project: 'unit',
    size: { env: 'MUTATION_EVERY', full: 1, unit: '(one of so many faults is tried)' },
  },
  story: {
    what: 'the whole story over HTTP with every webhook doubled and shuffled',
    file: 'tests/integration/story.test.ts',
    project: 'integration',
    size: { env: 'STORY_SEEDS', full: 400, unit: 'seeds' },
  },
  duplicates: {
    what: 'every webhook 1 to 8 times, a quarter at the same instant, against the single run',
    file: 'tests/stress/duplicates.test.ts',
    project: 'integration',
    size: { env: 'DUPLICATES_EVENTS', full: 5_000, unit: 'webhooks' },
  },
  order: {
    what: '40 webhooks in any order, refunds before their orders among them, against the ordered run',
    file: 'tests/stress/order.test.ts',
    project: 'integration',
    size: { env: 'ORDER_SEEDS', full: 1_000, unit: 'seeds' },
  },
  loss: {
    what: 'a tenth of the webhooks lost, then all orders read, against the run that lost nothing',
    file: 'tests/stress/loss.test.ts',
    project: 'integration',
    size: { env: 'LOSS_EVENTS', full: 5_000, unit: 'webhooks' },
  },
  replay: {
    what: 'real and random pasts, totals and every row against a computation by Postgres',
    file: 'tests/integration/replay.test.ts',
    project: 'integration',
    size: { env: 'REPLAY_EVENTS', full: 69_659, unit: 'events of each past, at most' },
  },
  insight: {
    what: 'real and random pasts: every customer, cohort and month of the bridge against a computation by Postgres',
    file: 'tests/integration/insight.test.ts',
    project: 'integration',
    size: { env: 'INSIGHT_ROWS', full: 69_659, unit: 'rows of each past, at most' },
  },
  'insight-scale': {
    what: 'cohorts, bridge and RFM of a big shop within a second each, one more order at the same price',
    file: 'tests/stress/insight-scale.test.ts',
    project: 'integration',
    size: { env: 'INSIGHT_ORDERS', full: 1_000_000, unit: 'orders' },
  },
  journeys: {
    what: 'very many members in a journey: begun by one statement, looked at in batches of few, each mailed once over SMTP',
    file: 'tests/stress/journeys-scale.test.ts',
    project: 'integration',
    size: { env: 'JOURNEY_MEMBERS', full: 100_000, unit: 'members' },
  },
  scores: {
    what: 'scores kept order by order through refunds, late news and merges against those from scratch',
    file: 'tests/integration/scores.test.ts',
    project: 'integration',
    size: { env: 'SCORES_ROUNDS', full: 1_000, unit: 'rounds of up to 30 orders' },
  },
  'double-spend': {
    what: 'twenty things at once to the points of one member: redeem, lapse, refund, use, undo, debit, merge',
    file: 'tests/stress/double-spend.test.ts',
    project: 'integration',
    size: { env: 'DOUBLE_SPEND_ROUNDS', full: 300, unit: 'rounds of 20' },
  },
  services: {
    what: 'random programs and commands against the services, held against the core and a telling anew',
    file: 'tests/stress/services-model.test.ts',
    project: 'integration',
    size: { env: 'SERVICES_STEPS', full: 10_000, unit: 'steps' },
  },
  erasure: {
    what: 'people of unique words, told by every way in: told to them whole, then found nowhere, like their shop',
    file: 'tests/stress/erasure.test.ts',
    project: 'integration',
    size: { env: 'ERASURE_PEOPLE', full: 100, unit: 'people of 21 words' },
  },
  'app-kills': {
    what: 'the app killed while it starts, migrates, imports, takes in webhooks, redeems, asks Shopify',
    file: 'tests/stress/app-kills.test.ts',
    project: 'integration',
    size: { env: 'APP_KILLS', full: 100, unit: 'kills' },
  },
  'postgres-kills': {
    what: 'Postgres killed whole under load; without synchronous commit the same check finds losses',
    file: 'tests/stress/postgres-kills.test.ts',
    project: 'integration',
    size: { env: 'POSTGRES_KILLS', full: 20, unit: 'kills' },
  },
  'statement-faults': {
    what: 'the connection cut before and after the statements of every write path; a retry heals',
    file: 'tests/stress/statement-faults.test.ts',
    project: 'integration',
    size: { env: 'FAULT_EVERY', full: 1, unit: '(one of so many statements is struck)' },
  },
  load: {
    what: '2,000 webhooks a minute with live redemptions beside them: none lost, what everybody waits for',
    file: 'tests/stress/load.test.ts',
    project: 'integration',
    size: { env: 'LOAD_MINUTES', full: 10, unit: 'minutes' },
  },
  burst: {
    what: 'webhooks over 32 connections as fast as they go: each answered within five seconds, none lost',
    file: 'tests/stress/burst.test.ts',
    project: 'integration',
    size: { env: 'BURST_WEBHOOKS', full: 20_000, unit: 'webhooks' },
  },
  soak: {
    what: 'steady traffic, the slope of the memory that is kept; a planted leak is seen',
    file: 'tests/stress/soak.test.ts',
    project: 'integration',
    size: { env: 'SOAK_MINUTES', full: 10, unit: 'minutes' },
  },
  outage: {
    what: 'the database killed, then silent: refused within a second, nothing acknowledged is lost',
    file: 'tests/stress/outage.test.ts',
    project: 'integration',
    size: { env: 'OUTAGE_SECONDS', full: 30, unit: 'seconds of each outage' },
  },
  signatures: {
    what: 'forged webhooks, session tokens and proxy queries against the running app; genuine ones beside them',
    file: 'tests/stress/signatures.test.ts',
    project: 'integration',
    size: { env: 'SIGNATURES_FORGERIES', full: 10_000, unit: 'forgeries of each of three kinds' },
  },
  tenants: {
    what: 'every route, webhook and job asked by another shop, another customer, nobody',
    file: 'tests/stress/tenants.test.ts',
    project: 'integration',
    size: { env: 'TENANTS_ROUNDS', full: 20, unit: 'rounds of every request' },
  },
  projection: {
    what: 'what set-up projects from the first half-year of real shops against their second, judged and booked by the core',
    file: 'tests/projection.test.ts',
    project: 'unit',
    size: { env: 'PROJECTION_CONCEPTS', full: 15, unit: 'concepts, each in three shops' },
  },
  storefront: {
    what: 'what the app costs the storefront: bytes, requests, layout, main thread and Lighthouse score, with it and without',
    file: 'tests/browser/storefront-cost.test.ts',
    project: 'browser',
    size: { env: 'STOREFRONT_ROUNDS', full: 15, unit: 'loads of each page, with and without' },
  },
  fuzz: {
    what: 'real payloads spoiled in every way: no fault, no hang, no write from what is invalid',
    file: 'tests/stress/fuzz.test.ts',
    project: 'integration',
    size: { env: 'FUZZ_MUTATIONS', full: 100_000, unit: 'mutations' },
  },
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINUTES_MAX = 60;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, size: { type: 'string' } },
});
const [name] = positionals;
const arm = name === undefined ? undefined : ARMS[name];
if (!arm || name === undefined) list();
else run(name, arm);

function list(): void {
  for (const [key, one] of Object.entries(ARMS)) {
    process.stdout.write(`${key.padEnd(16)} ${one.what} (${one.size.full} ${one.size.unit})\n`);
  }
  process.exitCode = name === undefined ? 0 : 2;
}

function run(key: string, { what, file, project, size }: Arm): void {
  const count = Number(values.size ?? size.full);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${key}: ${what}; ${count} ${size.unit}, seed ${seed}\n`);
  const reportFile = path.join(ROOT, 'node_modules/.treuwerk', `proof-${key}.json`);
  mkdirSync(path.dirname(reportFile), { recursive: true });
  const detailsFile = path.join(ROOT, 'node_modules/.treuwerk', `proof-${key}-details.json`);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim();
  const progress = path.join(path.dirname(reportFile), `proof-${key}-${commit}-${seed}-${count}.progress`);
  rmSync(reportFile, { force: true });
  rmSync(detailsFile, { force: true });
  const started = Date.now();
  const limit = String(MINUTES_MAX * 60_000);
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const result = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      project,
      file,
      `--testTimeout=${limit}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    {
      cwd: ROOT,
      stdio: 'inherit',
      timeout: MINUTES_MAX * 60_000,
      env: { ...process.env, [size.env]: String(count), PROOF_SEED: String(seed), PROOF_PROGRESS: progress },
    },
  );
  if (!existsSync(reportFile)) {
    process.stdout
      .write(`${key}: not done within ${MINUTES_MAX} minutes; --seed ${seed} goes on where it stopped
`);
    process.exitCode = 3;
    return;
  }
  const counts = JSON.parse(readFileSync(reportFile, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  const passed = result.status === 0 && counts.numFailedTests === 0 && counts.numPassedTests > 0;
  if (passed) rmSync(progress, { force: true });
  const report = {
    arm: key,
    what,
    commit,
    seed,
    size: count,
    unit: size.unit,
    result: passed ? 'passed' : 'failed',
    tests: counts.numPassedTests,
    minutes: Number(((Date.now() - started) / 60_000).toFixed(1)),
    at: new Date().toISOString(),
    ...(existsSync(detailsFile) ? { details: JSON.parse(readFileSync(detailsFile, 'utf8')) as unknown } : {}),
  };
  mkdirSync(path.join(ROOT, 'docs/proof'), { recursive: true });
  writeFileSync(path.join(ROOT, 'docs/proof', `${key}.json`), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${key}: ${report.result}, written to docs/proof/${key}.json\n`);
  process.exitCode = passed ? 0 : 1;
}
