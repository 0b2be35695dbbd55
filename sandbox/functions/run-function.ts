/**
 * Runs a function of the app as the store would: its own input query is answered by Shopify's schema, the bundle runs
 * without clock, chance and network, and what it answers is checked against the schema.
 */
import vm from 'node:vm';
import { coerceInputValue, executeSync, getNamedType, isInputType } from 'graphql';
import { type AppFunction, camel } from './bundle.ts';

const scripts = new Map<string, vm.Script>();

/** @returns the function's answer, or undefined when it has no such target. @throws when it breaks a rule of Shopify's */
export function runFunction<Answer>(
  one: AppFunction,
  target: string,
  root: unknown,
  variables: Record<string, unknown> = {},
): Answer | undefined {
  const aim = one.targets.find((candidate) => candidate.target === target);
  if (!aim) return undefined;
  const { data, errors } = executeSync({
    schema: one.schema,
    document: aim.query,
    rootValue: root,
    variableValues: variables,
  });
  if (errors?.[0]) throw new Error(`sandbox: input of ${one.handle}: ${errors[0].message}`);
  let written: unknown;
  const sandbox = vm.createContext({
    ShopifyFunction: {
      readInput: () => structuredClone(JSON.parse(JSON.stringify(data)) as unknown),
      writeOutput: (answer: unknown) => (written = JSON.parse(JSON.stringify(answer))),
    },
  });
  vm.runInContext('delete globalThis.Date; delete Math.random;', sandbox);
  scriptOf(one).runInContext(sandbox, { timeout: 1_000 });
  vm.runInContext(`functions.${aim.exportName}()`, sandbox, { timeout: 1_000 });
  return checked(one, target, written) as Answer;
}

/** The bundle as a plain script: its exports become one object. */
function scriptOf({ handle, bundle }: AppFunction): vm.Script {
  const known = scripts.get(handle);
  if (known) return known;
  const code = bundle.replace(/export \{([^}]*)\};?\s*$/, (_, names: string) => {
    const fields = names.split(',').map((name) => name.trim().replace(/^(\w+) as (\w+)$/, '$2: $1'));
    return `globalThis.functions = { ${fields.join(', ')} };`;
  });
  const script = new vm.Script(code, { filename: `${handle}.js` });
  scripts.set(handle, script);
  return script;
}

function checked({ schema, handle }: AppFunction, target: string, answer: unknown): unknown {
  const field = schema.getMutationType()?.getFields()[camel(target)];
  const type = field?.args.find(({ name }) => name === 'result')?.type;
  if (!type || !isInputType(type)) throw new Error(`sandbox: ${target} is no target of ${handle}`);
  return coerceInputValue(answer, type, (path, value, error) => {
    const place = [getNamedType(type).name, ...path].join('.');
    throw new Error(`sandbox: ${handle} answered ${JSON.stringify(value)} at ${place}: ${error.message}`);
  });
}
