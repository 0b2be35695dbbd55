/**
 * Shopify Flow, as far as the app sees it: a workflow's action asks the app, signed, by the run's own id; the app hears
 * whether workflows use its triggers, and starts them. The fields of a trigger are those of its extension.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import type { SandboxContext } from './context.ts';
import { gid } from './ids.ts';

export type FlowRequest = {
  customerId: string;
  properties?: Record<string, unknown>;
  /** The same again is a repeat of the same run. */
  runId?: string;
};

export async function askAction(context: SandboxContext, handle: string, request: FlowRequest) {
  const body = JSON.stringify({
    shop_id: 548380009,
    shopify_domain: context.config.shop,
    action_run_id: request.runId ?? randomUUID(),
    handle,
    properties: { customer_id: gid('Customer', request.customerId), ...request.properties },
  });
  const response = await fetch(`${context.config.appUrl}/flow/actions/${handle}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-shopify-hmac-sha256': context.sign.webhook(body) },
  });
  return { status: response.status, json: (await response.json()) as unknown };
}

export type Workflow = {
  /** Shopify's name for the trigger. */
  definition: string;
  enabled: boolean;
  /** When Shopify says that it said so; the store's time if not given. */
  timestamp?: string;
};

/** A merchant switches a workflow on or off; she cannot when the app does not answer with 2xx. */
export async function switchWorkflow(context: SandboxContext, workflow: Workflow) {
  const body = JSON.stringify({
    flow_trigger_definition_id: workflow.definition,
    has_enabled_flow: workflow.enabled,
    shop_id: '548380009',
    shopify_domain: context.config.shop,
    timestamp: workflow.timestamp ?? context.clock.iso(),
  });
  const response = await fetch(`${context.config.appUrl}/flow/lifecycle`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-shopify-hmac-sha256': context.sign.webhook(body) },
  });
  return { status: response.status };
}

export type ReceivedTrigger = { handle: string; payload: Record<string, unknown>; at: string };

/** Of this run of the sandbox only. */
const received = new WeakMap<SandboxContext, ReceivedTrigger[]>();

export function receivedTriggers(context: SandboxContext): ReceivedTrigger[] {
  return received.get(context) ?? [];
}

/** Shopify takes the payload only when it has every field of the extension, of its type. */
export function receiveTrigger(context: SandboxContext, handle: string, payload: unknown) {
  const message = payloadProblem(handle, payload);
  if (message) return { userErrors: [{ __typename: 'UserError', field: ['payload'], message }] };
  const at = context.clock.iso();
  const all = [...receivedTriggers(context), { handle, payload: payload as Record<string, unknown>, at }];
  received.set(context, all);
  return { userErrors: [] };
}

const EXTENSIONS = fileURLToPath(new URL('../../extensions', import.meta.url));

type TriggerToml = {
  extensions?: { type: string; handle: string }[];
  settings?: { fields?: { type: string; key?: string }[] };
};

function payloadProblem(handle: string, payload: unknown): string | undefined {
  const file = readdirSync(EXTENSIONS)
    .filter((folder) => folder.startsWith('flow-trigger-'))
    .map(
      (folder) =>
        parse(readFileSync(`${EXTENSIONS}/${folder}/shopify.extension.toml`, 'utf8')) as TriggerToml,
    )
    .find((toml) => toml.extensions?.[0]?.handle === handle);
  if (!file) return `Invalid handle '${handle}'.`;
  if (typeof payload !== 'object' || payload === null) return 'Errors validating schema: no object';
  const given = new Map<string, unknown>(Object.entries(payload));
  if (Buffer.byteLength(JSON.stringify(payload)) > 50_000) return 'Errors validating schema: too large';
  for (const { type, key } of file.settings?.fields ?? []) {
    const name = type === 'customer_reference' ? 'customer_id' : (key ?? '');
    const wanted = type === 'single_line_text_field' ? 'string' : 'number';
    if (typeof given.get(name) !== wanted)
      return `Errors validating schema: type mismatch for property '${name}': a ${wanted} is wanted`;
    given.delete(name);
  }
  return given.size === 0 ? undefined : `Errors validating schema: unknown ${[...given.keys()].join(', ')}`;
}
