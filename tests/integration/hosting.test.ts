/**
 * The way to a hosted app, walked as its page says: questions answered, in both languages; the settings start the app in
 * production; what is released to Shopify bears the installation's address and passes Shopify's own command line.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { runShopify } from '../../scripts/host/shopify-cli.ts';
import { readText, ROOT } from '../support/architecture/sources.ts';
import { readAppToml } from '../support/contracts/app-toml.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProduction } from '../support/start-production.ts';

const TYPES = 'extensions/checkout/shopify.d.ts';
const CLIENT_ID = '0123456789abcdef0123456789abcdef';
const SECRET = `shpss_${CLIENT_ID}`;
const COPIED = [
  '.env.example',
  'scripts',
  'extensions',
  'app/core',
  'package.json',
  'tsconfig.json',
  'shopify.app.toml',
];

/** A checkout of the project, as on a fresh server. */
async function onServer<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-host-'));
  try {
    for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Run = { code: number | null; said: string };

function host(folder: string, flags: string[], answers: string[] = []): Promise<Run> {
  const child = spawn(process.execPath, ['scripts/host.ts', ...flags], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const settingsIn = (folder: string) => parseEnv(readFileSync(path.join(folder, '.env'), 'utf8')) as Settings;
type Settings = Record<string, string>;

test('three answers make the settings that start the app, and a second run keeps its secrets', () =>
  onServer(async (folder) => {
    const answers = [
      '',
      'localhost',
      'http://10.0.0.7',
      'Loyalty.MyShop.com/admin',
      'my app',
      CLIENT_ID,
      SECRET,
    ];
    const { code, said } = await host(folder, ['--lang', 'en'], answers);
    expect(said).toMatch(/no address on the internet[^]*no address[^]*no address[^]*A client ID has 32/);
    expect(code).toBe(0);
    expect(said).not.toContain(SECRET);
    expect(statSync(path.join(folder, '.env')).mode & 0o777).toBe(0o600);
    const first = settingsIn(folder);
    expect(first).toMatchObject({
      SHOPIFY_API_KEY: CLIENT_ID,
      SHOPIFY_API_SECRET: SECRET,
      SHOPIFY_APP_URL: 'https://loyalty.myshop.com',
      TREUWERK_DOMAIN: 'loyalty.myshop.com',
      COMPOSE_PROFILES: 'https',
    });
    const own = ['POSTGRES_PASSWORD', 'TREUWERK_TOKEN_KEY', 'TREUWERK_CONTACT_KEY', 'TREUWERK_BACKUP_KEY'];
    expect(new Set(own.map((name) => first[name])).size).toBe(own.length);
    for (const name of own) expect(first[name]).toMatch(/^[0-9a-f]{64}$/);

    // Whoever moves to another name, or has added a setting by hand, loses nothing.
    writeFileSync(
      path.join(folder, '.env'),
      `${readFileSync(path.join(folder, '.env'), 'utf8')}LOG_LEVEL=warn\n`,
    );
    const again = await host(folder, ['--lang', 'de'], ['https://treue.meinladen.de/', CLIENT_ID, SECRET]);
    expect(again.said).toMatch(/^Treuwerk einrichten/);
    expect(settingsIn(folder)).toEqual({
      ...first,
      SHOPIFY_APP_URL: 'https://treue.meinladen.de',
      TREUWERK_DOMAIN: 'treue.meinladen.de',
      LOG_LEVEL: 'warn',
    });

    rmSync(path.join(folder, 'app'), { recursive: true });
    for (const name of ['app', 'build', 'prisma', 'prisma.config.ts', 'node_modules'])
      symlinkSync(path.join(ROOT, name), path.join(folder, name));
    const { url } = await createTestDatabase();
    const app = await startProduction(folder, { ...settingsIn(folder), DATABASE_URL: url });
    try {
      expect(app.heard).toBe('ready');
      const page = await fetch(`${app.url}/app?shop=a.myshopify.com`, { redirect: 'manual' });
      expect(page.status).toBeLessThan(500);
      writeFileSync(path.join(folder, '.env'), `SHOPIFY_APP_URL=${app.url}\n`);
      expect(await host(folder, ['--check', '--lang', 'de'])).toEqual({
        code: 0,
        said: `${app.url} ist bereit.\n`,
      });
    } finally {
      await app.stop();
    }
    expect(await host(folder, ['--check'])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Nobody answers at/),
    });
  }));

test('who stops half-way leaves nothing behind', () =>
  onServer(async (folder) => {
    const { code, said } = await host(folder, [], ['loyalty.myshop.com', CLIENT_ID]);
    expect(code).toBe(1);
    expect(said).toMatch(/Nothing was written\.\n$/);
    expect(() => settingsIn(folder)).toThrow(/ENOENT/);
    for (const flag of ['--check', '--deploy'])
      expect(await host(folder, [flag, '--lang', 'de'])).toMatchObject({
        code: 1,
        said: expect.stringMatching(/zuerst einrichten/),
      });
  }));

test('what is wrong with an address is said in words', () =>
  onServer(async (folder) => {
    const replies: [status: number, text: string][] = [
      [503, 'the database does not answer'],
      [502, 'bad gateway'],
      [200, '<h1>Welcome to nginx</h1>'],
    ];
    const server = createServer((_, response) => {
      const [status = 500, text = ''] = replies.shift() ?? [];
      response.writeHead(status).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const check = async (url: string) => {
      writeFileSync(path.join(folder, '.env'), `SHOPIFY_APP_URL=${url}\n`);
      return (await host(folder, ['--check'])).said;
    };
    try {
      expect(await check(`http://127.0.0.1:${port}`)).toMatch(
        /not ready yet: “the database does not answer”/,
      );
      expect(await check(`http://127.0.0.1:${port}`)).toMatch(/the app behind it does not/);
      expect(await check(`http://127.0.0.1:${port}`)).toMatch(
        /Something other than Treuwerk .* \(status 200\)/,
      );
      expect(await check(`https://127.0.0.1:${port}`)).toMatch(/no valid certificate/);
      expect(await check('https://treuwerk.invalid')).toMatch(/does not know the name/);
    } finally {
      server.close();
    }
  }));

/** Shopify's own command line, as far as it goes without a login: settings, interface extensions, theme check. */
function buildWithCli(folder: string): Run {
  const toml = path.join(folder, 'shopify.app.toml');
  // Functions need a compiler that is downloaded; tests/functions.test.ts bundles them as it would.
  const others =
    '\nextension_directories = ["extensions/checkout", "extensions/account*", "extensions/admin", "extensions/pos", "extensions/flow-*", "extensions/theme"]\n';
  writeFileSync(
    toml,
    readFileSync(toml, 'utf8').replace(/^handle = .*$/m, (line) => line + others),
  );
  const { status, stdout, stderr } = runShopify(
    folder,
    ['app', 'build', '--skip-dependencies-installation'],
    {
      encoding: 'utf8',
      // As when npm has started it, elsewhere.
      env: { CI: '1', SHOPIFY_CLI_NO_ANALYTICS: '1', NO_COLOR: '1', INIT_CWD: ROOT },
    },
  );
  return { code: status, said: `${stdout}${stderr}` };
}

test('what is released bears the address everywhere, and Shopify’s command line builds it', () =>
  onServer(async (folder) => {
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    await host(folder, [], ['loyalty.myshop.com', CLIENT_ID, SECRET]);
    const released = path.join(folder, '.data/deploy');
    const before = readText(TYPES);
    const read = (file: string) => readFileSync(path.join(released, file), 'utf8');
    const toml = read('shopify.app.toml');
    expect(toml).toMatch(`client_id = "${CLIENT_ID}"`);
    expect(readAppToml(toml)).toEqual(readAppToml(readText('shopify.app.toml')));
    expect(read('extensions/flow-lifecycle/shopify.extension.toml')).toMatch(
      'url = "https://loyalty.myshop.com/flow/lifecycle"',
    );
    expect(spawnSync('grep', ['-r', 'treuwerk.example', released], { encoding: 'utf8' }).stdout).toBe('');
    const built = buildWithCli(released);
    expect(built.said).toMatch(/treuwerk built!/);
    expect(built.code).toBe(0);

    writeFileSync(
      path.join(released, 'shopify.app.toml'),
      toml.replace('uri = "/webhooks"', 'uri = "webhooks"'),
    );
    const refused = buildWithCli(released);
    expect(refused.code).not.toBe(0);
    expect(refused.said).toMatch(/uri/i);
    expect(readText(TYPES), 'the project stays as it is').toBe(before);
  }));
