/**
 * Flow says whether a shop has a workflow that is on and uses a trigger of ours; only then is news kept for it. The merchant
 * cannot switch her workflow on before this is answered.
 */
import { z } from 'zod';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { saveFlowUse } from '#app/db/flow.ts';
import { findShop } from '#app/db/shops.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { parseShopifyJson } from '#app/shopify/json.ts';
import { isSigned } from '#app/shopify/validate-webhook.ts';

const BYTES_MAX = 16 * 1024;

const bodySchema = z.object({
  flow_trigger_definition_id: z
    .string()
    .min(1)
    .max(200)
    .refine((id) => !id.includes('\0')),
  has_enabled_flow: z.boolean(),
  shopify_domain: z.string().max(255),
  timestamp: z.iso.datetime({ offset: true }),
});

export async function noteFlowUse(request: Request): Promise<Result<{ noted: true }>> {
  const body = await readLimited(request, BYTES_MAX);
  if (body === undefined) return rejected('request-too-large');
  if (!isSigned(body, request.headers.get('x-shopify-hmac-sha256') ?? ''))
    return rejected('request-unsigned');
  const parsed = bodySchema.safeParse(parseShopifyJson(body));
  if (!parsed.success) return rejected('request-invalid');
  const { shopify_domain: shop, flow_trigger_definition_id: definition } = parsed.data;
  const row = await findShop(shop);
  if (!row || row.uninstalledAt) return rejected('shop-unknown');
  const { has_enabled_flow: enabled, timestamp } = parsed.data;
  await saveFlowUse(shop, { definition, enabled, saidAt: new Date(timestamp) });
  return ok({ noted: true });
}
