/**
 * What we have agreed with Shopify, checked against its own schema: operations, scopes, protected customer data, the
 * app's configuration; and that the generated files which lie in the project are fresh. Every check is also tried with
 * a fault planted.
 */
import { generate } from '@graphql-codegen/cli';
import { ApiVersion } from '@shopify/shopify-api';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { missingScopes, REQUIRED_SCOPES } from '../app/core/contracts/scopes.ts';
import { VALUE_SCOPES } from '../app/core/program/rewards.ts';
import { journeySchema } from '../app/core/journeys/journey.ts';
import { programSchema } from '../app/core/program/program.ts';
import { interpretDelivery } from '../app/services/interpret-delivery.ts';
import { API_VERSION } from '../app/shopify/admin-client.ts';
import codegen from '../codegen.ts';
import { readSources, readText, ROOT } from './support/architecture/sources.ts';
import { checkAppToml, readAppToml, scopesOf, topicsOf } from './support/contracts/app-toml.ts';
import {
  checkOperations,
  compareScopes,
  deprecatedInputs,
  neededScopes,
  protectedFields,
  readOperations,
  readPlatform,
  topicScopes,
} from './support/contracts/operations.ts';
import { strayDocuments } from './support/contracts/stray-graphql.ts';

const PINNED = readPlatform('2026-07');
const NEXT = readPlatform('2026-10');
const PLATFORMS = [PINNED, NEXT];
const operations = readOperations();
/** Operations that run only where a merchant has granted what they need. */
const OPTIONAL = ['stored-value.graphql', 'theme.graphql'];
const appToml = readAppToml(readText('shopify.app.toml'));

/** Scopes that the schema does not ask for, with what does. */
const OTHER_NEEDS: Record<string, string> = {
  write_customers: 'metafieldsSet asks for the right to write the owner: the standing lies on the customer',
  write_app_proxy: 'the configuration of the app proxy asks for it',
};

const SAME_PERSON =
  'A friend who is the advocate herself gets no reward for her: compared when the friend’s order is looked at, and not kept.';
const KNOWN_AGAIN = 'The same friend of two advocates is recognised; only a keyed hash of it is kept.';
/** Protected customer data that we read, with the purpose that Shopify's form asks for; the same in docs/privacy.md. */
const PROTECTED: Record<string, string> = {
  'Customer.displayName': 'Merchants find a member by name and see whose points they look at.',
  'Customer.firstName': SAME_PERSON,
  'Customer.lastName': SAME_PERSON,
  'CustomerEmailAddress.emailAddress':
    'Merchants find a member by e-mail address when a shopper asks about points.',
  'CustomerPhoneNumber.phoneNumber': SAME_PERSON,
  'MailingAddress.address1': KNOWN_AGAIN,
  'MailingAddress.address2': SAME_PERSON,
  'MailingAddress.firstName': KNOWN_AGAIN,
  'MailingAddress.lastName': KNOWN_AGAIN,
  'MailingAddress.phone': KNOWN_AGAIN,
  'MailingAddress.zip': KNOWN_AGAIN,
  'Order.email': 'A guest’s order is found again when she opens an account; only a keyed hash of it is kept.',
  'Order.phone': KNOWN_AGAIN,
};

test.for(PLATFORMS)('every operation is valid in $version and uses nothing deprecated', (platform) => {
  expect(checkOperations(platform, operations)).toEqual([]);
});

test.for([
  ['an unknown field', '{ orders(first: 1) { nodes { pointsBalance } } }'],
  ['a deprecated field', '{ customer(id: "gid://shopify/Customer/1") { email } }'],
  [
    'a deprecated input',
    'mutation { discountCodeBasicCreate(basicCodeDiscount: { customerSelection: { all: true } }) { userErrors { message } } }',
  ],
  ['a missing argument', '{ customer { id } }'],
] as const)('an operation with %s is caught', ([, text]) => {
  for (const platform of PLATFORMS) expect(checkOperations(platform, parse(text))).toHaveLength(1);
});

const sent = readSources().filter(
  (one) => one.path.startsWith('app/shopify/') && !one.path.endsWith('.test.ts'),
);

test('no input is built with a field that Shopify is going to remove', () => {
  expect(sent.length).toBeGreaterThan(5);
  for (const platform of PLATFORMS) {
    expect(
      namesUsed(
        deprecatedInputs(platform, operations),
        sent.map(({ text }) => text),
      ),
    ).toEqual([]);
  }
});

