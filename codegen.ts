/** Types of every Admin API operation, from Shopify's own published schema as it lies in the project. */
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
  schema: printSchema(buildSchema(gunzipSync(readFileSync(SCHEMA)).toString('utf8'), { assumeValid: true })),
  documents: 'app/shopify/operations/*.graphql',
  generates: {
    'app/shopify/generated/admin-api.ts': {
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
  },
};

export default config;
