/** Shopify Flow, as far as the app sees it: a workflow's action asks the app, signed, by the run's own id. */
import { randomUUID } from 'node:crypto';
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
