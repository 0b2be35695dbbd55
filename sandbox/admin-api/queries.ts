/** The root fields of Query that the sandbox answers. Every other one is reported as not simulated. */
import type { SandboxContext } from '../store/context.ts';
import { findByCode } from '../store/cart-pricing.ts';
import { gidType, numericId } from '../store/ids.ts';
import { bulkNode } from './bulk-node.ts';
import { connection } from './connection.ts';
import { customerQueries } from './customers.ts';
import { customerNode } from './nodes/customer-node.ts';
import { discountNode } from './nodes/discount-node.ts';
import { orderNode } from './nodes/order-node.ts';
import { collectionNode, productNode, variantNode } from './nodes/product-node.ts';
import { appInstallationNode, shopNode } from './nodes/shop-node.ts';
import { storedValueQueries } from './stored-value.ts';
import { segmentQueries } from './segments.ts';
import { themeQueries } from './themes.ts';
import { search } from './search.ts';
import {
  findCustomers,
  findOrders,
  findProducts,
  type ListArguments,
  listCustomers,
  listDiscounts,
  listOrders,
  listProducts,
  listVariants,
} from './lists.ts';

type ById = { id: string };

export function queryRoot(context: SandboxContext, scopes: string[]): Record<string, unknown> {
  const { state } = context;
  const node = ({ id }: ById) => findNode(context, scopes, id);
  return {
    ...storedValueQueries(context),
    ...segmentQueries(context),
    ...customerQueries(context),
    ...themeQueries(context, scopes),
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
