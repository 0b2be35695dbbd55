/**
 * What the app declares in shopify.app.toml, as far as the sandbox acts on it: webhook subscriptions, scopes,
 * metafield definitions. Read at every start, so that the sandbox delivers what Shopify would.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';

export type Subscription = {
  topic: string;
  uri: string;
  includeFields: string[] | null;
  filter: string | null;
};

export type MetafieldDefinition = { owner: string; namespace: string; key: string; type: string };

export type AppConfig = {
  apiVersion: string;
  subscriptions: Subscription[];
  scopes: string[];
  definitions: MetafieldDefinition[];
};

type Table = Record<string, unknown>;

export function readAppConfig(file: string): AppConfig {
  if (!existsSync(file)) return { apiVersion: '2026-07', subscriptions: [], scopes: [], definitions: [] };
  const toml = parse(readFileSync(file, 'utf8')) as Table;
  const webhooks = table(toml['webhooks']);
  const access = table(toml['access_scopes']);
  const scopes = text(access['scopes']) ?? '';
  return {
    apiVersion: text(webhooks['api_version']) ?? '2026-07',
    subscriptions: list(webhooks['subscriptions']).flatMap(subscriptionsOf),
    // The merchant of the sandbox has said yes to everything that the app may ask for.
    scopes: [
      ...scopes.split(',').flatMap((scope) => scope.trim() || []),
      ...(Array.isArray(access['optional_scopes']) ? strings(access['optional_scopes']) : []),
    ],
    definitions: definitionsOf(toml),
  };
}

function subscriptionsOf(entry: Table): Subscription[] {
  const uri = text(entry['uri']);
  if (!uri) throw new Error('shopify.app.toml: a webhook subscription has no uri');
  const topics = [...strings(entry['topics']), ...strings(entry['compliance_topics'])];
  const fields = entry['include_fields'];
  return topics.map((topic) => ({
    topic,
    uri,
    includeFields: Array.isArray(fields) ? strings(fields) : null,
    filter: text(entry['filter']) ?? null,
  }));
}

/** `[customer.metafields.app.standing]` and its like. */
function definitionsOf(toml: Table): MetafieldDefinition[] {
  const owners = ['customer', 'product', 'order', 'shop', 'variant'];
  return owners.flatMap((owner) =>
    Object.entries(table(table(toml[owner])['metafields'])).flatMap(([namespace, keys]) =>
      Object.entries(table(keys)).map(([key, definition]) => ({
        owner: owner.toUpperCase(),
        namespace: namespace === 'app' ? '$app' : namespace,
        key,
        type: text(table(definition)['type']) ?? 'single_line_text_field',
      })),
    ),
  );
}

function table(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

function list(value: unknown): Table[] {
  return Array.isArray(value) ? value.map(table) : [];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
