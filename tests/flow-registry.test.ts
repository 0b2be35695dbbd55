/** The registry of Flow actions and the extensions that Shopify knows them by say the same. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { FLOW_ACTIONS, type FlowField } from '../app/core/flow/registry.ts';
import { readText, ROOT } from './support/architecture/sources.ts';

type Toml = {
  extensions: { type: string; handle: string; runtime_url?: string }[];
  settings: { fields: { type: string; key?: string; required?: boolean }[] };
};

const PREFIX = 'flow-action-';
const written = Object.fromEntries(
  readdirSync(path.join(ROOT, 'extensions'))
    .filter((folder) => folder.startsWith(PREFIX))
    .map((folder) => [folder.slice(PREFIX.length), readText(`extensions/${folder}/shopify.extension.toml`)]),
);

test('every action of the registry has its extension, and every extension its action', () => {
  expect(differences(FLOW_ACTIONS, written)).toEqual([]);
});

test.for<[fault: string, registry: Record<string, Record<string, FlowField>>, files: Record<string, string>]>(
  [
    ['an action without an extension', { ...FLOW_ACTIONS, 'give-thanks': {} }, written],
    [
      'an extension without an action',
      FLOW_ACTIONS,
      { ...written, 'give-thanks': written['move-tier'] ?? '' },
    ],
    ['another type of a field', FLOW_ACTIONS, planted('add-points', 'number_decimal', 'email')],
    ['another key', FLOW_ACTIONS, planted('move-tier', 'key = "tier"', 'key = "level"')],
    [
      'a field that need not be filled',
      FLOW_ACTIONS,
      planted('issue-reward', 'required = true', 'required = false'),
    ],
    [
      'another address',
      FLOW_ACTIONS,
      planted('issue-reward', '/flow/actions/issue-reward', '/flow/actions/reward'),
    ],
  ],
)('%s is caught', ([, registry, files]) => {
  expect(differences(registry, files)).toHaveLength(1);
});

function planted(handle: string, right: string, wrong: string): Record<string, string> {
  return { ...written, [handle]: (written[handle] ?? '').replace(right, wrong) };
}

function differences(
  registry: Record<string, Record<string, FlowField>>,
  files: Record<string, string>,
): string[] {
  const handles = [...new Set([...Object.keys(registry), ...Object.keys(files)])];
  return handles.filter((handle) => {
    const fields = registry[handle];
    const file = files[handle];
    return (
      !fields || !file || JSON.stringify(wanted(handle, fields)) !== JSON.stringify(said(parse(file) as Toml))
    );
  });
}

function wanted(handle: string, fields: Record<string, FlowField>) {
  const own = Object.entries(fields).map(([key, { type, required }]) => [key, type, required]);
  return ['flow_action', handle, `/flow/actions/${handle}`, [null, 'customer_reference', true], ...own];
}

function said({ extensions, settings }: Toml) {
  const [one] = extensions;
  const fields = settings.fields.map(({ key, type, required }) => [key ?? null, type, required ?? false]);
  return [one?.type, one?.handle, one?.runtime_url, ...fields];
}
