/** Customers as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Customer, Order } from '../../store/model.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { connection, type PageArguments } from '../connection.ts';
import { orderNode } from './order-node.ts';
import { creditAccounts } from '../stored-value.ts';
import { metafieldFields, moneyNode, type Node } from './shared.ts';

export function customerNode(context: SandboxContext, customer: Customer): Node {
  const id = gid('Customer', customer.id);
  const orders = () => ordersOf(context, customer);
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  return {
    __typename: 'Customer',
    id,
    legacyResourceId: customer.id,
    displayName: name || customer.email || customer.phone || '',
    firstName: customer.firstName || null,
    lastName: customer.lastName || null,
    email: customer.email,
    phone: customer.phone,
    locale: customer.locale,
    tags: customer.tags,
    note: customer.note,
    state: customer.state.toUpperCase(),
    verifiedEmail: customer.verifiedEmail,
    taxExempt: customer.taxExempt,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    defaultEmailAddress: () => emailNode(context, customer),
    defaultPhoneNumber: customer.phone
      ? { __typename: 'CustomerPhoneNumber', phoneNumber: customer.phone }
      : null,
    defaultAddress: () => addressNode(customer),
    numberOfOrders: () => String(orders().length),
    amountSpent: () =>
      moneyNode(
        orders().reduce((sum, order) => sum + totalsOf(order).net, 0),
        context.config.currency,
      ),
    lastOrder: () => {
      const last = orders().at(-1);
      return last ? orderNode(context, last) : null;
    },
    orders: (args: PageArguments) =>
      connection(
        orders(),
        args,
        (order) => order.id,
        (order) => orderNode(context, order),
      ),
    storeCreditAccounts: (args: PageArguments) =>
      connection(
        creditAccounts(context, customer, () => customerNode(context, customer)),
        args,
        (account) => String(account['id']),
        (account) => account,
      ),
    canDelete: () => orders().length === 0,
    productSubscriberStatus: 'NEVER_SUBSCRIBED',
    statistics: { __typename: 'CustomerStatistics', predictedSpendTier: null, rfmGroup: null },
    ...metafieldFields(context, id),
  };
}

function ordersOf(context: SandboxContext, customer: Customer): Order[] {
  return [...context.state.orders.values()].filter((order) => order.customerId === customer.id);
}

function emailNode(context: SandboxContext, customer: Customer): Node | null {
  if (!customer.email) return null;
  const { state, optInLevel, updatedAt } = customer.marketing;
  return {
    __typename: 'CustomerEmailAddress',
    emailAddress: customer.email,
    validFormat: /^[^@\s]+@[^@\s]+$/.test(customer.email),
    marketingState: state === 'redacted' ? 'UNSUBSCRIBED' : state.toUpperCase(),
    marketingOptInLevel: optInLevel?.toUpperCase() ?? null,
    marketingUpdatedAt: updatedAt,
    marketingUnsubscribeUrl: `${context.config.storeUrl}/unsubscribe/${customer.id}`,
    openTrackingLevel: 'UNKNOWN',
    openTrackingUrl: `${context.config.storeUrl}/open/${customer.id}`,
  };
}

function addressNode(customer: Customer): Node | null {
  const address = customer.address;
  if (!address) return null;
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', customer.id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    zip: address.zip,
    city: address.city,
    country: address.countryCode,
    countryCodeV2: address.countryCode,
    province: null,
    phone: address.phone,
  };
}
