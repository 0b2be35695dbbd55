/** Customers found by what identifies them, new ones, and whether one wants news by mail. */
import type { SandboxContext } from '../store/context.ts';
import { createCustomer, findCustomerByEmail, saveConsent } from '../store/customers.ts';
import { numericId } from '../store/ids.ts';
import type { Customer } from '../store/model.ts';
import { customerNode } from './nodes/customer-node.ts';
import { NotSimulated } from './not-simulated.ts';

type Consent = {
  marketingState: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'NOT_SUBSCRIBED' | 'INVALID' | 'REDACTED';
  marketingOptInLevel?: 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN' | null;
  consentUpdatedAt?: string | null;
};
type NewCustomer = {
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  locale?: string | null;
  emailMarketingConsent?: Consent | null;
};

type Identifier = { id?: string; emailAddress?: string; phoneNumber?: string; customId?: unknown };

export function customerQueries(context: SandboxContext) {
  return {
    customerByIdentifier: ({ identifier }: { identifier: Identifier }) => {
      const customer = find(context, identifier);
      return customer ? customerNode(context, customer) : null;
    },
  };
}

function find(context: SandboxContext, { id, emailAddress, phoneNumber }: Identifier): Customer | undefined {
  if (id) return context.state.customers.get(numericId(id));
  if (emailAddress) return findCustomerByEmail(context, emailAddress);
  if (phoneNumber) return [...context.state.customers.values()].find(({ phone }) => phone === phoneNumber);
  throw new NotSimulated('a customer by a custom id');
}

export function customerMutations(context: SandboxContext) {
  return {
    customerCreate: ({ input }: { input: NewCustomer }) => create(context, input),
    customerEmailMarketingConsentUpdate: ({
      input,
    }: {
      input: { customerId: string; emailMarketingConsent: Consent };
    }) => update(context, input.customerId, input.emailMarketingConsent),
  };
}

function create(context: SandboxContext, input: NewCustomer) {
  const email = input.email ?? null;
  if (email !== null && findCustomerByEmail(context, email))
    return { customer: null, userErrors: [{ field: ['email'], message: 'Email has already been taken' }] };
  const customer = createCustomer(context, {
    email,
    ...(input.firstName && { firstName: input.firstName }),
    ...(input.lastName && { lastName: input.lastName }),
    ...(input.locale && { locale: input.locale }),
    // Whom the shop enters has no account yet.
    state: 'disabled',
    ...(input.emailMarketingConsent && { consent: stored(context, input.emailMarketingConsent) }),
  });
  return { customer: customerNode(context, customer), userErrors: [] };
}

function update(context: SandboxContext, customerId: string, consent: Consent) {
  const customer = context.state.customers.get(numericId(customerId));
  const refuse = (code: string, message: string) => ({
    customer: null,
    userErrors: [{ code, message, field: null }],
  });
  if (!customer) return refuse('INVALID', 'Customer does not exist');
  if (!customer.email) return refuse('INVALID', 'Customer must have an email address');
  if (!['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'].includes(consent.marketingState))
    return refuse('INCLUSION', `Cannot specify ${consent.marketingState} as a marketing state input`);
  saveConsent(context, customer, stored(context, consent));
  return { customer: customerNode(context, customer), userErrors: [] };
}

function stored(context: SandboxContext, given: Consent): Customer['marketing'] {
  const level = given.marketingOptInLevel?.toLowerCase();
  return {
    state: given.marketingState.toLowerCase() as Customer['marketing']['state'],
    optInLevel: level === 'confirmed_opt_in' || level === 'single_opt_in' ? level : 'single_opt_in',
    updatedAt: given.consentUpdatedAt ?? context.clock.iso(),
  };
}
