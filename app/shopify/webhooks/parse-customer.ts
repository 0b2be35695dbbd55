/** Turns a customer's webhook body into what the app keeps of a person: name, mail, language. */
import { z } from 'zod';
import { restId } from '#app/shopify/json.ts';
import { storable } from '#app/shopify/webhooks/order-body.ts';
import type { CustomerProfile } from '#app/shopify/webhooks/parse-order.ts';

const text = z.string().max(1_000).transform(storable);

const customerBody = z.object({
  id: z.union([z.string().max(40), z.number()]).nullish(),
  admin_graphql_api_id: z.string().max(200).nullish(),
  email: text.nullish(),
  first_name: text.nullish(),
  last_name: text.nullish(),
  locale: z.string().max(20).transform(storable).nullish(),
});

/** @returns undefined when the body is no customer. */
export function parseCustomer(body: unknown): { customerId: string; profile: CustomerProfile } | undefined {
  const parsed = customerBody.safeParse(body);
  const customerId = parsed.success ? restId(parsed.data) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const { first_name, last_name, email, locale } = parsed.data;
  const displayName = [first_name, last_name].filter(Boolean).join(' ') || null;
  return { customerId, profile: { displayName, email: email ?? null, locale: locale ?? null } };
}
