/** What the Shopify CLI does not check of `shopify.app.toml`: versions, topics, metafield types and access. */
import { isEnumType } from 'graphql';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { type Platform, topicName } from './operations.ts';

const metafield = z.object({
  type: z.string(),
  access: z.object({ admin: z.string(), customer_account: z.string(), storefront: z.string() }),
});
const appToml = z.object({
  access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()).default([]) }),
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});
const owner = z.object({ metafields: z.record(z.string(), z.record(z.string(), metafield)) });

export type AppToml = z.infer<typeof appToml> & { owners: Record<string, z.infer<typeof owner>> };

const COMPLIANCE_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'];

/** https://shopify.dev/docs/apps/build/metafields/list-of-data-types, without references and measurements. */
const METAFIELD_TYPES =
  'boolean color date date_time id json language link money multi_line_text_field number_decimal number_integer ' +
  'rating rich_text_field single_line_text_field url';

/** The input enums of the schema that `access.*` is written in, in lower case. */
const ACCESS = {
  admin: 'MetafieldAdminAccessInput',
  customer_account: 'MetafieldCustomerAccountAccessInput',
  storefront: 'MetafieldStorefrontAccessInput',
} as const;

export function readAppToml(text: string): AppToml {
  const all = parse(text);
  // Every table that declares metafields is named after what they lie on: [customer.metafields.app.standing].
  const owners = Object.entries(all).filter(
    ([, table]) => typeof table === 'object' && table !== null && 'metafields' in table,
  );
  return {
    ...appToml.parse(all),
    owners: Object.fromEntries(owners.map(([name, table]) => [name, owner.parse(table)])),
  };
}

export function topicsOf(toml: AppToml): string[] {
  return toml.webhooks.subscriptions.flatMap(({ topics }) => topics);
}

export function scopesOf(toml: AppToml): string[] {
  return toml.access_scopes.scopes.split(',').map((scope) => scope.trim());
}

export function checkAppToml(toml: AppToml, platforms: Platform[]): string[] {
  return [
    ...checkVersion(toml.webhooks.api_version, platforms),
    ...platforms.flatMap((platform) => checkTopics(toml, platform)),
    ...checkCompliance(toml),
    ...platforms.flatMap((platform) => checkMetafields(toml, platform)),
  ];
}

export function checkVersion(version: string, platforms: Platform[]): string[] {
  const known = platforms.map((platform) => platform.version);
  return known.includes(version) ? [] : [`API version ${version} is none of ${known.join(', ')}.`];
}

function checkTopics(toml: AppToml, { schema, version }: Platform): string[] {
  const topics = topicsOf(toml);
  const twice = topics.filter((topic, index) => topics.indexOf(topic) !== index);
  return [
    ...topics
      .filter((topic) => !enumValues(schema.getType('WebhookSubscriptionTopic')).includes(topicName(topic)))
      .map(
        (topic) => `${topic} is no webhook topic of ${version}; see WebhookSubscriptionTopic in the schema.`,
      ),
    ...twice.map((topic) => `${topic} is subscribed twice; it would be delivered twice.`),
  ];
}

function checkCompliance(toml: AppToml): string[] {
  const written = toml.webhooks.subscriptions.flatMap((one) => one.compliance_topics).sort();
  return written.join() === COMPLIANCE_TOPICS.join()
    ? []
    : [`compliance_topics must be exactly ${COMPLIANCE_TOPICS.join(', ')}: Shopify asks for all three.`];
}

function checkMetafields(toml: AppToml, { schema }: Platform): string[] {
  const names = Object.keys(toml.owners);
  const owners = enumValues(schema.getType('MetafieldOwnerType'));
  const all = Object.values(toml.owners)
    .flatMap(({ metafields }) => Object.values(metafields))
    .flatMap((keys) => Object.entries(keys));
  const unowned = names.filter((name) => !owners.includes(name.toUpperCase()));
  return [
    ...unowned.map((name) => `metafields of ${name}: nothing at Shopify that is called so can have any.`),
    ...all.flatMap(([key, one]) => checkMetafield(schema, key, one)),
  ];
}

function checkMetafield(
  schema: Platform['schema'],
  key: string,
  { type, access }: z.infer<typeof metafield>,
): string[] {
  return [
    ...(METAFIELD_TYPES.split(' ').includes(type.replace(/^list\./, ''))
      ? []
      : [`metafield ${key}: ${type} is no type of Shopify's.`]),
    ...(['admin', 'customer_account', 'storefront'] as const).flatMap((surface) => {
      const allowed = enumValues(schema.getType(ACCESS[surface])).map((value) => value.toLowerCase());
      return allowed.includes(access[surface])
        ? []
        : [`metafield ${key}: access.${surface} is none of ${allowed.join(', ')}.`];
    }),
  ];
}

function enumValues(type: unknown): string[] {
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}
