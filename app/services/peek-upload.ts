/** The first rows of a file that waits to be brought in, as they stand in it; none once it is gone. */
import { findTransfer, readParts } from '#app/db/transfers.ts';
import { firstRows } from '#app/services/read-csv.ts';
import { rowSetup } from '#app/services/row-setup.ts';

const ROWS = 5;
const CELL_LENGTH = 60;

export async function peekUpload(shop: string, id: string): Promise<string[][]> {
  const transfer = await findTransfer(shop, id);
  if (!transfer || transfer.startedAt !== null || transfer.expiresAt === null) return [];
  if (transfer.kind !== 'import' && transfer.kind !== 'bulk') return [];
  const setup = rowSetup.parse(transfer.setup);
  const rows = await firstRows(readParts(shop, id), setup, ROWS + 1);
  return rows
    .slice(setup.hasHeading ? 1 : 0)
    .slice(0, ROWS)
    .map(({ cells }) =>
      cells.slice(0, setup.headings.length).map((cell) => cell.trim().slice(0, CELL_LENGTH)),
    );
}
