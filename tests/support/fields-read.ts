/** Which fields of a webhook's body the app's parsers read: the leaves of their schemas, as `include_fields` names them. */
import { z } from 'zod';
import { bulkBody, hintBody, editBody } from '#app/shopify/webhooks/parse-hint.ts';
import { checkoutBody, returnBody } from '#app/shopify/webhooks/parse-shopping.ts';
import { consentBody, customerBody, mergeBody, tagsBody } from '#app/shopify/webhooks/parse-customer.ts';
import { orderBody } from '#app/shopify/webhooks/order-body.ts';

/** The shop's own number: nothing of this body is read, and a list of no fields would be a list of all. */
const NOTHING = z.object({ id: z.number() });

/** Its id alone, for the same reason: Shopify is asked what holds now. */
const NO_SUBSCRIPTION = z.object({ app_subscription: z.object({ admin_graphql_api_id: z.string() }) });

const BODIES: [RegExp, z.ZodType][] = [
  [/^orders\/edited$/, editBody],
  [/^orders\//, orderBody],
  [/^(refunds|order_transactions|disputes)\//, hintBody],
  [/^customers\/(create|update|enable)$/, customerBody],
  [/^customers_email_marketing_consent\//, consentBody],
  [/^customer\.tags_/, tagsBody],
  [/^customers\/merge$/, mergeBody],
  [/^checkouts\//, checkoutBody],
  [/^returns\//, returnBody],
  [/^bulk_operations\/finish$/, bulkBody],
  [/^app\/(uninstalled|scopes_update)$/, NOTHING],
  [/^app_subscriptions\//, NO_SUBSCRIPTION],
];

/** @returns undefined for a topic that no parser reads. */
export function fieldsRead(topic: string): string[] | undefined {
  const body = BODIES.find(([pattern]) => pattern.test(topic))?.[1];
  return body && leavesOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema, []).sort();
}

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};

function leavesOf(schema: Schema, path: string[]): string[] {
  const parts = [schema, ...(schema.anyOf ?? [])].flatMap((one) => [one, ...(one.items ? [one.items] : [])]);
  const nested = parts.flatMap((part) =>
    Object.entries(part.properties ?? {}).flatMap(([name, one]) => leavesOf(one, [...path, name])),
  );
  const deeper = parts.flatMap((part) => (part.anyOf && part !== schema ? leavesOf(part, path) : []));
  const found = [...new Set([...nested, ...deeper.filter((one) => one !== path.join('.'))])];
  return found.length > 0 ? found : [path.join('.')];
}
