/** How a CSV is read: as found, and as staff have changed it. */
import { z } from 'zod';
import { ADJUSTMENT_REASONS } from '#app/core/ledger/adjust.ts';
import { BULK_FIELDS, type FormatId, IMPORT_FIELDS } from '#app/core/member-import/fields.ts';
import { DELIMITERS, ENCODINGS } from '#app/services/read-csv.ts';

const field = z.enum([...new Set([...IMPORT_FIELDS, ...BULK_FIELDS])]);
const changeable = {
  columns: z.partialRecord(field, z.number().int().min(0).max(199)),
  numbers: z.enum(['auto', 'point', 'comma']),
  dates: z.enum(['auto', 'dayFirst', 'monthFirst']),
  reason: z.enum(ADJUSTMENT_REASONS),
  hasHeading: z.boolean(),
};
/** What staff can change. */
export const setupChange = z.strictObject(changeable).partial();

export const rowSetup = z.object({
  ...changeable,
  encoding: z.enum(ENCODINGS),
  delimiter: z.string().length(1).or(z.enum(DELIMITERS)),
  headings: z.array(z.string()),
  format: z.string().transform((text) => text as FormatId),
});
export type RowSetup = z.infer<typeof rowSetup>;

/** Who, and something to take over. */
export function isComplete({ columns }: Pick<RowSetup, 'columns'>, kind: 'import' | 'bulk'): boolean {
  const who = columns.customerId !== undefined || columns.email !== undefined;
  const what =
    kind === 'bulk'
      ? columns.points !== undefined
      : columns.points !== undefined || columns.tier !== undefined || columns.birthday !== undefined;
  return who && what && (columns.expiresAt === undefined || columns.points !== undefined);
}
