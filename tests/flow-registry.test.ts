/** The registry of Flow actions and triggers and the extensions that Shopify knows them by say the same. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { FLOW_ACTIONS, FLOW_TRIGGERS, type FlowField } from '../app/core/flow/registry.ts';
import { readText, ROOT } from './support/architecture/sources.ts';

type Toml = {
  extensions: { type: string; handle: string; runtime_url?: string }[];
  settings: { fields: { type: string; key?: string; required?: boolean }[] };
};

const written = extensionsOf('flow-action-');
const triggers = extensionsOf('flow-trigger-');

function extensionsOf(prefix: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path.join(ROOT, 'extensions'))
      .filter((folder) => folder.startsWith(prefix))
      .map((folder) => [
        folder.slice(prefix.length),
        readText(`extensions/${folder}/shopify.extension.toml`),
      ]),
  );
}

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

test('every trigger of the registry has its extension, and every extension its trigger', () => {
  expect(triggerDifferences(FLOW_TRIGGERS, triggers)).toEqual([]);
});

const earned = triggers['points-earned'] ?? '';
const wrongly = (right: string, wrong: string) => {
  expect(earned).toContain(right);
  return { ...triggers, 'points-earned': earned.replace(right, wrong) };
};

test.for<
  [fault: string, registry: Record<string, Record<string, string>>, files: () => Record<string, string>]
>([
  ['a trigger without an extension', { ...FLOW_TRIGGERS, 'points-lost': {} }, () => triggers],
  ['an extension without a trigger', FLOW_TRIGGERS, () => ({ ...triggers, 'points-lost': earned })],
  ['a trigger without a customer', FLOW_TRIGGERS, () => wrongly('customer_reference', 'order_reference')],
  ['another type of its field', FLOW_TRIGGERS, () => wrongly('number_decimal', 'single_line_text_field')],
  ['another key of its field', FLOW_TRIGGERS, () => wrongly('key = "Points"', 'key = "Sum"')],
  [
    'a key that Shopify does not take',
    { ...FLOW_TRIGGERS, 'points-earned': { points_earned: 'number_decimal' } },
    () => triggers,
  ],
])('%s is caught', ([, registry, files]) => {
  expect(triggerDifferences(registry, files())).toHaveLength(1);
});

/** Shopify says there which triggers are used; the CLI takes no address without the host. */
test('the use of triggers is told to the app itself', () => {
  const app = parse(readText('shopify.app.toml')) as { application_url: string };
  const toml = parse(readText('extensions/flow-lifecycle/shopify.extension.toml')) as {
    extensions: { type: string; url: string }[];
  };
  expect(toml.extensions).toMatchObject([
    { type: 'flow_trigger_lifecycle_callback', url: `${app.application_url}/flow/lifecycle` },
  ]);
});

function triggerDifferences(
  registry: Record<string, Record<string, string>>,
  files: Record<string, string>,
): string[] {
  const handles = [...new Set([...Object.keys(registry), ...Object.keys(files)])];
  return handles.filter((handle) => {
    const fields = registry[handle];
    const file = files[handle];
    if (!fields || !file) return true;
    const { extensions, settings } = parse(file) as Toml;
    const has = settings.fields.map(({ key, type }) => [key ?? null, type]);
    const wants = [[null, 'customer_reference'], ...Object.entries(fields)];
    // The CLI's own rule for the keys of a trigger.
    const allowed = Object.keys(fields).every((key) => /^[a-zA-Z\s]*$/.test(key));
    const [one] = extensions;
    const named = one?.type === 'flow_trigger' && one.handle === handle;
    return !allowed || !named || JSON.stringify(has) !== JSON.stringify(wants);
  });
}

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
