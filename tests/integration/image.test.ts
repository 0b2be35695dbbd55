/**
 * What the Dockerfile promises, as far as it shows without Docker: the files that it copies are enough to start in production
 * with a database from outside, whatever they import is installed in production, and no secret is copied.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { importsOf, readSources, readText, ROOT } from '../support/architecture/sources.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProduction } from '../support/start-production.ts';

const dockerfile = readText('Dockerfile');

/** What the last stage takes from the one before. */
function copied(text: string): string[] {
  return [...text.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, from = '']) => from);
}

/** Packages that the app imports, in its sources and in what was built of them. */
function packagesOfApp(): Set<string> {
  const built = { path: 'build/server/index.js', text: readText('build/server/index.js') };
  const sources = [
    ...readSources().filter((one) => /^app\//.test(one.path) && !/(\.test|-for-tests)\.ts$/.test(one.path)),
    built,
  ];
  const names = sources
    .flatMap(importsOf)
    .filter(
      (one) => one.isPackage && !one.isTypeOnly && !one.to.startsWith('node:') && !one.to.startsWith('#'),
    )
    .map((one) =>
      one.to
        .split('/')
        .slice(0, one.to.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return new Set(names.filter((name) => !builtinModules.includes(name)));
}

function missingOf(needed: Iterable<string>, manifest: { dependencies: Record<string, string> }): string[] {
  return [...needed].filter((name) => !(name in manifest.dependencies));
}

test('whatever the app imports is installed in production', () => {
  const manifest = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> };
  expect(packagesOfApp().size).toBeGreaterThan(15);
  expect(missingOf(packagesOfApp(), manifest)).toEqual([]);
  expect(missingOf(['express', 'vitest'], manifest)).toEqual(['vitest']);
});

test('the image runs without rights, and what is private never enters it', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('CMD ["node", "app/server.ts"]'));
  const ignored = readText('.dockerignore').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env*', '.git', '.data', '.sandbox', 'node_modules']));
});

test('the copied files alone start in production with a database from outside', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-image-'));
  try {
    for (const name of copied(dockerfile)) {
      expect(existsSync(path.join(ROOT, name)), name).toBe(true);
      if (name === 'node_modules') symlinkSync(path.join(ROOT, name), path.join(folder, name));
      else cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    }
    expect(await startsIn(folder, (await createTestDatabase()).url)).toBe('ready');
    // The same start notices what is missing.
    rmSync(path.join(folder, 'prisma'), { recursive: true });
    expect(await startsIn(folder, inject('postgresUrl'))).toMatch(/ENOENT.*prisma/s);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function startsIn(folder: string, databaseUrl: string): Promise<string> {
  const { heard, stop } = await startProduction(folder, {
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'image-key',
    SHOPIFY_API_SECRET: 'image-secret',
    SHOPIFY_APP_URL: 'https://treuwerk.example',
    TREUWERK_TOKEN_KEY: 'a-key-of-at-least-32-characters!',
  });
  await stop();
  return heard;
}
