/** Migrations after the first release keep the rules by which nobody has to stop; each rule is tried on a planted fault. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkMigrationRules, FIRST_RELEASE } from './support/architecture/migration-rules.ts';
import { readText, ROOT } from './support/architecture/sources.ts';

test('every migration after the first release can be applied while the app runs', () => {
  const folder = 'prisma/migrations';
  const names = readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(names).toContain(FIRST_RELEASE);
  const migrations = names.map((name) => ({
    path: `${folder}/${name}/migration.sql`,
    text: readText(`${folder}/${name}/migration.sql`),
  }));
  expect(checkMigrationRules(migrations)).toEqual([]);
});

const planted = (text: string) =>
  checkMigrationRules([{ path: 'prisma/migrations/2027_planted/migration.sql', text }]);

test.for<[sql: string]>([
  ['ALTER TABLE "members" ALTER COLUMN "points" TYPE BIGINT;'],
  ['ALTER TABLE members ALTER COLUMN points SET DATA TYPE text;'],
  ['ALTER TABLE "members" ADD COLUMN "rank" INTEGER NOT NULL;'],
  ['ALTER TABLE "members" ADD COLUMN "a" TEXT,\nADD COLUMN "rank" INTEGER NOT NULL;'],
  ['ALTER TABLE "members" ALTER COLUMN "rank" SET NOT NULL;'],
  ['CREATE INDEX "members_rank" ON "members"("shop", "rank");'],
  ['CREATE UNIQUE INDEX "members_rank" ON "members"("shop", "rank");'],
  ['DROP INDEX "members_rank";'],
  ['ALTER TABLE "members" RENAME COLUMN "rank" TO "level";'],
  ['ALTER TABLE "members" RENAME TO "people";'],
  ['ALTER TABLE "members" DROP COLUMN "rank";'],
  ['DROP TABLE "members";'],
  ['ALTER TABLE "members" ADD CONSTRAINT rank_positive CHECK (rank > 0);'],
  ['TRUNCATE "members";'],
  [`UPDATE "members" SET "rank" = 1 WHERE "rank" IS NULL;`],
  ['CREATE INDEX CONCURRENTLY a ON members (shop, rank);\nSELECT 1;'],
])('the migration %s is caught', ([sql]) => {
  expect(planted(sql)).toHaveLength(1);
});

test.for<[sql: string]>([
  ['ALTER TABLE "members" ADD COLUMN "rank" INTEGER;'],
  ['ALTER TABLE "members" ADD COLUMN "rank" INTEGER NOT NULL DEFAULT 0;'],
  ['CREATE INDEX CONCURRENTLY "members_rank" ON "members"("shop", "rank");'],
  [
    'CREATE TABLE "ranks" ("shop" TEXT NOT NULL, PRIMARY KEY ("shop"));\nCREATE INDEX "r" ON "ranks"("shop");',
  ],
  ['ALTER TABLE "members" ADD CONSTRAINT rank_positive CHECK (rank > 0) NOT VALID;'],
  ['ALTER TABLE "members" VALIDATE CONSTRAINT rank_positive;'],
  ['ALTER TABLE "members" DROP COLUMN "rank" -- contract: unused since 1.4\n;'],
])('the migration %s passes', ([sql]) => {
  expect(planted(sql)).toEqual([]);
});
