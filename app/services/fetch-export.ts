/** Hands the file of a finished export out, a part at a time, and notes who has it. */
import { now } from '#app/clock.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { findTransfer, readParts } from '#app/db/transfers.ts';

export type ExportFile = { name: string; bytes: number; stream: ReadableStream<Uint8Array> };

export async function fetchExport(command: {
  shop: string;
  actor: string;
  id: string;
}): Promise<ExportFile | undefined> {
  const { shop, actor, id } = command;
  const transfer = await findTransfer(shop, id);
  if (transfer?.kind !== 'export' || transfer.state !== 'done' || transfer.expiresAt === null)
    return undefined;
  await transaction((tx) =>
    noteDeed(tx, { shop, actor, deed: 'export-fetched', subject: `transfer:${id}` }, now()),
  );
  const parts = readParts(shop, id);
  return { name: transfer.fileName, bytes: transfer.bytes, stream: streamOf(parts) };
}

/** A reader who goes away ends the reading. */
function streamOf(parts: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
