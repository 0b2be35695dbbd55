/** The root fields of Query that the sandbox answers. Every other one is reported as not simulated. */
import type { SandboxContext } from '../store/context.ts';
import { findByCode } from '../store/cart-pricing.ts';
import { gidType, numericId } from '../store/ids.ts';
import type { Customer, Discount, Order, Product } from '../store/model.ts';
import { financialStatusOf } from '../store/order-status.ts';
import { bulkNode } from './bulk-node.ts';
import { connection, type PageArguments } from './connection.ts';
import { customerNode } from './nodes/customer-node.ts';
import { discountNode, statusOf } from './nodes/discount-node.ts';
import { orderNode } from './nodes/order-node.ts';
import { collectionNode, productNode, variantNode } from './nodes/product-node.ts';
import { appInstallationNode, shopNode } from './nodes/shop-node.ts';
import { search, type SearchFields } from './search.ts';

type ListArguments = PageArguments & { query?: string | null; sortKey?: string | null };
type ById = { id: string };

export function queryRoot(context: SandboxContext, scopes: string[]): Record<string, unknown> {
  const { state } = context;
  const node = ({ id }: ById) => findNode(context, scopes, id);
  return {
    shop: () => shopNode(context),
    currentAppInstallation: () => appInstallationNode(context, scopes),
    appInstallation: () => appInstallationNode(context, scopes),
    node,
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => findNode(context, scopes, id)),
    order: node,
    customer: node,
    product: node,
    productVariant: node,
    collection: node,
    bulkOperation: node,
    discountNode: ({ id }: ById) => {
      const discount = state.discounts.get(numericId(id));
      return discount ? discountNode(context, discount, true) : null;
    },
    codeDiscountNode: ({ id }: ById) => {
      const discount = state.discounts.get(numericId(id));
      return discount?.method === 'code' ? discountNode(context, discount) : null;
    },
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      const discount = findByCode([...state.discounts.values()], code);
      return discount ? discountNode(context, discount) : null;
    },
    orders: (args: ListArguments) => listOrders(context, args),
    ordersCount: ({ query }: { query?: string | null }) => count(findOrders(context, query).length),
    customers: (args: ListArguments) => listCustomers(context, args),
    customersCount: ({ query }: { query?: string | null }) => count(findCustomers(context, query).length),
    products: (args: ListArguments) => listProducts(context, args),
    productsCount: ({ query }: { query?: string | null }) => count(findProducts(context, query).length),
    productVariants: (args: ListArguments) => listVariants(context, args),
    collections: (args: ListArguments) =>
      connection(
        [...state.collections.values()],
        args,
        (entry) => entry.id,
        (entry) => collectionNode(context, entry),
      ),
    discountNodes: (args: ListArguments) => listDiscounts(context, args, [...state.discounts.values()], true),
    codeDiscountNodes: (args: ListArguments) => {
      const codes = [...state.discounts.values()].filter((discount) => discount.method === 'code');
      return listDiscounts(context, args, codes, false);
    },
    bulkOperations: (args: ListArguments) => {
      const found = search(
        [...state.bulkOperations.values()],
        args.query,
        { status: (entry) => entry.status, id: (entry) => entry.id },
        () => [],
      );
      const newestFirst = found.reverse();
      return connection(
        newestFirst,
        args,
        (entry) => entry.id,
        (entry) => bulkNode(context, entry),
      );
    },
    currentBulkOperation: () => {
      const last = [...state.bulkOperations.values()].at(-1);
      return last ? bulkNode(context, last) : null;
    },
  };
}

function count(value: number) {
  return { __typename: 'Count', count: value, precision: 'EXACT' };
}

function findNode(context: SandboxContext, scopes: string[], id: string): unknown {
  const { state } = context;
  const number = numericId(id);
  const type = gidType(id);
  switch (type) {
    case 'Order': {
      const order = state.orders.get(number);
      return order ? orderNode(context, order) : null;
    }
    case 'Customer': {
      const customer = state.customers.get(number);
      return customer ? customerNode(context, customer) : null;
    }
    case 'Product': {
      const product = state.products.get(number);
      return product ? productNode(context, product) : null;
    }
    case 'ProductVariant': {
      for (const product of state.products.values()) {
        const variant = product.variants.find((candidate) => candidate.id === number);
        if (variant) return variantNode(context, product, variant);
      }
      return null;
    }
    case 'Collection': {
      const collection = state.collections.get(number);
      return collection ? collectionNode(context, collection) : null;
    }
    case 'BulkOperation': {
      const operation = state.bulkOperations.get(number);
      return operation ? bulkNode(context, operation) : null;
    }
    case 'DiscountNode':
    case 'DiscountCodeNode':
    case 'DiscountAutomaticNode': {
      const discount = state.discounts.get(number);
      return discount ? discountNode(context, discount, type === 'DiscountNode') : null;
    }
    case 'Shop':
      return shopNode(context);
    case 'AppInstallation':
      return appInstallationNode(context, scopes);
    case undefined:
      throw new Error(`Invalid global id '${id}'`);
    default:
      throw new Error(`sandbox: node of type ${type} is not simulated`);
  }
}

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

function findOrders(context: SandboxContext, query: string | null | undefined): Order[] {
  return search([...context.state.orders.values()], query, ORDER_FIELDS, (order) => [
    order.name,
    order.email,
  ]);
}

function listOrders(context: SandboxContext, args: ListArguments) {
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

function findCustomers(context: SandboxContext, query: string | null | undefined): Customer[] {
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

function listCustomers(context: SandboxContext, args: ListArguments) {
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

function findProducts(context: SandboxContext, query: string | null | undefined): Product[] {
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

function listProducts(context: SandboxContext, args: ListArguments) {
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

function listVariants(context: SandboxContext, args: ListArguments) {
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

function listDiscounts(context: SandboxContext, args: ListArguments, all: Discount[], neutral: boolean) {
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
