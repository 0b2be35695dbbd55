/**
 * Functions: targets and input queries against the schema of their API, in the pinned and in the next version, within
 * the cost and the size that Shopify allows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isLeafType,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ROOT } from '../architecture/sources.ts';
import type { Entry, Extension } from './extensions.ts';

const FOLDER = path.join(ROOT, 'sandbox/admin-api/schema');

/** https://shopify.dev/docs/api/functions: limits of an input query; comments do not count. */
const COST_MAX = 30;
const BYTES_MAX = 3_000;
const DEAR_FIELDS = new Set(['hasAnyTag', 'hasTags', 'inAnyCollection', 'inCollections']);
const DEAR = 3;
/** What these hold has been paid for by the field that asks for them. */
const PAID_TYPES = new Set(['Metafield', 'HasTagResponse', 'CollectionMembership']);

type FunctionSchema = { version: string; sdl: string; schema: GraphQLSchema };

let all: FunctionSchema[] | undefined;

function schemas(): FunctionSchema[] {
  all ??= readdirSync(FOLDER).flatMap((file) => {
    const version = /^functions-\w+-(\d{4}-\d{2})\.graphql\.gz$/.exec(file)?.[1];
    if (version === undefined) return [];
    const sdl = gunzipSync(readFileSync(path.join(FOLDER, file))).toString('utf8');
    return [{ version, sdl, schema: buildSchema(sdl, { assumeValid: true }) }];
  });
  return all;
}

export function checkFunction(extension: Extension, { targeting }: Entry): string[] {
  return [
    ...(targeting.length > 0 ? [] : ['it has no target.']),
    ...checkSchemaFile(extension, targeting[0]?.target ?? ''),
    ...targeting.flatMap((one) => checkTarget(extension, one)),
  ];
}

/** The schema that Shopify's tools read beside the function is the one that the checks use. */
function checkSchemaFile({ toml, read }: Extension, target: string): string[] {
  const own = schemasOf(target).find(({ version }) => version === toml.api_version);
  if (!own || read('schema.graphql') === own.sdl) return [];
  return ['schema.graphql is not that of its version; run scripts/update-shopify-schema.mjs.'];
}

/** `cart.lines.discounts.generate.run` answers with the mutation `cartLinesDiscountsGenerateRun`. */
function schemasOf(target: string): FunctionSchema[] {
  const mutation = target.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  return schemas().filter(({ schema }) => schema.getMutationType()?.getFields()[mutation] !== undefined);
}

function checkTarget(
  { read }: Extension,
  { target, input_query: file }: Entry['targeting'][number],
): string[] {
  const known = schemasOf(target);
  if (known.length < 2) return [`${target} is no target of a function in the pinned and the next version.`];
  const text = file === undefined ? undefined : read(file);
  if (text === undefined) return [`${target}: there is no input query ${file}.`];
  return known.flatMap(({ version, schema }) =>
    checkInputQuery(schema, text).map((fault) => `${file}, ${version}: ${fault}`),
  );
}

function checkInputQuery(schema: GraphQLSchema, text: string): string[] {
  const document = parse(text);
  const errors = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]);
  if (errors.length > 0) return errors.map(({ message }) => message);
  const cost = costOf(schema, document);
  const bytes = Buffer.byteLength(text.replaceAll(/#.*$/gm, ''));
  return [
    ...(cost <= COST_MAX ? [] : [`it costs ${cost}; ${COST_MAX} are allowed.`]),
    ...(bytes <= BYTES_MAX ? [] : [`it has ${bytes} bytes; ${BYTES_MAX} are allowed.`]),
  ];
}

/** Fragments count wherever they are spread, so that one cannot hide its cost behind a single definition. */
export function costOf(schema: GraphQLSchema, document: DocumentNode): number {
  const info = new TypeInfo(schema);
  const fragments = new Map<string, number>();
  const spread = (name: string): number => fragments.get(name) ?? 0;
  let cost = 0;
  const count = (node: DocumentNode['definitions'][number]): number => {
    cost = 0;
    visit(
      node,
      visitWithTypeInfo(info, {
        FragmentSpread({ name }) {
          cost += spread(name.value);
        },
        Field({ name }) {
          const parent = info.getParentType();
          const type = info.getFieldDef()?.type;
          if (!type || name.value === '__typename' || (parent && PAID_TYPES.has(parent.name))) return;
          const named = getNamedType(type);
          if (named.name === 'Metafield' || DEAR_FIELDS.has(name.value)) cost += DEAR;
          else if (isLeafType(named)) cost += 1;
        },
      }),
    );
    return cost;
  };
  // A fragment may use another that stands below it: as many rounds as there are fragments settle all.
  const definitions = document.definitions.filter((one) => one.kind === 'FragmentDefinition');
  for (const _round of definitions) for (const one of definitions) fragments.set(one.name.value, count(one));
  return document.definitions
    .filter((one) => one.kind === 'OperationDefinition')
    .reduce((total, one) => total + count(one), 0);
}
