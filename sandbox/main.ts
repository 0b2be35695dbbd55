/**
 * `npm run sandbox`: a Shopify store on this machine with the app installed in it. Owns the order of starting and
 * stopping, what is kept in the sandbox folder, and `ready.json`.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppProcess, freePort, startApp } from './app-process.ts';
import { databaseAddress, endDatabase, noteCluster, removeCluster } from './database.ts';
import { type ImportState, importHistory, installApp, publishProgram } from './first-steps.ts';
import { type Flags, readFlags, UsageError } from './flags.ts';
import { inCurrency, stockShelves } from './history/catalogue.ts';
import { generateHistory } from './history/generate.ts';
import { currencyOfHistory, importHistoryFile } from './history/import-file.ts';
import type { SandboxConfig, SandboxContext } from './store/context.ts';
import { emptyState } from './store/model.ts';
import { serveStore } from './store/server.ts';
import { loadSnapshot, makeSnapshotWriter, type SnapshotKey } from './store/snapshot.ts';
import { localCustoms, makeStore } from './store/store.ts';
import { readAppConfig } from './webhooks/app-config.ts';

/** For development on loopback only: whoever knows them can sign as Shopify. */
const DEVELOPMENT_API_KEY = 'sandbox-treuwerk-api-key';
const DEVELOPMENT_API_SECRET = 'sandbox-treuwerk-api-secret-for-development-only';
const HISTORY_SEED = 20_240;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.resolve(root, process.env['TREUWERK_SANDBOX_DIR'] ?? '.sandbox');
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await run(settle(readFlags(process.argv.slice(2))));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.exit();
}

/** Flags with nothing left open. */
type Settled = Flags & { currency: string };

function settle(flags: Flags): Settled {
  for (const file of [flags.program, flags.history]) {
    if (file !== undefined && !existsSync(file)) throw new UsageError(`There is no file ${file}`);
  }
  const told = flags.history === undefined ? undefined : currencyOfHistory(flags.history);
  return { ...flags, currency: flags.currency ?? told ?? 'EUR' };
}

async function run(flags: Settled): Promise<void> {
  const readyFile = path.join(folder, 'ready.json');
  const key = keyOf(flags);
  const snapshotFile = path.join(folder, 'store.snapshot');
  refuseSecond(readyFile);
  rmSync(readyFile, { force: true });
  await forgetIfOther(flags, key, snapshotFile);
  const known = loadSnapshot(snapshotFile);
  const state = known?.state ?? emptyState();
  const snapshot = makeSnapshotWriter(snapshotFile, key, state);

  const config = configOf(flags, await freePort(rememberedPort()));
  const appConfig = readAppConfig(path.join(root, 'shopify.app.toml'));
  const store = makeStore(config, state, appConfig, snapshot.changed);
  const late: { app?: AppProcess } = {};
  const server = await serveStore({
    store,
    appConfig,
    bulkFolder: path.join(folder, 'bulk'),
    port: flags.port,
    appControl: {
      kill: () => late.app?.kill(),
      setClock: async (offsetMs) => late.app?.setClock(offsetMs),
      ready: async () => late.app?.ready(),
    },
  });
  config.storeUrl = `http://127.0.0.1:${server.port}`;
  if (!known) fillStore(flags, store.context);

  const dataDir = path.join(folder, 'data');
  const app = startApp({
    port: Number(new URL(config.appUrl).port),
    storeUrl: config.storeUrl,
    apiKey: config.apiKey,
    apiSecret: config.apiSecret,
    dataDir,
    onLine: say,
    onRestarted: () => say('The app is up again.'),
  });
  late.app = app;
  stopInOrder(async () => {
    await app.stop();
    if (app.restarts() > 0) await endDatabase(dataDir);
    store.webhooks.stop();
    await server.close();
    snapshot.finish();
    rmSync(readyFile, { force: true });
  });

  await app.ready();
  if (state.clockOffsetMs !== 0) await app.setClock(state.clockOffsetMs);
  await noteCluster(dataDir);
  await takeFirstSteps(flags, store.context, known !== undefined);
  snapshot.writeNow();
  writeReady(readyFile, config, dataDir);
  say(addresses(config));
}

/** Two sandboxes in one folder would write over each other. */
function refuseSecond(readyFile: string): void {
  const pid = safely(() => (JSON.parse(readFileSync(readyFile, 'utf8')) as { pid: number }).pid);
  const running = pid !== undefined && pid !== process.pid && safely(() => process.kill(pid, 0)) === true;
  if (running) throw new Error(`A sandbox already runs in ${folder} (process ${pid}).`);
}

