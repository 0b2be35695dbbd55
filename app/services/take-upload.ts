/**
 * A file comes in for an import: kept in parts as it streams, with its hash, and refused as soon as it is too large. What was
 * kept of an upload that breaks off goes with it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { DAY_MS } from '#app/core/time.ts';
import { pool } from '#app/db/pool.ts';
import { addPart, dropParts, insertTransfer, moveTransfer, type TransferKind } from '#app/db/transfers.ts';
import { FileRefused } from '#app/services/file-refused.ts';
import { inspectUpload } from '#app/services/inspect-upload.ts';
import { cutIntoParts } from '#app/services/cut-into-parts.ts';

const MEGABYTE = 1024 * 1024;
export const UPLOAD_BYTES_MAX: Record<Exclude<TransferKind, 'export'>, number> = {
  /** A million rows with all their columns. */
  import: 200 * MEGABYTE,
  bulk: 20 * MEGABYTE,
  restore: 2_048 * MEGABYTE,
};
/** How long a file waits for somebody to go on with it. */
const UPLOAD_KEPT_DAYS = 7;
const NAME_LENGTH_MAX = 200;

export type UploadCommand = {
  shop: string;
  actor: string;
  kind: Exclude<TransferKind, 'export'>;
  fileName: string;
  body: AsyncIterable<Uint8Array>;
};

export async function takeUpload(command: UploadCommand): Promise<Result<{ id: string }>> {
  const { shop, actor, kind, body } = command;
  const id = randomUUID();
  const fileName = command.fileName.toWellFormed().replaceAll('\0', '').slice(0, NAME_LENGTH_MAX);
  const transfer = { shop, id, kind, state: 'uploading' as const, fileName, createdBy: actor };
  await insertTransfer(pool(), transfer, now());
  const hash = createHash('sha256');
  let bytes = 0;
  let parts = 0;
  try {
    for await (const part of cutIntoParts(body)) {
      bytes += part.length;
      if (bytes > UPLOAD_BYTES_MAX[kind]) {
        await discard(shop, id);
        return rejected('file-too-large', { megabytes: UPLOAD_BYTES_MAX[kind] / MEGABYTE });
      }
      hash.update(part);
      await addPart(shop, id, parts, part);
      parts += 1;
    }
  } catch (error) {
    await discard(shop, id);
    throw error;
  }
  if (bytes === 0) {
    await discard(shop, id);
    return rejected('file-empty');
  }
  const expiresAt = new Date(now().getTime() + UPLOAD_KEPT_DAYS * DAY_MS);
  const sha256 = hash.digest('hex');
  try {
    const setup = kind === 'restore' ? {} : await inspectUpload(shop, id, kind);
    await moveTransfer(pool(), { shop, id }, ['uploading'], 'uploaded', {
      bytes,
      parts,
      sha256,
      expiresAt,
      setup,
    });
  } catch (error) {
    await discard(shop, id);
    if (error instanceof FileRefused)
      return rejected(error.code === 'file-empty' ? 'file-empty' : 'file-unreadable');
    throw error;
  }
  return ok({ id });
}

async function discard(shop: string, id: string): Promise<void> {
  await dropParts(pool(), { shop, id });
  await moveTransfer(pool(), { shop, id }, ['uploading'], 'discarded');
}
