/** What the nodes of all types share: money in both currencies, metafields, ids. */
import type { SandboxContext } from '../../store/context.ts';
import { formatMinor } from '../../store/money.ts';
import { metafieldNode, resolveNamespace } from './metafield-node.ts';
import { connection, type PageArguments } from '../connection.ts';

/** Fields as values or as functions of their arguments; a field that is missing is reported, never made up. */
export type Node = { __typename: string } & Record<string, unknown>;

export function moneyNode(minor: number, currency: string): Node {
  return { __typename: 'MoneyV2', amount: decimal(minor, currency), currencyCode: currency };
}

/** Shopify's MoneyV2 drops trailing zeros but keeps one digit: "12.5", "12.0". */
function decimal(minor: number, currency: string): string {
  const text = formatMinor(minor, currency);
  if (!text.includes('.')) return `${text}.0`;
  return text.replace(/0+$/, '').replace(/\.$/, '.0');
}

export function metafieldFields(context: SandboxContext, ownerId: string): Record<string, unknown> {
  const all = () => [...(context.state.metafields.get(ownerId)?.values() ?? [])];
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const wanted = resolveNamespace(context, namespace);
      const found = all().find((entry) => entry.namespace === wanted && entry.key === key);
      return found ? metafieldNode(found) : null;
    },
    metafields: (args: PageArguments & { namespace?: string | null; keys?: string[] | null }) => {
      const wanted = args.namespace ? resolveNamespace(context, args.namespace) : null;
      const list = all().filter(
        (entry) =>
          (wanted === null || entry.namespace === wanted) &&
          (!args.keys ||
            args.keys.includes(entry.key) ||
            args.keys.includes(`${entry.namespace}.${entry.key}`)),
      );
      return connection(list, args, (entry) => entry.id, metafieldNode);
    },
  };
}
