/**
 * Runs a bundled function in QuickJS, as WebAssembly, and counts its instructions. Shopify compiles functions with
 * Javy, which is QuickJS too, but another build of it: the count guards against growth and shows rough headroom.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import base from '@jitl/quickjs-ng-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext } from 'quickjs-emscripten-core';
import { addFuel } from './fuel.ts';

/** Shopify's limits for carts of up to 200 lines. */
export const LIMITS = {
  instructions: 11_000_000,
  inputBytes: 128_000,
  outputBytes: 20_000,
  queryBytes: 3_000,
  queryCost: 30,
};

export type Measured = { output: unknown; instructions: number; inputBytes: number; outputBytes: number };

let compiled: WebAssembly.Module | undefined;

/** A fresh machine per run, so that the same input costs the same to the instruction. */
export async function measure(bundle: string, exportName: string, input: unknown): Promise<Measured> {
  const { context, fuel } = await machine();
  const inputJson = JSON.stringify(input);
  let output = '';
  context.setProp(
    context.global,
    '__in',
    context.newFunction('__in', () => context.newString(inputJson)),
  );
  context.setProp(
    context.global,
    '__out',
    context.newFunction('__out', (text) => {
      output = context.getString(text);
    }),
  );
  // Parsing and writing happen inside, so that they are counted.
  run(
    context,
    'globalThis.ShopifyFunction = { readInput: () => JSON.parse(__in()), writeOutput: (v) => __out(JSON.stringify(v)) };',
  );
  run(context, 'delete globalThis.Date;');
  context.runtime.setModuleLoader(() => bundle);
  run(context, `import * as functions from 'user'; globalThis.functions = functions;`, true);
  context.runtime.executePendingJobs();
  const before = fuel();
  run(context, `functions[${JSON.stringify(exportName)}]()`);
  return {
    output: output === '' ? undefined : (JSON.parse(output) as unknown),
    instructions: Number(fuel() - before),
    inputBytes: Buffer.byteLength(inputJson),
    outputBytes: Buffer.byteLength(output),
  };
}

async function machine(): Promise<{ context: QuickJSContext; fuel: () => bigint }> {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm');
  compiled ??= new WebAssembly.Module(addFuel(readFileSync(file)));
  const module = compiled;
  let instance: WebAssembly.Instance | undefined;
  const variant = newVariant(base, {
    emscriptenModule: {
      instantiateWasm(imports: WebAssembly.Imports, done: (made: WebAssembly.Instance) => void) {
        instance = new WebAssembly.Instance(module, imports);
        done(instance);
        return instance.exports;
      },
    },
  });
  const quickJs = await newQuickJSWASMModuleFromVariant(variant);
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(10_000_000);
  runtime.setMaxStackSize(512 * 1024);
  return {
    context: runtime.newContext(),
    fuel: () => {
      const counter = instance?.exports['__fuel'];
      if (!(counter instanceof WebAssembly.Global)) throw new Error('the counter is missing');
      return counter.value as bigint;
    },
  };
}

function run(context: QuickJSContext, code: string, asModule = false): void {
  const result = context.evalCode(code, 'main.js', { type: asModule ? 'module' : 'global' });
  if (result.error) throw new Error(JSON.stringify(context.dump(result.error)));
  result.value.dispose();
}
