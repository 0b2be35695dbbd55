/** Pages of a list as Shopify gives them: cursors, edges and nodes. Nodes are made only for what is asked. */

export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};

const PAGE_MAX = 250;

/** Under this key a connection offers its items without pages, for bulk operations. */
export const EVERYTHING: unique symbol = Symbol('everything');
export type Everything = { items: unknown[]; toNode: (item: unknown) => unknown };

/** `keyOf` is the id that cursors carry, so that they stay right while the list grows. */
export function connection<Item>(
  items: Item[],
  args: PageArguments,
  keyOf: (item: Item) => string,
  toNode: (item: Item) => unknown,
): Record<string | symbol, unknown> {
  const ordered = args.reverse ? [...items].reverse() : items;
  const indexOf = (cursor: string) => ordered.findIndex((item) => keyOf(item) === decode(cursor));
  let from = 0;
  let to = ordered.length;
  if (args.after) from = Math.max(0, indexOf(args.after) + 1);
  if (args.before) to = Math.max(from, indexOf(args.before));
  if (args.first) to = Math.min(to, from + Math.min(PAGE_MAX, args.first));
  else if (args.last) from = Math.max(from, to - Math.min(PAGE_MAX, args.last));
  const page = ordered.slice(from, to);
  const cursors = page.map((item) => encode(keyOf(item)));
  const everything: Everything = { items, toNode: (item) => toNode(item as Item) };
  return {
    [EVERYTHING]: everything,
    nodes: () => page.map(toNode),
    edges: () => page.map((item, index) => ({ cursor: cursors[index], node: () => toNode(item) })),
    pageInfo: {
      hasNextPage: to < ordered.length,
      hasPreviousPage: from > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function encode(key: string): string {
  return Buffer.from(JSON.stringify({ last_id: key })).toString('base64url');
}

function decode(cursor: string): string {
  try {
    return String(
      (JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as { last_id: unknown }).last_id,
    );
  } catch {
    throw new Error(`Invalid cursor: ${cursor}`);
  }
}
