/** `npm run books -- --shop S --json`: every member's balances and the violated invariants. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

process.env.SHOPIFY_API_KEY ??= 'books';
process.env.SHOPIFY_API_SECRET ??= 'books';
process.env.SHOPIFY_APP_URL ??= 'http://127.0.0.1:1';
process.env.LOG_LEVEL ??= 'silent';

const { values } = parseArgs({
  options: { shop: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const { shop } = values;
if (!shop) fail('usage: npm run books -- --shop SHOP [--json]');
const { findDatabaseUrl } = await import('#app/db/provide-database.ts');
const url = process.env.DATABASE_URL ?? sandboxDatabase(shop) ?? findDatabaseUrl();
if (!url) fail('no database: set DATABASE_URL, or start the app or the sandbox');
const { provideDatabaseUrl } = await import('#app/env.server.ts');
provideDatabaseUrl(url);
const { auditBooks } = await import('#app/services/audit-books.ts');
const { closePool } = await import('#app/db/pool.ts');
const report = await auditBooks(shop);
await closePool();
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else print(report);
process.exitCode = report.violations.length > 0 ? 1 : 0;

/** A sandbox on this machine has written down which shop it is and where its database is. */
function sandboxDatabase(name: string): string | undefined {
  const folder = process.env.TREUWERK_SANDBOX_DIR ?? '.sandbox';
  const file = path.join(folder, 'ready.json');
  if (!existsSync(file)) return undefined;
  const ready = JSON.parse(readFileSync(file, 'utf8')) as { shop?: string; databaseUrl?: string };
  return ready.shop === name ? ready.databaseUrl : undefined;
}

function print({ shop: name, totals, violations, members }: typeof report): void {
  const line = (cells: (string | number | null)[]) =>
    `${cells.map((cell) => String(cell ?? '–').padStart(14)).join('')}\n`;
  process.stdout.write(line(['customer', 'available', 'pending', 'reserved', 'debt']));
  for (const one of members) {
    process.stdout.write(line([one.customerId, one.available, one.pending, one.reserved, one.debt]));
  }
  process.stdout.write(line(['total', totals.available, totals.pending, totals.reserved, totals.debt]));
  process.stdout.write(
    `${name}: ${totals.members} members, ${totals.entries} entries, ${violations.length} violations\n`,
  );
  for (const { member, rule, message } of violations)
    process.stdout.write(`  rule ${rule}, member ${member}: ${message}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
