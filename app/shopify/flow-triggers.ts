/** Starts the workflows of a trigger. */
import type { FlowTrigger } from '#app/core/flow/registry.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import { StartFlowsDocument } from '#app/shopify/generated/admin-api.ts';

/** Told once: whoever calls repeats it. @throws ShopifyError `refused` when Shopify says that the payload is wrong. */
export async function tellFlow(
  access: AdminAccess,
  trigger: FlowTrigger,
  customerId: string,
  fields: Record<string, string | number>,
): Promise<void> {
  const payload = { customer_id: Number(customerId), ...fields };
  const { flowTriggerReceive } = await requestAdmin(
    access,
    StartFlowsDocument,
    { handle: trigger, payload },
    { repeatable: false },
  );
  const [problem] = flowTriggerReceive?.userErrors ?? [];
  if (problem) throw new ShopifyError('refused', problem.message);
}