test('a deprecated field in an input that we build is caught', () => {
  const names = deprecatedInputs(PINNED, operations);
  expect(namesUsed(names, ['const discount = { customerSelection: { all: true } };'])).toEqual([
    'customerSelection',
  ]);
});

function namesUsed(names: Set<string>, texts: string[]): string[] {
  return [...names].filter((name) => texts.some((text) => new RegExp(`\\b${name}\\s*:`).test(text)));
}

test.for(PLATFORMS)('the scopes are exactly what operations and webhooks need in $version', (platform) => {
  const needs = [
    ...neededScopes(
      platform,
      readOperations((name) => !OPTIONAL.includes(name)),
    ),
    ...topicScopes(platform, topicsOf(appToml)),
    ...Object.keys(OTHER_NEEDS).map((scope) => [scope]),
  ];
  expect(compareScopes(needs, scopesOf(appToml))).toEqual([]);
});

test('a missing and an unused scope are caught, and one of several alternatives is enough', () => {
  const needs = neededScopes(PINNED, parse('{ orders(first: 1) { nodes { id customer { id } } } }'));
  expect(compareScopes(needs, ['read_orders', 'read_customers'])).toEqual([]);
  expect(compareScopes(needs, ['read_orders', 'write_themes'])).toEqual([
    expect.stringContaining('missing: read_customers'),
    expect.stringContaining('unused: write_themes'),
  ]);
  expect(topicScopes(PINNED, ['customers/merge', 'app/uninstalled'])).toEqual([['read_customer_merge']]);
});

test.for(PLATFORMS)(
  'the optional scopes are exactly what store credit, gift cards and a look at the theme need, and older orders, in $version',
  (platform) => {
    const needs = neededScopes(
      platform,
      readOperations((name) => OPTIONAL.includes(name)),
    );
    const asked = scopesOf(appToml);
    const beyond = needs.filter((need) => !need.some((scope) => asked.includes(scope)));
    expect(compareScopes([...beyond, ['read_all_orders']], appToml.access_scopes.optional_scopes)).toEqual(
      [],
    );
    expect(compareScopes(beyond, ['write_gift_cards'])).not.toEqual([]);
  },
);

test('every scope that a program is checked for is one that the merchant can be asked for', () => {
  const checked = Object.values(VALUE_SCOPES).flat();
  expect(checked.filter((scope) => !appToml.access_scopes.optional_scopes.includes(scope))).toEqual([]);
});

test('the app asks for access by the same list that it misses access by', () => {
  expect([...REQUIRED_SCOPES].sort()).toEqual(scopesOf(appToml).sort());
  expect(missingScopes('read_orders,write_customers', ['read_customers', 'read_products'])).toEqual([
    'read_products',
  ]);
});

test.for(PLATFORMS)('protected customer data is read for a stated purpose only in $version', (platform) => {
  expect(protectedFields(platform, operations)).toEqual(Object.keys(PROTECTED).sort());
});

test('a protected field without a purpose is caught', () => {
  const text = '{ orders(first: 1) { nodes { phone customer { firstName } } } }';
  expect(protectedFields(PINNED, parse(text))).toEqual(['Customer.firstName', 'Order.phone']);
});

test('docs/privacy.md names the same protected fields and purposes', () => {
  expect(purposesIn(readText('docs/privacy.md'))).toEqual(PROTECTED);
  expect(purposesIn('| `Customer.phone` | None. |')).not.toEqual(PROTECTED);
});

function purposesIn(markdown: string): Record<string, string> {
  const rows = [...markdown.matchAll(/^\| `(\w+\.\w+)`\s*\|\s*(.+?)\s*\|$/gm)];
  return Object.fromEntries(rows.map(([, field = '', purpose = '']) => [field, purpose]));
}

test('versions, topics and metafields of shopify.app.toml are real', () => {
  expect(checkAppToml(appToml, PLATFORMS)).toEqual([]);
});

test.for([
  ['a version that is none', 'api_version = "2026-07"', 'api_version = "2026-08"', 1],
  ['a topic that is none', '"orders/paid"', '"orders/payed"', 2],
  ['a topic twice', '"orders/paid"', '"orders/create"', 2],
  ['a compliance topic less', ', "shop/redact"', '', 1],
  ['a metafield type that is none', 'type = "json"', 'type = "object"', 2],
  ['an owner of metafields that is none', '[customer.metafields', '[shopper.metafields', 2],
  ['an access that is none', 'merchant_read"', 'everybody"', 2],
] as const)('a configuration with %s is caught', ([, right, wrong, findings]) => {
  const planted = readText('shopify.app.toml').replace(right, wrong);
  expect(checkAppToml(readAppToml(planted), PLATFORMS)).toHaveLength(findings);
});

