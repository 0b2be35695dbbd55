/**
 * Leads somebody who is no engineer from an empty server to a running app, in German or English. It asks three things, writes
 * the settings and what Shopify must be told, and says what is wrong when the address does not answer. It needs nothing
 * but Node, so that it runs before anything is installed; a second run keeps what is set.
 *
 * node scripts/host.ts [--lang de|en]            asks and writes
 * npm run host -- --deploy                       tells Shopify, through its own command line
 * node scripts/host.ts --check                   looks whether the app answers at its address
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lookAt } from './host/look-at.ts';
import { addressOf, isClientId, isSecret, settingsOf } from './host/settings.ts';
import { runShopify } from './host/shopify-cli.ts';
import { type Language, wordsOf } from './host/words.ts';
import { DEPLOY_FOLDER, readIfThere, writeDeployFolder, writePrivately } from './host/write-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENV_FILE = path.join(ROOT, '.env');
const TRIES_MAX = 20;

const { values: flags } = parseArgs({
  options: {
    lang: { type: 'string' },
    deploy: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

const language: Language = languageOf(flags.lang ?? process.env.LC_ALL ?? process.env.LANG ?? '');
const words = wordsOf(language);
if (flags.deploy) deploy();
else if (flags.check) await check();
else await ask();

function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}

async function ask(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Answers may come faster than questions, from a file.
  const lines = terminal[Symbol.asyncIterator]();
  const question = async <T>(text: string, read: (answer: string) => T | undefined, sorry: string) => {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      process.stdout.write(`\n${text}\n> `);
      const line = await lines.next();
      if (line.done) break;
      const value = read(line.value.trim());
      if (value !== undefined) return value;
      process.stdout.write(`${sorry}\n`);
    }
    process.stdout.write(`\n${words.nothingWritten}\n`);
    return process.exit(1);
  };
  process.stdout.write(`${words.welcome}\n`);
  const address = await question(words.address, addressOf, words.addressSorry);
  const clientId = await question(words.clientId, asIs(isClientId), words.clientIdSorry);
  const secret = await question(words.secret, asIs(isSecret), words.secretSorry);
  terminal.close();
  const before = readIfThere(ENV_FILE) ?? readFileSync(path.join(ROOT, '.env.example'), 'utf8');
  writePrivately(ENV_FILE, settingsOf(before, { address, clientId, secret }));
  writeDeployFolder(ROOT, { address, clientId });
  process.stdout.write(`\n${words.next(address)}\n`);
}

function asIs(holds: (answer: string) => boolean): (answer: string) => string | undefined {
  return (answer) => (holds(answer) ? answer : undefined);
}

/** Shopify's command line asks to log in, in the browser, and shows what it is about to release. */
function deploy(): void {
  if (readIfThere(path.join(ROOT, DEPLOY_FOLDER, 'shopify.app.toml')) === undefined) {
    process.stdout.write(`${words.askFirst}\n`);
    process.exitCode = 1;
    return;
  }
  const { status } = runShopify(path.join(ROOT, DEPLOY_FOLDER), ['app', 'deploy'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

async function check(): Promise<void> {
  const address = /^SHOPIFY_APP_URL=(\S+)/m.exec(readIfThere(ENV_FILE) ?? '')?.[1];
  if (address === undefined) {
    process.stdout.write(`${words.askFirst}\n`);
    process.exitCode = 1;
    return;
  }
  const seen = await lookAt(address);
  process.stdout.write(`${words.seen(seen, address)}\n`);
  process.exitCode = seen.kind === 'ready' ? 0 : 1;
}
