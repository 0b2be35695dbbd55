/** The root fields of Mutation that the sandbox carries out, discounts apart. */
import type { SandboxContext } from '../store/context.ts';
import { setTags } from '../store/customers.ts';
import { customerMutations } from './customers.ts';
import { emitCustomer, emitOrder } from '../store/events.ts';
import { receiveTrigger } from '../store/flow.ts';
import { gidType, nextId, numericId } from '../store/ids.ts';
import type { Customer, Metafield, Order, Product } from '../store/model.ts';
import type { BulkRunner } from './bulk.ts';
import { appFunctionMutations } from './app-function-mutations.ts';
import { discountMutations } from './discount-mutations.ts';
import { customerNode } from './nodes/customer-node.ts';
import { digestOf, metafieldNode, resolveNamespace } from './nodes/metafield-node.ts';
import { orderNode } from './nodes/order-node.ts';
import { productNode } from './nodes/product-node.ts';
import { segmentMutations } from './segments.ts';
import { storedValueMutations } from './stored-value.ts';
import { INSTALLATION_ID, SHOP_ID } from './nodes/shop-node.ts';

type MetafieldInput = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

const METAFIELDS_PER_CALL = 25;
const VALUE_BYTES_MAX = 128 * 1024;

export function mutationRoot(context: SandboxContext, bulk: BulkRunner): Record<string, unknown> {
  return {
    ...discountMutations(context),
    ...appFunctionMutations(context),
    ...segmentMutations(context),
    ...storedValueMutations(context),
    ...customerMutations(context),
    metafieldsSet: ({ metafields }: { metafields: MetafieldInput[] }) => setMetafields(context, metafields),
    metafieldsDelete: ({
      metafields,
    }: {
      metafields: { ownerId: string; namespace: string; key: string }[];
    }) => deleteMetafields(context, metafields),
    tagsAdd: (args: { id: string; tags: string[] }) =>
      changeTags(context, args.id, (tags) => [...tags, ...args.tags]),
    tagsRemove: (args: { id: string; tags: string[] }) =>
      changeTags(context, args.id, (tags) => tags.filter((tag) => !args.tags.includes(tag))),
    flowTriggerReceive: ({ handle, payload }: { handle: string; payload: unknown }) =>
      receiveTrigger(context, handle, payload),
    bulkOperationRunQuery: ({ query }: { query: string }) => bulk.run(query),
    bulkOperationCancel: ({ id }: { id: string }) => bulk.cancel(numericId(id)),
  };
}

/** All or nothing, as at Shopify. */
export function setMetafields(context: SandboxContext, inputs: MetafieldInput[]) {
  const errors = inputs.flatMap((input, index) => metafieldProblem(context, input, index) ?? []);
  if (inputs.length > METAFIELDS_PER_CALL) {
    errors.push(
      problem(null, 'LESS_THAN_OR_EQUAL_TO', 'Exceeded the maximum metafields input limit of 25.', null),
    );
  }
  if (errors.length > 0) return { metafields: null, userErrors: errors };
  const now = context.clock.iso();
  return {
    metafields: inputs.map((input) => metafieldNode(setMetafield(context, input, now))),
    userErrors: [],
  };
}

