/** Turns webhook bodies about customers into what the app keeps of a person, and into what she did. */
import { z } from 'zod';
import type { Consent } from '#app/core/mail/decide.ts';
import { numericId, restId } from '#app/shopify/json.ts';
import { toConsent } from '#app/shopify/consent-state.ts';
import { storable } from '#app/shopify/webhooks/order-body.ts';
import { type CustomerProfile, instantOf } from '#app/shopify/webhooks/parse-order.ts';

export type CustomerNews = {
  customerId: string;
  /** As of when the profile is: an older one does not replace it. */
  at: Date;
  /** Null when the news does not say who she is. */
  profile: CustomerProfile | null;
  /** When the account was opened; null when that is not the news. */
  signedUpAt: Date | null;
  /** When she subscribed to the newsletter; null when she has not. */
  subscribedAt: Date | null;
  /** Whether she wants news by mail, since when; null when that is not the news. */
  consent?: { state: Consent; at: Date } | null;
  tags: { kind: 'tags-added' | 'tags-removed' | 'tags-set'; tags: string[]; at: Date } | null;
  /** She was read, not told of: what was told of the same is better known. */
  read?: true;
};

const text = z.string().max(1_000).transform(storable);
const id = z.union([z.string().max(40), z.number()]);
const instant = z.string().max(40);
const consent = z.object({
  state: z.string().max(40).nullish(),
  opt_in_level: z.string().max(40).nullish(),
  consent_updated_at: instant.nullish(),
});

export const customerBody = z.object({
  id: id.nullish(),
  admin_graphql_api_id: z.string().max(200).nullish(),
  email: text.nullish(),
  first_name: text.nullish(),
  last_name: text.nullish(),
  locale: z.string().max(20).transform(storable).nullish(),
  state: z.string().max(40).nullish(),
  created_at: instant.nullish(),
  updated_at: instant.nullish(),
  email_marketing_consent: consent.nullish(),
});
export const consentBody = z.object({ customer_id: id, email_marketing_consent: consent });
export const tagsBody = z.object({
  customerId: z.string().max(200),
  tags: z.array(z.string().max(255).transform(storable)).max(250),
  occurredAt: instant.nullish(),
});

/** @returns undefined when the body is not what its topic promises. */
export function parseCustomerNews(topic: string, body: object, triggeredAt: Date): CustomerNews | undefined {
  if (topic.startsWith('customer.tags_')) return parseTags(topic, body, triggeredAt);
  if (topic === 'customers_email_marketing_consent/update') return parseConsent(body, triggeredAt);
  const parsed = customerBody.safeParse(body);
  const customerId = parsed.success ? restId(parsed.data) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const { first_name, last_name, email, locale, state, created_at, updated_at } = parsed.data;
  const displayName = [first_name, last_name].filter(Boolean).join(' ') || null;
  const opened = topic === 'customers/enable' ? updated_at : topic === 'customers/create' ? created_at : null;
  return {
    customerId,
    at: triggeredAt,
    profile: { displayName, email: email ?? null, locale: locale ?? null },
    signedUpAt: state === 'enabled' ? dateOf(opened) : null,
    subscribedAt: subscribedAt(parsed.data.email_marketing_consent),
    consent: consentOf(parsed.data.email_marketing_consent),
    tags: null,
  };
}

function parseConsent(body: object, at: Date): CustomerNews | undefined {
  const parsed = consentBody.safeParse(body);
  const customerId = parsed.success ? restId({ id: parsed.data.customer_id }) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const given = parsed.data.email_marketing_consent;
  return {
    customerId,
    at,
    profile: null,
    signedUpAt: null,
    subscribedAt: subscribedAt(given),
    consent: consentOf(given),
    tags: null,
  };
}

