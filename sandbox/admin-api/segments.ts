/** Customer segments as the Admin API shows, makes, changes and deletes them. */
import type { SandboxContext } from '../store/context.ts';
import { gid, nextId, numericId } from '../store/ids.ts';
import { readSegmentQuery, type Segment } from '../store/segments.ts';
import { connection, type PageArguments } from './connection.ts';
import { resolveNamespace } from './nodes/metafield-node.ts';
import type { Node } from './nodes/shared.ts';

type Changed = { segment: Node | null; userErrors: Node[] };

/** Metafields of customers that `shopify.app.toml` declares: what segments can ask for. */
const DECLARED = ['standing', 'tier', 'points', 'next_reward', 'segment', 'segments', 'referral_code'];
/** Those of a type with several values: they are asked for what they hold, all others for what they are. */
const LISTS = ['segments'];

export function segmentQueries(context: SandboxContext): Record<string, unknown> {
  return {
    segments: (args: PageArguments & { query?: string | null }) => {
      if (args.query) throw new Error('sandbox: searching segments is not simulated');
      return connection([...context.state.segments.values()], args, ({ id }) => id, segmentNode);
    },
    metafieldDefinition: ({
      identifier,
    }: {
      identifier: { ownerType: string; namespace?: string | null; key: string };
    }) => {
      const { ownerType, key } = identifier;
      const namespace = resolveNamespace(context, identifier.namespace);
      const own = namespace === resolveNamespace(context, '$app');
      if (ownerType !== 'CUSTOMER' || !own || !DECLARED.includes(key)) return null;
      return {
        __typename: 'MetafieldDefinition',
        id: gid('MetafieldDefinition', key),
        namespace,
        key,
        ownerType,
      };
    },
  };
}

export function segmentMutations(context: SandboxContext): Record<string, unknown> {
  return {
    segmentCreate: (args: { name: string; query: string }) => createSegment(context, args),
    segmentUpdate: (args: { id: string; name?: string | null; query?: string | null }) =>
      updateSegment(context, args),
    segmentDelete: ({ id }: { id: string }) => {
      const gone = context.state.segments.delete(numericId(id));
      context.changed();
      return {
        deletedSegmentId: gone ? id : null,
        userErrors: gone ? [] : [problem(['id'], 'Segment does not exist')],
      };
    },
  };
}

function createSegment(context: SandboxContext, { name, query }: { name: string; query: string }): Changed {
  const refused = whyNot(context, { name, query });
  if (refused) return refused;
  const at = context.clock.iso();
  const segment: Segment = {
    id: nextId(context.state, 'segment'),
    name,
    query,
    createdAt: at,
    updatedAt: at,
  };
  context.state.segments.set(segment.id, segment);
  context.changed();
  return { segment: segmentNode(segment), userErrors: [] };
}

function updateSegment(
  context: SandboxContext,
  { id, name, query }: { id: string; name?: string | null; query?: string | null },
): Changed {
  const segment = context.state.segments.get(numericId(id));
  if (!segment) return { segment: null, userErrors: [problem(['id'], 'Segment does not exist')] };
  const wanted = { name: name ?? segment.name, query: query ?? segment.query };
  const refused = whyNot(context, wanted, segment);
  if (refused) return refused;
  Object.assign(segment, wanted, { updatedAt: context.clock.iso() });
  context.changed();
  return { segment: segmentNode(segment), userErrors: [] };
}

function whyNot(
  context: SandboxContext,
  { name, query }: { name: string; query: string },
  self?: Segment,
): Changed | undefined {
  const others = [...context.state.segments.values()].filter((one) => one !== self);
  if (others.some((one) => one.name === name)) {
    return { segment: null, userErrors: [problem(['name'], 'Name has already been taken')] };
  }
  const read = readSegmentQuery(query);
  if (!read || LISTS.includes(read.key) !== (read.operator === 'CONTAINS')) {
    const message = `Query '${query}' is not valid, or the sandbox does not simulate it`;
    return { segment: null, userErrors: [problem(['query'], message)] };
  }
  return undefined;
}

export function segmentNode({ id, name, query, createdAt, updatedAt }: Segment): Node {
  return {
    __typename: 'Segment',
    id: gid('Segment', id),
    name,
    query,
    creationDate: createdAt,
    lastEditDate: updatedAt,
  };
}

function problem(field: string[], message: string): Node {
  return { __typename: 'UserError', field, message };
}
