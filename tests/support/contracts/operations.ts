/** What Shopify's schema says of our operations: whether they are valid, what they may not use, what they need. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  typeFromAST,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ROOT } from '../architecture/sources.ts';

/** What the SDL cannot say; see scripts/update-shopify-schema.mjs. */
export type Meta = {
  scopes: Record<string, string[]>;
  protected: Record<string, string>;
  topics: Record<string, string[]>;
};

export type Platform = { version: string; schema: GraphQLSchema; meta: Meta };

const FOLDER = path.join(ROOT, 'sandbox/admin-api/schema');
const OPERATIONS = path.join(ROOT, 'app/shopify/operations');

/** Lists of scopes that name one of these are alternatives: any of them is enough. */
const ALTERNATIVES = ['read_marketplace_orders', 'read_quick_sale', 'read_buyer_membership_orders'];

export function readPlatform(version: string): Platform {
  const unpack = (name: string) => gunzipSync(readFileSync(path.join(FOLDER, name))).toString('utf8');
  return {
    version,
    schema: buildSchema(unpack(`admin-${version}.graphql.gz`), { assumeValid: true }),
    meta: JSON.parse(unpack(`admin-${version}.meta.json.gz`)) as Meta,
  };
}

/** All files as one document: fragments are shared between them. */
export function readOperations(wanted: (name: string) => boolean = () => true): DocumentNode {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql') && wanted(name));
  return parse(files.map((name) => readFileSync(path.join(OPERATIONS, name), 'utf8')).join('\n'));
}

/** Errors, and uses of what Shopify is going to remove. */
export function checkOperations({ schema, version }: Platform, document: DocumentNode): string[] {
  const rules = [...specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule), NoDeprecatedCustomRule];
  return validate(schema, document, rules).map(({ message }) => `${version}: ${message}`);
}

/** Deprecated fields of the inputs that we send: their values are built in TypeScript, where validation sees nothing. */
export function deprecatedInputs({ schema }: Platform, document: DocumentNode): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = (type: unknown): void => {
    if (!isInputObjectType(type) || seen.has(type.name)) return;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      if (field.deprecationReason) names.add(field.name);
      look(getNamedType(field.type));
    }
  };
  visit(document, {
    VariableDefinition({ type }) {
      const found = typeFromAST(schema, type);
      if (found) look(getNamedType(found));
    },
  });
  return names;
}

/** `Type.field` of every field that is asked for, with the interfaces that declare it, and the types they answer. */
function usesOf({ schema }: Platform, document: DocumentNode): { fields: Set<string>; types: Set<string> } {
  const fields = new Set<string>();
  const types = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        fields.add(`${parent.name}.${field.name}`);
        if (isInterfaceType(parent)) {
          for (const one of schema.getPossibleTypes(parent)) fields.add(`${one.name}.${field.name}`);
        }
        types.add(getNamedType(field.type).name);
      },
      InlineFragment({ typeCondition }) {
        if (typeCondition) types.add(typeCondition.name.value);
      },
    }),
  );
  return { fields, types };
}

export function protectedFields(platform: Platform, document: DocumentNode): string[] {
  return [...usesOf(platform, document).fields].filter((field) => field in platform.meta.protected).sort();
}

/** Each inner list is a need; any of its scopes meets it. */
export function neededScopes(platform: Platform, document: DocumentNode): string[][] {
  const { fields, types } = usesOf(platform, document);
  return [...fields, ...types].flatMap((name) => needsOf(platform.meta.scopes[name] ?? []));
}

/** `orders/paid` is `ORDERS_PAID` in the schema. */
export function topicName(topic: string): string {
  return topic.toUpperCase().replace(/[/.]/g, '_');
}

export function topicScopes({ meta }: Platform, topics: string[]): string[][] {
  return topics.map((topic) => meta.topics[topicName(topic)] ?? []).filter((scopes) => scopes.length > 0);
}

function needsOf(scopes: string[]): string[][] {
  return scopes.some((scope) => ALTERNATIVES.includes(scope)) ? [scopes] : scopes.map((scope) => [scope]);
}

/** Needs that nothing meets, and granted scopes that nothing needs. */
export function compareScopes(needs: string[][], granted: string[]): string[] {
  const missing = needs.filter((need) => !need.some((scope) => granted.includes(scope)));
  const used = new Set(needs.flat());
  return [
    ...new Set(
      missing.map((need) => `missing: ${need.join(' or ')}; add it to access_scopes in shopify.app.toml.`),
    ),
    ...granted
      .filter((scope) => !used.has(scope))
      .map(
        (scope) =>
          `unused: ${scope}; take it out of access_scopes in shopify.app.toml, or say what needs it.`,
      ),
  ];
}
