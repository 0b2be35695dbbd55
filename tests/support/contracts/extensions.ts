/**
 * What runs at Shopify, as its `shopify.extension.toml` says: every folder below `extensions` is found by itself. The
 * CLI does not check versions, targets or field types, so that they are held against Shopify's own schemas and types.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { ROOT } from '../architecture/sources.ts';
import { checkFunction } from './functions.ts';
import type { Platform } from './operations.ts';
import { checkVersion } from './app-toml.ts';

const field = z.object({ type: z.string(), key: z.string().optional() });
const entry = z.object({
  type: z.string(),
  handle: z.string().optional(),
  uid: z.string().optional(),
  runtime_url: z.string().optional(),
  url: z.string().optional(),
  targeting: z
    .array(
      z.object({ target: z.string(), module: z.string().optional(), input_query: z.string().optional() }),
    )
    .default([]),
  settings: z.object({ fields: z.array(field).default([]) }).optional(),
});
const extensionToml = z.object({
  api_version: z.string().optional(),
  type: z.string().optional(),
  uid: z.string().optional(),
  settings: z.object({ fields: z.array(field).default([]) }).optional(),
  extensions: z.array(entry).default([]),
});

/** `read` gives a file of the extension by its path in its folder; undefined when there is none. */
export type Extension = {
  name: string;
  toml: z.infer<typeof extensionToml>;
  read: (file: string) => string | undefined;
};
export type Entry = z.infer<typeof entry>;

export function readExtensions(): Extension[] {
  const folder = path.join(ROOT, 'extensions');
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'shopify.extension.toml')))
    .map((name) =>
      extensionOf(name, (file) => {
        const full = path.join(folder, name, file);
        return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
      }),
    );
}

export function extensionOf(name: string, read: Extension['read']): Extension {
  return { name, toml: extensionToml.parse(parse(read('shopify.extension.toml') ?? '')), read };
}

/** A theme's toml has no list: it is the extension. */
export function entriesOf({ toml }: Extension): Entry[] {
  return toml.type === undefined
    ? toml.extensions
    : [{ type: toml.type, targeting: [], ...(toml.uid ? { uid: toml.uid } : {}) }];
}

export function checkExtensions(extensions: Extension[], platforms: Platform[]): string[] {
  const handles = extensions.flatMap(entriesOf).map(({ handle }) => handle);
  const uids = extensions.flatMap(entriesOf).map(({ uid }) => uid);
  return [
    ...[...twice(handles), ...twice(uids)].map((name) => `${name} names two extensions.`),
    ...extensions.flatMap((one) =>
      entriesOf(one).flatMap((each) =>
        checkEntry(one, each, platforms).map((fault) => `${one.name}: ${fault}`),
      ),
    ),
  ];
}

function twice(names: (string | undefined)[]): Set<string | undefined> {
  return new Set(names.filter((name, index) => name !== undefined && names.indexOf(name) !== index));
}

function checkEntry(extension: Extension, one: Entry, platforms: Platform[]): string[] {
  const handle = one.handle ?? '';
  const named = one.type === 'theme' || /^[a-z0-9-]{1,30}$/.test(handle);
  return [
    ...(named ? [] : [`the handle "${handle}" must be 1 to 30 small letters, digits and hyphens.`]),
    ...(one.uid ? [] : ['it has no uid: Shopify would make it another extension with each deployment.']),
    ...checkByType(extension, one, platforms),
  ];
}

function checkByType(extension: Extension, one: Entry, platforms: Platform[]): string[] {
  const version = () => checkVersion(extension.toml.api_version ?? 'none', platforms);
  switch (one.type) {
    case 'theme':
      return [];
    case 'ui_extension':
      return [...version(), ...checkSurface(extension, one)];
    case 'function':
      return [...version(), ...checkFunction(extension, one)];
    case 'flow_trigger':
    case 'flow_action':
      return checkFlow(extension, one);
    case 'flow_trigger_lifecycle_callback':
      return one.url ? [] : ['it needs a url.'];
    default:
      return [`${one.type} is no type of extension that is checked here; add it to checkByType.`];
  }
}

/** A target of a screen is one of the entries of Shopify's own types: `@shopify/ui-extensions/TARGET`. */
function checkSurface({ read }: Extension, { targeting }: Entry): string[] {
  const known = surfaceTargets();
  return [
    ...(targeting.length > 0 ? [] : ['it has no target.']),
    ...targeting.flatMap(({ target, module }) => [
      ...(known.has(target) ? [] : [`${target} is no target of an extension.`]),
      ...(module !== undefined && read(module) !== undefined ? [] : [`${target}: there is no ${module}.`]),
    ]),
  ];
}

function surfaceTargets(): Set<string> {
  const folder = path.join(ROOT, 'node_modules/@shopify/ui-extensions/build/ts/surfaces');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const targets = files.filter((file) => path.basename(path.dirname(file)) === 'targets');
  return new Set(
    targets.filter((file) => file.endsWith('.d.ts')).map((file) => path.basename(file, '.d.ts')),
  );
}

/** Source: the CLI's own list, https://shopify.dev/docs/apps/build/flow/triggers/reference and /actions/reference. */
const FLOW_REFERENCES =
  'customer_reference order_reference product_reference marketing_activity_reference abandonment_reference ' +
  'company_reference company_contact_reference';
const FLOW_FIELDS = {
  flow_trigger: 'boolean email single_line_text_field url number_decimal schema_type_reference',
  flow_action:
    'boolean email multi_line_text_field number_integer single_line_text_field url number_decimal schema_type_reference',
};

function checkFlow({ toml }: Extension, one: Entry): string[] {
  const fields = one.settings?.fields ?? toml.settings?.fields ?? [];
  const type = one.type === 'flow_action' ? 'flow_action' : 'flow_trigger';
  const known = `${FLOW_REFERENCES} ${FLOW_FIELDS[type]}`.split(' ');
  const isReference = (name: string) => FLOW_REFERENCES.split(' ').includes(name);
  const runs = type === 'flow_trigger' || (one.runtime_url ?? '').length > 0;
  return [
    ...(runs ? [] : ['an action needs a runtime_url.']),
    ...fields
      .filter((each) => !known.includes(each.type))
      .map((each) => `${each.type} is no type of a field of a ${type}.`),
    ...fields.flatMap((each) =>
      isReference(each.type) || each.key ? [] : [`a field of the type ${each.type} needs a key.`],
    ),
    ...[...twice(fields.map(({ key }) => key))].map((key) => `the field ${key} stands there twice.`),
  ];
}
