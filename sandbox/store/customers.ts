/** Verbs on customers. */
import type { SandboxContext } from './context.ts';
import { emit, emitCustomer } from './events.ts';
import { exactNumber, gid, nextId } from './ids.ts';
import type { Address, Customer, Id, MarketingState } from './model.ts';

export type CustomerInput = {
  id?: Id;
  email?: string | null;
  phone?: string | null;
  firstName?: string;
  lastName?: string;
  locale?: string;
  tags?: string[];
  note?: string | null;
  address?: Address | null;
  acceptsMarketing?: boolean;
  state?: Customer['state'];
  consent?: Customer['marketing'];
  storeCredit?: number;
  createdAt?: string;
};

/** Adds a customer and tells the app; an address of mail that is taken is an error, as at Shopify. */
export function createCustomer(context: SandboxContext, input: CustomerInput): Customer {
  const taken = input.email ? findCustomerByEmail(context, input.email) : undefined;
  if (taken) throw new Error(`Email has already been taken by customer ${taken.id}`);
  const customer = makeCustomer(context, input);
  emitCustomer(context, customer, 'customers/create');
  return customer;
}

/** Adds a customer without telling anyone: the past of the shop. */
export function makeCustomer(context: SandboxContext, input: CustomerInput): Customer {
  const createdAt = input.createdAt ?? context.clock.iso();
  const subscribed = input.acceptsMarketing === true;
  const customer: Customer = {
    id: input.id ?? nextId(context.state, 'customer'),
    email: input.email ?? null,
    phone: input.phone ?? null,
    firstName: input.firstName ?? '',
    lastName: input.lastName ?? '',
    locale: input.locale ?? context.config.locale,
    tags: input.tags ?? [],
    note: input.note ?? null,
    state: input.state ?? 'enabled',
    verifiedEmail: true,
    taxExempt: false,
    marketing: input.consent ?? {
      state: subscribed ? 'subscribed' : 'not_subscribed',
      optInLevel: subscribed ? 'confirmed_opt_in' : null,
      updatedAt: subscribed ? createdAt : null,
    },
    address: input.address ?? null,
    storeCredit: input.storeCredit ?? 0,
    createdAt,
    updatedAt: createdAt,
  };
  context.state.customers.set(customer.id, customer);
  context.changed();
  return customer;
}

export function updateCustomer(
  context: SandboxContext,
  id: Id,
  input: Omit<CustomerInput, 'id' | 'createdAt'>,
): Customer {
  const customer = requireCustomer(context, id);
  if (input.email !== undefined) customer.email = input.email;
  if (input.phone !== undefined) customer.phone = input.phone;
  if (input.firstName !== undefined) customer.firstName = input.firstName;
  if (input.lastName !== undefined) customer.lastName = input.lastName;
  if (input.locale !== undefined) customer.locale = input.locale;
  if (input.note !== undefined) customer.note = input.note;
  if (input.address !== undefined) customer.address = input.address;
  if (input.storeCredit !== undefined) customer.storeCredit = input.storeCredit;
  if (input.tags !== undefined) setTags(context, customer, input.tags);
  emitCustomer(context, customer, 'customers/update');
  return customer;
}

export function setTags(context: SandboxContext, customer: Customer, tags: string[]): void {
  const added = tags.filter((tag) => !customer.tags.includes(tag));
  const removed = customer.tags.filter((tag) => !tags.includes(tag));
  customer.tags = [...new Set(tags)].sort();
  const customerId = gid('Customer', customer.id);
  const occurredAt = context.clock.iso();
  if (added.length > 0) emit(context, 'customer.tags_added', { customerId, tags: added, occurredAt });
  if (removed.length > 0) emit(context, 'customer.tags_removed', { customerId, tags: removed, occurredAt });
}

export function setMarketing(context: SandboxContext, id: Id, state: MarketingState): Customer {
  const customer = requireCustomer(context, id);
  const optInLevel = state === 'subscribed' ? 'confirmed_opt_in' : 'single_opt_in';
  return saveConsent(context, customer, { state, optInLevel, updatedAt: context.clock.iso() });
}

export function saveConsent(
  context: SandboxContext,
  customer: Customer,
  marketing: Customer['marketing'],
): Customer {
  customer.marketing = marketing;
  const { state, optInLevel, updatedAt } = marketing;
  emit(context, 'customers_email_marketing_consent/update', {
    customer_id: exactNumber(customer.id),
    email_address: customer.email,
    email_marketing_consent: { state, opt_in_level: optInLevel, consent_updated_at: updatedAt },
  });
  emitCustomer(context, customer, 'customers/update');
  return customer;
}

/** Removes a customer; orders keep their record without one. */
export function deleteCustomer(context: SandboxContext, id: Id): void {
  const customer = requireCustomer(context, id);
  for (const order of context.state.orders.values()) if (order.customerId === id) order.customerId = null;
  context.state.customers.delete(id);
  context.state.metafields.delete(gid('Customer', id));
  emit(context, 'customers/delete', {
    id: exactNumber(id),
    phone: customer.phone,
    admin_graphql_api_id: gid('Customer', id),
  });
}

/** Joins two customers; a merge that Shopify refuses reports `failed` and changes nothing. */
export function mergeCustomers(context: SandboxContext, keptId: Id, deletedId: Id, fails = false): void {
  const kept = requireCustomer(context, keptId);
  requireCustomer(context, deletedId);
  if (!fails) {
    for (const order of context.state.orders.values())
      if (order.customerId === deletedId) order.customerId = kept.id;
    context.state.customers.delete(deletedId);
    context.state.metafields.delete(gid('Customer', deletedId));
  }
  const failure = {
    customer_ids: [exactNumber(deletedId)],
    field: 'merge_in_progress',
    message: 'Customers could not be merged.',
  };
  emit(context, 'customers/merge', {
    admin_graphql_api_customer_kept_id: fails ? null : gid('Customer', keptId),
    admin_graphql_api_customer_deleted_id: fails ? null : gid('Customer', deletedId),
    admin_graphql_api_job_id: null,
    status: fails ? 'failed' : 'completed',
    errors: fails ? [failure] : [],
  });
}

/** What Shopify sends when a person asks for her data or its erasure. */
export function requestPrivacy(
  context: SandboxContext,
  kind: 'customers/data_request' | 'customers/redact',
  id: Id,
): void {
  const customer = requireCustomer(context, id);
  const orders = [...context.state.orders.values()].filter((order) => order.customerId === id);
  const ids = orders.map((order) => exactNumber(order.id));
  emit(context, kind, {
    shop_id: exactNumber('548380009'),
    shop_domain: context.config.shop,
    customer: { id: exactNumber(id), email: customer.email, phone: customer.phone },
    ...(kind === 'customers/redact'
      ? { orders_to_redact: ids }
      : { orders_requested: ids, data_request: { id: 9999 } }),
  });
}

export function findCustomerByEmail(context: SandboxContext, email: string): Customer | undefined {
  const wanted = email.trim().toLowerCase();
  for (const customer of context.state.customers.values())
    if (customer.email?.toLowerCase() === wanted) return customer;
  return undefined;
}

export function requireCustomer(context: SandboxContext, id: Id): Customer {
  const customer = context.state.customers.get(id);
  if (!customer) throw new Error(`there is no customer ${id}`);
  return customer;
}
