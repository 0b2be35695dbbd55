/**
 * Makes the slim artefacts of Shopify's schemas that the code generators, the contract tests and the sandbox store
 * share, from the npm package `@shopify/dev-mcp` (ISC; its notice is kept beside the artefacts).
 *
 * Usage: node scripts/update-shopify-schema.mjs [FOLDER]
 * FOLDER is an unpacked package; without it the pinned version is fetched with `npm pack`.
 *
 * Writes, for the version that the app is pinned to and for the next: `admin-V.graphql.gz` (SDL without descriptions),
 * `admin-V.meta.json.gz` `{scopes, protected, topics}`, what the SDL cannot say, and `functions-API-V.graphql.gz`.
 * `scopes` maps `Type` or `Type.field` to access scopes; a list that mixes `read_orders` with `read_marketplace_orders`
 * and `read_quick_sale` names alternatives. `topics` maps a webhook topic to the scopes of which one is enough.
 *
 * Every function below `extensions` gets its `schema.graphql`, where Shopify's own tools look for it.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildClientSchema, printSchema } from 'graphql';
import { parse } from 'smol-toml';

const PACKAGE = '@shopify/dev-mcp@1.16.0';
const VERSIONS = ['2026-07', '2026-10'];
const FUNCTION_APIS = ['discount', 'cart_checkout_validation'];
const extensions = fileURLToPath(new URL('../extensions/', import.meta.url));
const target = fileURLToPath(new URL('../sandbox/admin-api/schema/', import.meta.url));

const source = process.argv[2] ?? download();
mkdirSync(target, { recursive: true });
copyFileSync(path.join(source, 'LICENSE'), path.join(target, 'LICENSE'));
for (const version of VERSIONS) {
  const data = read(`admin_${version}`);
  write(`admin-${version}.graphql.gz`, sdlOf(data));
  write(`admin-${version}.meta.json.gz`, JSON.stringify(metaOf(data)));
  for (const api of FUNCTION_APIS) {
    write(`functions-${api}-${version}.graphql.gz`, sdlOf(read(`functions_${api}_${version}`)));
  }
}
for (const folder of readdirSync(extensions)) writeFunctionSchema(folder);

function read(name) {
  return JSON.parse(gunzipSync(readFileSync(path.join(source, `dist/data/${name}.json.gz`))));
}

function sdlOf({ data }) {
  return printSchema(buildClientSchema(withoutDescriptions(data)));
}

/** The schema of the function's own API version, where the CLI and the test helpers look for it. */
function writeFunctionSchema(folder) {
  const toml = path.join(extensions, folder, 'shopify.extension.toml');
  if (!existsSync(toml)) return;
  const { api_version: version, extensions: listed = [] } = parse(readFileSync(toml, 'utf8'));
  const [first] = listed.filter(({ type }) => type === 'function').flatMap(({ targeting }) => targeting);
  if (!first) return;
  // `cart.lines.discounts.generate.run` answers with the mutation `cartLinesDiscountsGenerateRun`.
  const mutation = first.target.replace(/[.-](\w)/g, (_, letter) => letter.toUpperCase());
  const sdl = FUNCTION_APIS.map((api) => gunzipText(`functions-${api}-${version}.graphql.gz`)).find((text) =>
    text.includes(`  ${mutation}(result: `),
  );
  if (!sdl) throw new Error(`extensions/${folder}: no function API of ${version} has ${first.target}`);
  writeFileSync(path.join(extensions, folder, 'schema.graphql'), sdl);
  console.log(`extensions/${folder}/schema.graphql of ${version}`);
}

function gunzipText(name) {
  return gunzipSync(readFileSync(path.join(target, name))).toString('utf8');
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
