/** One import or adjustment for many: how its file is read, what would happen or has happened, and the first rows that did not go. */
import type { Columns, FormatId, ImportField } from '#app/core/member-import/fields.ts';
import { findTransfer } from '#app/db/transfers.ts';
import { listProblems, type ReportRow, type RowSums } from '#app/db/transfer-rows.ts';
import { type TransferView, viewTransfer } from '#app/presenters/present-transfers.ts';

const PROBLEMS_SHOWN = 20;

export type RunSetup = {
  format: FormatId;
  headings: string[];
  columns: Columns;
  numbers: 'auto' | 'point' | 'comma';
  dates: 'auto' | 'dayFirst' | 'monthFirst';
  reason: string;
  hasHeading: boolean;
};

export type RunView = Omit<TransferView, 'summary' | 'kind'> & {
  kind: 'import' | 'bulk';
  setup: RunSetup;
  /** Whether rows have been booked: then it can be taken back, and its file be gone on with. */
  begun: boolean;
  check: RowSums | null;
  result: RowSums | null;
  undo: RowSums | null;
  sameFile: string | null;
  problems: Pick<ReportRow, 'row' | 'line' | 'outcome' | 'code' | 'field'>[];
};

export type { ImportField };

export async function presentRun(shop: string, id: string): Promise<RunView | undefined> {
  const transfer = await findTransfer(shop, id);
  if (!transfer || (transfer.kind !== 'import' && transfer.kind !== 'bulk')) return undefined;
  const { summary, ...view } = viewTransfer(transfer);
  const sums = summary as { check?: RowSums; result?: RowSums; undo?: RowSums; sameFile?: string };
  return {
    ...view,
    kind: transfer.kind,
    // Written by the service that checked it against its schema.
    setup: transfer.setup as RunSetup,
    begun: transfer.startedAt !== null,
    check: sums.check ?? null,
    result: sums.result ?? null,
    undo: sums.undo ?? null,
    sameFile: sums.sameFile ?? null,
    problems: await firstProblems(shop, id),
  };
}

async function firstProblems(shop: string, id: string): Promise<RunView['problems']> {
  const first = await listProblems(shop, id).next();
  const rows = first.done ? [] : first.value;
  return rows
    .slice(0, PROBLEMS_SHOWN)
    .map(({ row, line, outcome, code, field }) => ({ row, line, outcome, code, field }));
}
