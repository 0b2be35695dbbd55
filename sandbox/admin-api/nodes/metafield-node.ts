/** Metafields, and what `$app` means. */
import { createHash } from 'node:crypto';
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Metafield } from '../../store/model.ts';
import type { Node } from './shared.ts';

/** `$app` and no namespace mean the app's own reserved one, `app--ID`; `$app:x` is `app--ID--x`. */
export function resolveNamespace(context: SandboxContext, namespace: string | null | undefined): string {
  const own = `app--${context.config.appId}`;
  if (!namespace || namespace === '$app') return own;
  return namespace.startsWith('$app:') ? `${own}--${namespace.slice(5)}` : namespace;
}

export function metafieldNode(metafield: Metafield): Node {
  const json = metafield.type === 'json' || metafield.type.startsWith('list.');
  return {
    __typename: 'Metafield',
    id: gid('Metafield', metafield.id),
    legacyResourceId: metafield.id,
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: () => (json ? JSON.parse(metafield.value) : metafield.value),
    compareDigest: () => digestOf(metafield.value),
    sizeInBytes: Buffer.byteLength(metafield.value),
    createdAt: metafield.createdAt,
    updatedAt: metafield.updatedAt,
  };
}

export function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
