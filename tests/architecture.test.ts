/**
 * What a machine can check of how the code is laid out. Every check is also tried on a sample with the fault
 * planted, so that it cannot fall silent. A message names the file and the remedy.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  checkEnvironment,
  checkHeaders,
  checkMarks,
  checkNames,
  checkPureCore,
  checkSizes,
} from './support/architecture/conventions.ts';
import { checkDirections } from './support/architecture/directions.ts';
import { checkMigrations, checkPrismaSchema } from './support/architecture/shop-first.ts';
import { importsOf, readSources, readText, ROOT, type Source } from './support/architecture/sources.ts';
import { checkStaffRoutes } from './support/architecture/staff-routes.ts';
import { checkWebhookHandlers } from './support/architecture/webhook-handlers.ts';

const sources = readSources();

test('imports follow the directions of the layout', () => {
  expect(checkDirections(sources)).toEqual([]);
});

test.for<[from: string, line: string]>([
  ['app/core/money.ts', `import { prisma } from '#app/db/prisma.ts';`],
  ['app/core/money.ts', `import { z } from 'zod';`],
  ['app/core/ledger/replay.ts', `import { readFileSync } from 'node:fs';`],
  ['app/db/orders.ts', `import { parseOrder } from '#app/shopify/webhooks/parse-order.ts';`],
  ['app/db/orders.ts', `import type { OrderBody } from '#app/shopify/webhooks/order-body.ts';`],
  ['app/shopify/read-order.ts', `import { findShop } from '#app/db/shops.ts';`],
  ['app/jobs/queue.ts', `const { redeem } = await import('#app/services/redeem.ts');`],
  ['app/services/redeem.ts', `import { ProgramPage } from '#app/ui/program/program-page.tsx';`],
  ['app/services/redeem.ts', `import { authenticate } from '#app/shopify.server.ts';`],
  ['app/services/redeem.ts', `import { PrismaClient } from '@prisma/client';`],
  ['app/presenters/present-home.ts', `import { redeem } from '#app/services/redeem.ts';`],
  ['app/routes/app._index.tsx', `import { prisma } from '#app/db/prisma.ts';`],
  ['app/routes/app._index.tsx', `import { readShop } from '#app/shopify/read-shop.ts';`],
  ['app/ui/home/home-page.tsx', `import { presentHome } from '#app/presenters/present-home.ts';`],
  ['app/ui/home/home-page.tsx', `import { money } from '../../core/money.ts';`],
  ['app/novelties/first.ts', `import { money } from '#app/core/money.ts';`],
  ['app/web.ts', `import { startStore } from '../sandbox/store/server.ts';`],
  ['scripts/bench.ts', `export * from '../sandbox/flags.ts';`],
  ['sandbox/main.ts', `import '../app/server.ts';`],
  ['extensions/checkout/src/points.tsx', `import { findShop } from '../../../app/db/shops.ts';`],
])('the check of directions catches %s with %s', ([from, line]) => {
  expect(checkDirections([{ path: from, text: `${line}\n` }])).toHaveLength(1);
});

test.for<[from: string, line: string]>([
  ['app/core/program/program.ts', `import { z } from 'zod';`],
  ['app/ui/home/home-page.tsx', `import type { HomeView } from '#app/presenters/present-home.ts';`],
  [
    'app/ui/home/home-page.tsx',
    `import {\n  type HomeView,\n  type HomeNumbers,\n} from '#app/presenters/present-home.ts';`,
  ],
  ['app/worker.ts', `import { passTime } from '#app/services/pass-time.ts';`],
  ['tests/integration/story.test.ts', `import { ids } from '../../sandbox/store/ids.ts';`],
])('the check of directions lets %s pass with %s', ([from, line]) => {
  expect(checkDirections([{ path: from, text: `${line}\n` }])).toEqual([]);
});

test('imports are seen at all', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap(importsOf).length).toBeGreaterThan(1000);
});

test('core has no clock, no chance, no environment and no network', () => {
  expect(checkPureCore(sources)).toEqual([]);
});

test('the environment is read in one file', () => {
  expect(checkEnvironment(sources)).toEqual([]);
});

test('no file bears a mark of unfinished or silenced work', () => {
  expect(checkMarks(sources)).toEqual([]);
});

test('files are short enough to be read', () => {
  expect(checkSizes(sources)).toEqual([]);
});

test('files are named in kebab-case and say what they own', () => {
  expect([...checkNames(sources), ...checkHeaders(sources)]).toEqual([]);
});

test.for<[check: (sources: Source[]) => string[], file: string, text: string]>([
  [checkPureCore, 'app/core/time.ts', 'const now = Date.now();'],
  [checkPureCore, 'app/core/time.ts', 'const now = new Date();'],
  [checkPureCore, 'app/core/time.ts', 'const luck = Math.random();'],
  [checkPureCore, 'app/core/time.ts', 'const key = process.env.KEY;'],
  [checkPureCore, 'app/core/time.ts', 'await fetch(address);'],
  [checkEnvironment, 'app/services/redeem.ts', 'const key = process.env.KEY;'],
  [checkMarks, 'app/web.ts', `// ${'TO'}DO later`],
  [checkMarks, 'app/web.ts', `// ${'FIX'}ME`],
  [checkMarks, 'tests/a.test.ts', `test${'.only'}('x', () => {});`],
  [checkMarks, 'app/web.ts', `// @ts-${'ignore'}`],
  [checkMarks, 'app/web.ts', `// eslint-${'disable'}-next-line`],
  [checkMarks, 'app/web.ts', `const x = y as ${'any'};`],
  [checkSizes, 'app/web.ts', 'x\n'.repeat(401)],
  [checkSizes, 'app/routes/webhooks.ts', 'x\n'.repeat(26)],
  [checkNames, 'app/core/Money.ts', ''],
  [checkNames, 'app/core/order_facts.ts', ''],
  [checkHeaders, 'app/core/money.ts', 'export const x = 1;\n'.repeat(20)],
])('%o catches a fault planted in %s', ([check, file, text]) => {
  expect(check([{ path: file, text }])).toHaveLength(1);
});

test('a date with an argument is no clock', () => {
  expect(checkPureCore([{ path: 'app/core/time.ts', text: 'new Date(now); new Date(0);' }])).toEqual([]);
});

test('every table and unique index starts with the shop', () => {
  const folder = 'prisma/migrations';
  const migrations = readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}/migration.sql`)
    .map((file) => ({ path: file, text: readText(file) }));
  expect(migrations).not.toEqual([]);
  expect([...checkPrismaSchema(readText('prisma/schema.prisma')), ...checkMigrations(migrations)]).toEqual(
    [],
  );
});

test.for<[fault: string, schema: string]>([
  ['a key of its own', 'model A {\n  id String @id\n  shop String\n}\n'],
  ['a shop that is second', 'model A {\n  shop String\n  id String\n  @@id([id, shop])\n}\n'],
  ['no key', 'model A {\n  shop String\n}\n'],
  ['a unique field', 'model A {\n  shop String @id\n  code String @unique\n}\n'],
  [
    'a unique index across shops',
    'model A {\n  shop String @id\n  code String\n  @@unique([code, shop])\n}\n',
  ],
])('a table with %s is caught', ([, schema]) => {
  expect(checkPrismaSchema(schema)).toHaveLength(1);
});

test.for<[sql: string]>([
  ['CREATE UNIQUE INDEX "a_code_key" ON "a"("code", "shop");'],
  ['CREATE UNIQUE INDEX a_code ON a (code) WHERE code IS NOT NULL;'],
  ['CREATE TABLE a (id bigint, PRIMARY KEY (id, shop));'],
  ['CREATE TABLE a (id bigint PRIMARY KEY);'],
  ['CREATE TABLE a (id bigint, code text UNIQUE);'],
  ['ALTER TABLE a ADD CONSTRAINT a_code UNIQUE (code);'],
])('the migration %s is caught', ([text]) => {
  expect(checkMigrations([{ path: 'planted.sql', text }])).toHaveLength(1);
});

test('a migration with the shop first passes', () => {
  const text = `CREATE TABLE a (shop text, code text, CONSTRAINT p PRIMARY KEY ("shop","code"), UNIQUE (shop, code));
    CREATE UNIQUE INDEX u ON a("shop", code);`;
  expect(checkMigrations([{ path: 'good.sql', text }])).toEqual([]);
});

test('every webhook subscription names the file that handles it', () => {
  const exists = (file: string) => existsSync(path.join(ROOT, file));
  expect(checkWebhookHandlers(readText('shopify.app.toml'), exists)).toEqual([]);
});

test('a subscription without a handler, or with one that is gone, is caught', () => {
  const toml = ['[[webhooks.subscriptions]]', '# Handled by: app/gone.ts', '[[webhooks.subscriptions]]'].join(
    '\n',
  );
  expect(checkWebhookHandlers(toml, () => false)).toHaveLength(2);
});

test('every admin route knows who asks and what she may do', () => {
  expect(checkStaffRoutes(sources)).toEqual([]);
});

test.for<[line: string]>([
  ['export async function loader() {\n  return 1;\n}\n'],
  ['export async function loader({ request }) {\n  await authenticate.admin(request);\n}\n'],
])('an admin route that does not is found: %s', ([text]) => {
  expect(checkStaffRoutes([{ path: 'app/routes/app.secret.tsx', text }])).toHaveLength(1);
});
