/** A bulk operation as the Admin API shows it. */
import type { SandboxContext } from '../store/context.ts';
import { gid } from '../store/ids.ts';
import type { BulkOperation } from '../store/model.ts';
import type { Node } from './nodes/shared.ts';

export function bulkNode(context: SandboxContext, operation: BulkOperation): Node {
  const done = operation.status === 'COMPLETED' && operation.file !== null && operation.objectCount > 0;
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', operation.id),
    type: 'QUERY',
    query: operation.query,
    status: operation.status,
    errorCode: operation.errorCode,
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: operation.fileSize === null ? null : String(operation.fileSize),
    createdAt: operation.createdAt,
    completedAt: operation.completedAt,
    // Shopify gives no address when there is nothing to read.
    url: done ? `${context.config.storeUrl}/__sandbox/bulk/${operation.file}` : null,
    partialDataUrl: null,
  };
}
