/** Shopify Functions keep within Shopify's limits, and their types and fixtures fit its schema. */
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { loadInputQuery, loadSchema, validateTestAssets } from '@shopify/shopify-function-test-helpers';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import codegen from '../codegen.ts';
import { type AppFunction, appFunctions, findFunction } from '../sandbox/functions/bundle.ts';
import { readText, ROOT } from './support/architecture/sources.ts';
import {
  accessInput,
  deliveryInput,
  EXPECTED_LINES,
  line,
  linesInput,
  RULE,
} from './support/functions/carts.ts';
import { addFuel } from './support/functions/fuel.ts';
import { LIMITS, measure } from './support/functions/measure.ts';
import { queryBytes, queryCost } from './support/functions/query-cost.ts';

const BUDGET = 0.6;
const HUNDREDS = Array.from({ length: 200 }, (_, index) => index);
const HEAVY: [name: string, handle: string, target: string, input: unknown][] = [
  [
    '200 lines, a tenth of them gift cards',
    'member-discount',
    'cart.lines.discounts.generate.run',
    linesInput({ lines: HUNDREDS.map((index) => line(index, index % 10 === 0)) }),
  ],
  [
    'a delivery of 200 lines',
    'member-discount',
    'cart.delivery-options.discounts.generate.run',
    deliveryInput('80.0'),
  ],
  [
    '200 lines with a rule that has a collection',
    'exclusive-access',
    'cart.validations.generate.run',
    accessInput(
      RULE,
      HUNDREDS.map((index) => ({ id: `gid://shopify/Product/${index + 2}`, inAnyCollection: false })),
    ),
  ],
];

test.for(HEAVY)(
  '%s stays within the budget of instructions, input and output',
  async ([, handle, target, input]) => {
    const { one, exportName } = aim(handle, target);
    const measured = await measure(one.bundle, exportName, input);
    expect(findFindings(measured)).toEqual([]);
    expect(Buffer.byteLength(one.bundle)).toBeLessThan(20_000);
    expect(measured.instructions).toBeGreaterThan(10_000);
  },
);

test('a function that does too much for every line is caught', async () => {
  const wasteful = `export function run() {
    const input = ShopifyFunction.readInput();
    let sum = 0;
    for (const line of input.cart.lines) for (let i = 0; i < 2_000; i += 1) sum += (line.id.length * i) % 7;
    ShopifyFunction.writeOutput({ sum });
  }`;
  const measured = await measure(wasteful, 'run', HEAVY[0]?.[3]);
  expect(findFindings(measured)).toEqual(['instructions']);
});

function findFindings(measured: { instructions: number; inputBytes: number; outputBytes: number }): string[] {
  const names = ['instructions', 'inputBytes', 'outputBytes'] as const;
  return names.filter((name) => measured[name] > LIMITS[name] * BUDGET);
}

function aim(handle: string, target: string): { one: AppFunction; exportName: string } {
  const one = findFunction(handle);
  const found = one?.targets.find((candidate) => candidate.target === target);
  if (!one || !found) throw new Error(`${handle} has no ${target}`);
  return { one, exportName: found.exportName };
}

test('the counter counts exactly: 3 instructions before a loop, 5 in each of its 10 rounds, 1 after it', () => {
  // i32.const 10, local.set 0, then loop { local.get, i32.const 1, i32.sub, local.tee, br_if }, local.get
  const body = [
    0x01, 0x01, 0x7f, 0x41, 0x0a, 0x21, 0x00, 0x01, 0x41, 0x00, 0x1a, 0x03, 0x40, 0x20, 0x00, 0x41, 0x01,
    0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b, 0x20, 0x00, 0x1a, 0x0b,
  ];
  const wasm = Uint8Array.of(
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    0x01,
    0x04,
    0x01,
    0x60,
    0x00,
    0x00,
    0x03,
    0x02,
    0x01,
    0x00,
    0x07,
    0x05,
    0x01,
    0x01,
    0x66,
    0x00,
    0x00,
    0x0a,
    body.length + 2,
    0x01,
    body.length,
    ...body,
  );
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(addFuel(wasm)));
  (exports['f'] as () => void)();
  expect((exports['__fuel'] as WebAssembly.Global).value).toBe(BigInt(3 + 10 * 5 + 1));
});

test.for(appFunctions().flatMap((one) => one.targets.map((target) => [target.target, one, target] as const)))(
  'the input query of %s is cheap and short',
  ([, { schema }, { query, querySource }]) => {
    expect(queryCost(schema, query)).toBeLessThanOrEqual(LIMITS.queryCost);
    expect(queryBytes(querySource)).toBeLessThanOrEqual(LIMITS.queryBytes);
  },
);

test('an input query that asks for too much is caught', () => {
  const { schema } = aim('member-discount', 'cart.lines.discounts.generate.run').one;
  const asks = Array.from(
    { length: 11 },
    (_, index) => `m${index}: metafield(key: "k${index}") { value }`,
  ).join(' ');
  expect(queryCost(schema, parse(`{ cart { ${asks} } }`))).toBe(33);
});

const LINES_FIXTURE = {
  export: 'cart-lines-discounts-generate-run',
  target: 'cart.lines.discounts.generate.run',
  input: linesInput({ lines: [line(0), line(1, true)] }),
  expectedOutput: EXPECTED_LINES,
};

test('Shopify’s own test helpers find nothing wrong with query, input and output', async () => {
  expect(await helperFindings(LINES_FIXTURE)).toEqual([]);
});

test('Shopify’s own test helpers catch an output that the schema does not know', async () => {
  const planted = structuredClone(LINES_FIXTURE);
  for (const { orderDiscountsAdd } of planted.expectedOutput.operations)
    orderDiscountsAdd.selectionStrategy = 'ALL';
  expect(await helperFindings(planted)).not.toEqual([]);
});

async function helperFindings(fixture: typeof LINES_FIXTURE): Promise<string[]> {
  // Their own loaders: they bring a copy of GraphQL that knows no schema of ours.
  const folder = path.join(ROOT, 'extensions/member-discount');
  const schema = await loadSchema(path.join(folder, 'schema.graphql'));
  const inputQueryAST = await loadInputQuery(path.join(folder, 'src/cart-lines.graphql'));
  // Our schema has no descriptions, by which the helpers would find the mutation themselves.
  const found = await validateTestAssets({
    schema,
    fixture,
    inputQueryAST,
    mutationName: 'cartLinesDiscountsGenerateRun',
    resultParameterName: 'result',
  });
  expect(found).not.toHaveProperty('error');
  const errors = [...found.inputQuery.errors, ...found.inputFixture.errors, ...found.outputFixture.errors];
  return errors.map((error) => (typeof error === 'string' ? error : error.message));
}

test('the types of the functions are fresh: `npm run generate` renews them', async () => {
  const files: { filename: string; content: string }[] = await generate(
    { ...codegen, cwd: ROOT, silent: true },
    false,
  );
  const ours = files.filter(({ filename }) => filename.includes('extensions/'));
  expect(ours).toHaveLength(4);
  for (const { filename, content } of ours) expect(content === readText(filename), filename).toBe(true);
});
