/** The lists of the Admin API: what can be searched and sorted by. */
import type { SandboxContext } from '../store/context.ts';
import type { Customer, Discount, Order, Product } from '../store/model.ts';
import { financialStatusOf } from '../store/order-status.ts';
import { connection, type PageArguments } from './connection.ts';
import { customerNode } from './nodes/customer-node.ts';
import { discountNode, statusOf } from './nodes/discount-node.ts';
import { orderNode } from './nodes/order-node.ts';
import { productNode, variantNode } from './nodes/product-node.ts';
import { search, type SearchFields } from './search.ts';

export type ListArguments = PageArguments & { query?: string | null; sortKey?: string | null };
const ORDER_FIELDS: SearchFields<Order> = {
  id: (order) => order.id,
  name: (order) => order.name,
  email: (order) => order.email,
  customer_id: (order) => order.customerId,
  discount_code: (order) => order.discountCodes.map((entry) => entry.code),
  created_at: (order) => order.createdAt,
  updated_at: (order) => order.updatedAt,
  processed_at: (order) => order.processedAt,
  financial_status: (order) => financialStatusOf(order),
  source_name: (order) => order.sourceName,
  test: (order) => order.test,
  tag: (order) => order.tags,
  sku: (order) => order.lines.map((line) => line.sku),
  cart_token: (order) => order.cartToken,
  status: (order) => (order.cancelledAt ? 'cancelled' : order.closedAt ? 'closed' : 'open'),
};

export function findOrders(context: SandboxContext, query: string | null | undefined): Order[] {
  return search([...context.state.orders.values()], query, ORDER_FIELDS, (order) => [
    order.name,
    order.email,
  ]);
}

export function listOrders(context: SandboxContext, args: ListArguments) {
  const keys: Record<string, (order: Order) => string> = {
    PROCESSED_AT: (order) => order.processedAt,
    CREATED_AT: (order) => order.createdAt,
    UPDATED_AT: (order) => order.updatedAt,
    ID: (order) => order.id.padStart(20, '0'),
    ORDER_NUMBER: (order) => String(order.number).padStart(12, '0'),
  };
  const found = sorted(findOrders(context, args.query), keys, args.sortKey ?? 'PROCESSED_AT');
  return connection(
    found,
    args,
    (order) => order.id,
    (order) => orderNode(context, order),
  );
}

export function findCustomers(context: SandboxContext, query: string | null | undefined): Customer[] {
  const fields: SearchFields<Customer> = {
    id: (customer) => customer.id,
    email: (customer) => customer.email,
    phone: (customer) => customer.phone,
    first_name: (customer) => customer.firstName,
    last_name: (customer) => customer.lastName,
    tag: (customer) => customer.tags,
    created_at: (customer) => customer.createdAt,
    customer_date: (customer) => customer.createdAt,
    updated_at: (customer) => customer.updatedAt,
    state: (customer) => customer.state,
  };
  const texts = (customer: Customer) => [
    `${customer.firstName} ${customer.lastName}`,
    customer.email,
    customer.phone,
  ];
  return search([...context.state.customers.values()], query, fields, texts);
}

export function listCustomers(context: SandboxContext, args: ListArguments) {
  const keys: Record<string, (customer: Customer) => string> = {
    ID: (customer) => customer.id.padStart(20, '0'),
    CREATED_AT: (customer) => customer.createdAt,
    UPDATED_AT: (customer) => customer.updatedAt,
    NAME: (customer) => `${customer.lastName} ${customer.firstName}`,
    RELEVANCE: (customer) => customer.id.padStart(20, '0'),
  };
  const found = sorted(findCustomers(context, args.query), keys, args.sortKey ?? 'ID');
  return connection(
    found,
    args,
    (customer) => customer.id,
    (customer) => customerNode(context, customer),
  );
}

export function findProducts(context: SandboxContext, query: string | null | undefined): Product[] {
  const fields: SearchFields<Product> = {
    id: (product) => product.id,
    title: (product) => [product.title.en, product.title.de],
    handle: (product) => product.handle,
    vendor: (product) => product.vendor,
    product_type: (product) => product.productType,
    tag: (product) => product.tags,
    status: (product) => product.status,
    created_at: (product) => product.createdAt,
    updated_at: (product) => product.updatedAt,
    sku: (product) => product.variants.map((variant) => variant.sku),
  };
  return search([...context.state.products.values()], query, fields, (product) => [
    product.title.en,
    product.title.de,
    product.vendor,
  ]);
}

export function listProducts(context: SandboxContext, args: ListArguments) {
  const keys: Record<string, (product: Product) => string> = {
    ID: (product) => product.id.padStart(20, '0'),
    TITLE: (product) => product.title[context.config.locale],
    CREATED_AT: (product) => product.createdAt,
    UPDATED_AT: (product) => product.updatedAt,
    RELEVANCE: (product) => product.id.padStart(20, '0'),
  };
  const found = sorted(findProducts(context, args.query), keys, args.sortKey ?? 'ID');
  return connection(
    found,
    args,
    (product) => product.id,
    (product) => productNode(context, product),
  );
}

export function listVariants(context: SandboxContext, args: ListArguments) {
  const all = [...context.state.products.values()].flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  );
  const fields = {
    id: (entry: (typeof all)[number]) => entry.variant.id,
    sku: (entry: (typeof all)[number]) => entry.variant.sku,
    product_id: (entry: (typeof all)[number]) => entry.product.id,
  };
  const found = search(all, args.query, fields, (entry) => [
    entry.variant.title,
    entry.product.title.en,
    entry.product.title.de,
  ]);
  return connection(
    found,
    args,
    (entry) => entry.variant.id,
    (entry) => variantNode(context, entry.product, entry.variant),
  );
}

export function listDiscounts(
  context: SandboxContext,
  args: ListArguments,
  all: Discount[],
  neutral: boolean,
) {
  const fields: SearchFields<Discount> = {
    id: (discount) => discount.id,
    title: (discount) => discount.title,
    code: (discount) => discount.codes.map((code) => code.code),
    status: (discount) => statusOf(context, discount),
    method: (discount) => discount.method,
    starts_at: (discount) => discount.startsAt,
    ends_at: (discount) => discount.endsAt,
    created_at: (discount) => discount.createdAt,
    updated_at: (discount) => discount.updatedAt,
    times_used: (discount) => discount.codes.reduce((sum, code) => sum + code.usageCount, 0),
  };
  const texts = (discount: Discount) => [discount.title, ...discount.codes.map((code) => code.code)];
  const found = search(all, args.query, fields, texts);
  return connection(
    found,
    args,
    (discount) => discount.id,
    (discount) => discountNode(context, discount, neutral),
  );
}

function sorted<Item>(items: Item[], keys: Record<string, (item: Item) => string>, sortKey: string): Item[] {
  const key = keys[sortKey];
  if (!key) throw new Error(`sandbox: sorting by ${sortKey} is not simulated`);
  const keyed = items.map((item) => ({ item, key: key(item) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map((entry) => entry.item);
}