function setMetafield(context: SandboxContext, input: MetafieldInput, now: string): Metafield {
  const namespace = resolveNamespace(context, input.namespace);
  const owned = context.state.metafields.get(input.ownerId) ?? new Map<string, Metafield>();
  context.state.metafields.set(input.ownerId, owned);
  const known = owned.get(`${namespace}.${input.key}`);
  const metafield: Metafield = {
    id: known?.id ?? nextId(context.state, 'metafield'),
    ownerId: input.ownerId,
    namespace,
    key: input.key,
    type: input.type ?? known?.type ?? 'single_line_text_field',
    value: input.value,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
  owned.set(`${namespace}.${input.key}`, metafield);
  context.changed();
  return metafield;
}

function metafieldProblem(context: SandboxContext, input: MetafieldInput, index: number) {
  const field = (name: string) => ['metafields', String(index), name];
  if (!ownerExists(context, input.ownerId))
    return problem(field('ownerId'), 'INVALID', 'Owner does not exist.', index);
  const namespace = resolveNamespace(context, input.namespace);
  const known = context.state.metafields.get(input.ownerId)?.get(`${namespace}.${input.key}`);
  if (!input.type && !known) return problem(field('type'), 'BLANK', "Type can't be blank", index);
  if (input.value === '') return problem(field('value'), 'BLANK', "Value can't be blank.", index);
  if (Buffer.byteLength(input.value) > VALUE_BYTES_MAX)
    return problem(field('value'), 'TOO_LONG', 'Value is too large.', index);
  if ((input.type ?? known?.type) === 'json' && !isJson(input.value)) {
    return problem(field('value'), 'INVALID_VALUE', 'Value is invalid JSON.', index);
  }
  const digest = input.compareDigest;
  if (
    digest !== undefined &&
    (digest === null ? known !== undefined : digest !== (known && digestOf(known.value)))
  ) {
    return problem(
      field('compareDigest'),
      'STALE_OBJECT',
      'The resource has been updated since it was loaded.',
      index,
    );
  }
  return undefined;
}

function ownerExists(context: SandboxContext, ownerId: string): boolean {
  const { state } = context;
  const id = numericId(ownerId);
  switch (gidType(ownerId)) {
    case 'Customer':
      return state.customers.has(id);
    case 'Order':
      return state.orders.has(id);
    case 'Product':
      return state.products.has(id);
    case 'ProductVariant':
      return [...state.products.values()].some((product) =>
        product.variants.some((variant) => variant.id === id),
      );
    case 'DiscountCodeNode':
    case 'DiscountAutomaticNode':
      return state.discounts.has(id);
    case 'Validation':
      return state.validations.has(id);
    case 'AppInstallation':
      return id === INSTALLATION_ID;
    case 'Shop':
      return id === SHOP_ID;
    default:
      throw new Error(`sandbox: metafields of ${ownerId} are not simulated`);
  }
}

function deleteMetafields(
  context: SandboxContext,
  identifiers: { ownerId: string; namespace: string; key: string }[],
) {
  const deleted = identifiers.map(({ ownerId, namespace, key }) => {
    const gone = context.state.metafields
      .get(ownerId)
      ?.delete(`${resolveNamespace(context, namespace)}.${key}`);
    return gone ? { __typename: 'MetafieldIdentifier', ownerId, namespace, key } : null;
  });
  context.changed();
  return { deletedMetafields: deleted, userErrors: [] };
}

function changeTags(context: SandboxContext, id: string, change: (tags: string[]) => string[]) {
  const tagged = taggedRecord(context, id);
  if (!tagged)
    return {
      node: null,
      userErrors: [{ __typename: 'UserError', field: ['id'], message: 'Resource does not exist' }],
    };
  const tags = [...new Set(change(tagged.record.tags).map((tag) => tag.trim()))].filter((tag) => tag !== '');
  if (tagged.kind === 'customer') {
    setTags(context, tagged.record, tags);
    emitCustomer(context, tagged.record, 'customers/update');
    return { node: customerNode(context, tagged.record), userErrors: [] };
  }
  tagged.record.tags = tags;
  if (tagged.kind === 'order') {
    emitOrder(context, tagged.record, ['orders/updated']);
    return { node: orderNode(context, tagged.record), userErrors: [] };
  }
  context.changed();
  return { node: productNode(context, tagged.record), userErrors: [] };
}

function taggedRecord(
  context: SandboxContext,
  id: string,
):
  | { kind: 'customer'; record: Customer }
  | { kind: 'order'; record: Order }
  | { kind: 'product'; record: Product }
  | undefined {
  const number = numericId(id);
  const customer = gidType(id) === 'Customer' ? context.state.customers.get(number) : undefined;
  if (customer) return { kind: 'customer', record: customer };
  const order = gidType(id) === 'Order' ? context.state.orders.get(number) : undefined;
  if (order) return { kind: 'order', record: order };
  const product = gidType(id) === 'Product' ? context.state.products.get(number) : undefined;
  return product ? { kind: 'product', record: product } : undefined;
}

function problem(field: string[] | null, code: string, message: string, elementIndex: number | null) {
  return { __typename: 'MetafieldsSetUserError', field, code, message, elementIndex };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
