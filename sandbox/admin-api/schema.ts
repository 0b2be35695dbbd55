/**
 * Shopify's real Admin schema, and the check of a request against it: what Shopify refuses is refused here, with
 * the scopes the app was granted. Loaded once; checked documents are remembered by their text.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  GraphQLError,
  type GraphQLSchema,
  isLeafType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

type Meta = { scopes: Record<string, string[]>; protected: Record<string, string> };

export type CheckedDocument = { document: DocumentNode; errors: readonly GraphQLError[]; cost: number };

export type AdminSchema = {
  version: string;
  schema: GraphQLSchema;
  check: (source: string) => CheckedDocument;
};

const SUPPORTED = ['2026-07', '2026-10'];
const REMEMBERED_MAX = 500;
/** Points of one object; Shopify charges the same order of magnitude since connections got cheaper. */
export const OBJECT_COST = 0.2;

/** A version Shopify has never published is served by the oldest supported one, as Shopify falls forward. */
export function loadAdminSchema(version: string, grantedScopes: string[]): AdminSchema {
  const served = SUPPORTED.includes(version) ? version : '2026-07';
  const read = (name: string) =>
    gunzipSync(readFileSync(new URL(`./schema/${name}`, import.meta.url))).toString('utf8');
  const schema = buildSchema(read(`admin-${served}.graphql.gz`), { assumeValid: true });
  const meta = JSON.parse(read(`admin-${served}.meta.json.gz`)) as Meta;
  const remembered = new Map<string, CheckedDocument>();
  return {
    version: served,
    schema,
    check: (source) => {
      // The merchant may take a scope back at any time.
      const key = `${grantedScopes.join()} ${source}`;
      const known = remembered.get(key);
      if (known) return known;
      const checked = checkDocument(schema, meta, grantedScopes, source);
      if (remembered.size > REMEMBERED_MAX) remembered.clear();
      remembered.set(key, checked);
      return checked;
    },
  };
}

function checkDocument(
  schema: GraphQLSchema,
  meta: Meta,
  granted: string[],
  source: string,
): CheckedDocument {
  const empty: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
  let document: DocumentNode;
  try {
    document = parse(source);
  } catch (error) {
    const problem = error instanceof GraphQLError ? error : new GraphQLError(String(error));
    return { document: empty, errors: [problem], cost: 0 };
  }
  const errors = validate(schema, document, undefined, { maxErrors: 20 });
  if (errors.length > 0) return { document, errors, cost: 0 };
  return { document, errors: missingScopes(schema, meta, granted, document), cost: costOf(schema, document) };
}

/** A list of scopes names alternatives where Shopify has several ways to the same data; any of them will do. */
function missingScopes(
  schema: GraphQLSchema,
  meta: Meta,
  granted: string[],
  document: DocumentNode,
): GraphQLError[] {
  const holds = (scope: string) =>
    granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
  const errors = new Map<string, GraphQLError>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        const keys = [`${parent.name}.${field.name}`, getNamedType(field.type).name];
        for (const key of keys) {
          const scopes = meta.scopes[key];
          if (!scopes || scopes.some(holds) || granted.length === 0) continue;
          const message = `Access denied for ${field.name} field. Required access: \`${scopes.join('`, `')}\` access scope.`;
          errors.set(
            key,
            new GraphQLError(message, {
              nodes: node,
              extensions: { code: 'ACCESS_DENIED', requiredAccess: scopes },
            }),
          );
        }
      },
    }),
  );
  return [...errors.values()];
}

/**
 * Shopify's published rules in short: a scalar costs nothing, an object a little, a mutation 10, a connection its
 * children times a share of its page size. An estimate for throttling, not Shopify's exact figure.
 */
function costOf(schema: GraphQLSchema, document: DocumentNode): number {
  const info = new TypeInfo(schema);
  let cost = 0;
  const weights = [1];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const type = info.getType();
          const weight = weights.at(-1) ?? 1;
          const parent = info.getParentType();
          if (parent === schema.getMutationType()) cost += 10;
          const size = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
          const pages = size?.kind === Kind.INT ? Math.max(1, Math.log2(Number(size.value) + 1)) : 1;
          if (type && !isLeafType(getNamedType(type))) cost += OBJECT_COST * weight;
          weights.push(weight * pages);
        },
        leave() {
          weights.pop();
        },
      },
    }),
  );
  return Math.max(1, Math.min(1_000, Math.ceil(cost)));
}