function keyOf(flags: Settled): SnapshotKey {
  return {
    shop: flags.shop,
    currency: flags.currency,
    history: flags.history === undefined ? '' : path.resolve(flags.history),
    empty: flags.empty,
  };
}

/** Another shop, currency or past cannot continue what was kept: the folder starts anew, and says so. */
async function forgetIfOther(flags: Flags, key: SnapshotKey, snapshotFile: string): Promise<void> {
  const known = existsSync(folder) ? safely(() => loadSnapshot(snapshotFile)) : undefined;
  const other = known !== undefined && Object.entries(key).some(([name, value]) => known.key[name] !== value);
  const half = existsSync(path.join(folder, 'data')) && known === undefined;
  if (!flags.fresh && !other && !half) return;
  if (other) say('Other flags than last time: the sandbox starts anew.');
  if (half && !flags.fresh) say('The last start did not come to its end: the sandbox starts anew.');
  await removeCluster(path.join(folder, 'data'));
  rmSync(folder, { recursive: true, force: true });
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function rememberedPort(): number | undefined {
  const file = path.join(folder, 'app-port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function configOf(flags: Settled, appPort: number): SandboxConfig {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'app-port'), String(appPort));
  const german = ['EUR', 'CHF'].includes(flags.currency);
  return {
    shop: flags.shop,
    shopName: 'Winter & Töchter',
    storeUrl: `http://127.0.0.1:${flags.port}`,
    appUrl: `http://127.0.0.1:${appPort}`,
    apiKey: process.env['SHOPIFY_API_KEY'] ?? DEVELOPMENT_API_KEY,
    apiSecret: process.env['SHOPIFY_API_SECRET'] ?? DEVELOPMENT_API_SECRET,
    appId: '94721',
    currency: flags.currency,
    locale: german ? 'de' : 'en',
    ...localCustoms(flags.currency),
    plus: true,
    shipping: {
      title: { en: 'Standard shipping', de: 'Standardversand' },
      price: inCurrency(490, flags.currency),
      freeFrom: inCurrency(6_000, flags.currency),
    },
  };
}

function fillStore(flags: Flags, context: SandboxContext): void {
  stockShelves(context, new Date(context.clock.now().getTime() - 800 * 86_400_000).toISOString());
  if (flags.empty) return;
  if (flags.history === undefined) {
    generateHistory(context, HISTORY_SEED);
    say(
      `A past of ${context.state.orders.size} orders by ${context.state.customers.size} customers was made up.`,
    );
    return;
  }
  const report = importHistoryFile(context, flags.history);
  say(
    `${flags.history}: ${report.orders} orders, ${report.refunds} refunds, ${report.customers} customers, ${report.skippedLines} lines left out.`,
  );
}

/** On the first start everything a merchant does; later only what the flags ask for anew. */
async function takeFirstSteps(flags: Flags, context: SandboxContext, before: boolean): Promise<void> {
  if (!before || !context.state.installed) await installApp(context);
  if (flags.new) return;
  if (!before || flags.program !== undefined)
    await publishProgram(context, { file: flags.program, bare: flags.empty });
  if (before || flags.empty) return;
  const bar = progressBar();
  await importHistory(context, bar.show);
  bar.end();
}

function progressBar(): { show: (state: ImportState) => void; end: () => void } {
  const terminal = process.stdout.isTTY;
  return {
    show: ({ done, total, phases }) => {
      const now = phases.find(({ state }) => state === 'reading' || state === 'booking')?.phase ?? 'past';
      const share = total ? done / total : 0;
      const filled = Math.round(share * 30);
      const line = `Reading the ${now.padEnd(9)} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${done}${total ? ` of ${total}` : ''}`;
      if (terminal) process.stdout.write(`\r${line}`);
    },
    end: () => say(terminal ? '' : 'The past is read in.'),
  };
}

function stopInOrder(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function writeReady(file: string, config: SandboxConfig, dataDir: string): void {
  const { appUrl, storeUrl, shop, apiKey, apiSecret } = config;
  const databaseUrl = databaseAddress(dataDir) ?? null;
  const ready = { appUrl, storeUrl, shop, apiKey, apiSecret, databaseUrl, pid: process.pid };
  writeFileSync(`${file}.new`, `${JSON.stringify(ready, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function addresses({ storeUrl, appUrl }: SandboxConfig): string {
  return `
The sandbox is ready.
  Start           ${storeUrl}/
  Storefront      ${storeUrl}/shop
  Shopify admin   ${storeUrl}/admin
  Act as Shopify  ${storeUrl}/act-as-shopify
  App             ${appUrl}
Stop it with Ctrl+C.`;
}