test('every topic that is subscribed to is one that the app does something with', () => {
  const compliance = appToml.webhooks.subscriptions.flatMap((one) => one.compliance_topics);
  expect([...topicsOf(appToml), ...compliance].filter(isUnknown)).toEqual([]);
  expect(['products/update'].filter(isUnknown)).toEqual(['products/update']);
});

function isUnknown(topic: string): boolean {
  const shop = { shop: 'one.myshopify.com', name: 'One', currency: 'EUR', timezone: 'UTC', locale: 'en' };
  const keys = {
    shop: shop.shop,
    deliveryId: 'd1',
    eventId: null,
    resourceId: null,
    apiVersion: API_VERSION,
  };
  const event = { ...keys, topic, triggeredAt: new Date(0), body: '{}', attempts: 0 };
  const meaning = interpretDelivery(event, {
    ...shop,
    isPlus: false,
    installedAt: new Date(0),
    uninstalledAt: null,
  });
  return meaning.kind === 'ignored';
}

test('one API version is used everywhere', () => {
  const version = appToml.webhooks.api_version;
  const library = readSources()
    .filter((one) => one.path.startsWith('app/'))
    .flatMap(({ text }) => [...text.matchAll(/\bApiVersion\.(\w+)/g)].map(([, name = '']) => name));
  expect(API_VERSION).toBe(version);
  expect(library.length).toBeGreaterThan(0);
  for (const name of library) expect(ApiVersion[name as keyof typeof ApiVersion], name).toBe(version);
});

test('no GraphQL is written outside the files of the operations', () => {
  const code = readSources().filter(
    ({ path }) => /^(app|extensions)\//.test(path) && !path.includes('.test.') && !path.includes('/tests/'),
  );
  expect(code.length).toBeGreaterThan(300);
  expect(strayDocuments(code)).toEqual([]);
});

test.for([
  ['a template', 'const text = `query Shop { shop { name } }`;'],
  ['a marked template', 'const text = `#graphql\n  fragment A on Shop { name }`;'],
  ['a tag', 'const text = gql`mutation Pay($id: ID!) @safe { pay(id: $id) { id } }`;'],
  ['a template with holes', 'const text = `{ orders(first: ${count}) { nodes { ${fields} } } }`;'],
  ['texts added up', "const text = 'query Shop' + ' { shop ' + '{ name } }';"],
  ['an argument', 'await post(url, { query: "subscription { shop { name } }" });'],
] as const)('GraphQL in %s is caught', ([, text]) => {
  expect(strayDocuments([{ path: 'app/services/planted.ts', text }])).toHaveLength(1);
});

test('text that only speaks of queries is let alone', () => {
  const text =
    "const a = 'query of the shop'; const b = `{${c}}`; const d = 'mutation'; const e = '{ a: { b } }';";
  expect(strayDocuments([{ path: 'app/services/sound.ts', text }])).toEqual([]);
});

test('the types of the operations are fresh: `npm run generate` renews them', async () => {
  const [file] = await generate({ ...codegen, cwd: ROOT, silent: true }, false);
  expect(file?.content === readText('app/shopify/generated/admin-api.ts')).toBe(true);
  expect(file?.content === `${readText('app/shopify/generated/admin-api.ts')}// edited by hand`).toBe(false);
});

test('docs/program.schema.json is fresh: `npm run generate` renews it', () => {
  const written: unknown = JSON.parse(readText('docs/program.schema.json'));
  expect(written).toEqual(z.toJSONSchema(programSchema, { io: 'input' }));
  expect(written).not.toEqual(z.toJSONSchema(programSchema.extend({ planted: z.string() }), { io: 'input' }));
});

test('docs/journey.schema.json is fresh: `npm run generate` renews it', () => {
  const written: unknown = JSON.parse(readText('docs/journey.schema.json'));
  expect(written).toEqual(z.toJSONSchema(journeySchema, { io: 'input' }));
  expect(written).not.toEqual(z.toJSONSchema(journeySchema.extend({ planted: z.string() }), { io: 'input' }));
});
