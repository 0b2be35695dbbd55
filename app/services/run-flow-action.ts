/**
 * Carries out an action that a merchant's workflow asks for. Flow repeats a request that it has no answer to: the run's
 * id makes every repeat the same deed. What is signed is the body, so the body must name the action, too.
 */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { FLOW_ACTOR } from '#app/core/flow/news.ts';
import { type FlowAction, isFlowAction } from '#app/core/flow/registry.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { beginFlowRun } from '#app/db/flow.ts';
import { findShop } from '#app/db/shops.ts';
import { log } from '#app/log.ts';
import { adjustPoints } from '#app/services/adjust-points.ts';
import { memberForCustomer } from '#app/services/member-for-customer.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { redeem } from '#app/services/redeem.ts';
import { takeFacts } from '#app/services/take-facts.ts';
import { numericId, numericText, parseShopifyJson } from '#app/shopify/json.ts';
import { isSigned } from '#app/shopify/validate-webhook.ts';

const BYTES_MAX = 256 * 1024;

const bodySchema = z.object({
  shopify_domain: z.string().max(255),
  action_run_id: z.string().regex(/^[\w-]{8,80}$/),
  handle: z.string().max(60),
  properties: z.record(z.string(), z.unknown()),
});

type Run = { shop: string; id: string; customerId: string; properties: Record<string, unknown>; at: Date };

export async function runFlowAction(request: Request, handle: string): Promise<Result<{ done: true }>> {
  const body = await readLimited(request, BYTES_MAX);
  if (body === undefined) return rejected('request-too-large');
  if (!isSigned(body, request.headers.get('x-shopify-hmac-sha256') ?? ''))
    return rejected('request-unsigned');
  const parsed = bodySchema.safeParse(parseShopifyJson(body));
  if (!parsed.success || parsed.data.handle !== handle || !isFlowAction(handle))
    return rejected('request-invalid');
  const { shopify_domain: shop, action_run_id: id, properties } = parsed.data;
  const customerId = customerOf(properties.customer_id);
  if (!customerId) return rejected('member-unknown');
  const row = await findShop(shop);
  if (!row || row.uninstalledAt) return rejected('shop-unknown');
  const inputHash = keyedHash(shop, JSON.stringify([handle, properties]));
  const at = await beginFlowRun(shop, { id, action: handle, inputHash, at: now() });
  if (!at) {
    log.error({ shop, run: id, alarm: true }, 'a run of Flow is known with another input');
    return rejected('key-reused');
  }
  const done = await carryOut(handle, { shop, id, customerId, properties, at });
  return done.ok ? ok({ done: true }) : done;
}

async function carryOut(action: FlowAction, run: Run): Promise<Result<unknown>> {
  switch (action) {
    case 'add-points':
      return adjust(run, 1);
    case 'remove-points':
      return adjust(run, -1);
    case 'move-tier':
      return moveTier(run);
    case 'issue-reward':
      return redeem({
        shop: run.shop,
        customerId: run.customerId,
        rewardId: textOf(run.properties.reward),
        idempotencyKey: `flow:${run.id}`,
        surface: 'flow',
      });
  }
}

async function adjust(run: Run, sign: 1 | -1): Promise<Result<unknown>> {
  const points = Number(textOf(run.properties.points) || Number.NaN);
  if (!Number.isSafeInteger(points) || points <= 0) return rejected('points-invalid');
  const memberId = await memberForCustomer(run.shop, run.customerId, run.at);
  if (memberId === undefined) return rejected('member-unknown');
  return adjustPoints({
    shop: run.shop,
    memberId: BigInt(memberId),
    points: sign * points,
    reasonCode: 'event',
    note: textOf(run.properties.note),
    actor: FLOW_ACTOR,
    idempotencyKey: `flow:${run.id}`,
  });
}

async function moveTier({ shop, id, customerId, properties, at }: Run): Promise<Result<unknown>> {
  const tierId = textOf(properties.tier);
  if (tierId === '') return rejected('tier-unknown');
  const fact = {
    kind: 'tier-granted',
    id: `flow:${id}`,
    customerId,
    tierId,
    until: null,
    at: at.toISOString(),
  };
  const taken = await takeFacts({ shop, body: { facts: [fact] }, actor: FLOW_ACTOR });
  if (!taken.ok) return taken;
  const [outcome] = taken.value.results;
  return outcome?.result === 'recorded' ? ok(outcome) : rejected('member-unknown');
}

/** A number above 2^53 has been kept as the text that stood there. */
function customerOf(value: unknown): string | undefined {
  const text = textOf(value);
  return numericId(text) ?? (numericText(text) ? text : undefined);
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
}