function parseTags(topic: string, body: object, triggeredAt: Date): CustomerNews | undefined {
  const parsed = tagsBody.safeParse(body);
  const customerId = parsed.success ? numericId(parsed.data.customerId) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const kind = topic === 'customer.tags_added' ? 'tags-added' : 'tags-removed';
  const at = dateOf(parsed.data.occurredAt) ?? triggeredAt;
  const tags = { kind, tags: parsed.data.tags, at } as const;
  return { customerId, at, profile: null, signedUpAt: null, subscribedAt: null, tags };
}

/** Only a subscription with its time counts: without one nobody can say under which rules it was made. */
function subscribedAt(given: z.infer<typeof consent> | null | undefined): Date | null {
  return given?.state === 'subscribed' ? dateOf(given.consent_updated_at) : null;
}

/** Nothing is taken for a consent that does not say since when. */
function consentOf(given: z.infer<typeof consent> | null | undefined): CustomerNews['consent'] {
  const at = dateOf(given?.consent_updated_at);
  return given?.state && at ? { state: toConsent(given.state, given.opt_in_level), at } : null;
}

function dateOf(value: string | null | undefined): Date | null {
  const iso = instantOf(value);
  return iso === undefined ? null : new Date(iso);
}

export const mergeBody = z.object({
  admin_graphql_api_customer_kept_id: z.string().max(200).nullish(),
  admin_graphql_api_customer_deleted_id: z.string().max(200).nullish(),
  status: z.string().max(40),
});

export function parseMerge(
  body: object,
): { keptId: string; deletedId: string; completed: boolean } | undefined {
  const parsed = mergeBody.safeParse(body);
  if (!parsed.success) return undefined;
  const keptId = numericId(parsed.data.admin_graphql_api_customer_kept_id);
  const deletedId = numericId(parsed.data.admin_graphql_api_customer_deleted_id);
  const completed = parsed.data.status.toLowerCase() === 'completed';
  if (completed && (!keptId || !deletedId)) return undefined;
  return { keptId: keptId ?? '', deletedId: deletedId ?? '', completed };
}

const erasureBody = z.object({
  customer: z.object({ id, email: text.nullish() }),
  orders_to_redact: z.array(id).max(10_000).nullish(),
  /** Stands in a request for data: a signature covers no topic, so that one must not be taken for the other. */
  orders_requested: z.null().optional(),
});
const leavingBody = z.strictObject({ shop_id: z.unknown(), shop_domain: z.string().max(255) });

/** Whether a body is this shop's own request to be forgotten, and no other body that Shopify has signed. */
export function asksToForget(body: unknown, shop: string): boolean {
  const parsed = leavingBody.safeParse(body);
  return parsed.success && parsed.data.shop_domain === shop;
}

export function parseErasure(
  body: object,
): { customerId: string; email: string | null; orderIds: string[] } | undefined {
  const parsed = erasureBody.safeParse(body);
  const customerId = parsed.success ? restId({ id: parsed.data.customer.id }) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const orderIds = (parsed.data.orders_to_redact ?? []).flatMap((orderId) => restId({ id: orderId }) ?? []);
  return { customerId, email: parsed.data.customer.email ?? null, orderIds };
}

const dataRequestBody = z.object({
  customer: z.object({ id, email: text.nullish() }),
  orders_requested: z.array(id).max(10_000),
  data_request: z.object({ id: id.nullish() }).nullish(),
});

export function parseDataRequest(
  body: object,
): { customerId: string; email: string | null; orderIds: string[]; requestId: string | null } | undefined {
  const parsed = dataRequestBody.safeParse(body);
  const customerId = parsed.success ? restId({ id: parsed.data.customer.id }) : undefined;
  if (!parsed.success || !customerId) return undefined;
  const { customer, orders_requested, data_request } = parsed.data;
  return {
    customerId,
    email: customer.email ?? null,
    orderIds: orders_requested.flatMap((orderId) => restId({ id: orderId }) ?? []),
    requestId: restId({ id: data_request?.id }) ?? null,
  };
}
