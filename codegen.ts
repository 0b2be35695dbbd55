/** Types of every Admin API operation and of what the functions get, from Shopify's own published schemas as they lie in the project. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { buildSchema, printSchema } from 'graphql';

const SCHEMA = 'sandbox/admin-api/schema/admin-2026-07.graphql.gz';
const scalars = {
  ID: 'string',
  DateTime: 'string',
  Date: 'string',
  Decimal: 'string',
  Money: 'string',
  URL: 'string',
  UnsignedInt64: 'string',
  BigInt: 'string',
  JSON: 'unknown',
};

const config: CodegenConfig = {
  generates: {
    'app/shopify/generated/admin-api.ts': {
      schema: printSchema(
        buildSchema(gunzipSync(readFileSync(SCHEMA)).toString('utf8'), { assumeValid: true }),
      ),
      documents: 'app/shopify/operations/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        scalars: Object.fromEntries(
          Object.entries(scalars).map(([name, type]) => [name, { input: type, output: type }]),
        ),
        defaultScalarType: 'unknown',
        onlyOperationTypes: true,
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        documentMode: 'documentNode',
      },
    },
    ...functionTypes('member-discount'),
    ...functionTypes('exclusive-access'),
  },
};

/** What a Shopify Function is given (by its input queries) and may answer: decimals come and go as text. */
function functionTypes(extension: string): CodegenConfig['generates'] {
  const folder = `extensions/${extension}`;
  const shared = { schema: `${folder}/schema.graphql` };
  const config = {
    scalars: { ID: 'string', Decimal: 'string', Handle: 'string' },
    defaultScalarType: 'unknown',
    enumsAsTypes: true,
    useTypeImports: true,
    skipTypename: true,
  };
  return {
    [`${folder}/generated/input.ts`]: {
      ...shared,
      documents: `${folder}/src/*.graphql`,
      plugins: ['typescript-operations'],
      config,
    },
    [`${folder}/generated/answer.ts`]: { ...shared, plugins: ['typescript'], config },
  };
}

export default config;
