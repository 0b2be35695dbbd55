/**
 * Bundles the app's Shopify Functions as Shopify's CLI does before it compiles them: one script that reads its input
 * and writes its output through the global `ShopifyFunction`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { type DocumentNode, type GraphQLSchema, buildSchema, parse } from 'graphql';
import { parse as parseToml } from 'smol-toml';

export type FunctionTarget = {
  /** `cart.lines.discounts.generate.run`. */
  target: string;
  query: DocumentNode;
  querySource: string;
  /** Name that the bundle exports it by. */
  exportName: string;
};

export type AppFunction = {
  handle: string;
  /** An ES module whose exports take and return nothing. */
  bundle: string;
  schema: GraphQLSchema;
  targets: FunctionTarget[];
  /** Where Shopify reads the variables of the input query, as `namespace` and `key`. */
  variables: { namespace: string; key: string } | null;
};

type Toml = {
  extensions?: {
    type?: string;
    handle?: string;
    targeting?: { target: string; input_query: string; export: string }[];
    input?: { variables?: { namespace: string; key: string } };
  }[];
};

const extensions = fileURLToPath(new URL('../../extensions/', import.meta.url));
let known: AppFunction[] | undefined;

/** Read and bundled once per process. */
export function appFunctions(): AppFunction[] {
  known ??= readdirSync(extensions).flatMap((folder) => readFunction(path.join(extensions, folder)));
  return known;
}

export function findFunction(handle: string): AppFunction | undefined {
  return appFunctions().find((one) => one.handle === handle);
}

function readFunction(folder: string): AppFunction[] {
  const file = path.join(folder, 'shopify.extension.toml');
  if (!existsSync(file)) return [];
  const [extension] = (parseToml(readFileSync(file, 'utf8')) as Toml).extensions ?? [];
  if (extension?.type !== 'function' || !extension.handle) return [];
  const targets = (extension.targeting ?? []).map((one): FunctionTarget => {
    const querySource = readFileSync(path.join(folder, one.input_query), 'utf8');
    return { target: one.target, query: parse(querySource), querySource, exportName: camel(one.export) };
  });
  return [
    {
      handle: extension.handle,
      bundle: bundle(
        folder,
        targets.map(({ exportName }) => exportName),
      ),
      schema: buildSchema(readFileSync(path.join(folder, 'schema.graphql'), 'utf8')),
      targets,
      variables: extension.input?.variables ?? null,
    },
  ];
}

function bundle(folder: string, names: string[]): string {
  const wrapped = names.map(
    (name) =>
      `export function ${name}() { ShopifyFunction.writeOutput(user.${name}(ShopifyFunction.readInput())); }`,
  );
  const { outputFiles } = buildSync({
    stdin: {
      contents: [`import * as user from './src/index.ts';`, ...wrapped].join('\n'),
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${folder}`);
  return file.text;
}

/** `cart-lines-discounts-generate-run` → `cartLinesDiscountsGenerateRun`. */
export function camel(name: string): string {
  return name.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
}
