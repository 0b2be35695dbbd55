/**
 * Makes the slim artefacts of Shopify's Admin schema that the code generator, the contract tests and the
 * sandbox store share, from the npm package `@shopify/dev-mcp` (ISC; its notice is kept beside the artefacts).
 *
 * Usage: node scripts/update-shopify-schema.mjs [FOLDER]
 * FOLDER is an unpacked package; without it the pinned version is fetched with `npm pack`.
 *
 * Writes, per version: `admin-V.graphql.gz` (SDL without descriptions) and `admin-V.meta.json.gz`
 * `{scopes, protected, topics}`: what the SDL cannot say. `scopes` maps `Type` or `Type.field` to access scopes; a list
 * that mixes `read_orders` with `read_marketplace_orders` and `read_quick_sale` names alternatives. `topics` maps a
 * webhook topic to the scopes of which one is enough.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildClientSchema, printSchema } from 'graphql';

const PACKAGE = '@shopify/dev-mcp@1.16.0';
const VERSIONS = ['2026-07', '2026-10'];
const target = fileURLToPath(new URL('../sandbox/admin-api/schema/', import.meta.url));

const source = process.argv[2] ?? download();
mkdirSync(target, { recursive: true });
copyFileSync(path.join(source, 'LICENSE'), path.join(target, 'LICENSE'));
for (const version of VERSIONS) {
  const data = JSON.parse(gunzipSync(readFileSync(path.join(source, `dist/data/admin_${version}.json.gz`))));
  const sdl = printSchema(buildClientSchema(withoutDescriptions(data.data)));
  write(`admin-${version}.graphql.gz`, sdl);
  write(`admin-${version}.meta.json.gz`, JSON.stringify(metaOf(data)));
}

function download() {
  const folder = mkdtempSync(path.join(tmpdir(), 'shopify-schema-'));
  execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder });
  execFileSync('sh', ['-c', 'tar xzf *.tgz'], { cwd: folder });
  return path.join(folder, 'package');
}

function withoutDescriptions(value) {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'description');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutDescriptions(inner)]));
}

function metaOf(data) {
  const scopes = {};
  for (const item of data.offline_scopes.items) {
    const name = item.fieldName ? `${item.typeName}.${item.fieldName}` : item.typeName;
    if (item.offlineScopes.length > 0) scopes[name] = item.offlineScopes;
  }
  const guarded = {};
  for (const type of data.data.__schema.types) {
    for (const field of type.fields ?? []) {
      if (!field.isProtected) continue;
      guarded[`${type.name}.${field.name}`] = [field.protectedSubject, field.protectedContent]
        .filter(Boolean)
        .join('/');
    }
  }
  return { scopes, protected: guarded, topics: topicsOf(data) };
}

/** Only the descriptions say it: "Requires the `read_orders` scope", "Requires at least one of the following scopes: …". */
function topicsOf(data) {
  const topics = data.data.__schema.types.find((type) => type.name === 'WebhookSubscriptionTopic').enumValues;
  return Object.fromEntries(
    topics.map(({ name, description }) => [
      name,
      [...(description ?? '').matchAll(/\b(?:read|write)_\w+/g)].map(([scope]) => scope),
    ]),
  );
}

/** Deterministic, so that a run without news changes no file: gzip's time stamp stays zero. */
function write(name, text) {
  const bytes = gzipSync(text, { level: 9 });
  writeFileSync(path.join(target, name), bytes);
  console.log(`${name} ${Math.round(bytes.length / 1024)} KB`);
}
