/** What kind of CSV has come: its encoding and separator, whose export it is, and which column says what. Staff can change all of it. */
import { BULK_FIELDS, guessColumns, IMPORT_FIELDS, recogniseFormat } from '#app/core/member-import/fields.ts';
import { readParts } from '#app/db/transfers.ts';
import { findShape } from '#app/services/read-csv.ts';
import type { RowSetup } from '#app/services/row-setup.ts';

const COLUMNS_MAX = 200;
const HEADING_LENGTH_MAX = 100;

export async function inspectUpload(shop: string, id: string, kind: 'import' | 'bulk'): Promise<RowSetup> {
  const parts = () => readParts(shop, id);
  const { shape, first } = await findShape(parts);
  const cells = first.slice(0, COLUMNS_MAX);
  // A row of somebody's data is no heading, and is not kept.
  const headings = cells.map((cell, index) =>
    shape.hasHeading ? cell.trim().slice(0, HEADING_LENGTH_MAX) : `#${index + 1}`,
  );
  const fields = kind === 'import' ? IMPORT_FIELDS : BULK_FIELDS;
  return {
    ...shape,
    headings,
    format: shape.hasHeading && kind === 'import' ? recogniseFormat(headings) : 'other',
    columns: shape.hasHeading ? guessColumns(headings, fields) : {},
    numbers: 'auto',
    dates: 'auto',
    reason: kind === 'import' ? 'transfer-in' : 'correction',
  };
}
